"""``python -m queue_server.voice.worker FOLDER BYTES ENGINE …``: renders what it reads, line by line.

A process of its own, at the lowest priority: a model computes for a second at a time, and neither the
server's event loop nor its interpreter's lock may wait for it. It ends with its parent, when standard
input closes, and writes nothing but reports to standard output.
"""

import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from queue_server.voice.cache import SpeechCache
from queue_server.voice.engines import Engine, engines
from queue_server.voice.failure import SpeechFailed
from queue_server.voice.job import Job, Report

LOWEST = 19


def main(arguments: Sequence[str]) -> int:
    """Work until standard input ends."""
    folder, limit, *names = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal tells all; the parent says when
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, LOWEST)
    reports = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints spoils no report
    worker = Worker(
        {engine.name: engine for engine in engines(names)},
        SpeechCache(Path(folder), limit=int(limit)),
    )
    worker.work(sys.stdin.buffer, reports)
    return 0


class Worker:
    """The engines, and where they write."""

    def __init__(self, by_name: Mapping[str, Engine], cache: SpeechCache) -> None:
        self._engines, self._cache = by_name, cache

    def work(self, jobs: IO[bytes], reports: IO[bytes]) -> None:
        """A report for each job, in order."""
        for line in jobs:
            reports.write(self.do(Job.from_line(line)).to_line())
            reports.flush()

    def do(self, job: Job) -> Report:
        """Render what is not there yet."""
        began, failed = time.monotonic(), []
        spoke = None
        for choice in job.choices:
            if self._cache.touch(choice.file):
                break
            engine = self._engines.get(choice.engine)
            if engine is None or engine.is_resting:
                continue
            try:
                self._cache.put(choice.file, engine.speak(choice.words))
            except (SpeechFailed, OSError) as error:
                failed.append(f"{choice.engine}: {error}")
            else:
                spoke = choice.engine
                break
        return Report(
            engine=spoke,
            seconds=time.monotonic() - began,
            failed=tuple(failed),
            resting=tuple(name for name, each in self._engines.items() if each.is_resting),
            cache_bytes=self._cache.bytes,
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
