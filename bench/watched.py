"""Calls while screens listen: how late each screen heard of each, and who was busy meanwhile."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.load import Turn
from bench.results import Limit, Row
from bench.running import Running
from bench.sockets import Heard

SETTLE_S = 1.0
"""The screens listen so much longer than the officers press."""

PRESS = "press"
COMMIT = "commit"


@dataclass(frozen=True, slots=True)
class Busy:
    """Shares of one core."""

    server: float
    clients: float
    screens: float

    def __str__(self) -> str:
        shares = {"server": self.server, "clients": self.clients, "screens": self.screens}
        most = max(shares, key=lambda side: shares[side])
        said = ", ".join(f"{side} {100 * share:.0f} %" for side, share in shares.items())
        return f"{said}; most: {most}"


@dataclass(frozen=True, slots=True)
class Watched:
    """What came of some calls that screens listened to."""

    turn: Turn
    heard: Heard
    begun: Mapping[str, Mapping[str, float]]
    """From when it counts, for each call: from ``PRESS``, when it was due, and from ``COMMIT``."""
    busy: Busy
    lost: int
    """Arrivals that were expected and did not come."""

    def delays(self, since: str) -> list[float]:
        """Milliseconds until each screen heard of each call, in order of length."""
        begun = self.begun[since]
        return sorted(
            1e3 * (at - begun[call])
            for call, arrivals in self.heard.items()
            if call in begun
            for at in arrivals
        )

    def last(self, since: str) -> list[float]:
        """Milliseconds until the last screen heard, of each call."""
        begun = self.begun[since]
        return [1e3 * (max(at) - begun[call]) for call, at in self.heard.items() if call in begun]


def watch(
    server: Running,
    screens: Any,
    press: Callable[[float], Turn],
    seconds: float,
    there: Counter[str],
) -> Watched:
    """Press for so long while the screens listen; ``there`` says how many each hall has."""
    heard: Heard = {}
    server.told()
    used, listened = server.cpu_s(), screens.cpu_s()
    listening = threading.Thread(
        target=lambda: heard.update(screens.listen(seconds + 2 * SETTLE_S))
    )
    listening.start()
    time.sleep(SETTLE_S / 2)
    turn = press(seconds)
    listening.join()
    due, told = dict(turn.sent), server.told()
    calls = due or told  # a turn without a pace is not told which calls it made
    expected = sum(there[call.split()[0]] for call in calls)
    used, listened = server.cpu_s() - used, screens.cpu_s() - listened
    while _arrivals(heard, calls) < expected and (late := screens.listen(SETTLE_S)):
        for call, arrivals in late.items():
            heard.setdefault(call, []).extend(arrivals)
    return Watched(
        turn=turn,
        heard=heard,
        begun={PRESS: due, COMMIT: told},
        busy=Busy(
            server=used / seconds,
            clients=turn.cpu_s / seconds,
            screens=listened / seconds,
        ),
        lost=expected - _arrivals(heard, calls),
    )


def _arrivals(heard: Heard, calls: Iterable[str]) -> int:
    return sum(len(heard.get(call, ())) for call in calls)


def percentile(ordered: Sequence[float], share: float) -> float:
    """Of values in order; 0 of none."""
    return ordered[int(share * (len(ordered) - 1))] if ordered else 0.0


def delay_rows(
    measure: str, turns: Iterable[Watched], repeat: str, *, p50: float | None, p99: float | None
) -> list[Row]:
    """One row from the press of the button, one from the commit; over all turns."""
    turns = list(turns)
    answers = sorted(1e3 * each for one in turns for each in one.turn.latencies)
    rows = []
    for since in (PRESS, COMMIT):
        delays = sorted(delay for one in turns for delay in one.delays(since))
        middle, late = percentile(delays, 0.5), percentile(delays, 0.99)
        rows.append(
            Row(
                measure=f"{since} to screen, {measure}",
                figure=f"p50 {middle:.1f} ms, p99 {late:.1f} ms",
                against=f"press to answer p50 {percentile(answers, 0.5):.1f} ms"
                if since == PRESS
                else "",
                limits=[
                    Limit(name=name, value=value, at_most=bound)
                    for name, value, bound in (("p50", middle, p50), ("p99", late, p99))
                    if bound is not None
                ],
                busy=str(busiest(turns)),
                repeat=repeat,
            )
        )
    return rows


def busiest(turns: Sequence[Watched]) -> Busy:
    """The mean of all turns."""
    count = len(turns)
    return Busy(
        server=sum(each.busy.server for each in turns) / count,
        clients=sum(each.busy.clients for each in turns) / count,
        screens=sum(each.busy.screens for each in turns) / count,
    )
