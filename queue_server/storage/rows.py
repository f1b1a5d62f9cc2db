"""Between rows and the domain's objects."""

from datetime import date, timedelta
from hashlib import sha256

import orjson

from queue_server.domain.counter import CounterState, Seat
from queue_server.domain.event import Json
from queue_server.domain.lifecycle import Stage, TicketState
from queue_server.domain.names import CounterNumber, HallId, TicketId
from queue_server.domain.next_ticket import Head
from queue_server.domain.record import Common, event_from_record
from queue_server.domain.route import as_json, from_json
from queue_server.domain.ticket import Ticket
from queue_server.storage.instants import (
    from_micros,
    from_micros_or_none,
    to_day,
    to_micros,
    to_micros_or_none,
)
from queue_server.storage.prepared import Row
from queue_server.use_cases.recorded import Recorded


def ticket_from_row(row: Row) -> Ticket:
    """A ticket without its finished stages, which few questions need."""
    p50 = row["p50_s"]
    return Ticket(
        id=TicketId(row["id"]),
        hall=HallId(row["hall"]),
        day=date.fromisoformat(row["day"]),
        number=row["number"],
        alias=row["alias"],
        service=row["service"],
        priority_class=row["class"],
        tier=row["tier"],
        promise=timedelta(seconds=row["promise_s"]),
        issued_at=from_micros(row["issued_at"]),
        clock=from_micros(row["clock"]),
        queued_at=from_micros(row["queued_at"]),
        state=TicketState(row["state"]),
        language=row["language"],
        channel=row["channel"],
        party_size=row["party_size"],
        holder=row["holder"],
        holder_last4=row["holder_last4"],
        holder_name=row["holder_name"],
        excused_at=from_micros_or_none(row["excused_at"]),
        reason=row["reason"],
        remark=row["remark"],
        paper=row["paper"],
        secret=row["secret"],
        forecast=None if p50 is None else (row["p10_s"], p50, row["p90_s"]),
        start_on_call=bool(row["start_on_call"]),
        not_before=from_micros_or_none(row["not_before"]),
        reserved_for=row["reserved_for"],
        stage=row["stage"],
        attempt=row["attempt"],
        misses=row["misses"],
        counter=row["counter"],
        officer=row["officer"],
        called_at=from_micros_or_none(row["called_at"]),
        started_at=from_micros_or_none(row["started_at"]),
        ended_at=from_micros_or_none(row["ended_at"]),
        served=timedelta(seconds=row["served_s"]),
        hold_reason=row["hold_reason"],
        remind_at=from_micros_or_none(row["remind_at"]),
        here=bool(row["here"]),
        here_until=from_micros_or_none(row["here_until"]),
        arrive_from=from_micros_or_none(row["arrive_from"]),
        arrive_by=from_micros_or_none(row["arrive_by"]),
        device=row["device"],
        route=None if row["route"] is None else from_json(orjson.loads(row["route"])),
        precalled_at=from_micros_or_none(row["precalled_at"]),
        changed_at=from_micros_or_none(row["changed_at"]),
        sequence=row["sequence"],
    )


def head_from_row(row: Row) -> Head:
    """What the rule of order needs to know of a waiting ticket."""
    return Head(
        id=TicketId(row["id"]),
        service=row["service"],
        priority_class=row["class"],
        tier=row["tier"],
        clock=from_micros(row["clock"]),
        promise=timedelta(seconds=row["promise_s"]),
        not_before=from_micros_or_none(row["not_before"]),
        reserved_for=row["reserved_for"],
    )


def ticket_to_row(ticket: Ticket) -> dict[str, object]:
    """Every column of a ticket."""
    p10, p50, p90 = ticket.forecast or (None, None, None)
    return {
        "hall": ticket.hall,
        "id": ticket.id,
        "day": to_day(ticket.day),
        "number": ticket.number,
        "alias": ticket.alias,
        "service": ticket.service,
        "class": ticket.priority_class,
        "tier": ticket.tier,
        "promise_s": int(ticket.promise.total_seconds()),
        "issued_at": to_micros(ticket.issued_at),
        "clock": to_micros(ticket.clock),
        "queued_at": to_micros(ticket.queued_at),
        "state": ticket.state.value,
        "language": ticket.language,
        "channel": ticket.channel,
        "party_size": ticket.party_size,
        "holder": ticket.holder,
        "holder_last4": ticket.holder_last4,
        "holder_name": ticket.holder_name,
        "excused_at": to_micros_or_none(ticket.excused_at),
        "reason": ticket.reason,
        "remark": ticket.remark,
        "paper": ticket.paper,
        "secret": ticket.secret,
        "p10_s": p10,
        "p50_s": p50,
        "p90_s": p90,
        "start_on_call": int(ticket.start_on_call),
        "not_before": to_micros_or_none(ticket.not_before),
        "reserved_for": ticket.reserved_for,
        "stage": ticket.stage,
        "attempt": ticket.attempt,
        "misses": ticket.misses,
        "counter": ticket.counter,
        "officer": ticket.officer,
        "called_at": to_micros_or_none(ticket.called_at),
        "started_at": to_micros_or_none(ticket.started_at),
        "ended_at": to_micros_or_none(ticket.ended_at),
        "served_s": round(ticket.served.total_seconds()),
        "hold_reason": ticket.hold_reason,
        "remind_at": to_micros_or_none(ticket.remind_at),
        "here": int(ticket.here),
        "here_until": to_micros_or_none(ticket.here_until),
        "arrive_from": to_micros_or_none(ticket.arrive_from),
        "arrive_by": to_micros_or_none(ticket.arrive_by),
        "device": ticket.device,
        "route": None if ticket.route is None else route_text(as_json(ticket.route)),
        "precalled_at": to_micros_or_none(ticket.precalled_at),
        "changed_at": to_micros_or_none(ticket.changed_at),
        "sequence": ticket.sequence,
    }


