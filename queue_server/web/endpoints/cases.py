"""Cases of the staff: what could not be done, complaints, suggestions, bad ratings (件件有回复)."""

from collections.abc import Callable

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.case import Case
from queue_server.domain.case_lifecycle import UNSETTLED, CaseState
from queue_server.use_cases import cases
from queue_server.use_cases.case_book import NOBODY, Tally, Wanted
from queue_server.use_cases.cases import Of, Opening
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import Everything, UnitOfWork
from queue_server.use_cases.principal import Principal
from queue_server.web.access import STAFF, only, principal, services
from queue_server.web.cases_json import case_json, in_list_json, person_json, with_texts_json
from queue_server.web.commands import run, show
from queue_server.web.schemas.of_cases import (
    UNSETTLED_ASKED,
    CaseAnswer,
    CaseClosing,
    CaseDue,
    CaseHandover,
    CaseNote,
    CaseOrder,
    CaseOut,
    CaseReopening,
    CasesOut,
    CasesQuery,
    CaseTalliesOut,
    CaseWithTextsOut,
    OwnersOut,
)

bp = APIBlueprint("cases", __name__, tag="Cases")
CASE = "/halls/<hall>/cases/<number>"


@bp.post("/halls/<hall>/tickets/<number>/cases")
@only(*STAFF)
@bp.input(CaseOrder)
@bp.output(CaseOut, status_code=201)
def open_case_of_ticket(hall: str, number: str, json_data: CaseOrder) -> Response:
    """Open a case for a person with a number of today."""
    return _open(hall, number, json_data)


@bp.post("/halls/<hall>/cases")
@only(*STAFF)
@bp.input(CaseOrder)
@bp.output(CaseOut, status_code=201)
def open_case(hall: str, json_data: CaseOrder) -> Response:
    """Open a case for somebody without a number, who gets a code to look at the answer with."""
    return _open(hall, None, json_data)


@bp.get("/halls/<hall>/cases")
@only(*STAFF)
@bp.input(CasesQuery, location="query")
@bp.output(CasesOut)
def list_cases(hall: str, query_data: CasesQuery) -> Response:
    """Cases that somebody looks for: open ones by their day, others newest first."""
    by, find = principal(), services().find_officer

    def question(view: HallView) -> object:
        found = view.cases.wanted(_wanted(view, query_data, by))
        said = view.cases.first_words(found)
        last = found[-1].number if len(found) == query_data.limit else None
        listed = [in_list_json(each, said.get(each.id), view, by, find) for each in found]
        return {"cases": listed, "next": last}

    return show(services().questions.ask(hall, question))


@bp.get("/halls/<hall>/cases/tallies")
@only(*STAFF)
@bp.output(CaseTalliesOut)
def tally_cases(hall: str) -> Response:
    """How many wait for an answer: one's own, and for who sees all of them the hall's."""
    by = principal()

    def question(view: HallView) -> object:
        sees_all, of = cases.sees_all(by), view.cases.tally
        return {
            "mine": _tally_json(of(view.day, by.name)),
            "hall": _tally_json(of(view.day)) if sees_all else None,
            "nobodys": _tally_json(of(view.day, NOBODY)) if sees_all else None,
        }

    return show(services().questions.ask(hall, question))


@bp.get("/halls/<hall>/cases/owners")
@only(*STAFF)
@bp.output(OwnersOut)
def list_owners(hall: str) -> Response:
    """Everybody to whom a case can be handed."""

    def question(everything: Everything) -> object:
        people = [each for each in everything.people.accounts() if cases.can_own(each, hall)]
        known = {each.name: each for each in people}
        return {"owners": [person_json(each.name, known.get) for each in people]}

    services().halls.get(hall)
    return show(services().questions.ask_all(question))


@bp.get(CASE)
@only(*STAFF)
@bp.output(CaseWithTextsOut)
def get_case(hall: str, number: str) -> Response:
    """One case with everything that was said."""
    by, find = principal(), services().find_officer

    def question(view: HallView) -> object:
        return with_texts_json(cases.find(view.cases, number, by), view, by, find)

    return show(services().questions.ask(hall, question))


