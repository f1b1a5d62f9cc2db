"""What tests of the queue are made of, with defaults; a test writes out only what matters to it.

The reference moment is nine o'clock of an ordinary Monday in the hall.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from queue_server.domain.appointment import Appointment
from queue_server.domain.calendar import Hours
from queue_server.domain.counter import Counter, CounterKind, Seat, Take
from queue_server.domain.hall import Hall
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.names import ClassCode, CounterNumber, HallId, Letter, Texts, TicketId
from queue_server.domain.priority_class import PriorityClass, Who
from queue_server.domain.service import Service
from queue_server.domain.ticket import Ticket
from queue_server.domain.ticket_number import ticket_number

MONDAY = date(2026, 11, 23)
NINE = datetime(2026, 11, 23, 1, tzinfo=UTC)
"""09:00 in the hall, UTC+8."""
HALL = HallId("guangdong")
OFFICER = "chen"

PROMISES = {"normal": 30, "elderly": 5, "appointment": 10, "urgent": 5}
"""Minutes, by class."""
TIERS = {"urgent": 1}


def after(minutes: float = 0, *, seconds: float = 0) -> datetime:
    """Nine o'clock and so much later."""
    return NINE + timedelta(minutes=minutes, seconds=seconds)


def minutes(count: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)


def texts(zh: str, en: str) -> Texts:
    """A text in both languages."""
    return {"zh-CN": zh, "en": en}


def a_ticket(**facts: Any) -> Ticket:
    """A waiting ticket A001, taken at nine by an ordinary citizen.

    A ``clock`` given alone is also when it was issued and joined the line; the promise
    and the tier follow from the class.
    """
    made = facts.get("id", 1)
    clock = facts.get("clock", facts.get("issued_at", NINE))
    code = facts.get("priority_class", "normal")
    defaults = {
        "id": TicketId(made),
        "hall": HALL,
        "day": MONDAY,
        "number": ticket_number(Letter(facts.get("service", "A")), made),
        "service": "A",
        "priority_class": code,
        "tier": TIERS.get(code, 0),
        "promise": minutes(PROMISES.get(code, 30)),
        "issued_at": clock,
        "clock": clock,
        "queued_at": facts.get("issued_at", clock),
    }
    return Ticket(**(defaults | facts))


def a_ticket_in(state: TicketState, **facts: Any) -> Ticket:
    """A ticket in a state, with what it gathered on the way there."""
    called = {"counter": CounterNumber(3), "officer": OFFICER, "called_at": after(2), "attempt": 1}
    gathered: dict[TicketState, dict[str, Any]] = {
        TicketState.WAITING: {},
        TicketState.CALLED: called,
        TicketState.SERVING: {**called, "started_at": after(3)},
        TicketState.HELD: {**called, "started_at": after(3)},
        TicketState.MISSED: {**called, "misses": 1},
        TicketState.AWAY: {**called, "started_at": after(3)},
        TicketState.COMPLETED: {**called, "started_at": after(3), "ended_at": after(9)},
        TicketState.CANCELLED: {"ended_at": after(9)},
        TicketState.ABANDONED: {"ended_at": after(9)},
    }
    return a_ticket(**({"state": state} | gathered[state] | facts))


def a_counter(number: int = 3, takes: str | Iterable[Take] = "AB", **facts: Any) -> Counter:
    """An acceptance window; ``takes`` may be the letters of what it takes at once."""
    if isinstance(takes, str):
        takes = (Take(service=Letter(letter)) for letter in takes)
    defaults = {
        "number": CounterNumber(number),
        "kind": CounterKind.ACCEPTANCE,
        "name": texts("受理窗口", "Application"),
        "takes": tuple(takes),
    }
    return Counter(**(defaults | facts))


def a_take(service: str, *, detour: float = 0, classes: Iterable[str] | None = None) -> Take:
    """What a counter takes, ``detour`` minutes later than at once."""
    only = None if classes is None else frozenset(ClassCode(code) for code in classes)
    return Take(service=Letter(service), detour=minutes(detour), classes=only)


def a_service(letter: str = "A", **facts: Any) -> Service:
    """A service of the hall."""
    names = {"A": texts("普通护照", "Ordinary passport"), "B": texts("港澳通行证", "Permit B")}
    name = names.get(letter, texts(f"业务{letter}", f"Service {letter}"))
    return Service(**({"letter": Letter(letter), "name": name} | facts))


def a_class(code: str = "normal", **facts: Any) -> PriorityClass:
    """A priority class with its usual promise."""
    who = {"urgent": Who.GRANTED, "appointment": Who.CHECK_IN}.get(code, Who.DECLARED)
    defaults = {
        "code": ClassCode(code),
        "name": texts(code, code),
        "promise": minutes(PROMISES.get(code, 30)),
        "who": who,
        "tier": TIERS.get(code, 0),
    }
    return PriorityClass(**(defaults | facts))


OFFICE_DAY = ((time(9), time(12)), (time(13), time(17)))
OFFICE_HOURS = Hours(weekly=(OFFICE_DAY,) * 5 + ((), ()))


def a_hall(**facts: Any) -> Hall:
    """A hall with services A and B, every class, and counters 1 to 3 that take both."""
    defaults = {
        "id": HALL,
        "name": texts("出入境接待大厅", "Exit-Entry Hall"),
        "services": (a_service("A"), a_service("B")),
        "classes": tuple(a_class(code) for code in PROMISES),
        "counters": tuple(a_counter(number) for number in (1, 2, 3)),
        "hours": OFFICE_HOURS,
    }
    return Hall(**(defaults | facts))


def a_seat(**facts: Any) -> Seat:
    """Counter 3, closed, with nobody there."""
    return Seat(**({"number": CounterNumber(3)} | facts))


def an_appointment(**facts: Any) -> Appointment:
    """A booking of service A at nine."""
    defaults = {
        "code": "K7M4Q2",
        "hall": HALL,
        "service": "A",
        "starts_at": NINE,
        "booked_at": NINE - timedelta(days=1),
    }
    return Appointment(**(defaults | facts))
