"""Replays a hall's record: what the tables must hold if nothing but the record had happened."""

from collections.abc import Iterable

from queue_server.domain import events
from queue_server.domain.events import Event
from queue_server.domain.number_block import is_given_alone
from queue_server.storage.instants import to_day, to_micros, to_micros_or_none
from queue_server.storage.other_rows import shown_to_row
from queue_server.storage.replay_tickets import checked_in, issued, move
from queue_server.storage.replayed import Facts, Replayed, whole
from queue_server.use_cases.day import HALL
from queue_server.use_cases.recorded import Recorded
from queue_server.use_cases.shown import set_by

_OF_THE_HALL = (
    events.HallOpened,
    events.HallClosed,
    events.NumbersLeased,
    events.RecordRestored,
)
_OF_A_COUNTER = (events.CounterOpened, events.CounterPaused, events.CounterClosed)
"""These change a counter; others, such as a spoken notice, may name one where nobody ever sat."""

_OF_HELP = (events.HelpWanted, events.HelpAnswered, events.HelpWithdrawn)


def replay(record: Iterable[Recorded], *, start_on_call: frozenset[int]) -> Replayed:
    """The hall after all its events; ``start_on_call`` are the tickets whose service starts so."""
    hall = Replayed()
    for recorded in record:
        event = recorded.event
        if isinstance(event, events.TicketIssued):
            hall.tickets[recorded.sequence] = issued(event)
            _count(hall, event)
            if event.appointment is not None:
                hall.appointments[event.appointment] = checked_in(event)
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
            move(hall, ticket, recorded, starts=event.ticket in start_on_call)
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
            hall.count(day, letter, whole(last))
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
