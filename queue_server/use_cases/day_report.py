"""What a day was like, on one page: numbers, waits, grants, pauses and calls for help. From the record."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from queue_server.domain.calendar import moment
from queue_server.domain.events import (
    AssistanceAnswered,
    AssistanceEnded,
    AssistanceWanted,
    AssistanceWithdrawn,
    CounterClosed,
    CounterOpened,
    CounterPaused,
    Event,
    HallClosed,
    HallOpened,
)
from queue_server.domain.hall import Hall
from queue_server.use_cases.granted import Grant, grants
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.recorded import Recorded
from queue_server.use_cases.statistics import Statistics, statistics, total

A_DAY = timedelta(days=1)
_OF_COUNTERS = (CounterOpened, CounterPaused, CounterClosed)
_OF_CALLS = (AssistanceAnswered, AssistanceWithdrawn, AssistanceEnded)
_KINDS = frozenset(
    each.kind for each in (HallOpened, HallClosed, AssistanceWanted, *_OF_COUNTERS, *_OF_CALLS)
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pause:
    """A counter that did not call for a while."""

    counter: int
    reason: str | None
    begin: datetime
    end: datetime | None
    """None where it lasted until the hall closed, or still lasts."""
    length: timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class HelpCall:
    """A call for a person from a counter."""

    counter: int
    whom: str
    caller: str | None
    asked_at: datetime
    comers: tuple[str, ...] = ()
    answered_after: timedelta | None = None
    ended_at: datetime | None = None
    how: str = "open"
    """``open``, ``withdrawn``, ``done`` or ``close_of_day``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DayReport:
    """A day of a hall."""

    day: date
    opened_at: datetime | None
    closed_at: datetime | None
    closed_by: str | None
    """A user name, or ``hall`` where the clock did it."""
    total: Statistics
    classes: Sequence[Statistics]
    grants: Sequence[Grant]
    pauses: Sequence[Pause]
    calls: Sequence[HelpCall]


def day_report(view: HallView, day: date) -> DayReport:
    """The day as it is known by now; the day after is looked at for the clock that ended it."""
    hall = view.hall
    begin = datetime.combine(day, time.min, tzinfo=hall.zone)
    recorded = view.happened(begin, begin + 2 * A_DAY, _KINDS)
    events = [each.event for each in recorded]
    opened = [each for each in events if isinstance(each, HallOpened) and each.day == day]
    closed = [each for each in events if isinstance(each, HallClosed) and each.day == day]
    last = closed[-1] if closed and not _opened_again(opened, closed[-1]) else None
    stages = view.stages_between(day, day)
    ending = min(view.now, last.at if last is not None else view.now, _hours_end(hall, day))
    return DayReport(
        day=day,
        opened_at=opened[0].at if opened else None,
        closed_at=None if last is None else last.at,
        closed_by=None if last is None else last.actor,
        total=total(stages),
        classes=statistics(stages, ["class"], hall.zone),
        grants=grants(hall, view.granted(day, day)),
        pauses=list(pauses((each for each in events if each.at < begin + A_DAY), ending)),
        calls=help_calls(each for each in recorded if each.event.at < begin + A_DAY),
    )


def pauses(events: Iterable[Event], ending: datetime) -> Iterator[Pause]:
    """Every pause by counter and time; one that went past ``ending`` lasted until then."""
    since: dict[int, CounterPaused] = {}
    found: list[Pause] = []
    for event in events:
        if event.counter is None or not isinstance(event, _OF_COUNTERS):
            continue
        begun = since.pop(event.counter, None)
        if begun is not None:
            found.append(_pause(begun, event.at, ending))
        if isinstance(event, CounterPaused):
            since[event.counter] = event
    found.extend(_pause(begun, None, ending) for begun in since.values())
    yield from sorted(found, key=lambda each: (each.counter, each.begin))


def help_calls(recorded: Iterable[Recorded]) -> list[HelpCall]:
    """Every call for a person, with the time to the first answer, in the order of asking."""
    calls: dict[int, HelpCall] = {}
    for each in recorded:
        event = each.event
        if isinstance(event, AssistanceWanted):
            calls[each.sequence] = HelpCall(
                counter=event.counter or 0,
                whom=event.whom,
                caller=event.actor,
                asked_at=event.at,
            )
        elif isinstance(event, _OF_CALLS) and event.call in calls:
            calls[event.call] = _after(calls[event.call], event)
    return list(calls.values())


# -- helpers, in the order of use -------------------------------------------------------


def _opened_again(opened: Sequence[HallOpened], closed: HallClosed) -> bool:
    return opened != [] and opened[-1].at > closed.at


def _hours_end(hall: Hall, day: date) -> datetime:
    """When the hall's hours end; without hours, the day itself."""
    hours = hall.hours.on(day)
    if not hours:
        return datetime.combine(day + A_DAY, time.min, tzinfo=hall.zone)
    return moment(day, hours[-1][1], hall.zone)


def _pause(begun: CounterPaused, end: datetime | None, ending: datetime) -> Pause:
    known = end if end is not None and end <= ending else None
    return Pause(
        counter=begun.counter or 0,
        reason=begun.reason,
        begin=begun.at,
        end=known,
        length=max(timedelta(0), (known or ending) - begun.at),
    )


def _after(
    call: HelpCall, event: AssistanceAnswered | AssistanceWithdrawn | AssistanceEnded
) -> HelpCall:
    if isinstance(event, AssistanceAnswered):
        first = event.at - call.asked_at if call.answered_after is None else call.answered_after
        return replace(call, comers=(*call.comers, event.actor or ""), answered_after=first)
    how = event.reason if isinstance(event, AssistanceEnded) else "withdrawn"
    return replace(call, ended_at=event.at, how=how)
