"""Tickets of a made-up day at the sample hall, the same each time, for the manager's page to look at."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from queue_server.domain.lifecycle import TicketState
from queue_server.use_cases.statistics import StageFacts

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = datetime(2026, 11, 23, tzinfo=SHANGHAI)
SERVICE_MIN = {"A": 9.0, "B": 8.0, "C": 9.0, "D": 15.0, "F": 3.0, "G": 3.0}
LIKELY = {"A": 30, "B": 38, "C": 6, "D": 4, "F": 15, "G": 7}
PROMISE_MIN = {"normal": 30, "elderly": 5, "appointment": 10}
ACCEPTANCE, ISSUE = tuple("ABCDG"), ("F",)
PER_HOUR = {9: 84, 10: 82, 11: 76, 12: 46, 13: 60, 14: 84, 15: 66, 16: 20}
UNSTAFFED = 11
AT_MEAL = {3, 4, 5, 6, 7}
"""Windows that pause at noon."""


def takes(counter: int) -> tuple[str, ...]:
    return ISSUE if counter >= 12 else ACCEPTANCE


@dataclass
class Visit:
    """One ticket's life, in minutes after nine."""

    number: str
    service: str
    priority: str
    issued: float
    called: float | None = None
    counter: int | None = None
    ended: float | None = None
    missed: bool = False
    grade: int | None = None

    @property
    def promise(self) -> float:
        return PROMISE_MIN[self.priority]


@dataclass
class Day:
    """Everybody who came until `until`, minutes after nine, served by the fullest bar."""

    until: float
    visits: list[Visit] = field(default_factory=list)

    def in_hand(self, visit: Visit) -> bool:
        return visit.called is not None and (visit.ended or 0) > self.until

    def waiting(self) -> list[Visit]:
        return [each for each in self.visits if each.called is None]


def a_day(now: datetime, seed: int = 7) -> Day:
    """The day until `now`; before nine nobody has come."""
    day = Day(until=(now - DAY).total_seconds() / 60 - 540)
    random = Random(seed)
    day.visits = _arrivals(random, day.until)
    _serve(day, random)
    return day


def _arrivals(random: Random, until: float) -> list[Visit]:
    visits, counts, at = [], dict.fromkeys(LIKELY, 0), 0.0
    while True:
        at += random.expovariate(PER_HOUR.get(9 + int(at // 60), 1) / 60)
        if at >= min(until, 480):
            return visits
        service = random.choices(list(LIKELY), list(LIKELY.values()))[0]
        priority = random.choices(list(PROMISE_MIN), (88, 6, 6))[0]
        counts[service] += 1
        visits.append(Visit(f"{service}{counts[service]:03d}", service, priority, at))


def _serve(day: Day, random: Random) -> None:
    free = dict.fromkeys(sorted({*range(2, 14)} - {UNSTAFFED}), 0.0)
    while True:
        counter = min(free, key=lambda each: free[each])
        at = free[counter]
        if at > day.until:
            return
        if counter in AT_MEAL and 170 <= at < 240:
            free[counter] = 240.0
            continue
        uncalled = [v for v in day.visits if v.called is None and v.service in takes(counter)]
        line = [each for each in uncalled if each.issued <= at]
        if not line:
            coming = min((each.issued for each in uncalled), default=day.until + 1)
            free[counter] = max(at + 0.1, coming)
            continue
        visit = max(line, key=lambda each: (at - each.issued) / each.promise)
        visit.called, visit.counter = at, counter
        visit.missed = random.random() < 0.04
        length = 1.5 if visit.missed else random.lognormvariate(0, 0.5) * SERVICE_MIN[visit.service]
        visit.ended = at + length
        visit.grade = random.choices((5, 4, 3, 2, None), (50, 12, 3, 1, 60))[0]
        free[counter] = visit.ended + 0.4


def moment(minutes: float) -> datetime:
    return DAY + timedelta(minutes=540 + minutes)


def iso(at: datetime | None) -> str | None:
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def state_of(day: Day, visit: Visit) -> str:
    if visit.called is None:
        return "waiting"
    if day.in_hand(visit):
        return "called" if visit.missed else "serving"
    return "missed" if visit.missed else "completed"


def ticket_json(day: Day, visit: Visit) -> dict[str, Any]:
    issued, state = moment(visit.issued), state_of(day, visit)
    called = None if visit.called is None else moment(visit.called)
    ended = moment(visit.ended) if visit.ended and state == "completed" else None
    used = (day.until if visit.called is None else visit.called) - visit.issued
    return {
        "id": f"guangdong-{visit.number}", "hall": "guangdong", "day": "2026-11-23", "number": visit.number,
        "service": visit.service, "class": visit.priority, "state": state, "language": "zh-CN",
        "channel": "kiosk", "party_size": 1, "issued_at": iso(issued), "clock": iso(issued),
        "promise_s": visit.promise * 60, "due_at": iso(issued + timedelta(minutes=visit.promise)),
        "share": used / visit.promise, "ahead": None, "forecast": None, "called_at": iso(called),
        "started_at": iso(called) if state in {"serving", "completed"} else None, "ended_at": iso(ended),
        "counter": visit.counter, "attempt": int(called is not None), "reason": None, "remark": None,
        "print": "printed",
    }  # fmt: skip


def facts(day: Day, visit: Visit) -> StageFacts:
    state = TicketState(state_of(day, visit))
    done = state is TicketState.COMPLETED
    return StageFacts(
        day=DAY.date(),
        service=visit.service,
        priority_class=visit.priority,
        counter=visit.counter,
        officer=None if visit.counter is None else f"officer{visit.counter}",
        promise=timedelta(minutes=visit.promise),
        waiting_since=moment(visit.issued),
        called_at=None if visit.called is None else moment(visit.called),
        started_at=moment(visit.called) if done and visit.called is not None else None,
        ended_at=moment(visit.ended) if done and visit.ended is not None else None,
        served=timedelta(0),
        state=state,
        n=1,
        misses=int(visit.missed and not day.in_hand(visit)),
        grade=visit.grade if done else None,
    )