def route_text(route: list[Json]) -> str:
    """A route as a column keeps it."""
    return orjson.dumps(route).decode()


def stage_from_row(row: Row) -> Stage:
    """A finished stage."""
    return Stage(
        n=row["n"],
        service=row["service"],
        priority_class=row["class"],
        promise=timedelta(seconds=row["promise_s"]),
        waiting_since=from_micros(row["waiting_since"]),
        called_at=from_micros_or_none(row["called_at"]),
        started_at=from_micros_or_none(row["started_at"]),
        ended_at=from_micros(row["ended_at"]),
        served=timedelta(seconds=row["served_s"]),
        counter=row["counter"],
        officer=row["officer"],
        misses=row["misses"],
    )


def stage_to_row(stage: Stage, ticket: Ticket) -> dict[str, object]:
    """Every column of a finished stage of a ticket."""
    return {
        "hall": ticket.hall,
        "ticket": ticket.id,
        "n": stage.n,
        "day": to_day(ticket.day),
        "service": stage.service,
        "class": stage.priority_class,
        "promise_s": int(stage.promise.total_seconds()),
        "waiting_since": to_micros(stage.waiting_since),
        "called_at": to_micros_or_none(stage.called_at),
        "started_at": to_micros_or_none(stage.started_at),
        "ended_at": to_micros(stage.ended_at),
        "served_s": round(stage.served.total_seconds()),
        "counter": stage.counter,
        "officer": stage.officer,
        "misses": stage.misses,
    }


def seat_from_row(row: Row) -> Seat:
    """A counter as it is now."""
    ticket = row["ticket"]
    return Seat(
        number=CounterNumber(row["number"]),
        state=CounterState(row["state"]),
        reason=row["reason"],
        officer=row["officer"],
        ticket=None if ticket is None else TicketId(ticket),
        since=from_micros_or_none(row["since"]),
        until=from_micros_or_none(row["until"]),
    )


def seat_to_row(seat: Seat, hall: str) -> dict[str, object]:
    """Every column of a counter as it is now."""
    return {
        "hall": hall,
        "number": seat.number,
        "state": seat.state.value,
        "reason": seat.reason,
        "officer": seat.officer,
        "ticket": seat.ticket,
        "since": to_micros_or_none(seat.since),
        "until": to_micros_or_none(seat.until),
    }


def event_from_row(row: Row) -> Recorded:
    """An event as it stands in the record."""
    common = Common(
        at=from_micros(row["at"]),
        ticket=row["ticket"],
        number=row["number"],
        counter=row["counter"],
        actor=row["actor"],
    )
    happened = event_from_record(row["kind"], common, orjson.loads(row["data"]))
    return Recorded(hall=row["hall"], sequence=row["sequence"], event=happened)


AS_KEPT = orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z
"""The same facts give the same text: names in order, moments as ``record.event_data`` writes them."""


def event_to_row(recorded: Recorded, before: bytes) -> dict[str, object]:
    """Every column of an event, chained to the digest of the one before it.

    The digest is SHA-256 over the digest before and the row itself, so that a changed,
    moved or missing row is found.
    """
    event = recorded.event
    row: dict[str, object] = {
        "hall": recorded.hall,
        "sequence": recorded.sequence,
        "at": to_micros(event.at),
        "kind": event.kind,
        "ticket": event.ticket,
        "number": event.number,
        "counter": event.counter,
        "actor": event.actor,
        "data": orjson.dumps(event.data(), option=AS_KEPT).decode(),
    }
    row["digest"] = chained(before, list(row.values()))
    return row


CHAINED = ("hall", "sequence", "at", "kind", "ticket", "number", "counter", "actor", "data")
"""The columns of an event that its digest covers, in their order."""


def chained(before: bytes, facts: list[object]) -> bytes:
    """The digest of an event's ``CHAINED`` columns after the digest of the one before it."""
    return sha256(before + orjson.dumps(facts)).digest()
