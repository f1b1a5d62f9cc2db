"""The time of one call, by how many wait and by how long the history is."""

from contextlib import ExitStack

from bench.fill import Filling
from bench.load import Clients, in_own_process
from bench.results import Row, Spread, milliseconds
from bench.running import Options, running

WAITING = (100, 10_000, 100_000)
CALLS = 250
"""Of each server in each turn."""
WARM = 20
AT_MOST = 1.3


def backlog(options: Options) -> list[Row]:
    """With more and more people waiting."""
    fillings = {f"{n:,} waiting": Filling(waiting=n) for n in WAITING}
    return _compare(options, fillings, "python -m bench backlog")


def history(options: Options) -> list[Row]:
    """With a long history of people who were served."""
    fillings = {
        "no history": Filling(waiting=WAITING[0]),
        f"{options.finished:,} finished": Filling(waiting=WAITING[0], finished=options.finished),
    }
    return _compare(options, fillings, "python -m bench history")


def _compare(options: Options, fillings: dict[str, Filling], repeat: str) -> list[Row]:
    """All servers at once, in turns; after each call somebody comes, so that as many wait as before."""
    calls: dict[str, list[float]] = {name: [] for name in fillings}
    issues: dict[str, list[float]] = {name: [] for name in fillings}
    with ExitStack() as stack:
        everyone = {}
        for name, filling in fillings.items():
            server = stack.enter_context(running(options, filling))
            hall = server.halls[0]
            kinds = {"call": server.presses(hall)[:1], "issue": server.orders(hall, 1)}
            everyone[name] = stack.enter_context(in_own_process(Clients, server.port, kinds))
        for clients in everyone.values():
            clients.sequence(("call", "issue"), WARM)
        for _ in range(options.turns):
            for name, clients in everyone.items():
                turns = clients.sequence(("call", "issue"), CALLS)
                if any(turn.refused for turn in turns.values()):
                    raise RuntimeError(f"requests were refused with {name}")
                calls[name].append(turns["call"].percentile(0.5))
                issues[name].append(turns["issue"].percentile(0.5))
    return [
        *_rows("one call", calls, repeat, at_most=AT_MOST),
        *_rows("one ticket", issues, repeat, at_most=None),
    ]


def _rows(
    what: str, medians: dict[str, list[float]], repeat: str, *, at_most: float | None
) -> list[Row]:
    first, *others = medians
    last = others[-1]
    return [
        Row(
            measure=f"{what}, {other}",
            figure=milliseconds(medians[other]),
            against=f"{first} {milliseconds(medians[first])}",
            ratio=Spread([a / b for a, b in zip(medians[other], medians[first], strict=True)]),
            at_most=at_most if other == last else None,
            repeat=repeat,
        )
        for other in others
    ]
