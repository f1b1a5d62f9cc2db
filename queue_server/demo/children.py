"""The programs beside the demonstration's server: each knows it only by the public interface."""

import os
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

HERE, KIOSK_PORT = "127.0.0.1", 8090
END_S = 10.0
"""How long a program may take to end: the ticket in hand is finished."""


class Children:
    """Programs that run as long as the server does."""

    def __init__(self) -> None:
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: str, environment: dict[str, str] | None = None) -> None:
        """Start a Python program by its module's name and arguments."""
        command = [sys.executable, "-m", "queue_server.demo.child", *arguments]
        # A session of its own: Ctrl-C in the terminal is for the server, which then ends these.
        program = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        self._running.append(program)

    def end(self) -> None:
        """Let all end, at the same time."""
        for program in self._running:
            program.terminate()
        for program in self._running:
            try:
                program.wait(END_S)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
        self._running.clear()


def start_day(children: Children, demo: Path, *, speed: float, visitors: int) -> None:
    """Let a simulated day run through the hall."""
    children.start(
        "queue_server.demo.day", str(demo), "--speed", str(speed), "--visitors", str(visitors)
    )


def kiosk_port(*, any_port: bool) -> int:
    """Where the kiosk will serve its page: its usual port, or a free one where that is taken."""
    for port in (0,) if any_port else (KIOSK_PORT, 0):
        with socket.socket() as tried, suppress(OSError):
            tried.bind((HERE, port))
            return int(tried.getsockname()[1])
    raise OSError("no port is free")


def start_kiosk(children: Children, data: Path, *, url: str, token: str, port: int) -> None:
    """The kiosk's own program: its page at ``port``, its tickets as pictures in ``data/papers``."""
    children.start(
        "ticket_printer",
        "kiosk",
        *("--server", url, "--spool", str(data / "spool"), "--listen", f"{HERE}:{port}"),
        *("--printer", f"file:{data / 'papers'}"),
        # On a fast day a paper is soon too old for its citizen; that is no news.
        *("--log-level", "ERROR"),
        environment={"LUNHOU_TOKEN": token},
    )
