"""Programs of ours as real processes, the way people start them."""

import faulthandler
import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest

T = TypeVar("T")
ROOT = Path(__file__).parents[1]
HANGS_S = 500.0
"""So long takes no folder's tests in any mode."""


def passed_in_mode(program: str, mode: str, *how: str) -> dict[str, Any]:
    """The last line of a program that runs tests in a process of one async mode; all of them passed."""
    done = subprocess.run(
        [sys.executable, "-m", program, mode, *how],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def tests_passed(tests: Sequence[str], plugin: object) -> int:
    """Run tests here, in a process of one async mode; one that hangs ends it, and says where it stood."""
    told = os.fdopen(os.dup(sys.stderr.fileno()), "w")  # past pytest, which keeps what is said
    faulthandler.dump_traceback_later(HANGS_S, exit=True, file=told)
    options = ["-v", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
    # A folder of its own: runs at the same time sweep each other's old ones away.
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        options += ["--durations=0", "--durations-min=5", f"--basetemp={folder}/tests"]
        return int(pytest.main([*options, *tests], plugins=[plugin]))


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
    """A demonstration that answers: its `demo.json`, and the `pid` of its process."""
    folder.mkdir(exist_ok=True)
    file, log = folder / "demo.json", folder / "server.log"
    about = ["--hall", hall, "--port", "0", "--data", str(folder), *options]
    before = _written_at(file)
    with a_process(log, "queue_server", "demo", *about) as server:
        # It is written anew as soon as one can connect.
        ready = until(lambda: server.poll() is not None or _written_at(file) != before, 180)
        assert ready, log.read_text("utf-8")
        assert server.poll() is None, log.read_text("utf-8")
        yield json.loads(file.read_text("utf-8")) | {"pid": server.pid}


@contextmanager
def the_agent(demo: dict[str, Any], printer: str, folder: Path) -> Iterator[None]:
    """The print agent of the demonstration's kiosk, at a printer's address."""
    options = ["--server", demo["url"], "--printer", printer, "--spool", str(folder / "spool")]
    token = demo["tokens"]["kiosk"]
    with a_process(folder / "agent.log", "ticket_printer", "run", *options, LUNHOU_TOKEN=token):
        yield


def until(question: Callable[[], T], within_s: float = 120) -> T:
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


def _written_at(file: Path) -> int:
    """When a file was written, in ns; 0 before."""
    return file.stat().st_mtime_ns if file.exists() else 0
