"""What a hall's record says of one ticket: the columns that each event of it brings."""

import orjson

from queue_server.domain import events
from queue_server.domain.events import Event
from queue_server.storage.instants import to_day, to_micros, to_micros_or_none

Facts = dict[str, object]
"""What the record says of a row, by column."""

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
    """A new ticket."""
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


def learnt(ticket: Facts, event: Event, *, starts: bool) -> Facts:
    """The facts that a kind brings of its own."""
    at = to_micros(event.at)
    found = _joined(ticket, event) | _presence(event)
    match event:
        case events.TicketCalled():
            found = _called(ticket, event, starts=starts)
        case events.ServiceStarted():
            found = {"started_at": ticket["started_at"] or at}
        case events.TicketMissed():
            found = {"misses": event.misses, "started_at": None}
        case events.TicketPutBack():
            kept = {name: ticket[name] for name in ("served_s", "not_before")}
            found = _JOINED_A_LINE | kept
        case events.TicketHeld():
            found = {"served_s": _served_s(ticket, at), "started_at": None}
            found["hold_reason"] = event.reason
        case events.TicketDeferred():
            found = {"clock": to_micros(event.clock), "not_before": to_micros(event.not_before)}
            found |= _shifted(ticket, event) | {"precalled_at": None}
        case events.TicketMoved():
            found = _moved(event)
        case events.ClassGranted():
            found = _granted(event)
    return found


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
            sent |= {"promise_s": int(event.promise_s), "stage": number(ticket["stage"]) + 1}
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
    by = to_micros(event.clock) - number(ticket["clock"])
    return {name: number(ticket[name]) + by for name in ("arrive_from", "arrive_by")}


def _granted(event: events.ClassGranted) -> Facts:
    return {
        "class": event.priority_class,
        "tier": event.tier,
        "promise_s": int(event.promise_s),
        "reason": event.reason,
    }


def finished_stage(ticket: Facts, before: list[Facts], event: events.TicketTransferred) -> Facts:
    """The stage that a ticket leaves behind when it is sent on, after those ``before``."""
    missed = number(ticket["misses"]) - sum(number(each["misses"]) for each in before)
    same = ("day", "service", "class", "promise_s", "called_at", "started_at", "served_s")
    return {
        **{name: ticket[name] for name in same},
        "waiting_since": max(number(ticket["clock"]), number(ticket["queued_at"])),
        "ended_at": to_micros(event.at),
        "counter": ticket["counter"],
        "officer": ticket["officer"],
        "misses": missed,
    }


def rated(ticket: Facts, event: events.TicketRated) -> Facts:
    """The grade, and of whom it is."""
    return {
        **{name: ticket[name] for name in ("service", "class", "counter", "officer")},
        "grade": event.grade,
        "reasons": orjson.dumps(event.reasons).decode(),
        "at": to_micros(event.at),
    }


def _served_s(ticket: Facts, at: int) -> int:
    lasted = max(0, at - number(ticket["started_at"] or at))
    return round(number(ticket["served_s"]) + lasted / 1_000_000)


def number(fact: object) -> int:
    """A fact that is a whole number."""
    assert isinstance(fact, int)  # noqa: S101 -- these columns are whole numbers
    return fact
