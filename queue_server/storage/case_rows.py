"""Between rows and cases."""

from datetime import date

import orjson

from queue_server.domain.case import Case
from queue_server.domain.case_lifecycle import CaseKind, CaseState, Outcome, Why
from queue_server.domain.names import TicketId
from queue_server.storage.instants import (
    from_micros,
    from_micros_or_none,
    to_day,
    to_micros,
    to_micros_or_none,
)
from queue_server.storage.prepared import Row

_AS_THEY_ARE = (
    *("id", "hall", "year", "count", "ticket_number", "service", "counter", "officer"),
    *("grade", "code", "opened_by", "owner", "sequence"),
)
"""Columns that a case has under the same names and with the same values."""


def case_from_row(row: Row) -> Case:
    """A case."""
    ticket, why, outcome = row["ticket"], row["why"], row["outcome"]
    return Case(
        **{name: row[name] for name in _AS_THEY_ARE},
        kind=CaseKind(row["kind"]),
        state=CaseState(row["state"]),
        why=None if why is None else Why(why),
        ticket=None if ticket is None else TicketId(ticket),
        reasons=tuple(orjson.loads(row["reasons"])),
        opened_at=from_micros(row["opened_at"]),
        due=date.fromisoformat(row["due"]),
        answered_at=from_micros_or_none(row["answered_at"]),
        closed_at=from_micros_or_none(row["closed_at"]),
        outcome=None if outcome is None else Outcome(outcome),
        has_contact=bool(row["has_contact"]),
        changed_at=from_micros_or_none(row["changed_at"]),
    )


def case_to_row(case: Case) -> dict[str, object]:
    """Every column of a case."""
    return {
        **{name: getattr(case, name) for name in _AS_THEY_ARE},
        "kind": case.kind.value,
        "state": case.state.value,
        "why": case.why,
        "ticket": case.ticket,
        "reasons": orjson.dumps(list(case.reasons)).decode(),
        "opened_at": to_micros(case.opened_at),
        "due": to_day(case.due),
        "answered_at": to_micros_or_none(case.answered_at),
        "closed_at": to_micros_or_none(case.closed_at),
        "outcome": case.outcome,
        "has_contact": int(case.has_contact),
        "changed_at": to_micros_or_none(case.changed_at),
    }
