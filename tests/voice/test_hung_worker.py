"""No call waits for speech: not for a worker that hangs, not for a line that is full."""

import os
import signal
from contextlib import contextmanager

import pytest

from queue_server.voice.voices import MOST_WAITING
from tests.realtime.builders import an_issue
from tests.voice.test_voices import running, until
from tests.web.a_server import AT, serving

TICKETS = 3


@contextmanager
def that_hangs(voices):
    """Its worker stands still in the middle of its work, as one does that waits for a dead disk."""
    assert until(lambda: voices._worker)
    process = voices._worker._process
    os.kill(process.pid, signal.SIGSTOP)
    try:
        yield process
    finally:
        os.kill(process.pid, signal.SIGCONT)


@pytest.fixture
def hall(tmp_path):
    """Three wait, and the bank's languages are spoken; the voice renders silence."""
    with serving(tmp_path, speech="null") as made, running(made.server.voices):
        made.sit()
        yield made


def test_numbers_are_taken_and_called_while_the_worker_hangs_and_its_line_is_full(hall):
    voices = hall.server.voices
    hall.take()
    with that_hangs(voices) as process:
        hall.take()  # the worker's job, or the first that waits behind it
        for sequence in range(MOST_WAITING + TICKETS):
            voices.hear(an_issue(1_000 + sequence, number="A999"))
        full = voices._issued.qsize()

        taken = [hall.take()["number"] for _ in range(TICKETS)]
        called = [hall.call()["number"] for _ in range(TICKETS)]
        said = hall.get(f"{AT}/board", by="display").json["calls"]

        assert (full, voices._issued.qsize(), process.poll()) == (MOST_WAITING, MOST_WAITING, None)
    assert (taken, called) == (["A003", "A004", "A005"], ["A001", "A002", "A003"])
    newest = next(each for each in said if each["number"] == "A003")
    assert [("clips" in item, "rendered" in item) for item in newest["announcement"]] == [
        (True, False)
    ] * 2
