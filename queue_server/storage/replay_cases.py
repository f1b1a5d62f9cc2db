"""Replays the events of cases: what the tables must hold of them."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import orjson

from queue_server.domain.case import TEXTS, read_case_number
from queue_server.domain.case_events import (
    CaseAnswered,
    CaseClosed,
    CaseDueChanged,
    CaseErased,
    CaseEvent,
    CaseHandedOn,
    CaseOpened,
    CaseReopened,
)
from queue_server.domain.case_lifecycle import CaseState
from queue_server.storage.instants import to_day, to_micros
from queue_server.storage.prepared import Row

Facts = dict[str, object]


@dataclass(kw_only=True)
class ReplayedCases:
    """The cases of a hall as its record says they are."""

    cases: dict[int, Facts] = field(default_factory=dict)
    texts: dict[int, Facts] = field(default_factory=dict)
    """By the sequence of the event: whose it is, and the digest of what was said."""
    contacts: dict[int, Facts] = field(default_factory=dict)
    _ids: dict[str, int] = field(default_factory=dict)

    def play(self, event: CaseEvent, sequence: int) -> None:
        """The cases after one more event."""
        if isinstance(event, CaseOpened):
            self._ids[event.case] = sequence
            self.cases[sequence] = _opened(event)
            if event.contact_digest is not None:
                self.contacts[sequence] = {"digest": event.contact_digest}
        one = self._ids[event.case]
        self.texts[sequence] = {"case_id": one, "digest": event.text_digest}
        if isinstance(event, CaseErased):
            self._erase(one, event)
        self.cases[one] |= self._changed(one, event)
        self.cases[one] |= {"changed_at": to_micros(event.at), "sequence": sequence}

    def _changed(self, one: int, event: CaseEvent) -> Facts:
        at = to_micros(event.at)
        match event:
            case CaseHandedOn():
                return {"owner": event.owner}
            case CaseDueChanged():
                return {"due": to_day(event.due)}
            case CaseAnswered():
                first = self.cases[one]["answered_at"] or at
                return {"state": CaseState.ANSWERED.value, "answered_at": first}
            case CaseClosed():
                ended = {"closed_at": at, "outcome": event.outcome}
                return {"state": CaseState.CLOSED.value, **ended}
            case CaseReopened():
                nothing = dict.fromkeys(("answered_at", "closed_at", "outcome"))
                return {"state": CaseState.OPEN.value, "due": to_day(event.due), **nothing}
        return {}

    def _erase(self, one: int, event: CaseErased) -> None:
        self.contacts.pop(one, None)
        self.cases[one]["has_contact"] = 0
        if event.what == TEXTS:
            self.cases[one]["state"] = CaseState.ERASED.value
            for each in self.texts.values():
                if each["case_id"] == one:
                    each["digest"] = None


def _opened(event: CaseOpened) -> Facts:
    year, count = read_case_number(event.case)
    return {
        "year": year,
        "count": count,
        "kind": event.case_kind,
        "state": CaseState.OPEN.value,
        "why": event.why,
        "ticket": event.of_ticket,
        "ticket_number": event.of_number,
        "service": event.of_service,
        "counter": event.of_counter,
        "officer": event.of_officer,
        "grade": event.grade,
        "reasons": orjson.dumps(event.reasons).decode(),
        "opened_at": to_micros(event.at),
        "opened_by": event.actor,
        "owner": event.owner,
        "due": to_day(event.due),
        "has_contact": int(event.contact_digest is not None),
        **dict.fromkeys(("answered_at", "closed_at", "outcome")),
    }


def digested(row: Row, column: str) -> dict[str, Any]:
    """A row with the digest of its text; none where there is none."""
    text, salt = row[column], row["salt"]
    known = None if text is None else sha256(bytes(salt or b"") + text.encode()).hexdigest()
    return {**row, "digest": known}
