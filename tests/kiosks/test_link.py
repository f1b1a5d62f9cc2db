"""One try at the server ends in time, whatever the network does."""

import threading
import time

import pytest
import urllib3

from ticket_printer.kiosk import link as links
from ticket_printer.kiosk.link import Away, Link


def test_a_name_that_nobody_answers_for_is_given_up(monkeypatch):
    monkeypatch.setattr(links, "WHOLE_S", 0.2)
    link, ended = Link("http://queue.example:8080", "token"), threading.Event()

    def look_up(*_args, **_facts):
        ended.wait(30)
        raise urllib3.exceptions.HTTPError

    link._pool.request = look_up
    begun = time.monotonic()
    with pytest.raises(Away):
        link.ask("GET", "/halls/guangdong", headers={})
    took = time.monotonic() - begun
    ended.set()

    assert took < 10
    assert link.is_away
