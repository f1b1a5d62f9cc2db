"""The worker as its server sees it: a process that answers line by line, or is given up."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, cast

from queue_server.voice.job import Job, Report

LIMIT_S = 300.0
"""A job may take so long: at the lowest priority, a busy machine makes a second twenty."""
END_S = 5.0


class WorkerProcess:
    """A running worker. All waiting is of the standard library, so that green threads go on."""

    def __init__(self, *, folder: Path, limit: int, engines: Sequence[str]) -> None:
        """Start it; OSError where that is impossible."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "queue_server.voice.worker", str(folder), str(limit), *engines],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=getattr(subprocess, "IDLE_PRIORITY_CLASS", 0),  # of Windows
        )
        self._jobs = cast("IO[bytes]", self._process.stdin)
        self._reports = cast("IO[bytes]", self._process.stdout)

    def ask(self, job: Job) -> Report:
        """The report of a job; OSError or ValueError where the worker died, hung or said nonsense."""
        if self._process.poll() is not None:  # eventlet would wait for its pipe without end
            raise BrokenPipeError("it ended")
        too_long = threading.Timer(LIMIT_S, self.kill)
        too_long.start()
        try:
            self._jobs.write(job.to_line())
            self._jobs.flush()
            line = self._reports.readline()
        finally:
            too_long.cancel()
        if not line:
            raise BrokenPipeError("it ended")
        return Report.from_line(line)

    def kill(self) -> None:
        """End it at once: what it was writing is not there."""
        self._process.kill()

    def close(self) -> None:
        """Let it end, or end it."""
        try:
            self._jobs.close()
        except OSError:  # it is gone, and did not read its last line
            self.kill()
        try:
            self._process.wait(END_S)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        self._reports.close()
