"""One call to a whole room of screens: the fast road against Socket.IO's own ``emit``."""

from collections import Counter
from contextlib import ExitStack
from statistics import median

from bench.fill import Filling
from bench.load import Clients, in_own_process
from bench.results import Limit, Row, Spread
from bench.running import Options, Running, running
from bench.sockets import Screens
from bench.watched import COMMIT, PRESS, Watched, busiest, watch

SCREENS = 3_000
CALLS_A_SECOND = 4.0
LAST_MS = 60.0
REPEAT = "python -m bench room"


class Side:
    """A server with its room of screens and an officer."""

    def __init__(self, stack: ExitStack, options: Options, *, emit: bool) -> None:
        waiting = int(2 * CALLS_A_SECOND * options.seconds * options.turns) + 200
        self.server: Running = stack.enter_context(
            running(options, Filling(waiting=waiting), emit=emit)
        )
        (hall,) = self.server.halls
        port = self.server.port
        self.screens = stack.enter_context(in_own_process(Screens, port))
        self.clients = stack.enter_context(
            in_own_process(Clients, port, {"call": self.server.presses(hall)[:1]})
        )
        self.screens.watch([hall.id], screens_of(options))
        self.there = Counter[str]({hall.id: screens_of(options)})
        self.turns: list[Watched] = []
        self.cpu_ms: list[float] = []

    def turn(self, seconds: float) -> None:
        """Calls for so long; the first shall not be the first after a rest."""
        watched = watch(
            self.server,
            self.screens,
            lambda seconds: self.clients.paced("call", CALLS_A_SECOND, seconds),
            seconds,
            self.there,
        )
        if watched.turn.refused or watched.lost:
            raise RuntimeError(f"{watched.turn.refused} refused; {watched.lost} arrivals lost")
        self.turns.append(watched)
        self.cpu_ms.append(1e3 * seconds * watched.busy.server / len(watched.turn.sent))

    def last_ms(self, since: str) -> list[float]:
        """When the last screen heard, the middle of each turn."""
        return [median(each.last(since)) for each in self.turns]


def screens_of(options: Options) -> int:
    """How many there are in the room."""
    return min(SCREENS, options.sockets)


def room(options: Options) -> list[Row]:
    """Both ways in turns; a ratio of a half means half the time."""
    with ExitStack() as stack:
        fast, emit = Side(stack, options, emit=False), Side(stack, options, emit=True)
        for _ in range(options.turns):
            fast.turn(options.seconds)
            emit.turn(options.seconds)
    there = f"{screens_of(options):,} screens in one room"
    last = [
        _row(
            f"{since} to the last screen, {there}",
            fast.last_ms(since),
            emit.last_ms(since),
            str(busiest(fast.turns)),
            LAST_MS if screens_of(options) == SCREENS else None,
        )
        for since in (PRESS, COMMIT)
    ]
    return [*last, _row(f"a call's processor time, {there}", fast.cpu_ms, emit.cpu_ms, "", None)]


def _row(
    measure: str, fast: list[float], emit: list[float], busy: str, at_most: float | None
) -> Row:
    limit = Limit(name="ms", value=median(fast), at_most=at_most)
    return Row(
        measure=measure,
        figure=f"{median(fast):.1f} ms",
        against=f"by emit {median(emit):.1f} ms",
        ratio=Spread([one / other for one, other in zip(fast, emit, strict=True)]),
        limits=[limit] if at_most is not None else [],
        busy=busy,
        repeat=REPEAT,
    )
