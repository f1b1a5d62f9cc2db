"""Several processes that answer at one address: ``queue-server run --workers N``.

The parent opens the address and accepts nothing; each worker is a new interpreter that has inherited
the listening socket, so that the kernel gives each connection to one that has time. The parent is not
patched by any async mode. Little is imported here: ``__main__`` asks before anything is patched.
"""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from queue_server.realtime.signals import stopping_signals

log = logging.getLogger(__name__)

PLACE = "LUNHOU_WORKER"
"""In a worker's environment: its number, the listening socket, the line to the parent."""
LOOK_S = 0.2
"""How often the parent looks whether its workers live."""
FIRST_REST_S = 0.5
LONGEST_REST_S = 30.0
"""A worker that ended begins again after a rest that doubles, and is the first one again …"""
STEADY_S = 30.0
"""… after a worker that was ready for so long."""
TRIES = 5
"""When none lives, and each ended so often in a row, the parent gives up."""
STOP_S = 30.0
"""How long a worker may take to stop; more than its requests and its clockwork may take together."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a worker has from its parent."""

    number: int
    listener: socket.socket
    line: socket.socket

    def say_ready(self) -> None:
        """Tell the parent that this worker serves."""
        self.line.sendall(b"r")

    def end_with_parent(self) -> None:
        """Wait until the parent is gone, then stop in good order: nobody else would restart us."""
        while self.line.recv(1):
            pass
        log.warning("the parent is gone")
        os.kill(os.getpid(), signal.SIGTERM)


def is_parent(command: Sequence[str], environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a command line asks for several workers, and this is none of them."""
    asked = find_option(command[2:], "workers", environ)
    is_several = asked.isdecimal() and int(asked) > 1
    return is_several and command[1:2] == ["run"] and PLACE not in environ


def find_option(
    arguments: Sequence[str], name: str, environ: Mapping[str, str] = os.environ
) -> str:
    """An option of the command line or the environment, as it was said; empty if it was not."""
    asked = environ.get(f"LUNHOU_{name.upper().replace('-', '_')}", "")
    for place, argument in enumerate(arguments):
        if argument == f"--{name}" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith(f"--{name}="):
            asked = argument.partition("=")[2]
    return asked


def take_place() -> Place | None:
    """What the parent gave this process; None for a process that is no worker."""
    given = os.environ.pop(PLACE, None)
    if given is None:
        return None
    number, listener, line = map(int, given.split())
    return Place(number, socket.socket(fileno=listener), socket.socket(fileno=line))


@dataclass(slots=True)
class _Worker:
    """One of the processes, and how it fared."""

    number: int
    process: "subprocess.Popen[bytes] | None" = None
    line: socket.socket | None = None
    ready_at: float | None = None
    ends: int = 0
    """How often in a row it ended without having been ready for long."""
    due: float = 0.0
    """When it may begin again."""

    def start(self, listener: socket.socket) -> None:
        """Begin a new interpreter with the same command line."""
        self.line, theirs = socket.socketpair()
        self.line.setblocking(False)  # noqa: FBT003 -- the socket's own signature
        self.ready_at = None
        with theirs:
            handles = (listener.fileno(), theirs.fileno())
            self.process = subprocess.Popen(
                [sys.executable, "-m", "queue_server", *sys.argv[1:]],
                env=os.environ | {PLACE: f"{self.number} {handles[0]} {handles[1]}"},
                pass_fds=handles,
                # A terminal's Ctrl-C is for the parent, which passes it on.
                start_new_session=True,
            )

    def look(self) -> None:
        """Whether it became ready, whether it ended."""
        if self.process is None:
            return
        if self.ready_at is None and self._has_said_ready():
            self.ready_at = time.monotonic()
            log.info("worker %d is ready (process %d)", self.number, self.process.pid)
        code = self.process.poll()
        if code is not None:
            self._ended(code)

    def _has_said_ready(self) -> bool:
        assert self.line is not None  # noqa: S101 -- made with the process
        try:
            return self.line.recv(1) == b"r"
        except BlockingIOError:
            return False

    def _ended(self, code: int) -> None:
        steady = self.ready_at is not None and time.monotonic() - self.ready_at >= STEADY_S
        self.ends = 1 if steady else self.ends + 1
        rest = min(LONGEST_REST_S, FIRST_REST_S * 2 ** (self.ends - 1))
        self.due = time.monotonic() + rest
        log.error("worker %d ended with %d; again in %.1f s", self.number, code, rest)
        self.forget()

    def forget(self) -> None:
        """Let go of what belonged to a process that ended."""
        if self.line is not None:
            self.line.close()
        self.process = self.line = None


class Parent:
    """Starts the workers, begins anew those that end, stops them all."""

    def __init__(self, listener: socket.socket, count: int) -> None:
        self._listener = listener
        self._workers = [_Worker(number) for number in range(1, count + 1)]
        self._was_ready = False

    def run(self) -> int:
        """Until a signal to stop; the exit code: 0 if all stopped in good order."""
        with stopping_signals() as wait_for_signal:
            while not self._gives_up():
                self._start_due()
                if wait_for_signal(LOOK_S):
                    return self._stop()
                for worker in self._workers:
                    worker.look()
                    self._was_ready |= worker.ready_at is not None
        log.error("no worker starts")
        return 1

    def _gives_up(self) -> bool:
        """None lives; and none was ever ready, or each has tried often enough."""
        if any(worker.process for worker in self._workers):
            return False
        tries = [worker.ends for worker in self._workers]
        return min(tries) >= TRIES or (any(tries) and not self._was_ready)

    def _start_due(self) -> None:
        """The first alone until it is ready: it makes what the others find, such as the tables."""
        now = time.monotonic()
        for worker in self._workers if self._was_ready else self._workers[:1]:
            if worker.process is None and worker.due <= now:
                worker.start(self._listener)

    def _stop(self) -> int:
        """Pass the signal on and wait; who does not stop in time is killed."""
        running = [worker.process for worker in self._workers if worker.process]
        for process in running:
            process.terminate()
        until = time.monotonic() + STOP_S
        for process in running:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                log.warning("process %d did not stop and is killed", process.pid)
                process.kill()
        codes = [process.wait() for process in running]
        for worker in self._workers:
            worker.forget()
        return int(any(codes))
