"""A browser that runs, and the pipe on which it answers questions about its page.

The pipe is Chromium's own (`--remote-debugging-pipe`): two descriptors that only this program has. A
debugging port would be open to everyone on the machine.
"""

import contextlib
import fcntl
import json
import os
import select
import signal
import time
from collections.abc import Mapping, Sequence
from typing import Any

GOODBYE_S = 5.0
LOOK_S = 0.05
COMMANDS, ANSWERS = 3, 4
"""The descriptors that Chromium reads commands from and writes answers to."""
ABOVE = 10
"""Ours are out of the way of those two."""
LARGEST = 1 << 20
"""An answer of ours has a few hundred bytes; what is longer is let go."""

Answer = Mapping[str, Any]


class NoPipe(Exception):
    """The browser has closed its pipe, or never knew of it."""


class RunningBrowser:
    """One run of a browser, with all its processes in a group of their own."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start it; OSError if that cannot be."""
        asked, self._ask = _pipe()
        self._answers, answered = _pipe()
        try:
            self.pid = os.posix_spawnp(
                command[0],
                list(command),
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                    (os.POSIX_SPAWN_DUP2, asked, COMMANDS),
                    (os.POSIX_SPAWN_DUP2, answered, ANSWERS),
                ],
                setpgroup=0,
                setsigmask=[],
            )
        except OSError:
            self._close()
            raise
        finally:
            os.close(asked)
            os.close(answered)
        os.set_blocking(self._ask, False)
        self._code: int | None = None
        self._read = b""
        self._asked = 0

    def poll(self) -> int | None:
        """Its exit code, or None while it runs."""
        if self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code

    def end(self) -> None:
        """Ask it to go, see that it went, and leave nothing of it, also nothing that stands still."""
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + GOODBYE_S
        while self.poll() is None and time.monotonic() < deadline:
            time.sleep(LOOK_S)
        self._signal(signal.SIGKILL)
        while self.poll() is None:
            time.sleep(LOOK_S)
        self._close()

    def ask(
        self, method: str, *, timeout_s: float, session: str | None = None, **facts: object
    ) -> Answer | None:
        """The answer to a command of the DevTools protocol; None if there is none in time.

        An answer with ``error`` is one, too. NoPipe when there will never be one.
        """
        self._asked += 1
        message: dict[str, object] = {"id": self._asked, "method": method, "params": facts}
        if session is not None:
            message["sessionId"] = session
        try:
            os.write(self._ask, json.dumps(message).encode() + b"\0")
        except BlockingIOError:
            return None  # it has not read for a long time
        except OSError as error:
            raise NoPipe from error
        deadline = time.monotonic() + timeout_s
        while (left_s := deadline - time.monotonic()) > 0:
            for answer in self._heard(left_s):
                if answer.get("id") == self._asked:
                    return answer
        return None

    def _heard(self, wait_s: float) -> list[Answer]:
        """What came in, within the time; events and late answers among it."""
        if not select.select([self._answers], [], [], wait_s)[0]:
            return []
        piece = os.read(self._answers, 65_536)
        if not piece:
            raise NoPipe
        *whole, self._read = (self._read + piece).split(b"\0")
        if len(self._read) > LARGEST:
            self._read = b""
        return [found for each in whole if (found := _parsed(each)) is not None]

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, number)

    def _close(self) -> None:
        for descriptor in (self._ask, self._answers):
            with contextlib.suppress(OSError):
                os.close(descriptor)


def _pipe() -> tuple[int, int]:
    """A pipe whose ends are above the numbers that the browser wants."""
    ends = os.pipe()
    try:
        reader, writer = (fcntl.fcntl(each, fcntl.F_DUPFD_CLOEXEC, ABOVE) for each in ends)
    finally:
        for each in ends:
            os.close(each)
    return reader, writer


def _parsed(text: bytes) -> Answer | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
