"""What each event makes of a ticket, of its stages and of its counter, when a record is replayed."""

import orjson

from queue_server.domain import events
from queue_server.domain.appointment import AppointmentState
from queue_server.domain.events import Event
from queue_server.domain.lifecycle import ENDED, TicketState
from queue_server.storage.instants import to_day, to_micros, to_micros_or_none
from queue_server.storage.replay_papers import keep_case, of_visit
from queue_server.storage.replayed import Facts, Replayed, whole
from queue_server.storage.rows import route_text
from queue_server.use_cases.recorded import Recorded

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


def issued(event: events.TicketIssued) -> Facts:
    """A ticket as it begins; its state comes with ``move``."""
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
        "reserved_for": event.reserved_for,
        "route": None if event.route is None else route_text(event.route),
        "stage": 1,
        "misses": 0,
        "ended_at": None,
        "hold_reason": None,
        "remind_at": None,
        "precalled_at": None,
        "excused_at": None,
        "here": int(event.here),
        "here_until": None,
        "arrive_from": to_micros_or_none(event.arrive_from),
        "arrive_by": to_micros_or_none(event.arrive_by),
        **_JOINED_A_LINE,
    }


def checked_in(event: events.TicketIssued) -> Facts:
    """The appointment of a ticket that came by check-in."""
    return {
        "state": AppointmentState.CHECKED_IN.value,
        "ticket": event.ticket,
        "service": event.service,
        "party_size": event.party_size,
        "language": event.language,
    }


def move(hall: Replayed, ticket: Facts, recorded: Recorded, *, starts: bool) -> None:
    """An event of one ticket; ``starts``: its service starts with the call."""
    event = recorded.event
    if isinstance(event, events.TicketTransferred):
        stages = [hall.stages[event.ticket or 0, n] for n in range(1, whole(ticket["stage"]))]
        hall.stages[event.ticket or 0, len(stages) + 1] = _finished(ticket, stages, event)
    if isinstance(event, events.TicketRemarked):
        hall.remarks[event.ticket or 0] = event.digest
    keep_case(hall, ticket, event)
    if isinstance(event, events.TicketRated):
        of = event.ticket or 0, event.stage
        hall.ratings[of] = _rated(hall.stages.get(of, ticket), event)
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
    learnt = _joined(ticket, event) | _presence(event) | of_visit(ticket, event)
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
            learnt |= {"hold_reason": event.reason}
            learnt["remind_at"] = to_micros_or_none(event.remind_at)
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
            return {
                **again,
                "clock": to_micros(event.clock),
                "reserved_for": event.reserved_for,
            }
        case events.TicketTransferred():
            sent: Facts = {"service": event.service, "reserved_for": event.reserved_for}
            sent |= {"promise_s": int(event.promise_s), "stage": whole(ticket["stage"]) + 1}
            sent |= {"precalled_at": None, **of_visit(ticket, event)}
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
    by = to_micros(event.clock) - whole(ticket["clock"])
    return {name: whole(ticket[name]) + by for name in ("arrive_from", "arrive_by")}


def _granted(event: events.ClassGranted) -> Facts:
    return {
        "class": event.priority_class,
        "tier": event.tier,
        "promise_s": int(event.promise_s),
        "reason": event.reason,
    }


def _finished(ticket: Facts, before: list[Facts], event: events.TicketTransferred) -> Facts:
    """The stage that a ticket leaves behind when it is sent on, after those ``before``."""
    missed = whole(ticket["misses"]) - sum(whole(each["misses"]) for each in before)
    same = ("day", "service", "class", "promise_s", "called_at", "started_at", "served_s")
    return {
        **{name: ticket[name] for name in same},
        "waiting_since": max(whole(ticket["clock"]), whole(ticket["queued_at"])),
        "ended_at": to_micros(event.at),
        "counter": ticket["counter"],
        "officer": ticket["officer"],
        "misses": missed,
    }


def _rated(stage: Facts, event: events.TicketRated) -> Facts:
    """Of a stage that is past, or of the ticket's present one."""
    return {
        **{name: stage[name] for name in ("service", "class", "counter", "officer")},
        "grade": event.grade,
        "reasons": orjson.dumps(event.reasons).decode(),
        "at": to_micros(event.at),
    }


def _served_s(ticket: Facts, at: int) -> int:
    lasted = max(0, at - whole(ticket["started_at"] or at))
    return round(whole(ticket["served_s"]) + lasted / 1_000_000)
