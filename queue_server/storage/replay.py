"""Replays a hall's record: what the tables must hold if nothing but the record had happened."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from queue_server.domain import events
from queue_server.domain.appointment import AppointmentState
from queue_server.domain.events import Event
from queue_server.domain.lifecycle import ENDED, TicketState
from queue_server.domain.number_block import is_given_alone
from queue_server.storage.instants import to_day, to_micros, to_micros_or_none
from queue_server.storage.other_rows import shown_to_row
from queue_server.storage.replay_tickets import Facts, finished_stage, issued, learnt, number, rated
from queue_server.use_cases.day import HALL
from queue_server.use_cases.recorded import Recorded
from queue_server.use_cases.shown import set_by

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

LEAVES_COUNTER = frozenset(_STATE_AFTER) - {
    events.TicketIssued.kind,
    events.TicketCalled.kind,
    events.ServiceStarted.kind,
}
"""After these the counter has the ticket no longer in hand."""

_OF_THE_HALL = (
    events.HallOpened,
    events.HallClosed,
    events.NumbersLeased,
    events.RecordRestored,
)
_OF_A_COUNTER = (events.CounterOpened, events.CounterPaused, events.CounterClosed)
"""These change a counter; others, such as a spoken notice, may name one where nobody ever sat."""

_OF_HELP = (events.HelpWanted, events.HelpAnswered, events.HelpWithdrawn)


@dataclass(kw_only=True)
class Replayed:
    """A hall as its record says it is."""

    tickets: dict[int, Facts] = field(default_factory=dict)
    stages: dict[tuple[int, int], Facts] = field(default_factory=dict)
    ratings: dict[tuple[int, int], Facts] = field(default_factory=dict)
    appointments: dict[str, Facts] = field(default_factory=dict)
    """Those that were kept, by code."""
    seats: dict[int, Facts] = field(default_factory=dict)
    shown: dict[tuple[str, str], Facts] = field(default_factory=dict)
    """What was set about the screens."""
    helped: dict[str, Facts] = field(default_factory=dict)
    """The bells of kiosks that were ever rung, by device."""
    open_day: date | None = None
    closed_day: date | None = None
    epoch: int = 1
    blocks: dict[tuple[str, str, int], Facts] = field(default_factory=dict)
    """Numbers that kiosks may give alone, by day, service and first count."""
    numbers: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The server's own last count of each letter, by day and letter."""

    def lines(self, here: int) -> Counter[tuple[object, ...]]:
        """How many wait in the hall (1) or are on the way (0), by day, service and class."""
        return Counter(
            (each["day"], each["service"], each["class"])
            for each in self.tickets.values()
            if each["state"] == TicketState.WAITING.value and each["here"] == here
        )

    def count(self, day: str, letter: str, last: int) -> None:
        """The server gave a number, or knows that it did."""
        self.numbers[day, letter] = max(last, self.numbers[day, letter])

    def seat(self, counter: int) -> Facts:
        """A counter; closed and empty before anything was said of it."""
        empty: Facts = dict.fromkeys(("officer", "ticket", "reason", "since"))
        empty["state"] = "closed"
        return self.seats.setdefault(counter, empty)


def replay(record: Iterable[Recorded], *, start_on_call: frozenset[int]) -> Replayed:
    """The hall after all its events; ``start_on_call`` are the tickets whose service starts so."""
    hall = Replayed()
    for recorded in record:
        event = recorded.event
        if isinstance(event, events.TicketIssued):
            hall.tickets[recorded.sequence] = issued(event)
            _count(hall, event)
            if event.appointment is not None:
                hall.appointments[event.appointment] = _checked_in(event)
        ticket = hall.tickets.get(event.ticket or 0)
        if isinstance(event, events.TicketsPrecalled | events.CoolDownLifted):
            _of_several(hall, event, recorded.sequence)
        elif isinstance(event, _OF_HELP):
            hall.helped[event.device] = _help(hall, event)
        elif isinstance(event, _OF_THE_HALL):
            _turn(hall, event)
        elif (of_screens := set_by(event, recorded.sequence)) is not None:
            row = shown_to_row(of_screens, recorded.hall)
            hall.shown[str(row["what"]), str(row["key"])] = row
        elif ticket is None:
            _move_seat(hall, event)
        elif not isinstance(event, events.PromiseAtRisk):
            _move(hall, ticket, recorded, starts=event.ticket in start_on_call)
    return hall


