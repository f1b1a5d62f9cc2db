"""One try at the server ends in time, whatever the network does."""

import time

import pytest

from ticket_printer.kiosk import link as links
from ticket_printer.kiosk.link import Away, Link


def test_a_name_that_nobody_answers_for_is_given_up(monkeypatch):
    monkeypatch.setattr(links, "WHOLE_S", 0.2)
    link = Link("http://queue.example:8080", "token")
    link._pool.request = lambda *_args, **_facts: time.sleep(3)

    begun = time.monotonic()
    with pytest.raises(Away):
        link.ask("GET", "/halls/guangdong", headers={})

    assert time.monotonic() - begun < 2
    assert link.is_away
