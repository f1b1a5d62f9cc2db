"""One call to a whole room of screens: the fast road against Socket.IO's own ``emit``."""

import threading
import time
from collections import defaultdict
from contextlib import ExitStack
from statistics import median

from bench.fill import Filling
from bench.load import Clients, in_own_process
from bench.results import Row, Spread
from bench.running import Options, Running, running
from bench.sockets import Screens

SCREENS = 1_000
CALLS_A_SECOND = 5.0
SETTLE_S = 1.0
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
        self.screens.watch([hall.id], SCREENS)
        self.last_ms: list[float] = []
        self.cpu_ms: list[float] = []

    def turn(self, seconds: float) -> None:
        """Calls for so long: how late the last screen heard, and what a call cost the server."""
        heard: list[tuple[str, float]] = []
        listening = threading.Thread(
            target=lambda: heard.extend(self.screens.listen(seconds + 2 * SETTLE_S))
        )
        listening.start()
        time.sleep(SETTLE_S / 2)
        before = self.server.cpu_s()
        turn = self.clients.paced("call", CALLS_A_SECOND, seconds)
        listening.join()
        due, last = dict(turn.sent), defaultdict[str, float](float)
        for call, at in heard:
            last[call] = max(last[call], at - due[call])
        if turn.refused or len(heard) != len(due) * SCREENS:
            raise RuntimeError(f"{turn.refused} refused; {len(heard)} of {len(due)} calls heard")
        self.last_ms.append(1e3 * median(last.values()))
        self.cpu_ms.append(1e3 * (self.server.cpu_s() - before) / len(due))


def room(options: Options) -> list[Row]:
    """Both ways in turns; a ratio of a half means half the time."""
    with ExitStack() as stack:
        fast, emit = Side(stack, options, emit=False), Side(stack, options, emit=True)
        for _ in range(options.turns):
            fast.turn(options.seconds)
            emit.turn(options.seconds)
    return [
        _row("call to the last screen", fast.last_ms, emit.last_ms),
        _row("a call's processor time", fast.cpu_ms, emit.cpu_ms),
    ]


def _row(what: str, fast: list[float], emit: list[float]) -> Row:
    return Row(
        measure=f"{what}, {SCREENS} screens in one room",
        figure=f"{median(fast):.1f} ms",
        against=f"by emit {median(emit):.1f} ms",
        ratio=Spread([one / other for one, other in zip(fast, emit, strict=True)]),
        repeat=REPEAT,
    )
