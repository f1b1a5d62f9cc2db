"""What a server, or a proxy before it, may say to a device: understood, or refused and forgotten."""

import contextlib
import json
import logging

import urllib3
from hypothesis import example, given, settings
from hypothesis import strategies as st

from queue_server.protocol import Refusal
from queue_server.protocol.client import _parsed
from queue_server.protocol.live import LiveClient, LiveRefused
from queue_server.protocol.ordering import is_event
from tests.fuzz.anything import JSON, changed
from tests.fuzz.often import often_and_seldom


@often_and_seldom(often=3000, seldom=150)
def test_any_answer_is_json_or_a_refusal(how):
    @settings(how)
    @given(
        st.binary(max_size=20) | JSON.map(lambda value: json.dumps(value).encode()),
        st.integers(200, 599),
    )
    @example(b"[" * 200_000, 200)
    @example(b"<html>Welcome to the network</html>", 200)
    def read(body, status):
        answer = urllib3.HTTPResponse(body=body, status=status)
        value, refusal = outcome(answer)

        if refusal is None:
            assert status < 300
            assert body == b"" or json.dumps(json.loads(body)) == json.dumps(value)
        else:
            assert (refusal.status, type(refusal.code), type(refusal.details)) == (
                status,
                str,
                dict,
            )

    read()


def outcome(answer):
    """The value, and the refusal."""
    try:
        return _parsed(answer), None
    except Refusal as refusal:
        return None, refusal


class Line:
    """A connection that acknowledges everything with the same."""

    connected = True

    def __init__(self, answer):
        self.answer = answer

    def call(self, *_arguments, **_options):
        return self.answer


ANSWERS = JSON | changed({"sequence": 7, "board": {"calls": []}, "events": [{"sequence": 8}]})
EVENTS = JSON | changed({"sequence": 9, "previous": 8, "kind": "ticket_called"})


@often_and_seldom(often=3000, seldom=150)
def test_live_messages_that_are_none_leave_a_client_that_goes_on(how):
    logging.disable(logging.ERROR)

    @settings(how)
    @given(ANSWERS, ANSWERS, st.lists(EVENTS, max_size=4))
    def hear(joined, since, events):
        boards, heard = [], []
        client = LiveClient("http://x", {}, on_board=boards.append, on_event=heard.append)
        for event in events:
            client._arrived(event)
        with contextlib.suppress(LiveRefused):
            client._show_board(Line(joined))
            client._accept(client._missed_since(Line(since), 0))
        for event in events:
            client._arrived(event)

        client._show_board(Line({"sequence": 100, "board": {"calls": []}}))
        client._arrived({"sequence": 101})
        assert boards[-1] == {"calls": []}
        assert heard[-1] == {"sequence": 101}
        assert [each for each in heard if not is_event(each)] == []

    try:
        hear()
    finally:
        logging.disable(logging.NOTSET)
