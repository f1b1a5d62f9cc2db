"""The worker as its server sees it: a process that answers line by line, or is given up."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from io import FileIO
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
        self._stdin = cast("IO[bytes]", self._process.stdin)
        # Past eventlet's own file, which tries a pipe that nobody reads again and again, without end.
        self._jobs = FileIO(self._stdin.fileno(), "wb", closefd=False)
        self._reports = cast("IO[bytes]", self._process.stdout)

    def ask(self, job: Job) -> Report:
        """The report of a job; OSError or ValueError where the worker died, hung or said nonsense."""
        too_long = threading.Timer(LIMIT_S, self.kill)
        too_long.start()
        try:
            self._write(job.to_line())
            line = self._reports.readline()
        finally:
            too_long.cancel()
        if not line:
            raise BrokenPipeError("it ended")
        return Report.from_line(line)

    def _write(self, line: bytes) -> None:
        """A line is far shorter than a pipe, which is empty: each job is answered before the next."""
        if self._jobs.write(line) != len(line):
            raise BrokenPipeError("its pipe is full")

    def kill(self) -> None:
        """End it at once: what it was writing is not there."""
        self._process.kill()

    def close(self, within_s: float = END_S) -> None:
        """Let it end, or end it after so long."""
        self._jobs.close()
        self._stdin.close()
        try:
            self._process.wait(within_s)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        self._reports.close()
