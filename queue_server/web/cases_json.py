"""Cases as JSON. What was said goes to those who work on it, the answer to whom it is for."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from queue_server.domain.case import Case
from queue_server.domain.case_lifecycle import CaseState, CaseVerb, acts_in
from queue_server.use_cases import cases
from queue_server.use_cases.case_book import Act
from queue_server.use_cases.case_report import CaseFigures
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.people import Account
from queue_server.use_cases.principal import CITIZEN, Principal
from queue_server.web.wire import iso, iso_or_none

Json = dict[str, Any]
FindOfficer = Callable[[str], Account | None]
BEGINNING = 120
"""How much of a text a list shows."""


def case_json(case: Case, view: HallView, by: Principal, find: FindOfficer) -> Json:
    """A case without anything that was said."""
    return {
        "number": case.number,
        "hall": case.hall,
        "kind": case.kind.value,
        "state": case.state.value,
        "why": case.why,
        "ticket": case.ticket_number,
        "service": case.service,
        "counter": case.counter,
        "grade": case.grade,
        "reasons": list(case.reasons),
        "opened_at": iso(case.opened_at),
        "opened_by": person_json(case.opened_by, find),
        "owner": None if case.owner is None else person_json(case.owner, find),
        "due": case.due.isoformat(),
        "overdue": case.is_overdue(view.day),
        "answered_at": iso_or_none(case.answered_at),
        "closed_at": iso_or_none(case.closed_at),
        "outcome": case.outcome,
        "has_contact": case.has_contact,
        "code": case.code if cases.may_handle(case, by) else None,
        "version": case.sequence,
    }


def in_list_json(
    case: Case, text: str | None, view: HallView, by: Principal, find: FindOfficer
) -> Json:
    """The same with how it begins."""
    return {**case_json(case, view, by, find), "text": text and text[:BEGINNING]}


def with_texts_json(case: Case, view: HallView, by: Principal, find: FindOfficer) -> Json:
    """A case for somebody who works on it, with everything that was said and what may be done now."""
    handles = cases.may_handle(case, by)
    acts = acts_in(case.state) if handles else _note_alone(case)
    return {
        **case_json(case, view, by, find),
        "acts": [verb.value for verb in acts],
        "contact": view.cases.contact(case) if handles else None,
        "history": [_act_json(each, find) for each in view.cases.acts(case)],
    }


def mine_json(case: Case, acts: Sequence[Act]) -> Json:
    """A case as the citizen sees it: one's own words, and the answer."""
    is_own = case.opened_by == CITIZEN
    return {
        "number": case.number,
        "kind": case.kind.value,
        "state": case.state.value,
        "why": case.why,
        "opened_at": iso(case.opened_at),
        "due": case.due.isoformat(),
        "text": acts[0].text if is_own and acts else None,
        "answer": cases.answer_in(acts),
        "answered_at": iso_or_none(case.answered_at),
        "outcome": case.outcome,
    }


def person_json(name: str, find: FindOfficer) -> Json:
    """Somebody of the staff, the citizen or the hall itself."""
    account = find(name)
    return {
        "name": name,
        "badge": account and account.badge,
        "display_name": account and account.display_name,
    }


def figures_json(figures: CaseFigures) -> Json:
    """Cases of one kind, or of all."""
    return {**asdict(figures), "outcomes": {str(k): n for k, n in figures.outcomes.items()}}


def _note_alone(case: Case) -> list[CaseVerb]:
    return [] if case.state is CaseState.ERASED else [CaseVerb.NOTE]


def _act_json(act: Act, find: FindOfficer) -> Json:
    event = act.recorded.event
    facts = event.data()
    owner, due = facts.get("owner"), facts.get("due")
    return {
        "kind": event.kind,
        "at": iso(event.at),
        "actor": person_json(event.actor or "", find),
        "text": act.text,
        "owner": person_json(str(owner), find) if owner is not None else None,
        "due": None if due is None else str(due),
        "way": facts.get("way"),
        "outcome": facts.get("outcome"),
    }
