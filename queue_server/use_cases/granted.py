"""Grants (绿色通道): who raised whom to which class, for what reason, and what it brought. Pure."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeGuard

from queue_server.domain.events import ClassGranted, Event, TicketCalled, TicketIssued
from queue_server.domain.hall import Hall
from queue_server.domain.priority_class import Who


@dataclass(frozen=True, kw_only=True, slots=True)
class Granted:
    """A ticket that has a reason for its class, and what happened to it."""

    number: str
    service: str
    issued_at: datetime
    events: tuple[Event, ...]
    """Its issue, its grants and its calls, oldest first; others are not looked at."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """One grant."""

    number: str
    service: str
    priority_class: str
    reason: str
    """The code of a listed reason, or the words that were said."""
    by: str | None
    """A user name."""
    at: datetime
    waited: timedelta
    """Since the number was taken; nothing for one that was issued in the class."""
    called_after: timedelta | None
    """From the number's taking to its first call after the grant; None while it waits."""


def grants(hall: Hall, found: Iterable[Granted]) -> list[Grant]:
    """Every grant, oldest first: of people who waited, and numbers that were issued in a granted class."""
    made = [grant for each in found for grant in _grants_of(hall, each)]
    return sorted(made, key=lambda each: (each.at, each.number))


def _grants_of(hall: Hall, of: Granted) -> Iterator[Grant]:
    granted = {each.code for each in hall.classes if each.who is Who.GRANTED}
    calls = [each.at for each in of.events if isinstance(each, TicketCalled)]
    for event in of.events:
        if _is_grant(event, granted):
            called_at = next((at for at in calls if at >= event.at), None)
            yield Grant(
                number=of.number,
                service=of.service,
                priority_class=event.priority_class,
                reason=event.reason or "",
                by=event.actor,
                at=event.at,
                waited=max(timedelta(0), event.at - of.issued_at),
                called_after=None if called_at is None else called_at - of.issued_at,
            )


def _is_grant(event: Event, granted: Collection[str]) -> TypeGuard[ClassGranted | TicketIssued]:
    """A class that was raised, or a number that began in a class that must be granted."""
    if isinstance(event, TicketIssued):
        return event.priority_class in granted
    return isinstance(event, ClassGranted)
