"""From the press of a button to the screens, by how many there are; and what the screens cost."""

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Any

from bench.fill import Filling
from bench.load import Clients, in_own_process
from bench.results import Limit, Row, Spread
from bench.running import Options, Running, running
from bench.sockets import Screens
from bench.watched import SETTLE_S, Watched, busiest, delay_rows, percentile, watch

IN_A_HALL = 50
CALLS_A_SECOND = 50.0
FEW = 10
CITY = 5_000
"""Screens for which the limits are meant."""
P50_MS, P99_MS = 2.0, 10.0
MEMORY_MB = 450.0
AT_LEAST_A_SECOND = 600.0
PLENTY = 5
"""So many times the calls that are wanted find somebody: a quick machine must not run out of people."""
REPEAT = "python -m bench live"


def live(options: Options) -> list[Row]:
    """Ten screens, then a fifth of all, then all: delays; at last memory, and calls without a pace."""
    halls = max(1, options.sockets // IN_A_HALL)
    waiting = int(CALLS_A_SECOND * options.seconds * options.turns / min(FEW, halls))
    waiting += int(PLENTY * AT_LEAST_A_SECOND * (options.seconds + 2) * options.turns / halls) + 100
    with (
        running(options, Filling(waiting=waiting), halls=halls) as server,
        in_own_process(Screens, server.port) as screens,
    ):
        names = [hall.id for hall in server.halls]
        presses = [server.presses(hall)[0] for hall in server.halls]
        before, there, rows = server.memory_kib(), Counter[str](), []
        for count in (FEW, options.sockets // 5, options.sockets):
            add_screens(screens, names, there, count)
            kinds = {"call": presses[: len(there)]}
            with in_own_process(Clients, server.port, kinds) as clients:
                rows += _delays(options, server, screens, clients, there)
        memory = _memory(server, before, options.sockets)
        with in_own_process(Clients, server.port, {"call": presses}) as clients:
            most = _most(options, server, screens, clients, there)
    return [*rows, memory, most]


def add_screens(screens: Any, halls: Sequence[str], there: Counter[str], count: int) -> None:
    """Up to so many in all, spread over the halls; those that are there already are counted."""
    more = [halls[place % len(halls)] for place in range(there.total(), count)]
    screens.watch(more, 1)
    there.update(more)


def _delays(
    options: Options, server: Running, screens: Any, clients: Any, there: Counter[str]
) -> list[Row]:
    clients.paced("call", CALLS_A_SECOND, SETTLE_S)
    turns = [
        _whole(
            watch(
                server,
                screens,
                lambda seconds: clients.paced("call", CALLS_A_SECOND, seconds),
                options.seconds,
                there,
            )
        )
        for _ in range(options.turns)
    ]
    is_city = there.total() == CITY
    return delay_rows(
        f"{CALLS_A_SECOND:.0f} calls/s, {there.total():,} screens in {len(there)} halls",
        turns,
        REPEAT,
        p50=P50_MS if is_city else None,
        p99=P99_MS if is_city else None,
    )


def _whole(watched: Watched) -> Watched:
    if watched.turn.refused or watched.lost:
        raise RuntimeError(f"{watched.turn.refused} refused; {watched.lost} arrivals lost")
    return watched


def _memory(server: Running, before: int, count: int) -> Row:
    after = server.memory_kib()
    in_all = after * 1024 / 1e6
    limits = [Limit(name="MB", value=in_all, at_most=MEMORY_MB)] if count == CITY else []
    return Row(
        measure=f"memory with {count:,} screens",
        figure=f"{in_all:.0f} MB, {(after - before) / count:.1f} KiB for each",
        against=f"without screens {before * 1024 / 1e6:.0f} MB",
        limits=limits,
        repeat=REPEAT,
    )


def _most(
    options: Options, server: Running, screens: Any, clients: Any, there: Counter[str]
) -> Row:
    """Every officer presses again as soon as there is an answer."""
    clients.turn("call", SETTLE_S)
    turns = [
        _whole(
            watch(
                server,
                screens,
                lambda seconds: clients.turn("call", seconds),
                options.seconds,
                there,
            )
        )
        for _ in range(options.turns)
    ]
    rates = Spread([each.turn.rate for each in turns])
    in_a_hall = there.total() // len(there)
    late = median(percentile(each.delays("commit"), 0.99) for each in turns)
    is_city = there.total() == CITY
    return Row(
        measure=f"most calls a second, {there.total():,} screens, {in_a_hall} in a hall",
        figure=f"{rates} calls/s, {in_a_hall * rates.median:,.0f} screens/s",
        against=f"commit to screen p99 {late:.0f} ms",
        limits=[Limit(name="calls/s", value=rates.median, at_least=AT_LEAST_A_SECOND)]
        if is_city
        else [],
        busy=str(busiest(turns)),
        repeat=REPEAT,
    )
