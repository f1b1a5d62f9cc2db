"""Programs of ours as real processes, the way people start them."""

import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


@contextmanager
def a_process(log: Path, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m …`, stopped by SIGTERM afterwards; what it says is in `log`."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            stdout=output,
            stderr=output,
            env=os.environ | environment,
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def the_demonstration(hall: str, folder: Path, *options: str) -> Iterator[dict[str, Any]]:
    """A demonstration that answers: its `demo.json`."""
    folder.mkdir(exist_ok=True)
    port, log = str(free_port()), folder / "server.log"
    about = ["--hall", hall, "--port", port, "--data", str(folder), *options]
    with a_process(log, "queue_server", "demo", *about) as server:
        file = folder / "demo.json"
        ready = until(
            lambda: server.poll() is not None or (file.exists() and _is_open(int(port))), 60
        )
        assert ready, log.read_text("utf-8")
        assert server.poll() is None, log.read_text("utf-8")
        yield json.loads(file.read_text("utf-8"))


@contextmanager
def the_agent(demo: dict[str, Any], printer: str, folder: Path) -> Iterator[None]:
    """The print agent of the demonstration's kiosk, at a printer's address."""
    options = ["--server", demo["url"], "--printer", printer, "--spool", str(folder / "spool")]
    token = demo["tokens"]["kiosk"]
    with a_process(folder / "agent.log", "ticket_printer", "run", *options, LUNHOU_TOKEN=token):
        yield


def until(question: Callable[[], T], within_s: float = 30) -> T:
    """Ask until the answer is yes, or the time has passed; the last answer."""
    end = time.monotonic() + within_s
    while not (answer := question()) and time.monotonic() < end:
        time.sleep(0.05)
    return answer


def free_port() -> int:
    """Below those that the kernel gives to clients: one of them might have it before the server has."""
    while True:
        port = random.randrange(20_000, 32_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def _is_open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
