"""What a person who comes now has to expect: how many go before, and how long it will be."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from queue_server.domain.counter import CounterState, Seat
from queue_server.domain.hall import Hall
from queue_server.domain.waiting_time import Forecast, Line, forecast, people_ahead, weight

Pace = Callable[[Hall, str], tuple[timedelta, float]]
"""A service's mean time at the window and its coefficient of variation, as now known."""


def usual_pace(hall: Hall, service: str) -> tuple[timedelta, float]:
    """The pace that the hall file names."""
    of = hall.get_service(service)
    return of.usual, of.spread


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """For one service and class, now."""

    ahead: int
    forecast: Forecast | None


def outlook(
    hall: Hall,
    lines: Sequence[Line],
    seats: Iterable[Seat],
    service: str,
    priority_class: str,
    pace: Pace = usual_pace,
) -> Outlook:
    """What a newcomer of a class has to expect at a service.

    Windows are shared: those who wait for other services count as far as the windows
    that could serve me serve them too, each with the time that their service takes.
    """
    mine, tier = hall.promise(service, priority_class), hall.get_class(priority_class).tier
    ahead = people_ahead(
        (_standing(hall, line) for line in lines if line.service == service), mine, tier
    )
    windows = [seat for seat in seats if _serves(hall, seat, service, priority_class)]
    numbers = frozenset(seat.number for seat in windows)
    mean, variation = pace(hall, service)
    work = sum(
        (_work_ahead(hall, line, numbers, mine, tier, pace) for line in lines),
        start=timedelta(0),
    )
    expected = forecast(
        ahead=work / mean,
        windows=len(windows),
        free=sum(1 for seat in windows if seat.ticket is None),
        mean=mean,
        variation=variation,
    )
    return Outlook(ahead=ahead, forecast=expected)


def _standing(hall: Hall, line: Line) -> tuple[int, timedelta, int]:
    promise = hall.promise(line.service, line.priority_class)
    return hall.get_class(line.priority_class).tier, promise, line.waiting


def _serves(hall: Hall, seat: Seat, service: str, priority_class: str) -> bool:
    if seat.state is not CounterState.OPEN:
        return False
    return hall.get_counter(seat.number).find_take(service, priority_class) is not None


def _work_ahead(
    hall: Hall, line: Line, windows: frozenset[int], mine: timedelta, tier: int, pace: Pace
) -> timedelta:
    """The work of a line's people that my windows will do before me."""
    serving = hall.counters_for(line.service, line.priority_class)
    shared = sum(1 for counter in serving if counter.number in windows)
    if not shared:
        return timedelta(0)
    their_tier, theirs, waiting = _standing(hall, line)
    if their_tier < tier:
        return timedelta(0)
    before = 1.0 if their_tier > tier else weight(mine, theirs)
    open_share = shared / len(serving)
    return pace(hall, line.service)[0] * (waiting * before * open_share)