@bp.post(f"{CASE}/notes")
@only(*STAFF)
@bp.input(CaseNote)
@bp.output(CaseOut, status_code=201)
def note_case(hall: str, number: str, json_data: CaseNote) -> Response:
    """Note something for those who work on it."""
    of = _of(hall, number, json_data.version)
    return _do(hall, lambda uow: cases.note(uow, of, text=json_data.text))


@bp.post(f"{CASE}/handovers")
@only(*STAFF)
@bp.input(CaseHandover)
@bp.output(CaseOut, status_code=201)
def hand_case_on(hall: str, number: str, json_data: CaseHandover) -> Response:
    """Somebody else is responsible from now on (转交)."""
    of, owner, text = _of(hall, number, json_data.version), json_data.owner, json_data.text
    return _do(hall, lambda uow: cases.hand_on(uow, of, owner=owner, text=text))


@bp.put(f"{CASE}/due")
@only(*STAFF)
@bp.input(CaseDue)
@bp.output(CaseOut)
def change_case_due(hall: str, number: str, json_data: CaseDue) -> Response:
    """It is to be answered by another day (延期)."""
    of, due, text = _of(hall, number, json_data.version), json_data.due, json_data.text
    return _do(hall, lambda uow: cases.change_due(uow, of, due=due, text=text), status=200)


@bp.post(f"{CASE}/answers")
@only(*STAFF)
@bp.input(CaseAnswer)
@bp.output(CaseOut, status_code=201)
def answer_case(hall: str, number: str, json_data: CaseAnswer) -> Response:
    """Answer the citizen (答复); the last answer is the one that is read."""
    of, way, text = _of(hall, number, json_data.version), json_data.way, json_data.text
    return _do(hall, lambda uow: cases.answer(uow, of, text=text, way=way))


@bp.post(f"{CASE}/closings")
@only(*STAFF)
@bp.input(CaseClosing)
@bp.output(CaseOut, status_code=201)
def close_case(hall: str, number: str, json_data: CaseClosing) -> Response:
    """End it with an outcome (办结); complaints and suggestions only when they are answered."""
    of, outcome = _of(hall, number, json_data.version), json_data.outcome
    return _do(hall, lambda uow: cases.close(uow, of, outcome=outcome, text=json_data.text))


@bp.post(f"{CASE}/reopenings")
@only(*STAFF)
@bp.input(CaseReopening)
@bp.output(CaseOut, status_code=201)
def reopen_case(hall: str, number: str, json_data: CaseReopening) -> Response:
    """It was not the end of it (重新办理)."""
    of = _of(hall, number, json_data.version)
    return _do(hall, lambda uow: cases.reopen(uow, of, text=json_data.text))


def _open(hall: str, number: str | None, said: CaseOrder) -> Response:
    by = principal()
    opening = Opening(
        kind=said.kind, text=said.text, why=said.why, contact=said.contact, owner=said.owner
    )
    return _do(
        hall,
        lambda uow: cases.open_case(uow, hall=hall, opening=opening, number=number, by=by),
    )


def _do(hall: str, verb: Callable[[UnitOfWork], Case], *, status: int = 201) -> Response:
    by, find = principal(), services().find_officer

    def act(uow: UnitOfWork) -> object:
        case = verb(uow)
        with uow.locked(hall) as locked:
            return case_json(case, locked, by, find)

    return run(act, status=status)


def _of(hall: str, number: str, seen: int | None) -> Of:
    return Of(hall=hall, number=number, by=principal(), seen=seen)


def _wanted(view: HallView, query: CasesQuery, by: Principal) -> Wanted:
    owner = {"me": by.name, "nobody": NOBODY}.get(query.owner or "", query.owner)
    return Wanted(
        states=_states(query.state),
        kind=query.kind,
        owner=owner,
        overdue_on=view.day if query.overdue else None,
        words=query.q,
        after=None if query.after is None else cases.find(view.cases, query.after, by),
        limit=query.limit,
        seen_by=None if cases.sees_all(by) else by.name,
    )


def _states(asked: str | None) -> frozenset[CaseState] | None:
    if asked is None:
        return None
    return UNSETTLED if asked == UNSETTLED_ASKED else frozenset({CaseState(asked)})


def _tally_json(tally: Tally) -> dict[str, int]:
    return {"open": tally.open, "overdue": tally.overdue}
