"""Cases (诉求): what could not be done, complaints, suggestions and bad ratings, until they are answered."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from queue_server.domain.case import Case, Words
from queue_server.domain.case_events import CaseAnswered
from queue_server.domain.case_lifecycle import CaseKind, Outcome, Way, Why
from queue_server.domain.errors import CasesEnough, ChangedMeanwhile, Forbidden, Invalid, NotFound
from queue_server.domain.rating import Rating
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.case_book import Act, CaseBook
from queue_server.use_cases.people import Account, AccountState
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.principal import CITIZEN, Principal, Role

ALL_SEEING = frozenset({Role.DESK, Role.MANAGER})
"""Who sees and handles every case; officers do what is theirs, and see what could not be done."""
HANDLERS = frozenset({Role.OFFICER, Role.DESK, Role.MANAGER})
PER_TICKET = 3
"""Complaints and suggestions that are made with one ticket."""
FARTHEST = timedelta(days=366)
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10
SALT_BYTES = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """What the staff write down when they open a case."""

    kind: CaseKind
    text: str
    why: Why | None = None
    contact: str | None = None
    owner: str | None = None
    """Who is responsible; None is who opens it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Of:
    """Which case, as somebody saw it, and who does something to it."""

    hall: str
    number: str
    by: Principal
    seen: int | None
    """The version that was seen; None for a program that does not mind."""


# -- opening -----------------------------------------------------------------------------


def open_case(
    uow: UnitOfWork, *, hall: str, opening: Opening, number: str | None, by: Principal
) -> Case:
    """Open one for a person with today's ticket, or (None) for somebody without one."""
    if (opening.kind is CaseKind.UNDONE) != (opening.why is not None):
        raise Invalid(field="why")
    if opening.kind is CaseKind.RATING:
        raise Invalid(field="kind")
    if opening.owner is not None:
        require_owner(uow, opening.owner, hall)
    with uow.locked(hall) as locked:
        ticket = None if number is None else locked.get_ticket(number)
        case = _new(locked, opening.kind, ticket, by=by.name, owner=opening.owner or by.name)
        case.why = opening.why
        if ticket is None:
            case.code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        return _begin(locked, case, opening.text, opening.contact)


def left(said: Sequence[Case]) -> int:
    """How many a citizen may still open with a ticket; a bad rating's is the hall's own."""
    own = [each for each in said if each.opened_by == CITIZEN and each.kind is not CaseKind.RATING]
    return max(0, PER_TICKET - len(own))


def open_mine(
    uow: UnitOfWork, *, secret: str, kind: CaseKind, text: str, contact: str | None
) -> Case:
    """A citizen complains or suggests something; CasesEnough after some with the same ticket."""
    found = uow.find_ticket_by_secret(secret)
    if found is None:
        raise NotFound(what="ticket")
    with uow.locked(found.hall) as locked:
        if not left(locked.cases.of_ticket(found.id)):
            raise CasesEnough(number=found.number)
        ticket = locked.get_ticket_by_id(found.id)
        case = _new(locked, kind, ticket, by=CITIZEN, owner=None)
        return _begin(locked, case, text, contact)


def open_for_rating(
    locked: LockedHall,
    *,
    ticket: Ticket,
    rating: Rating,
    contact: str | None,
) -> Case:
    """A bad rating is followed up (差评回访): in the transaction that keeps the rating."""
    case = _new(locked, CaseKind.RATING, ticket, by=CITIZEN, owner=None)
    case.service, case.counter, case.officer = rating.service, rating.counter, rating.officer
    case.grade, case.reasons = int(rating.grade), rating.reasons
    return _begin(locked, case, rating.comment, contact)


# -- what the staff do to it -------------------------------------------------------------


def note(uow: UnitOfWork, of: Of, *, text: str) -> Case:
    """Note something for those who work on it."""
    with _handled(uow, of, by_all_who_see=True) as (locked, case):
        words = fresh(text)
        locked.cases.record(case.note(of.by.name, locked.now, words), case, text=words)
        return case


def hand_on(uow: UnitOfWork, of: Of, *, owner: str, text: str | None) -> Case:
    """Somebody else of the hall is responsible from now on."""
    require_owner(uow, owner, of.hall)
    with _handled(uow, of) as (locked, case):
        words = _words(text)
        event = case.hand_on(of.by.name, locked.now, owner, words)
        locked.cases.record(event, case, text=words)
        return case


def change_due(uow: UnitOfWork, of: Of, *, due: date, text: str) -> Case:
    """It is to be answered by another day, today at the soonest."""
    with _handled(uow, of) as (locked, case):
        today = locked.hall.day(locked.now)
        if not today <= due <= today + FARTHEST:
            raise Invalid(field="due")
        words = fresh(text)
        locked.cases.record(case.change_due(of.by.name, locked.now, due, words), case, text=words)
        return case


