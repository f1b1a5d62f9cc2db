"""Measure, and print one table of ratios.

Other work on the machine changes every figure; the ratios are of things that were measured in turns
in one run, so they stand also on a busy machine, if wider apart.
"""

import argparse
import sys
import traceback
from collections.abc import Callable

from bench import latency, throughput
from bench.city import city
from bench.live import live
from bench.orientation import orientation
from bench.paper import paper
from bench.phone import phone
from bench.results import Row, machine, table
from bench.room import room
from bench.running import Options
from bench.services import missing
from bench.starting import start
from bench.voice import voice
from bench.window import window
from bench.workers import workers
from queue_server.realtime.async_mode import AsyncMode

MEASURES: dict[str, Callable[[Options], list[Row]]] = {
    "issue": throughput.issue,
    "call": throughput.call,
    "backlog": latency.backlog,
    "history": latency.history,
    "live": live,
    "room": room,
    "city": city,
    "workers": workers,
    "start": start,
    "voice": voice,
    "paper": paper,
    "phone": phone,
    "window": window,
    "orientation": orientation,
}
NEED_SERVICES = {"workers"}
"""Left out of ``all``, aloud, on a machine without PostgreSQL or Redis."""


def main() -> int:
    """1 if a measure failed, or ``--check`` was said and a required figure was missed."""
    asked = _parser().parse_args()
    options = Options(
        seconds=asked.seconds or 3.0,
        city_seconds=asked.seconds or 300.0,
        sockets=asked.sockets,
        turns=asked.turns,
        clients=asked.clients,
        finished=asked.finished,
        database=asked.database,
        async_mode=asked.async_mode,
        message_queue=asked.message_queue,
        voice=asked.voice,
    )
    print(f"before: {machine()}", flush=True)
    rows: list[Row] = []
    failed = False
    for name in _everything(options) if asked.measure == "all" else [asked.measure]:
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            rows += MEASURES[name](options)
        except Exception:  # noqa: BLE001 -- what was measured before it is shown all the same
            failed = True
            traceback.print_exc()
    print(f"\n{table(rows)}\n\nafter: {machine()}")
    return int(failed or (asked.check and any(row.is_missed for row in rows)))


def _everything(options: Options) -> list[str]:
    gone = missing(options)
    if not gone:
        return list(MEASURES)
    print(f"left out for want of {' and '.join(gone)}: {', '.join(NEED_SERVICES)}", flush=True)
    return [name for name in MEASURES if name not in NEED_SERVICES]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("measure", nargs="?", default="all", choices=["all", *MEASURES])
    parser.add_argument("--check", action="store_true", help="exit 1 if a required ratio is missed")
    parser.add_argument(
        "--seconds", type=float, default=None, help="of a turn (default: 3); of the city (300)"
    )
    parser.add_argument("--turns", type=int, default=7, help="of each side (default: 7)")
    parser.add_argument("--clients", type=int, default=32, help="that take numbers (default: 32)")
    parser.add_argument(
        "--sockets", type=int, default=5_000, help="screens, at the most (default: 5,000)"
    )
    parser.add_argument(
        "--finished",
        type=int,
        default=1_000_000,
        help="tickets of the history (default: a million)",
    )
    parser.add_argument(
        "--database", default="", help="a PostgreSQL server's URL (default: SQLite)"
    )
    parser.add_argument(
        "--message-queue",
        default="redis://127.0.0.1:6379/15",
        help="a Redis, for the measure of several processes",
    )
    parser.add_argument(
        "--voice",
        nargs="?",
        const="kokoro,espeak-ng",
        default="",
        metavar="ENGINES",
        help="issue: also while a worker renders each number (default: the first that is installed)",
    )
    parser.add_argument("--async-mode", choices=list(AsyncMode), default=AsyncMode.GEVENT)
    return parser


if __name__ == "__main__":
    sys.exit(main())
