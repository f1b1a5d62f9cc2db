"""The server's side of rendered speech: what to render, and what is there."""

import logging
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from queue_server.domain.announcement import Announcement, announcement
from queue_server.domain.events import TicketCalled, TicketIssued
from queue_server.domain.hall import Hall
from queue_server.domain.names import CounterNumber
from queue_server.settings.server import ServerSettings
from queue_server.use_cases.ports import Halls
from queue_server.use_cases.recorded import Recorded
from queue_server.voice.cache import SpeechCache
from queue_server.voice.engines import Engine, engines, file_of
from queue_server.voice.job import Choice, Job, Report
from queue_server.voice.lock import FolderLock
from queue_server.voice.process import WorkerProcess
from queue_server.voice.words import Bank

log = logging.getLogger(__name__)

FOLDER, RECORDINGS = "speech", "recordings"
"""In the installation's folder."""
MEBIBYTE = 1024 * 1024
MOST_WAITING = 500
"""Tickets that wait to be rendered; of more the oldest are dropped, since they are called first."""
IDLE_S = 900.0
"""A worker without work for so long gives its memory back."""
OTHERS_S = 5.0
"""How often to look whether the process that renders for this folder is gone."""
FIRST_REST_S, LONGEST_REST_S = 1.0, 300.0
"""After a worker that died."""
END_S = 10.0

Rendered = dict[str, str | int]
"""``{"url", "replaces"}``, as it goes over the wire."""


class Voices:
    """Renders numbers when they are issued, and knows at a call what is there.

    Without engines it does nothing. ``on_report`` is told of every job that the worker did.
    """

    def __init__(
        self,
        *,
        halls: Halls,
        bank: Bank,
        engines: Sequence[Engine],
        folder: Path,
        limit: int,
        on_report: Callable[[Report], object],
    ) -> None:
        self._halls, self._bank, self._engines = halls, bank, engines
        self._folder, self._limit = folder, limit
        self._cache, self._lock = SpeechCache(folder, limit=limit), FolderLock(folder)
        self._on_report = on_report
        self._issued: queue.Queue[Recorded | None] = queue.Queue(MOST_WAITING)
        self._stopped, self._ended = threading.Event(), threading.Event()
        self._ended.set()
        self._worker: WorkerProcess | None = None
        self._rest_s = FIRST_REST_S
        self._faults: frozenset[str] = frozenset()

    def rendered(self, said: Announcement) -> Rendered | None:
        """What is there of a call, by the engine that is preferred; looks, and never waits."""
        for choice in self._choices(said):
            if self._cache.has(choice.file):
                return {"url": f"/speech/{choice.file}", "replaces": choice.words.replaces}
        return None

    def hear(self, recorded: Recorded) -> None:
        """A ticket was issued: it will be said. A listener of the publisher."""
        if self._engines and isinstance(recorded.event, TicketIssued):
            self._put(recorded)

    def run(self) -> None:
        """Render until told to stop; where another process does it for this folder, wait to follow it."""
        self._ended.clear()
        log.info("speech: %s", ", ".join(each.name for each in self._engines) or "the bank alone")
        try:
            while self._engines and not self._stopped.is_set():
                if self._is_mine():
                    self._render()
                else:
                    self._stopped.wait(OTHERS_S)
        finally:
            self._end_worker()
            self._lock.release()
            self._ended.set()

    def stop(self) -> None:
        """End ``run`` soon, also in the middle of a word."""
        self._stopped.set()
        self._put(None)
        if (worker := self._worker) is not None:
            worker.kill()

    def close(self) -> None:
        """Wait until nothing is rendered any more."""
        if not self._ended.wait(END_S):
            log.warning("the voice did not end within %s s", END_S)

    def jobs(self, recorded: Recorded) -> Iterator[Job]:
        """What has to be rendered for a ticket: its half in each language of its call.

        Where a whole call must be said, each counter that may call it makes another one.
        """
        event = recorded.event
        if not isinstance(event, TicketIssued):
            return
        hall, known = self._halls.get(recorded.hall), set()
        for counter in hall.counters_for(event.service, event.priority_class):
            new = [job for job in self._calls(hall, event, counter.number) if job not in known]
            if not new:
                return
            known.update(new)
            yield from new

    # -- helpers, in the order of use ------------------------------------------------------

    def _choices(self, said: Announcement) -> Iterator[Choice]:
        for engine in self._engines:
            words = engine.words(self._bank, said)
            if words is not None:
                yield Choice(engine=engine.name, file=file_of(engine, words), words=words)

    def _put(self, recorded: Recorded | None) -> None:
        try:
            self._issued.put_nowait(recorded)
        except queue.Full:
            with suppress(queue.Empty):
                self._issued.get_nowait()
            self._issued.put_nowait(recorded)

    def _is_mine(self) -> bool:
        try:
            return self._lock.acquire()
        except OSError as error:
            self._tell_faults([f"folder: {error}"])
            return False

    def _render(self) -> None:
        while not self._stopped.is_set():
            try:
                recorded = self._issued.get(timeout=IDLE_S)
            except queue.Empty:
                self._end_worker()
                continue
            if recorded is not None:
                for job in self.jobs(recorded):
                    self._do(job)

    def _do(self, job: Job) -> None:
        if self._stopped.is_set() or self._cache.touch(job.choices[0].file):
            return
        try:
            report = self._running_worker().ask(job)
        except (OSError, ValueError) as error:
            self._end_worker()
            if not self._stopped.is_set():
                self._tell_faults([f"worker: {error}"])
                self._stopped.wait(self._rest_s)
                self._rest_s = min(self._rest_s * 2, LONGEST_REST_S)
            return
        self._rest_s = FIRST_REST_S
        self._tell_faults(report.failed)
        self._on_report(report)

    def _calls(self, hall: Hall, issued: TicketIssued, counter: CounterNumber) -> Iterator[Job]:
        """A call of the ticket to a counter, as it will be said."""
        call = TicketCalled(
            at=issued.at,
            number=issued.number,
            counter=counter,
            attempt=1,
            service=issued.service,
            language=issued.language,
        )
        for said in announcement(hall, call):
            choices = tuple(self._choices(said))
            if choices:
                yield Job(choices=choices)

    def _running_worker(self) -> WorkerProcess:
        if self._worker is None:
            names = [engine.name for engine in self._engines]
            self._worker = WorkerProcess(folder=self._folder, limit=self._limit, engines=names)
        return self._worker

    def _end_worker(self) -> None:
        if (worker := self._worker) is not None:
            self._worker = None
            worker.close()

    def _tell_faults(self, faults: Sequence[str]) -> None:
        """Each fault once in the log, until all is well in between."""
        new = frozenset(faults) - self._faults
        for fault in sorted(new):
            log.warning("speech was not rendered: %s", fault)
        self._faults = self._faults | new if faults else frozenset()


def open_voices(
    settings: ServerSettings, *, sounds: Path, halls: Halls, on_report: Callable[[Report], object]
) -> Voices:
    """The voices of an installation, by its settings."""
    return Voices(
        halls=halls,
        bank=Bank(sounds=sounds, recordings=settings.data / RECORDINGS),
        engines=engines(settings.speech.split(",")),
        folder=settings.data / FOLDER,
        limit=settings.speech_cache_mb * MEBIBYTE,
        on_report=on_report,
    )
