"""The cases of a hall in the tables. Few and seldom asked for, so questions are plain Core."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    func,
    null,
    or_,
    select,
    update,
)

from queue_server.domain.case import Case, Words, read_case_number
from queue_server.domain.case_events import CaseEvent
from queue_server.domain.case_lifecycle import UNSETTLED, CaseKind, CaseState
from queue_server.domain.errors import Invalid, NotFound
from queue_server.storage.case_rows import case_from_row, case_to_row
from queue_server.storage.case_tables import case, case_contact, case_note
from queue_server.storage.instants import to_day, to_micros
from queue_server.storage.prepared import Prepared, Write, insert_into, upsert
from queue_server.storage.rows import event_from_row
from queue_server.storage.tables import event
from queue_server.use_cases.case_book import NOBODY, Act, Tally, Wanted

if TYPE_CHECKING:
    from queue_server.storage.locked_hall import SqlLockedHall

PUT_CASE = upsert(case, ["hall", "id"])
ADD_NOTE = insert_into(case_note)
ADD_CONTACT = insert_into(case_contact)
FORGET_CONTACT = Prepared(
    delete(case_contact).where(
        case_contact.c.hall == bindparam("hall"), case_contact.c.case_id == bindparam("case")
    )
)
FORGET_TEXTS = Prepared(
    update(case_note)
    .where(case_note.c.hall == bindparam("hall_"), case_note.c.case_id == bindparam("case"))
    .values(text=null(), salt=null())
)


class SqlCaseBook:
    """Implements ``case_book.CaseBook``."""

    def __init__(self, connection: Connection, hall: str) -> None:
        self._reading, self.hall = connection, hall

    @property
    def _connection(self) -> Connection:
        return self._reading

    def get(self, number: str) -> Case:
        """A case by its number; NotFound otherwise."""
        try:
            year, count = read_case_number(number)
        except Invalid:
            raise NotFound(what="case") from None
        found = self._some(self._all().where(case.c.year == year, case.c.count == count))
        if not found:
            raise NotFound(what="case", case=number)
        return found[0]

    def find_by_code(self, code: str) -> Case | None:
        """A case by the secret of who has no ticket."""
        return next(iter(self._some(self._all().where(case.c.code == code))), None)

    def of_ticket(self, ticket: int) -> list[Case]:
        """The cases of a ticket, first opened first."""
        return self._some(self._all().where(case.c.ticket == ticket).order_by(case.c.id))

    def wanted(self, wanted: Wanted) -> list[Case]:
        """Those that are looked for: open ones by their day, others newest first."""
        question = self._all().where(*_conditions(wanted)).limit(wanted.limit)
        after = wanted.after
        if _by_due(wanted):
            if after is not None:
                due = to_day(after.due)
                later = and_(case.c.due == due, case.c.id > after.id)
                question = question.where(or_(case.c.due > due, later))
            return self._some(question.order_by(case.c.due, case.c.id))
        if after is not None:
            question = question.where(case.c.id < after.id)
        return self._some(question.order_by(case.c.id.desc()))

    def tally(self, today: date, owner: str | None = None) -> Tally:
        """How many are open: of one owner, of nobody, or (None) all."""
        late = func.count(case.c.id).filter(case.c.due < to_day(today))
        question = select(func.count(case.c.id), late).where(
            case.c.hall == self.hall, case.c.state == CaseState.OPEN.value, *_of_owner(owner)
        )
        opened, overdue = self._connection.execute(question).one()
        return Tally(open=opened, overdue=overdue)

    def first_words(self, cases: Sequence[Case]) -> dict[int, str | None]:
        """What was said when they were opened, by their ids."""
        question = select(case_note.c.sequence, case_note.c.text).where(
            case_note.c.hall == self.hall, case_note.c.sequence.in_([each.id for each in cases])
        )
        return {row.sequence: row.text for row in self._connection.execute(question)}

    def acts(self, of: Case) -> list[Act]:
        """What happened to a case, oldest first."""
        question = (
            select(event, case_note.c.text)
            .join(
                case_note,
                and_(case_note.c.hall == event.c.hall, case_note.c.sequence == event.c.sequence),
            )
            .where(case_note.c.hall == self.hall, case_note.c.case_id == of.id)
            .order_by(event.c.sequence)
        )
        rows = self._connection.execute(question).mappings()
        return [Act(recorded=event_from_row(row), text=row["text"]) for row in rows]

    def contact(self, of: Case) -> str | None:
        """How to reach the person."""
        question = select(case_contact.c.contact).where(
            case_contact.c.hall == self.hall, case_contact.c.case_id == of.id
        )
        return self._connection.execute(question).scalar()

    def opened_between(self, begin: datetime, end: datetime) -> list[Case]:
        """Every case that was opened from a moment until before another."""
        begins, ends = case.c.opened_at >= to_micros(begin), case.c.opened_at < to_micros(end)
        return self._some(self._all().where(begins, ends).order_by(case.c.id))

    def outlived(self, *, contact: datetime, texts: datetime, limit: int) -> list[Case]:
        """Some cases that were closed before one of the moments and still have the one or the other."""
        question = self._all().where(
            case.c.state == CaseState.CLOSED.value,
            or_(
                and_(case.c.has_contact == 1, case.c.closed_at < to_micros(contact)),
                case.c.closed_at < to_micros(texts),
            ),
        )
        return self._some(question.order_by(case.c.id).limit(limit))

    def _all(self) -> Select[Any]:
        return select(case).where(case.c.hall == self.hall)

    def _some(self, question: Select[Any]) -> list[Case]:
        return [case_from_row(row) for row in self._connection.execute(question).mappings()]


class SqlCases(SqlCaseBook):
    """Implements ``case_book.KeptCases`` for a hall that a command holds."""

    def __init__(self, of: "SqlLockedHall", writes: list[Write]) -> None:
        """``writes`` are kept back until the command is done."""
        self._of, self._writes, self.hall = of, writes, of.hall.id
        self._counts: dict[int, int] = {}

    @property
    def _connection(self) -> Connection:
        return self._of.reading

    def next_count(self, year: int) -> int:
        """The count of a year's next case; a refusal later gives it back."""
        question = select(func.max(case.c.count)).where(
            case.c.hall == self.hall, case.c.year == year
        )
        kept = self._counts.get(year) or self._connection.execute(question).scalar() or 0
        self._counts[year] = kept + 1
        return self._counts[year]

    def record(
        self,
        event: CaseEvent,
        case: Case,
        *,
        text: Words | None = None,
        contact: Words | None = None,
    ) -> None:
        """Record an event with what was said, and the case as it is after it."""
        case.sequence = self._of.next_sequence()
        self._of.record(event)
        self._writes.append((PUT_CASE, case_to_row(case)))
        note = {"hall": self.hall, "sequence": case.sequence, "case_id": case.id}
        note |= {"text": text and text.text, "salt": text and text.salt}
        self._writes.append((ADD_NOTE, note))
        if contact is not None:
            row = {"hall": self.hall, "case_id": case.id}
            row |= {"contact": contact.text, "salt": contact.salt}
            self._writes.append((ADD_CONTACT, row))

    def forget_contact(self, case: Case) -> None:
        """Erase how to reach the person."""
        self._writes.append((FORGET_CONTACT, {"hall": self.hall, "case": case.id}))

    def forget_texts(self, case: Case) -> None:
        """Erase everything that was said, and how to reach the person."""
        self.forget_contact(case)
        self._writes.append((FORGET_TEXTS, {"hall_": self.hall, "case": case.id}))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = list(_of_owner(wanted.owner))
    if wanted.states is not None:
        conditions.append(case.c.state.in_(sorted(each.value for each in wanted.states)))
    if wanted.kind is not None:
        conditions.append(case.c.kind == wanted.kind.value)
    if wanted.overdue_on is not None:
        conditions.append(case.c.state == CaseState.OPEN.value)
        conditions.append(case.c.due < to_day(wanted.overdue_on))
    if wanted.seen_by is not None:
        own = (case.c.owner == wanted.seen_by, case.c.opened_by == wanted.seen_by)
        conditions.append(or_(case.c.kind == CaseKind.UNDONE.value, *own))
    if wanted.words.strip():
        conditions.append(_has(wanted.words.strip()))
    return conditions


def _has(words: str) -> ColumnElement[bool]:
    """A number that is said, or a piece of a text, whatever its capitals."""
    said = select(case_note.c.case_id).where(
        case_note.c.hall == case.c.hall,
        func.lower(case_note.c.text).contains(words.lower(), autoescape=True),
    )
    found = [case.c.id.in_(said), case.c.ticket_number == words.upper()]
    try:
        year, count = read_case_number(words)
    except Invalid:
        return or_(*found)
    return or_(and_(case.c.year == year, case.c.count == count), *found)


def _of_owner(owner: str | None) -> Sequence[ColumnElement[bool]]:
    if owner is None:
        return ()
    return (case.c.owner.is_(None) if owner == NOBODY else case.c.owner == owner,)


def _by_due(wanted: Wanted) -> bool:
    """Whether the list is one of work to be done."""
    asked = wanted.states is not None and wanted.states <= UNSETTLED
    return asked or wanted.overdue_on is not None
