"""Commands a second, against routes of the same server that do nothing, in turns."""

import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager

from bench.fill import Filling
from bench.load import Clients, Request, Turn, in_own_process
from bench.results import Row, Spread
from bench.running import Options, Running, running

Measured = tuple[Turn, float]
"""A turn of the clients, and the CPU seconds that the server used for it."""
WARM_S = 1.0
FIRST_WITHIN_S = 5.0
"""For the first number that is rendered, on a machine that is busy with tickets."""
WAITING = 12_000
"""When the calls begin: enough that no officer finds nobody in a turn."""


def issue(options: Options) -> list[Row]:
    """Durable tickets; with ``--voice`` also while their numbers are rendered."""
    return [*_issue(options), *(_issue_and_render(options) if options.voice else ())]


def _issue(options: Options) -> list[Row]:
    with running(options) as server:
        hall = server.halls[0]
        kinds = {
            "real": server.orders(hall, options.clients),
            "nothing": server.orders(hall, options.clients, path="nothing"),
        }
        return _compare(
            options, server, kinds, f"tickets a second, {options.clients} clients", 0.50
        )


def call(options: Options) -> list[Row]:
    """Calls: every press misses the one before and calls the next, so each is two events.

    After each turn others come in their stead, so that nobody is called from a hall that is fuller
    than halls are.
    """
    with running(options, Filling(waiting=WAITING)) as server:
        hall = server.halls[0]
        first_choices = [counter.takes[0].service for counter in hall.counters]
        kinds = {
            "real": server.presses(hall),
            "nothing": server.presses(hall, path="nothing"),
            "refill": server.orders(hall, len(hall.counters), letters=first_choices),
        }
        clients = len(kinds["real"])
        return _compare(options, server, kinds, f"calls a second, {clients} officers", 0.40)


def _issue_and_render(options: Options) -> list[Row]:
    """Two servers in turns, with a voice and without; the one that does not have the turn stands still."""
    with (
        running(options, speech=options.voice) as voiced,
        running(options) as mute,
        _kiosks(voiced, options) as at_voiced,
        _kiosks(mute, options) as at_mute,
    ):
        pairs = []
        for seconds in (WARM_S, *(options.seconds for _ in range(options.turns))):
            with mute.paused():
                rendering = _turn(voiced, at_voiced, "real", seconds)
            with voiced.paused():
                pairs.append((rendering, _turn(mute, at_mute, "real", seconds)))
        numbers = _rendered(voiced)
    if numbers == 0:
        raise RuntimeError(f"nothing was rendered: is one of {options.voice} installed?")
    del pairs[0]
    return [_beside_the_voice(options, pairs, numbers)]


def _rendered(server: Running) -> int:
    """How many numbers; the worker has the lowest priority, so the first may take its time."""
    ends = time.monotonic() + FIRST_WITHIN_S
    while not (numbers := server.rendered()) and time.monotonic() < ends:
        time.sleep(0.1)
    return numbers


def _kiosks(server: Running, options: Options) -> AbstractContextManager[Clients]:
    return in_own_process(
        Clients, server.port, {"real": server.orders(server.halls[0], options.clients)}
    )


def _beside_the_voice(
    options: Options, pairs: Sequence[tuple[Measured, Measured]], numbers: int
) -> Row:
    voiced, mute = zip(*pairs, strict=True)
    return Row(
        measure=f"tickets a second while a worker renders them ({numbers} rendered)",
        figure=_told(voiced),
        against=f"without a voice {_told(mute)}",
        ratio=Spread([a.rate / b.rate for (a, _), (b, _) in pairs]),
        repeat=f"python -m bench issue --voice {options.voice}",
    )


def _compare(
    options: Options,
    server: Running,
    kinds: Mapping[str, Sequence[Request]],
    measure: str,
    at_least: float,
) -> list[Row]:
    with in_own_process(Clients, server.port, kinds) as clients:
        for kind in kinds:
            clients.turn(kind, WARM_S)
        pairs = [
            {kind: _turn(server, clients, kind, options.seconds) for kind in kinds}
            for _ in range(options.turns)
        ]
    real, nothing = ([pair[kind] for pair in pairs] for kind in ("real", "nothing"))
    command = f"python -m bench {'issue' if measure.startswith('tickets') else 'call'}"
    return [
        Row(
            measure=measure,
            figure=_told(real),
            against=f"doing nothing {_told(nothing)}",
            ratio=Spread([a.rate / b.rate for (a, _), (b, _) in zip(real, nothing, strict=True)]),
            at_least=at_least,
            repeat=command,
        ),
        Row(
            measure="… by the server's CPU time for each",
            figure=f"{_cost(real).median:.2f} ms",
            against=f"doing nothing {_cost(nothing).median:.2f} ms",
            ratio=Spread(
                [b / a for a, b in zip(_cost(real).values, _cost(nothing).values, strict=True)]
            ),
            repeat=command,
        ),
    ]


def _turn(server: Running, clients: Clients, kind: str, seconds: float) -> Measured:
    """A turn of the clients, and the CPU seconds that the server used for it."""
    before = server.cpu_s()
    turn = clients.turn(kind, seconds)
    if turn.refused:
        raise RuntimeError(f"{turn.refused} requests of {kind!r} were refused")
    return turn, server.cpu_s() - before


def _told(turns: Sequence[Measured]) -> str:
    rate = Spread([turn.rate for turn, _ in turns]).median
    p99 = Spread([turn.percentile(0.99) for turn, _ in turns]).median
    server = Spread([100 * used / turn.seconds for turn, used in turns]).median
    client = Spread([100 * turn.cpu_s / turn.seconds for turn, _ in turns]).median
    return f"{rate:,.0f}/s, p99 {p99:.0f} ms, CPU server {server:.0f} % clients {client:.0f} %"


def _cost(turns: Sequence[Measured]) -> Spread:
    """CPU milliseconds of the server for one answer; hardly changed by other work on the machine."""
    return Spread([1e3 * used / max(1, turn.answered) for turn, used in turns])
