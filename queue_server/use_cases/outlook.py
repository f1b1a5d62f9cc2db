"""What a person who comes now has to expect: how many go before, and how long it will be."""

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_server.domain.counter import CounterState, Seat
from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.next_ticket import Head, Standing
from queue_server.domain.promise import share_used
from queue_server.domain.ticket import Ticket
from queue_server.domain.waiting_time import Forecast, Line, forecast, people_ahead
from queue_server.use_cases.hall_view import HallView

CONSIDERED = 500
"""How many of each class are looked at to say who goes before one who waits already."""

Pace = Callable[[Hall, str], tuple[timedelta, float]]
"""A service's mean time at the window and its coefficient of variation, as now known."""


def usual_pace(hall: Hall, service: str) -> tuple[timedelta, float]:
    """The pace that the hall file names."""
    of = hall.get_service(service)
    return of.usual, of.spread


_Rank = tuple[int, float, int]
_OPEN = CounterState.OPEN


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """For one service and class, now."""

    ahead: int
    forecast: Forecast | None
    on_the_way: int = 0
    """Of those ahead, how many took a number from a phone and are not there yet."""


def outlook(
    hall: Hall,
    lines: Sequence[Line],
    seats: Iterable[Seat],
    service: str,
    priority_class: str,
    pace: Pace = usual_pace,
) -> Outlook:
    """What a newcomer of a class has to expect at a service.

    Who took a number from a phone and is on the way holds a place like everyone: most will be there
    in time. Windows are shared: those who wait for other services count as far as the windows
    that could serve me serve them too, each with the time that their service takes.
    """
    mine, tier = hall.promise(service, priority_class), hall.get_class(priority_class).tier
    own = [
        (
            hall.get_class(line.priority_class).tier,
            hall.promise(service, line.priority_class),
            line.everyone,
        )
        for line in lines
        if line.service == service
    ]
    work = _Work(hall, seats, service, priority_class, pace)
    return Outlook(
        ahead=people_ahead(own, mine, tier),
        forecast=work.forecast(work.before(lines, mine, tier)),
    )


def standing(view: HallView, ticket: Ticket, pace: Pace = usual_pace) -> Outlook | None:
    """What a waiting person has to expect now; None for one who does not wait.

    Who goes before is judged at the moment when the person will probably be called: until
    then the bars of shorter promises fill faster than mine.
    """
    if ticket.state is not TicketState.WAITING:
        return None
    there = view.waiting_heads(ticket.service, CONSIDERED)
    others: list[Standing] = [*there, *view.on_the_way(ticket.service)]
    return _Prospect(view, ticket.service, ticket.priority_class, others, pace).of(ticket)


def standings(
    view: HallView, service: str, pace: Pace = usual_pace, *, known: Container[int] = frozenset()
) -> Iterator[tuple[Head, Outlook]]:
    """The same for all who wait for a service, in one pass; of each class the first, as many as count.

    Of those whose ids are ``known`` nothing is told.
    """
    there = view.waiting_heads(service, CONSIDERED)
    others: list[Standing] = [*there, *view.on_the_way(service)]
    prospects: dict[str, _Prospect] = {}
    for head in there:
        if head.id in known:
            continue
        code = head.priority_class
        if code not in prospects:
            prospects[code] = _Prospect(view, service, code, others, pace)
        yield head, prospects[code].of(head)


class _Prospect:
    """What those of one class have to expect at a service, everyone compared at the same moment."""

    def __init__(
        self,
        view: HallView,
        service: str,
        priority_class: str,
        others: Iterable[Standing],
        pace: Pace,
    ) -> None:
        self._now, self._lines, seats = view.now, view.lines(), view.seats()
        self._newcomer = outlook(view.hall, self._lines, seats, service, priority_class, pace)
        coming = self._newcomer.forecast
        self._then = view.now + (coming.p50 if coming is not None else timedelta(0))
        self._work = _Work(view.hall, seats, service, priority_class, pace)
        self._before: dict[tuple[timedelta, int], float] = {}
        self._ranks: dict[int | None, list[_Rank]] = {}
        self._away: list[_Rank] = []
        for other in others:
            self._ranks.setdefault(other.reserved_for, []).append(self._rank(other))
            if not other.here:
                self._away.append(self._rank(other))
        self._away.sort()
        for ranks in self._ranks.values():
            ranks.sort()

    def of(self, ticket: Standing) -> Outlook:
        """For one who waits."""
        ranks = self._ranks.get(ticket.reserved_for, [])
        ahead = len(ranks) - bisect_right(ranks, self._rank(ticket))
        left = min(1.0, ahead / self._newcomer.ahead) if self._newcomer.ahead else 0.0
        expected = self._work.forecast(self._work_before(ticket), left=left)
        return Outlook(
            ahead=ahead,
            forecast=_no_sooner(expected, ticket, self._now),
            on_the_way=len(self._away) - bisect_right(self._away, self._rank(ticket)),
        )

    def _work_before(self, ticket: Standing) -> float:
        """Alike for nearly all of a class, and dear to sum up."""
        key = ticket.promise, ticket.tier
        if key not in self._before:
            self._before[key] = self._work.before(self._lines, *key)
        return self._before[key]

    def _rank(self, ticket: Standing) -> _Rank:
        """The greatest is called first."""
        return ticket.tier, share_used(ticket.clock, ticket.promise, self._then), -ticket.id


def _no_sooner(expected: Forecast | None, ticket: Standing, now: datetime) -> Forecast | None:
    """Who asked to be called later is not called before."""
    if expected is None or ticket.not_before is None or ticket.not_before <= now:
        return expected
    put_off = ticket.not_before - now
    return Forecast(
        p10=max(expected.p10, put_off),
        p50=max(expected.p50, put_off),
        p90=max(expected.p90, put_off),
    )


class _Work:
    """The work that the windows of a service and class have to do before someone comes up."""

    def __init__(
        self, hall: Hall, seats: Iterable[Seat], service: str, priority_class: str, pace: Pace
    ) -> None:
        self._hall, self._pace = hall, pace
        self._mean, self._variation = pace(hall, service)
        mine = frozenset(each.number for each in hall.counters_for(service, priority_class))
        windows = [each for each in seats if each.state is _OPEN and each.number in mine]
        self._windows = max(1, len(windows))
        # Where none is open yet, those that may open will do the work: as if one of them were.
        self._numbers = frozenset(each.number for each in windows) or mine
        self._free = sum(1 for seat in windows if seat.ticket is None)

    def before(self, lines: Iterable[Line], mine: timedelta, tier: int) -> float:
        """The seconds of work that come before a newcomer with promise ``mine``."""
        shares = self._hall.rivalry.shares(mine, tier, self._numbers)
        work = 0.0
        for line in lines:
            share = shares.get((line.service, line.priority_class))
            if share is not None:
                mean, _ = self._pace(self._hall, line.service)
                work += mean.total_seconds() * line.everyone * share
        return work

    def forecast(self, work: float, *, left: float = 1.0) -> Forecast | None:
        """The wait behind so many seconds of work; ``left`` is the share of it still to be done.

        Where no window is open yet it is told as if one were: it will not be longer than that.
        """
        return forecast(
            ahead=left * (work / self._mean.total_seconds()),
            windows=self._windows,
            free=self._free,
            mean=self._mean,
            variation=self._variation,
        )
