"""The server's side: what it lets render, and what it knows at a call."""

import logging
import threading
import time
from contextlib import contextmanager
from dataclasses import replace

import pytest

from queue_server.domain.announcement import announcement
from queue_server.voice import voices as module
from queue_server.voice.engines import NullEngine
from queue_server.voice.espeak import EspeakNg
from queue_server.voice.voices import MOST_WAITING, Voices
from tests.realtime.builders import a_call as a_recorded_call
from tests.realtime.builders import a_hall, an_issue
from tests.voice.builders import a_bank


class Halls:
    def get(self, hall):
        return replace(a_hall(hall), languages=("zh-CN", "en"))

    def all(self):
        return (self.get("guangdong"),)


def some_voices(folder, *engines, reports=None, **bank):
    return Voices(
        halls=Halls(),
        bank=a_bank(folder, **bank),
        engines=engines,
        folder=folder / "speech",
        limit=1_000_000,
        on_report=(reports if reports is not None else []).append,
    )


@contextmanager
def running(voices):
    thread = threading.Thread(target=voices.run)
    thread.start()
    try:
        yield voices
    finally:
        voices.stop()
        thread.join(20)
        voices.close()
        assert thread.is_alive() is False


def until(question, within_s=20):
    end = time.monotonic() + within_s
    while not question() and time.monotonic() < end:
        time.sleep(0.02)
    return question()


def issued(number="A012", sequence=812):
    return an_issue(sequence, number=number)


def call(number="A012"):
    return announcement(Halls().get("guangdong"), a_recorded_call(number=number).event)


def found(voices, number="A012"):
    return [(voices.rendered(said) or {}).get("replaces") for said in call(number)]


def test_a_number_is_there_for_its_call_after_it_was_issued(tmp_path):
    reports = []
    with running(some_voices(tmp_path, NullEngine(), reports=reports)) as voices:
        before = found(voices)
        voices.hear(issued())

        assert until(lambda: found(voices) == [2, 2])
        assert until(lambda: [report.engine for report in reports] == ["null", "null"])
    assert before == [None, None]
    urls = [voices.rendered(said)["url"] for said in call()]
    files = sorted(path.name for path in (tmp_path / "speech").glob("*.wav"))
    assert sorted(urls) == [f"/speech/{name}" for name in files]


def test_a_number_that_is_there_already_wakes_no_worker(tmp_path, monkeypatch):
    with running(some_voices(tmp_path, NullEngine())) as voices:
        voices.hear(issued())
        assert until(lambda: found(voices) == [2, 2])
    monkeypatch.setattr(module, "WorkerProcess", None)
    with running(some_voices(tmp_path, NullEngine())) as voices:
        voices.hear(issued())
        assert until(voices._issued.empty)

        assert found(voices) == [2, 2]


def test_without_engines_nothing_is_done_or_found(tmp_path):
    voices = some_voices(tmp_path)
    voices.hear(issued())
    voices.run()

    assert (voices._issued.empty(), found(voices)) == (True, [None, None])
    assert (tmp_path / "speech").exists() is False


def test_a_call_itself_lets_nothing_be_rendered(tmp_path):
    voices = some_voices(tmp_path, NullEngine())
    voices.hear(a_recorded_call())

    assert voices._issued.empty()
    assert list(voices.jobs(a_recorded_call())) == []


def test_a_number_is_rendered_in_the_languages_of_its_call(tmp_path):
    jobs = list(some_voices(tmp_path, NullEngine()).jobs(issued()))

    assert [[choice.words.language for choice in job.choices] for job in jobs] == [
        ["zh-CN"],
        ["en"],
    ]


def test_what_must_be_said_whole_is_said_for_each_counter_that_may_call_it(tmp_path):
    hall = Halls().get("guangdong")
    second = replace(hall.counters[0], number=4)
    voices = some_voices(tmp_path, EspeakNg(), NullEngine(), without=["en/pair/12"])
    voices._halls.get = lambda _hall: replace(hall, counters=(*hall.counters, second))

    said = [
        (choice.engine, choice.words.text)
        for job in voices.jobs(issued())
        for choice in job.choices
    ]

    assert said == [
        ("null", "请A零一二号"),
        ("espeak-ng", "Ticket A 0 1 2, please proceed to counter 3"),
        ("espeak-ng", "请A 0 1 2号到4号窗口"),  # there is no clip of this counter either
        ("null", "请A零一二号"),
        ("espeak-ng", "Ticket A 0 1 2, please proceed to counter 4"),
    ]


def test_of_too_many_the_oldest_are_dropped(tmp_path):
    voices = some_voices(tmp_path, NullEngine())
    for sequence in range(MOST_WAITING + 3):
        voices.hear(issued(sequence=sequence))

    assert voices._issued.qsize() == MOST_WAITING
    assert voices._issued.get().sequence == 3


def test_a_worker_that_dies_is_followed_by_another(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(module, "FIRST_REST_S", 0.01)
    with running(some_voices(tmp_path, NullEngine())) as voices:
        voices.hear(issued())
        assert until(lambda: found(voices) == [2, 2])
        voices._worker.kill()
        voices._worker._process.wait()
        voices.hear(issued("A512"))  # lost with the worker, or not in the bank
        for path in (tmp_path / "speech").glob("*.wav"):
            path.unlink()
        voices.hear(issued())

        assert until(lambda: 2 in found(voices))
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "worker" in caplog.text


def test_of_two_processes_one_renders_and_the_other_finds_it_and_follows(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "OTHERS_S", 0.05)
    first, second = [], []
    one = some_voices(tmp_path, NullEngine(), reports=first)
    two = some_voices(tmp_path, NullEngine(), reports=second)
    with running(two):
        with running(one):
            assert until(lambda: one._lock._file or two._lock._file)
            for voices in (one, two):
                voices.hear(issued())
            assert until(lambda: found(one) == found(two) == [2, 2])
        for path in (tmp_path / "speech").glob("*.wav"):
            path.unlink()
        two.hear(issued())
        assert until(lambda: found(two) == [2, 2])
        assert until(lambda: len(first) + len(second) == 4)


def test_a_folder_that_cannot_be_written_is_told_once_and_hinders_nothing(
    tmp_path, monkeypatch, caplog
):
    monkeypatch.setattr(module, "OTHERS_S", 0.01)
    (tmp_path / "speech").write_text("no folder")
    with running(some_voices(tmp_path, NullEngine())) as voices:
        voices.hear(issued())
        assert until(lambda: "folder" in caplog.text)
        time.sleep(0.1)

    assert [record.levelno for record in caplog.records] == [logging.WARNING]


@pytest.mark.parametrize("engines", [(), (NullEngine(),)])
def test_one_that_never_ran_can_be_stopped_and_closed(tmp_path, engines):
    voices = some_voices(tmp_path, *engines)
    voices.stop()
    voices.close()

    assert found(voices) == [None, None]
