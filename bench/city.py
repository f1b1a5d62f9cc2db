"""A city for five minutes: every hall of it at one server, all screens, calls at a steady pace."""

import threading
from collections import Counter
from dataclasses import dataclass, field

from bench.fill import Filling
from bench.live import CALLS_A_SECOND, CITY, P50_MS, P99_MS, add_screens
from bench.load import Clients, in_own_process
from bench.results import Limit, Row
from bench.running import Options, Running, running
from bench.sockets import Screens
from bench.watched import PRESS, SETTLE_S, Watched, delay_rows, percentile, watch

HALLS = 242
PARTS = 5
"""Of the time, each with its own p99 and memory: what grows is seen."""
GROWTH = 1.2
"""At the most, from the end of the first part to the end. What is kept of each hall's last events,
half a KiB for each and 1,024 of them, is not full in five minutes."""
REPEAT = "python -m bench city"


@dataclass(slots=True)
class _Memory:
    """What the server holds, looked at while it works."""

    server: Running
    every_s: float
    seen_kib: list[int] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        while not self.ended.wait(self.every_s):
            self.seen_kib.append(self.server.memory_kib())


def city(options: Options) -> list[Row]:
    """Delays, errors, processor and memory over time."""
    halls = min(HALLS, options.sockets)
    waiting = int(CALLS_A_SECOND * (options.city_seconds + SETTLE_S) / halls) + 100
    with (
        running(options, Filling(waiting=waiting), halls=halls) as server,
        in_own_process(Screens, server.port) as screens,
        in_own_process(
            Clients, server.port, {"call": [server.presses(hall)[0] for hall in server.halls]}
        ) as clients,
    ):
        there = Counter[str]()
        add_screens(screens, [hall.id for hall in server.halls], there, options.sockets)
        clients.paced("call", CALLS_A_SECOND, SETTLE_S)
        memory = _Memory(server, options.city_seconds / PARTS)
        looking = threading.Thread(target=memory.look)
        looking.start()
        watched = watch(
            server,
            screens,
            lambda seconds: clients.paced("call", CALLS_A_SECOND, seconds),
            options.city_seconds,
            there,
        )
        memory.ended.set()
        looking.join()
        seen = [*memory.seen_kib[: PARTS - 1], server.memory_kib()]
    place = f"{halls} halls, {options.sockets:,} screens, {CALLS_A_SECOND:.0f} calls/s for "
    place += f"{options.city_seconds:.0f} s"
    is_city = options.sockets == CITY
    return [
        *delay_rows(
            f"a city: {place}",
            [watched],
            REPEAT,
            p50=P50_MS if is_city else None,
            p99=P99_MS if is_city else None,
        ),
        _errors(watched, place),
        _growth(watched, seen, place),
    ]


def _errors(watched: Watched, place: str) -> Row:
    """A screen that is closed ends the run: it is no number here."""
    turn = watched.turn
    arrivals = sum(map(len, watched.heard.values()))
    return Row(
        measure=f"its errors, {place}",
        figure=f"{turn.refused} of {len(turn.sent):,} calls refused, {watched.lost} of "
        f"{arrivals:,} arrivals lost",
        limits=[Limit(name="errors", value=turn.refused + watched.lost, at_most=0)],
        busy=str(watched.busy),
        repeat=REPEAT,
    )


def _growth(watched: Watched, seen_kib: list[int], place: str) -> Row:
    """Memory at the end of each part, and the p99 within it."""
    late = ", ".join(f"{each:.1f}" for each in _p99_of_parts(watched))
    held = ", ".join(f"{each * 1024 / 1e6:.0f}" for each in seen_kib)
    return Row(
        measure=f"its memory over time, {place}",
        figure=f"{held} MB",
        against=f"p99 press to screen {late} ms",
        limits=[Limit(name="growth", value=seen_kib[-1] / seen_kib[0], at_most=GROWTH)],
        repeat=REPEAT,
    )


def _p99_of_parts(watched: Watched) -> list[float]:
    due = watched.begun[PRESS]
    first, last = min(due.values()), max(due.values())
    parts: list[list[float]] = [[] for _ in range(PARTS)]
    for call, arrivals in watched.heard.items():
        if call in due:
            part = int((due[call] - first) / (last - first + 1e-9) * PARTS)
            parts[part] += [1e3 * (at - due[call]) for at in arrivals]
    return [percentile(sorted(each), 0.99) for each in parts]
