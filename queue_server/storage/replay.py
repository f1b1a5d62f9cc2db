"""Replays a hall's record: what the tables must hold if nothing but the record had happened."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from queue_server.domain import events
from queue_server.domain.events import Event
from queue_server.domain.lifecycle import TicketState
from queue_server.use_cases.ports import Recorded

_STATE_AFTER: dict[str, TicketState] = {
    events.TicketIssued.kind: TicketState.WAITING,
    events.TicketCalled.kind: TicketState.CALLED,
    events.ServiceStarted.kind: TicketState.SERVING,
    events.TicketMissed.kind: TicketState.MISSED,
    events.TicketRestored.kind: TicketState.WAITING,
    events.TicketPutBack.kind: TicketState.WAITING,
    events.TicketHeld.kind: TicketState.HELD,
    events.TicketTransferred.kind: TicketState.WAITING,
    events.TicketSentForPapers.kind: TicketState.AWAY,
    events.TicketCameBack.kind: TicketState.WAITING,
    events.ServiceCompleted.kind: TicketState.COMPLETED,
    events.TicketCancelled.kind: TicketState.CANCELLED,
    events.TicketAbandoned.kind: TicketState.ABANDONED,
}
"""What a ticket is after an event of a kind; other kinds leave its state alone."""

LEAVES_COUNTER = frozenset(
    {
        events.TicketMissed.kind,
        events.TicketPutBack.kind,
        events.TicketHeld.kind,
        events.TicketTransferred.kind,
        events.TicketSentForPapers.kind,
        events.ServiceCompleted.kind,
        events.TicketCancelled.kind,
        events.TicketAbandoned.kind,
    }
)
"""After these the counter has the ticket no longer in hand."""


@dataclass(kw_only=True, slots=True)
class ReplayedTicket:
    """What the record says of a ticket."""

    number: str
    day: date
    service: str
    priority_class: str
    clock: datetime
    state: TicketState = TicketState.WAITING
    stage: int = 1
    misses: int = 0
    attempt: int = 0
    called_at: datetime | None = None
    ended_at: datetime | None = None
    sequence: int = 0


@dataclass(kw_only=True, slots=True)
class ReplayedSeat:
    """What the record says of a counter."""

    state: str = "closed"
    officer: str | None = None
    ticket: int | None = None


@dataclass(kw_only=True)
class Replayed:
    """A hall as its record says it is."""

    tickets: dict[int, ReplayedTicket] = field(default_factory=dict)
    seats: dict[int, ReplayedSeat] = field(default_factory=dict)

    def lines(self) -> Counter[tuple[str, str, str]]:
        """How many wait, by day, service and class."""
        return Counter(
            (each.day.isoformat(), each.service, each.priority_class)
            for each in self.tickets.values()
            if each.state is TicketState.WAITING
        )

    def seat(self, counter: int) -> ReplayedSeat:
        """A counter; closed and empty before anything was said of it."""
        return self.seats.setdefault(counter, ReplayedSeat())


def replay(record: Iterable[Recorded]) -> Replayed:
    """The hall after all its events."""
    hall = Replayed()
    for recorded in record:
        event = recorded.event
        if isinstance(event, events.TicketIssued):
            hall.tickets[recorded.sequence] = _issued(event)
        ticket = hall.tickets.get(event.ticket or 0)
        if ticket is not None:
            _move(hall, ticket, event, recorded.sequence)
        elif event.counter is not None:
            _move_seat(hall.seat(event.counter), event)
    return hall


def _issued(event: events.TicketIssued) -> ReplayedTicket:
    return ReplayedTicket(
        number=event.number or "",
        day=event.day,
        service=event.service,
        priority_class=event.priority_class,
        clock=event.clock,
    )


def _move(hall: Replayed, ticket: ReplayedTicket, event: Event, sequence: int) -> None:
    state = _STATE_AFTER.get(event.kind)
    if state is not None:
        ticket.state, ticket.sequence = state, sequence
    _learn(hall, ticket, event, sequence)
    if ticket.state is TicketState.WAITING:
        ticket.called_at, ticket.attempt = None, 0
    if ticket.state in {TicketState.COMPLETED, TicketState.CANCELLED, TicketState.ABANDONED}:
        ticket.ended_at = ticket.ended_at or event.at
    if event.kind in LEAVES_COUNTER and event.counter is not None:
        seat = hall.seat(event.counter)
        seat.ticket = None if seat.ticket == event.ticket else seat.ticket


def _learn(hall: Replayed, ticket: ReplayedTicket, event: Event, sequence: int) -> None:
    """The facts that a kind brings of its own."""
    match event:
        case events.TicketCalled():
            if event.attempt == 1:
                ticket.called_at = ticket.called_at or event.at
            ticket.attempt = event.attempt
            hall.seat(event.counter or 0).ticket = event.ticket
        case events.TicketMissed():
            ticket.misses = event.misses
        case events.TicketRestored() | events.TicketCameBack() | events.TicketDeferred():
            ticket.clock, ticket.sequence = event.clock, sequence
        case events.TicketTransferred():
            ticket.service, ticket.stage = event.service, ticket.stage + 1
        case events.ClassGranted():
            ticket.priority_class, ticket.sequence = event.priority_class, sequence
        case events.TicketRated():
            ticket.sequence = sequence


def _move_seat(seat: ReplayedSeat, event: Event) -> None:
    match event:
        case events.CounterOpened():
            seat.state, seat.officer = "open", event.officer
        case events.CounterPaused():
            seat.state = "paused"
        case events.CounterClosed():
            seat.state = "closed"
