"""Every fact that the tables keep of tickets, counters and the hall: as the model has it, and as it is."""

import json
from datetime import timedelta

from sqlalchemy import text

from tests.domain.builders import MONDAY
from tests.model.line import ENDED
from tests.model.plan import MIDNIGHT, SECOND

MOMENTS = (
    "clock",
    "queued_at",
    "not_before",
    "called_at",
    "started_at",
    "ended_at",
    "precalled_at",
    "here_until",
    "arrive_from",
    "arrive_by",
)
PLAIN = (
    "here",
    *("day", "number", "secret", "service", "class", "tier", "state", "stage", "attempt"),
    *("misses", "counter", "officer", "reserved_for", "promise_s", "served_s", "route"),
)
CLOSED = ("closed", None, None)
_EPOCH = int(MIDNIGHT.timestamp()) * SECOND


def read(office):
    """The rows of every table that the model knows something of, at one moment."""
    connection = office.connections.get()
    with connection.begin():
        return {
            name: connection.execute(text(f'SELECT * FROM "{name}"')).mappings().all()
            for name in ("hall", "ticket", "seat", "appointment", "number", "line")
        }


def kept(rows):
    """What the tables say."""
    hall = rows["hall"][0]
    return {
        "tickets": {row["id"]: _ticket_row(row) for row in rows["ticket"]},
        "seats": {
            row["number"]: seat
            for row in rows["seat"]
            if (seat := (row["state"], row["officer"], row["ticket"])) != CLOSED
        },
        "appointments": {row["code"]: row["state"] for row in rows["appointment"]},
        "hall": (hall["sequence"], hall["open_day"], hall["closed_day"]),
    }


def expected(model):
    """What they must say."""
    return {
        "tickets": {ticket.id: _ticket(ticket) for ticket in model.tickets},
        "seats": {
            number: kept
            for number, seat in model.seats.items()
            if (kept := (seat["state"], seat["officer"], seat["ticket"])) != CLOSED
        },
        "appointments": {code: each["state"] for code, each in model.appointments.items()},
        "hall": (len(model.record), _day(model.open_day), _day(model.closed_day)),
    }


def accounted(rows):
    """How many were issued, and where they all are, each counted in a table of its own."""
    states = [row["state"] for row in rows["ticket"]]
    return sum(row["last"] for row in rows["number"]), {
        "waiting": sum(row["waiting"] + row["on_the_way"] for row in rows["line"]),
        "in hand": sum(row["ticket"] is not None for row in rows["seat"]),
        "aside": sum(state in ("missed", "held", "away") for state in states),
        "ended": sum(state in ENDED for state in states),
    }


def _ticket_row(row):
    moments = {name: None if row[name] is None else row[name] - _EPOCH for name in MOMENTS}
    return {name: row[name] for name in PLAIN} | moments


def _ticket(ticket):
    return {
        "day": _day(ticket.day),
        "number": ticket.number,
        "secret": ticket.secret,
        "service": ticket.service,
        "class": ticket.code,
        "tier": ticket.tier,
        "state": ticket.state,
        "stage": ticket.stage,
        "attempt": ticket.attempt,
        "misses": ticket.misses,
        "counter": ticket.counter,
        "officer": ticket.officer,
        "reserved_for": ticket.reserved,
        "route": None if ticket.route is None else json.dumps(ticket.route, separators=(",", ":")),
        "promise_s": ticket.promise // SECOND,
        "served_s": ticket.served // SECOND,
        "clock": ticket.clock,
        "queued_at": ticket.queued,
        "not_before": ticket.not_before,
        "called_at": ticket.called,
        "started_at": ticket.started,
        "ended_at": ticket.ended,
        "precalled_at": ticket.prepared,
        "here": int(ticket.here),
        "here_until": ticket.here_until,
        "arrive_from": ticket.arrive_from,
        "arrive_by": ticket.arrive_by,
    }


def _day(number):
    return None if number is None else (MONDAY + timedelta(days=number)).isoformat()
