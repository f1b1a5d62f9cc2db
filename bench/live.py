"""From the press of a button to the screens, and what a screen costs."""

import threading
import time

from bench.fill import Filling
from bench.load import Clients, Request, Turn, in_own_process
from bench.results import Row, Spread
from bench.running import Options, Running, running
from bench.sockets import Screens

HALLS = 10
SCREENS = 10
"""Of each hall."""
CALLS_A_SECOND = 50.0
MORE_SCREENS = 400
SETTLE_S = 1.0
REPEAT = "python -m bench live"


def live(options: Options) -> list[Row]:
    """Calls at a steady pace to a hundred screens; then four hundred more, for their memory."""
    waiting = int(2 * CALLS_A_SECOND * options.seconds * options.turns / HALLS) + 200
    with (
        running(options, Filling(waiting=waiting), halls=HALLS) as server,
        in_own_process(Screens, server.port) as screens,
        in_own_process(Clients, server.port, {"call": _one_officer_each(server)}) as clients,
    ):
        names = [hall.id for hall in server.halls]
        connected = screens.watch(names, SCREENS)
        clients.paced("call", CALLS_A_SECOND, SETTLE_S)
        turns = [_turn(options, screens, clients) for _ in range(options.turns)]
        before = server.memory_kib()
        screens.watch(names, MORE_SCREENS // HALLS)
        memory = (server.memory_kib() - before) / MORE_SCREENS
    return [_delay(turns, connected), _memory(memory)]


def _one_officer_each(server: Running) -> list[Request]:
    return [server.presses(hall)[0] for hall in server.halls]


def _turn(options: Options, screens: Screens, clients: Clients) -> tuple[Turn, list[float]]:
    """The calls, and for each arrival on a screen the milliseconds since the call was due."""
    heard: list[tuple[str, float]] = []
    listening = threading.Thread(
        target=lambda: heard.extend(screens.listen(options.seconds + 2 * SETTLE_S))
    )
    listening.start()
    time.sleep(SETTLE_S / 2)
    turn = clients.paced("call", CALLS_A_SECOND, options.seconds)
    listening.join()
    due = dict(turn.sent)
    delays = sorted(1e3 * (at - due[call]) for call, at in heard if call in due)
    if turn.refused or len(delays) != len(due) * SCREENS:
        raise RuntimeError(f"{turn.refused} refused; {len(delays)} arrivals of {len(due)} calls")
    return turn, delays


def _delay(turns: list[tuple[Turn, list[float]]], connected: int) -> Row:
    def at(share: float) -> Spread:
        return Spread([delays[int(share * (len(delays) - 1))] for _, delays in turns])

    answered = Spread([turn.percentile(0.5) for turn, _ in turns])
    return Row(
        measure=f"call to screen, {CALLS_A_SECOND:.0f} calls/s, {connected} screens in {HALLS} halls",
        figure=f"p50 {at(0.5).median:.1f} ms, p99 {at(0.99).median:.1f} ms",
        against=f"call to its answer p50 {answered.median:.1f} ms",
        ratio=Spread(
            [each / answer for each, answer in zip(at(0.5).values, answered.values, strict=True)]
        ),
        repeat=REPEAT,
    )


def _memory(kib: float) -> Row:
    return Row(
        measure=f"memory of a screen's socket ({MORE_SCREENS} more)",
        figure=f"{kib:.0f} KiB",
        repeat=REPEAT,
    )