def _turn(hall: Replayed, event: Event) -> None:
    """A day began or ended; ended by a person, it takes no more numbers. Or its numbers changed hands."""
    if isinstance(event, events.NumbersLeased | events.RecordRestored):
        _of_kiosks(hall, event)
        return
    if isinstance(event, events.HallOpened):
        hall.open_day, hall.closed_day = event.day, None
        return
    hall.open_day = None
    if isinstance(event, events.HallClosed) and event.actor != HALL:
        hall.closed_day = event.day


def _count(hall: Replayed, event: events.TicketIssued) -> None:
    number = event.number or ""
    if not is_given_alone(int(number[1:])):
        hall.count(to_day(event.day), number[0], int(number[1:]))


def _of_kiosks(hall: Replayed, event: events.NumbersLeased | events.RecordRestored) -> None:
    """A kiosk may give numbers alone, or knows of more than the record."""
    if isinstance(event, events.RecordRestored):
        hall.epoch = event.epoch
        for key, last in event.given.items():
            day, _, letter = key.partition(" ")
            hall.count(day, letter, number(last))
        return
    facts: Facts = {"last": event.last, "device": event.device, "leased_at": to_micros(event.at)}
    hall.blocks[to_day(event.day), event.service, event.first] = facts


def _of_several(
    hall: Replayed, event: events.TicketsPrecalled | events.CoolDownLifted, sequence: int
) -> None:
    """Some tickets were told to get ready, or forgiven that nobody came."""
    at = to_micros(event.at)
    column = "precalled_at" if isinstance(event, events.TicketsPrecalled) else "excused_at"
    for each in event.tickets:
        hall.tickets[each] |= {column: at, "changed_at": at, "sequence": sequence}


def _help(hall: Replayed, event: Event) -> Facts:
    """The bell of a kiosk after it was rung, answered or stilled."""
    at = to_micros(event.at)
    match event:
        case events.HelpWanted():
            return {"help_at": at, "helper": None, "helped_at": None}
        case events.HelpAnswered():
            return hall.helped[event.device] | {"helper": event.actor, "helped_at": at}
    return dict.fromkeys(("help_at", "helper", "helped_at"))


def _checked_in(event: events.TicketIssued) -> Facts:
    return {
        "state": AppointmentState.CHECKED_IN.value,
        "ticket": event.ticket,
        "service": event.service,
        "party_size": event.party_size,
        "language": event.language,
    }


def _move(hall: Replayed, ticket: Facts, recorded: Recorded, *, starts: bool) -> None:
    event = recorded.event
    if isinstance(event, events.TicketTransferred):
        stages = [hall.stages[event.ticket or 0, n] for n in range(1, number(ticket["stage"]))]
        hall.stages[event.ticket or 0, len(stages) + 1] = finished_stage(ticket, stages, event)
    if isinstance(event, events.TicketRated):
        hall.ratings[event.ticket or 0, event.stage] = rated(ticket, event)
    if isinstance(event, events.TicketCalled):
        hall.seat(event.counter or 0)["ticket"] = event.ticket
    if event.kind in LEAVES_COUNTER and event.counter is not None:
        seat = hall.seat(event.counter)
        seat["ticket"] = None if seat["ticket"] == event.ticket else seat["ticket"]
    state = _STATE_AFTER.get(event.kind)
    if state is not None:
        ticket["state"] = state.value
        ticket["ended_at"] = to_micros(event.at) if state in ENDED else None
    ticket |= learnt(ticket, event, starts=starts)
    ticket |= {"changed_at": to_micros(event.at), "sequence": recorded.sequence}


def _move_seat(hall: Replayed, event: Event) -> None:
    if not isinstance(event, _OF_A_COUNTER) or event.counter is None:
        return
    seat, since = hall.seat(event.counter), to_micros_or_none(event.at)
    match event:
        case events.CounterOpened():
            seat |= {"state": "open", "officer": event.officer, "reason": None, "since": since}
        case events.CounterPaused():
            seat |= {"state": "paused", "reason": event.reason, "since": since}
        case events.CounterClosed():
            seat |= {"state": "closed", "reason": event.reason, "since": since}
