"""Statistics over the record: counts, waits and services, by any grouping. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from queue_server.domain.errors import Invalid
from queue_server.domain.lifecycle import TicketState


@dataclass(frozen=True, kw_only=True, slots=True)
class StageFacts:
    """One stretch of waiting and service, of a ticket that is at its ``n``-th."""

    day: date
    service: str
    priority_class: str
    counter: int | None
    officer: str | None
    promise: timedelta
    waiting_since: datetime
    called_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    served: timedelta
    """Time at the window before it was held."""
    state: TicketState | None
    """The ticket's state where this is its present stage; None for a stage that is past."""
    n: int
    misses: int
    grade: int | None


Group = tuple[str | int | None, ...]
BY: dict[str, Callable[[StageFacts, ZoneInfo], str | int | None]] = {
    "service": lambda each, _: each.service,
    "class": lambda each, _: each.priority_class,
    "counter": lambda each, _: each.counter,
    "officer": lambda each, _: each.officer,
    "hour": lambda each, zone: each.waiting_since.astimezone(zone).hour,
    "day": lambda each, _: each.day.isoformat(),
}
"""How stages may be grouped: the hour is that of joining the line, in the hall's time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """Of some durations: how many, mean, median, 90 % and largest, in seconds."""

    count: int
    mean_s: float | None
    p50_s: float | None
    p90_s: float | None
    max_s: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Statistics:
    """One group's figures."""

    group: dict[str, str | int | None]
    issued: int
    called: int
    completed: int
    missed: int
    abandoned: int
    cancelled: int
    wait: Spread
    service: Spread
    within_promise: float | None
    """Share of the called who waited no longer than promised."""
    ratings: dict[int, int]
    """How many gave each grade, 5 to 1."""


def statistics(stages: Iterable[StageFacts], by: Sequence[str], zone: ZoneInfo) -> list[Statistics]:
    """The figures of every group, in the order of the groups; Invalid for a grouping unknown."""
    unknown = [name for name in by if name not in BY]
    if unknown:
        raise Invalid(field="by", value=",".join(unknown))
    groups: dict[Group, list[StageFacts]] = defaultdict(list)
    for each in stages:
        groups[tuple(BY[name](each, zone) for name in by)].append(each)
    return [
        _figures(dict(zip(by, group, strict=True)), groups[group])
        for group in sorted(groups, key=_nothing_last)
    ]


def total(stages: Sequence[StageFacts]) -> Statistics:
    """The figures of everything together."""
    return _figures({}, stages)


def _nothing_last(group: Group) -> list[tuple[bool, str | int]]:
    return [(value is None, "" if value is None else value) for value in group]


def _figures(group: dict[str, str | int | None], stages: Sequence[StageFacts]) -> Statistics:
    called = [each for each in stages if each.called_at is not None]
    waits = [(each.called_at or each.waiting_since) - each.waiting_since for each in called]
    kept = sum(wait <= each.promise for wait, each in zip(waits, called, strict=True))
    grades = [each.grade for each in stages if each.grade is not None]
    return Statistics(
        group=group,
        issued=sum(each.n == 1 for each in stages),
        called=len(called),
        completed=_count(stages, TicketState.COMPLETED),
        missed=sum(each.misses for each in stages),
        abandoned=_count(stages, TicketState.ABANDONED),
        cancelled=_count(stages, TicketState.CANCELLED),
        wait=spread(waits),
        service=spread(_services(stages)),
        within_promise=round(kept / len(called), 4) if called else None,
        ratings={grade: grades.count(grade) for grade in (5, 4, 3, 2, 1)},
    )


def _count(stages: Sequence[StageFacts], state: TicketState) -> int:
    return sum(each.state is state for each in stages)


def _services(stages: Sequence[StageFacts]) -> list[timedelta]:
    """Service times of stages that ended by being served, at this window or sent on from it."""
    return [
        each.ended_at - each.started_at + each.served
        for each in stages
        if each.ended_at is not None
        and each.started_at is not None
        and each.state in {None, TicketState.COMPLETED}
    ]


def spread(durations: Iterable[timedelta]) -> Spread:
    """Mean, median, 90 % (nearest rank) and largest; None where there is nothing."""
    seconds = sorted(max(0.0, each.total_seconds()) for each in durations)
    if not seconds:
        return Spread(count=0, mean_s=None, p50_s=None, p90_s=None, max_s=None)

    def rank(share: float) -> float:
        return round(seconds[ceil(share * len(seconds)) - 1], 3)

    return Spread(
        count=len(seconds),
        mean_s=round(sum(seconds) / len(seconds), 3),
        p50_s=rank(0.5),
        p90_s=rank(0.9),
        max_s=round(seconds[-1], 3),
    )
