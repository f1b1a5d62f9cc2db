"""From a number taken to a screen that is told of the better voice: real processes, in every mode."""

import urllib.request

import pytest

from queue_server.protocol import Client
from queue_server.protocol.live import LiveClient
from queue_server.realtime.async_mode import AsyncMode
from tests.long_run import long_run
from tests.processes import passed_in_mode, the_demonstration, until

pytestmark = pytest.mark.slow
HALL = "/halls/guangdong"


def fetched(url):
    with urllib.request.urlopen(url) as answer:
        return answer.status, answer.headers["Content-Type"], answer.read(4)


def test_the_message_of_a_call_has_what_was_rendered_after_the_issue(tmp_path):
    events = []
    with the_demonstration("guangdong", tmp_path, "--speech", "null") as demo:
        kiosk, officer = (
            Client(demo["url"], demo["tokens"][who]) for who in ("kiosk", "officer:1")
        )
        screen = LiveClient(
            demo["url"],
            {"hall": "guangdong", "audience": "display"},
            on_board=lambda _board: None,
            on_event=events.append,
        )
        screen.start()
        taken = {"service": "A", "class": "normal", "language": "en", "channel": "kiosk"}
        kiosk.post(f"{HALL}/tickets", taken)
        assert until(lambda: len(list((tmp_path / "speech").glob("*.wav"))) == 2)
        officer.post(f"{HALL}/counters/1/sessions", {})
        officer.post(f"{HALL}/counters/1/calls", {})
        assert until(lambda: [each for each in events if each["kind"] == "ticket_called"])
        screen.close()

        (call,) = (each for each in events if each["kind"] == "ticket_called")
        said = [(each["language"], each["rendered"]["replaces"]) for each in call["announcement"]]
        sounds = [fetched(demo["url"] + each["rendered"]["url"]) for each in call["announcement"]]
    assert said == [("zh-CN", 2), ("en", 2)]
    assert sounds == [(200, "audio/x-wav", b"RIFF")] * 2


@pytest.mark.parametrize("mode", [AsyncMode.GEVENT, *long_run(AsyncMode.EVENTLET)])
def test_the_voice_does_the_same_in_every_mode(mode):
    found = passed_in_mode("tests.voice.in_mode", mode)

    assert (found["passed"] > 20, found["skipped"]) == (True, 0)
