"""Replays a hall's record: what the tables must hold if nothing but the record had happened."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import orjson

from queue_server.domain import events
from queue_server.domain.appointment import AppointmentState
from queue_server.domain.events import Event
from queue_server.domain.lifecycle import ENDED, TicketState
from queue_server.domain.number_block import is_given_alone
from queue_server.storage.instants import to_day, to_micros, to_micros_or_none
from queue_server.storage.other_rows import shown_to_row
from queue_server.use_cases.day import HALL
from queue_server.use_cases.recorded import Recorded
from queue_server.use_cases.shown import set_by

Facts = dict[str, object]
"""What the record says of a row, by column."""

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

_JOINED_A_LINE: Facts = {
    "not_before": None,
    "called_at": None,
    "started_at": None,
    "counter": None,
    "officer": None,
    "attempt": 0,
    "served_s": 0,
}
"""What is forgotten when a person waits again for something else, or once more."""


_SEEN: Facts = {"here": 1, "here_until": None}
"""Somebody of the staff had the person before them."""


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
            hall.tickets[recorded.sequence] = _issued(event)
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
            hall.count(day, letter, _number(last))
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


def _issued(event: events.TicketIssued) -> Facts:
    at = to_micros(event.pressed_at or event.at)
    return {
        "number": event.number or "",
        "alias": None,
        "day": to_day(event.day),
        "service": event.service,
        "class": event.priority_class,
        "tier": event.tier,
        "promise_s": int(event.promise_s),
        "issued_at": at,
        "clock": to_micros(event.clock),
        "queued_at": at,
        "language": event.language,
        "channel": event.channel,
        "party_size": event.party_size,
        "reason": event.reason,
        "reserved_for": None,
        "stage": 1,
        "misses": 0,
        "ended_at": None,
        "hold_reason": None,
        "precalled_at": None,
        "excused_at": None,
        "here": int(event.here),
        "here_until": None,
        "arrive_from": to_micros_or_none(event.arrive_from),
        "arrive_by": to_micros_or_none(event.arrive_by),
        **_JOINED_A_LINE,
    }


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
        stages = [hall.stages[event.ticket or 0, n] for n in range(1, _number(ticket["stage"]))]
        hall.stages[event.ticket or 0, len(stages) + 1] = _finished(ticket, stages, event)
    if isinstance(event, events.TicketRated):
        hall.ratings[event.ticket or 0, event.stage] = _rated(ticket, event)
    if isinstance(event, events.TicketCalled):
        hall.seat(event.counter or 0)["ticket"] = event.ticket
    if event.kind in LEAVES_COUNTER and event.counter is not None:
        seat = hall.seat(event.counter)
        seat["ticket"] = None if seat["ticket"] == event.ticket else seat["ticket"]
    state = _STATE_AFTER.get(event.kind)
    if state is not None:
        ticket["state"] = state.value
        ticket["ended_at"] = to_micros(event.at) if state in ENDED else None
    ticket |= _learnt(ticket, event, starts=starts)
    ticket |= {"changed_at": to_micros(event.at), "sequence": recorded.sequence}


def _learnt(ticket: Facts, event: Event, *, starts: bool) -> Facts:
    """The facts that a kind brings of its own."""
    at = to_micros(event.at)
    learnt = _joined(ticket, event) | _presence(event)
    match event:
        case events.TicketCalled():
            learnt = _called(ticket, event, starts=starts)
        case events.ServiceStarted():
            learnt = {"started_at": ticket["started_at"] or at}
        case events.TicketMissed():
            learnt = {"misses": event.misses, "started_at": None}
        case events.TicketPutBack():
            kept = {name: ticket[name] for name in ("served_s", "not_before")}
            learnt = _JOINED_A_LINE | kept
        case events.TicketHeld():
            learnt = {"served_s": _served_s(ticket, at), "started_at": None}
            learnt["hold_reason"] = event.reason
        case events.TicketDeferred():
            learnt = {"clock": to_micros(event.clock), "not_before": to_micros(event.not_before)}
            learnt |= _shifted(ticket, event) | {"precalled_at": None}
        case events.TicketMoved():
            learnt = _moved(event)
        case events.ClassGranted():
            learnt = _granted(event)
    return learnt


def _presence(event: Event) -> Facts:
    """What becomes known of whether a person is in the hall."""
    match event:
        case events.TicketCheckedIn():
            return {"here": 1, "here_until": to_micros(event.here_until)}
        case events.PresenceLapsed():
            at = to_micros(event.at)
            gone: Facts = {"here": 0, "here_until": None, "precalled_at": None}
            return gone | {"arrive_from": at, "arrive_by": at}
        case events.ArrivalChanged():
            begin, end = to_micros(event.arrive_from), to_micros(event.arrive_by)
            return {"arrive_from": begin, "arrive_by": end}
    return {}


def _joined(ticket: Facts, event: Event) -> Facts:
    """What a person has who waits again; which number stands on the paper."""
    again: Facts = {**_JOINED_A_LINE, **_SEEN, "queued_at": to_micros(event.at)}
    match event:
        case events.TicketRenumbered():
            pressed = to_micros(event.pressed_at)
            waits = {"issued_at": pressed, "queued_at": pressed, "clock": to_micros(event.clock)}
            return {"number": event.number, **waits}
        case events.TicketAliased():
            return {"alias": event.alias}
        case events.TicketRestored():
            return {**again, "clock": to_micros(event.clock)}
        case events.TicketCameBack():
            return {**again, "clock": to_micros(event.clock), "reserved_for": None}
        case events.TicketTransferred():
            sent: Facts = {"service": event.service, "reserved_for": event.reserved_for}
            sent |= {"promise_s": int(event.promise_s), "stage": _number(ticket["stage"]) + 1}
            sent["precalled_at"] = None
            return again | sent
    return {}


def _called(ticket: Facts, event: events.TicketCalled, *, starts: bool) -> Facts:
    if event.attempt > 1:
        return {"attempt": event.attempt}
    at = to_micros(event.at)
    return {
        "attempt": 1,
        "counter": event.counter,
        "officer": event.actor,
        "called_at": ticket["called_at"] or at,
        "started_at": at if starts else None,
        **(_SEEN if event.chosen else {}),
    }


def _moved(event: events.TicketMoved) -> Facts:
    return {
        "service": event.service,
        "promise_s": int(event.promise_s),
        "reserved_for": event.reserved_for,
        "precalled_at": None,
    }


def _shifted(ticket: Facts, event: events.TicketDeferred) -> Facts:
    """Who is not there yet and asked for later may also arrive later."""
    if ticket["here"] or ticket["arrive_from"] is None:
        return {}
    by = to_micros(event.clock) - _number(ticket["clock"])
    return {name: _number(ticket[name]) + by for name in ("arrive_from", "arrive_by")}


def _granted(event: events.ClassGranted) -> Facts:
    return {
        "class": event.priority_class,
        "tier": event.tier,
        "promise_s": int(event.promise_s),
        "reason": event.reason,
    }


def _finished(ticket: Facts, before: list[Facts], event: events.TicketTransferred) -> Facts:
    """The stage that a ticket leaves behind when it is sent on, after those ``before``."""
    missed = _number(ticket["misses"]) - sum(_number(each["misses"]) for each in before)
    same = ("day", "service", "class", "promise_s", "called_at", "started_at", "served_s")
    return {
        **{name: ticket[name] for name in same},
        "waiting_since": max(_number(ticket["clock"]), _number(ticket["queued_at"])),
        "ended_at": to_micros(event.at),
        "counter": ticket["counter"],
        "officer": ticket["officer"],
        "misses": missed,
    }


def _rated(ticket: Facts, event: events.TicketRated) -> Facts:
    return {
        **{name: ticket[name] for name in ("service", "class", "counter", "officer")},
        "grade": event.grade,
        "reasons": orjson.dumps(event.reasons).decode(),
        "at": to_micros(event.at),
    }


def _served_s(ticket: Facts, at: int) -> int:
    lasted = max(0, at - _number(ticket["started_at"] or at))
    return round(_number(ticket["served_s"]) + lasted / 1_000_000)


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


def _number(fact: object) -> int:
    assert isinstance(fact, int)  # noqa: S101 -- these columns are whole numbers
    return fact
