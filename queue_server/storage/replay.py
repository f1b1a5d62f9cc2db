"""Replays a hall's record: what the tables must hold if nothing but the record had happened."""

from collections.abc import Collection, Iterable

from queue_server.domain import events
from queue_server.domain.case_events import CaseEvent
from queue_server.domain.events import Event
from queue_server.domain.number_block import is_given_alone
from queue_server.storage.instants import to_day, to_micros, to_micros_or_none
from queue_server.storage.other_rows import shown_to_row
from queue_server.storage.replay_assistance import OF_ASSISTANCE, assistance_after
from queue_server.storage.replay_papers import keep_case
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

_OF_BELLS = (events.HelpWanted, events.HelpAnswered, events.HelpWithdrawn)
_OF_HELP = (*_OF_BELLS, *OF_ASSISTANCE)


def undone_in(record: Iterable[Recorded]) -> set[int]:
    """The sequences of the events that were taken back."""
    told = (each.event for each in record)
    return {n for each in told if isinstance(each, events.ActionUndone) for n in each.undone}


def replay(
    record: Iterable[Recorded],
    *,
    start_on_call: frozenset[int],
    undone: Collection[int] = frozenset(),
) -> Replayed:
    """The hall after all its events; ``start_on_call`` are the tickets whose service starts so.

    What was ``undone`` is left out: nothing had happened to its ticket and counter between.
    """
    hall = Replayed()
    for recorded in record:
        if recorded.sequence in undone:
            _left_behind(hall, recorded.event)
        else:
            _play(hall, recorded, start_on_call)
    return hall


def _play(hall: Replayed, recorded: Recorded, start_on_call: frozenset[int]) -> None:
    event = recorded.event
    if isinstance(event, events.TicketIssued):
        _issue(hall, event, recorded.sequence)
    ticket = hall.tickets.get(event.ticket or 0)
    if isinstance(event, events.TicketsPrecalled | events.CoolDownLifted):
        _of_several(hall, event, recorded.sequence)
    elif isinstance(event, _OF_HELP):
        _help(hall, recorded)
    elif isinstance(event, _OF_THE_HALL):
        _turn(hall, event)
    elif isinstance(event, CaseEvent):
        hall.cases.play(event, recorded.sequence)
    elif (of_screens := set_by(event, recorded.sequence)) is not None:
        row = shown_to_row(of_screens, recorded.hall)
        hall.shown[str(row["what"]), str(row["key"])] = row
    elif ticket is None:
        _move_seat(hall, event)
    elif not isinstance(event, events.PromiseAtRisk):
        move(hall, ticket, recorded, starts=event.ticket in start_on_call)


def _left_behind(hall: Replayed, event: Event) -> None:
    """A code that somebody was sent for papers with was said, and stays theirs."""
    if isinstance(event, events.TicketSentForPapers):
        keep_case(hall, hall.tickets[event.ticket or 0], event)


def _issue(hall: Replayed, event: events.TicketIssued, sequence: int) -> None:
    hall.tickets[sequence] = issued(event)
    _count(hall, event)
    if event.appointment is not None:
        hall.appointments[event.appointment] = checked_in(event)


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


def _help(hall: Replayed, recorded: Recorded) -> None:
    """Somebody at a kiosk or at a counter wants a person to come, or no more."""
    if isinstance(recorded.event, _OF_BELLS):
        hall.helped[recorded.event.device] = _bell(hall, recorded.event)
    else:
        assistance_after(hall.calls, recorded)


def _bell(hall: Replayed, event: Event) -> Facts:
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
    seat["until"] = None
    match event:
        case events.CounterOpened():
            seat |= {"state": "open", "officer": event.officer, "reason": None, "since": since}
        case events.CounterPaused():
            seat |= {"state": "paused", "reason": event.reason, "since": since}
            seat["until"] = to_micros_or_none(event.expected_at)
        case events.CounterClosed():
            seat |= {"state": "closed", "reason": event.reason, "since": since}