def answer(uow: UnitOfWork, of: Of, *, text: str, way: Way) -> Case:
    """Answer the citizen: the text is what the person reads."""
    with _handled(uow, of) as (locked, case):
        words = fresh(text)
        locked.cases.record(case.answer(of.by.name, locked.now, words, way), case, text=words)
        return case


def close(uow: UnitOfWork, of: Of, *, outcome: Outcome, text: str | None) -> Case:
    """End it with an outcome."""
    with _handled(uow, of) as (locked, case):
        words = _words(text)
        event = case.close(of.by.name, locked.now, outcome, words)
        locked.cases.record(event, case, text=words)
        return case


def reopen(uow: UnitOfWork, of: Of, *, text: str) -> Case:
    """It was not the end of it, and why; the time to answer begins anew."""
    with _handled(uow, of) as (locked, case):
        words, due = fresh(text), _due(locked, case.kind)
        locked.cases.record(case.reopen(of.by.name, locked.now, due, words), case, text=words)
        return case


# -- who may see what --------------------------------------------------------------------


def find(book: CaseBook, number: str, by: Principal) -> Case:
    """A case for somebody of the staff; NotFound for one that is none of theirs, too."""
    case = book.get(number)
    if not may_see(case, by):
        raise NotFound(what="case", case=number)
    return case


def sees_all(by: Principal) -> bool:
    """Whether somebody sees every case of the hall."""
    return not by.roles.isdisjoint(ALL_SEEING)


def may_see(case: Case, by: Principal) -> bool:
    """What a citizen says of an officer is not for the other officers."""
    return sees_all(by) or case.kind is CaseKind.UNDONE or by.name in {case.owner, case.opened_by}


def may_handle(case: Case, by: Principal) -> bool:
    """Whether somebody may do more than look at it and note something."""
    return sees_all(by) or case.owner == by.name


def can_own(account: Account, hall: str) -> bool:
    """Whether a case of the hall can be somebody's."""
    is_here = account.hall in {None, hall} and account.state is AccountState.ACTIVE
    return is_here and not account.roles.isdisjoint(HANDLERS)


def require_owner(uow: UnitOfWork, name: str, hall: str) -> None:
    """NotFound unless a case of the hall can be this person's."""
    account = uow.people.find_account(name)
    if account is None or not can_own(account, hall):
        raise NotFound(what="owner", owner=name)


def answer_in(acts: Sequence[Act]) -> str | None:
    """What the citizen reads: the last answer."""
    answers = [each.text for each in acts if isinstance(each.recorded.event, CaseAnswered)]
    return answers[-1] if answers else None


def fresh(text: str) -> Words:
    """A text with a salt of its own."""
    return Words(text, secrets.token_bytes(SALT_BYTES))


@contextmanager
def _handled(
    uow: UnitOfWork, of: Of, *, by_all_who_see: bool = False
) -> Iterator[tuple[LockedHall, Case]]:
    """The case as it is, for who may change it; ChangedMeanwhile if that is not what was seen."""
    with uow.locked(of.hall) as locked:
        case = find(locked.cases, of.number, of.by)
        if not by_all_who_see and not may_handle(case, of.by):
            raise Forbidden(case=case.number)
        if of.seen is not None and of.seen != case.sequence:
            raise ChangedMeanwhile(what="case", version=case.sequence)
        yield locked, case


def _new(
    locked: LockedHall, kind: CaseKind, ticket: Ticket | None, *, by: str, owner: str | None
) -> Case:
    year = locked.hall.day(locked.now).year
    case = Case(
        id=locked.next_sequence(),
        hall=locked.hall.id,
        year=year,
        count=locked.cases.next_count(year),
        kind=kind,
        opened_at=locked.now,
        opened_by=by,
        owner=owner,
        due=_due(locked, kind),
    )
    if ticket is not None:
        case.ticket, case.ticket_number, case.service = ticket.id, ticket.number, ticket.service
        case.counter, case.officer = ticket.counter, ticket.officer
    return case


def _begin(locked: LockedHall, case: Case, text: str | None, contact: str | None) -> Case:
    words, reach = _words(text), _words(contact)
    locked.cases.record(case.open(words, reach), case, text=words, contact=reach)
    return case


def _due(locked: LockedHall, kind: CaseKind) -> date:
    hall = locked.hall
    return hall.hours.working_day_after(hall.day(locked.now), hall.cases.days[kind])


def _words(text: str | None) -> Words | None:
    return None if text is None or not text.strip() else fresh(text)
