"""Where a person is sent: to a service, a counter, an officer wherever that one sits, or back."""

from dataclasses import dataclass
from typing import TypedDict

from queue_server.domain.errors import CounterClosed, Invalid, NoSender, NotEligible, NotFound
from queue_server.domain.names import CounterNumber, Letter
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.people import People
from queue_server.use_cases.ports import LockedHall


@dataclass(frozen=True, kw_only=True, slots=True)
class Destination:
    """One of the four."""

    service: str | None = None
    counter: int | None = None
    officer: str | None = None
    """The badge."""
    back: bool = False

    def __post_init__(self) -> None:
        """Invalid unless it is exactly one."""
        said = (self.service, self.counter, self.officer)
        if sum(each is not None for each in said) + self.back != 1:
            raise Invalid(field="service")


class Where(TypedDict, total=False):
    """The same, as it is asked for."""

    service: str | None
    counter: int | None
    officer: str | None
    back: bool


Place = tuple[Letter, CounterNumber | None]
"""A service, and the counter for which one waits there if it is one alone."""


def find_place(locked: LockedHall, people: People, ticket: Ticket, to: Destination) -> Place:
    """Where that is now.

    A counter may be named that has nobody yet: until it calls, all who take the service may call the person.
    Raises NotEligible where no counter takes the service and class, CounterClosed for an officer or a sender
    that sits nowhere, NoSender where the ticket was never sent on, NotFound for a badge that is nobody's.
    """
    if to.back:
        return _back(locked, ticket)
    if to.officer is not None:
        return Letter(ticket.service), _seat_of(locked, people, to.officer)
    if to.counter is not None:
        return Letter(ticket.service), locked.hall.get_counter(to.counter).number
    letter = locked.hall.get_service(to.service or "").letter
    if not locked.hall.counters_for(letter, ticket.priority_class):
        raise NotEligible(service=letter, **{"class": ticket.priority_class})
    return letter, None


# -- helpers, in the order of use -------------------------------------------------------


def _back(locked: LockedHall, ticket: Ticket) -> Place:
    """To the counter that sent the person on last, for what they came for there."""
    sender = ticket.sent_by
    if sender is None or sender.counter is None:
        raise NoSender(number=ticket.number)
    return Letter(sender.service), _occupied(locked, sender.counter)


def _seat_of(locked: LockedHall, people: People, badge: str) -> CounterNumber:
    """Where the officer of a badge sits now."""
    account = next((each for each in people.accounts() if each.badge == badge), None)
    if account is None or account.hall not in {None, locked.hall.id}:
        raise NotFound(what="officer", officer=badge)
    seat = locked.find_seat_of(account.name)
    if seat is None:
        raise CounterClosed(officer=badge)
    return seat.number


def _occupied(locked: LockedHall, counter: int) -> CounterNumber:
    """A counter at which somebody sits; paused is no obstacle."""
    seat = locked.seat(counter)
    if seat.officer is None:
        raise CounterClosed(counter=counter)
    return seat.number
