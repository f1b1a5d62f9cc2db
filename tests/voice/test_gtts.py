"""Google's voices, against an endpoint of our own on this machine."""

import base64
import io
import json
import threading
import urllib.parse
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
import soundfile

from queue_server.voice import gtts
from queue_server.voice.failure import SpeechFailed
from queue_server.voice.gtts import Gtts
from queue_server.voice.shape import loudness, mp3
from tests.voice.builders import a_bank, a_call, some_words

RATE = 24_000
TONE = (0.02 * np.sin(np.arange(RATE) * 2 * np.pi * 440 / RATE)).astype(np.float32)


class Google:
    """Answers as the real one does, or as it is told to."""

    def __init__(self):
        self.asked, self.status, self.answer = [], 200, None
        self.hang = threading.Event()
        self.hang.set()
        self.url = ""

    def sound(self):
        if self.answer is not None:
            return self.answer
        spoken = base64.b64encode(mp3(TONE, RATE)).decode()
        return f')]}}\'\n\n[["wrb.fr","jQ1olc","[\\"{spoken}\\"]",null]]\n'.encode()


@pytest.fixture
def google():
    made = Google()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = json.loads(urllib.parse.parse_qs(body)["f.req"][0])[0][0]
            made.asked.append((asked[0], *json.loads(asked[1])[:2]))
            made.hang.wait(10)
            self.send_response(made.status)
            self.end_headers()
            self.wfile.write(made.sound())

        def log_message(self, *about):
            pass

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as server:
        made.url = f"http://127.0.0.1:{server.server_address[1]}/"
        yield made
        made.hang.set()


@contextmanager
def serving(server):
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def outcomes(engine, count):
    found = []
    for _ in range(count):
        try:
            engine.speak(some_words())
        except SpeechFailed as error:
            found.append(str(error))
        else:
            found.append("spoke")
    return found


def test_it_sends_the_number_and_nothing_else_and_the_sound_is_as_loud_as_the_bank(google):
    sound = Gtts(endpoint=google.url).speak(some_words())

    samples, rate = soundfile.read(io.BytesIO(sound))
    assert google.asked == [("jQ1olc", "请A零一二号", "zh-CN")]
    assert round(loudness(samples, rate)) == -16


@pytest.mark.parametrize("language", ["yue", "en", "ko", "ru"])
def test_it_asks_in_the_language_of_the_words(google, language):
    Gtts(endpoint=google.url).speak(some_words("A 0 1 2", language=language))

    assert google.asked == [("jQ1olc", "A 0 1 2", language)]


@pytest.mark.parametrize(
    ("status", "answer", "why"),
    [
        (429, None, "429 Client Error"),
        (200, b"<html>Sorry</html>", "without sound"),
        (200, b'jQ1olc","[\\"%%%\\"]', "damaged"),
        (200, b'jQ1olc","[\\"bm8gbXAz\\"]', "Error opening"),
    ],
)
def test_an_answer_that_is_no_speech_is_a_failure_and_says_why(google, status, answer, why):
    google.status, google.answer = status, answer

    with pytest.raises(SpeechFailed, match=why):
        Gtts(endpoint=google.url).speak(some_words())


def test_an_answer_that_does_not_come_is_a_failure_in_time(google, monkeypatch):
    monkeypatch.setattr(gtts, "TIMEOUT_S", 0.1)
    google.hang.clear()

    with pytest.raises(SpeechFailed, match="timed out"):
        Gtts(endpoint=google.url).speak(some_words())


def test_after_failures_it_is_left_alone_then_tried_once_and_well_again(google):
    now = [0.0]
    engine = Gtts(endpoint=google.url, clock=lambda: now[0])
    google.status = 429
    failed = outcomes(engine, 5)
    asked, resting = len(google.asked), engine.is_resting
    google.status, now[0] = 200, 60.0

    assert [outcome[:3] for outcome in failed] == ["429", "429", "429", "res", "res"]
    assert (asked, resting) == (3, True)
    assert (outcomes(engine, 2), engine.is_resting) == (["spoke", "spoke"], False)


def test_nobody_at_the_address_is_a_failure():
    with pytest.raises(SpeechFailed):
        Gtts(endpoint="http://127.0.0.1:9/").speak(some_words())


def test_it_says_the_ticket_s_half(tmp_path):
    bank = a_bank(tmp_path)

    assert Gtts().words(bank, a_call("en")) == bank.number_words(a_call("en"))
