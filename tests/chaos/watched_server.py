"""The program itself with instruments: ``python -m tests.chaos.watched_server demo …``.

Its clock is the machine's plus what the file of ``LUNHOU_TEST_CLOCK`` says, in seconds; its clockwork
ticks faster; for a slow socket it keeps ``LUNHOU_TEST_KEPT_BYTES``. ``/watched`` tells how long its loop
stood still and what it holds; ``POST /watched/stall`` makes it stand still.
"""

import os
import sys

from queue_server.realtime.async_mode import AsyncMode, patch

MODE = AsyncMode(sys.argv[sys.argv.index("--async-mode") + 1])
patch(MODE)

import ctypes  # noqa: E402 -- after the patching, as in the program
import gc  # noqa: E402 -- after the patching, too
import threading  # noqa: E402 -- after the patching, too
import time  # noqa: E402 -- after the patching, too
from datetime import UTC, datetime, timedelta  # noqa: E402 -- after the patching, too
from pathlib import Path  # noqa: E402 -- after the patching, too

from flask import Blueprint, Response, jsonify, request  # noqa: E402 -- after the patching, too

from queue_server import cli  # noqa: E402 -- after the patching, too
from queue_server.app import Server  # noqa: E402 -- after the patching, too
from queue_server.demo import run  # noqa: E402 -- after the patching, too
from queue_server.realtime import outlet  # noqa: E402 -- after the patching, too
from queue_server.realtime.async_mode import spawn  # noqa: E402 -- after the patching, too
from queue_server.storage import database  # noqa: E402 -- after the patching, too
from queue_server.use_cases import clockwork  # noqa: E402 -- after the patching, too
from queue_server.web.access import anyone  # noqa: E402 -- after the patching, too

TICK_S = 0.005
CLOCKWORK_TICK_S = 0.2
PROCESS = Path("/proc/self")


class Ticker:
    """The longest time for which the loop's own thread stood still though it had a processor."""

    def __init__(self) -> None:
        self.longest_s = 0.0

    def run(self) -> None:
        schedule = PROCESS / "task" / str(threading.get_native_id()) / "schedstat"
        last, queued = time.perf_counter(), _queued_s(schedule)
        while True:
            time.sleep(TICK_S)
            now, queued_now = time.perf_counter(), _queued_s(schedule)
            # What the machine gave to other processes meanwhile is no fault of this one.
            stood_s = now - last - TICK_S - (queued_now - queued)
            self.longest_s = max(self.longest_s, stood_s)
            last, queued = now, queued_now


def _queued_s(schedule: Path) -> float:
    """Seconds for which a thread wanted to run and waited for a processor (proc(5))."""
    return int(schedule.read_text().split()[1]) / 1e9


class WatchedServer(Server):
    """The server with one blueprint more."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type] # handed on as they came
        self.flask.register_blueprint(_instruments(self))


def _instruments(server: Server) -> Blueprint:
    bp, ticker = Blueprint("watched", __name__), Ticker()
    spawn(MODE, ticker.run)

    @bp.get("/api/v1/watched")
    @anyone
    def watched() -> Response:
        longest_s, ticker.longest_s = ticker.longest_s, 0.0
        return jsonify(longest_s=longest_s, **_holdings(), now=server.clock().isoformat())

    @bp.post("/api/v1/watched/stall")
    @anyone
    def stall() -> Response:
        # Unlike time.sleep it keeps the interpreter's lock: nothing runs, in any mode.
        ctypes.PyDLL(None).usleep(int(request.get_json()["milliseconds"]) * 1000)
        return jsonify({})

    @bp.post("/api/v1/watched/nothing")
    @anyone
    def nothing() -> Response:
        return jsonify({"number": "A000"})

    return bp


def _holdings() -> dict[str, int]:
    gc.collect()
    status = dict(line.split(":", 1) for line in (PROCESS / "status").read_text().splitlines())
    return {
        "memory_kib": int(status["VmRSS"].split()[0]),
        "threads": int(status["Threads"]),
        "sockets": sum(_is_socket(each) for each in (PROCESS / "fd").iterdir()),
        "greenlets": sum(
            type(each).__name__ in {"Greenlet", "GreenThread"} for each in gc.get_objects()
        ),
    }


def _is_socket(descriptor: Path) -> bool:
    """Databases are opened by each thread when it first needs one, sockets by clients."""
    try:
        return str(descriptor.readlink()).startswith("socket:")
    except FileNotFoundError:
        return False


def stepped_now() -> datetime:
    """What the wall clock says that a test sets."""
    file = Path(os.environ["LUNHOU_TEST_CLOCK"])
    return datetime.now(UTC) + timedelta(seconds=float(file.read_text() or 0))


if __name__ == "__main__":
    run.Server = WatchedServer  # type: ignore[misc] # stands in for it
    if "LUNHOU_TEST_CLOCK" in os.environ:
        run.utc_now = stepped_now
    clockwork.Clockwork.run.__defaults__ = (CLOCKWORK_TICK_S,)
    clockwork.LEARN_EVERY = 2
    # Else most of what the process grows by are the database's pages.
    database.SQLITE_PRAGMAS = (*database.SQLITE_PRAGMAS, "PRAGMA cache_size = -2000")
    outlet.KEPT_BYTES = int(os.environ.get("LUNHOU_TEST_KEPT_BYTES", outlet.KEPT_BYTES))
    sys.exit(cli.main())
