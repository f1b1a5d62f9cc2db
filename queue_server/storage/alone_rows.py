"""Blocks and presses of kiosks, to rows and back."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import BindParameter, bindparam, func, or_, select, update

from queue_server.domain.events import TicketIssued
from queue_server.domain.names import Letter, TicketId
from queue_server.domain.number_block import NumberBlock
from queue_server.domain.ticket import Ticket
from queue_server.domain.ticket_number import ticket_number
from queue_server.storage.alone_tables import block, press
from queue_server.storage.instants import from_micros, to_day, to_micros
from queue_server.storage.prepared import Parameters, Prepared, Row, insert_into, upsert
from queue_server.storage.tables import event, ticket
from queue_server.use_cases.kiosk_presses import Press

if TYPE_CHECKING:
    from queue_server.storage.locked_hall import SqlLockedHall

_in_hall: BindParameter[str] = bindparam("hall")
BLOCKS = Prepared(
    select(block)
    .where(block.c.hall == _in_hall, block.c.day == bindparam("day"))
    .order_by(block.c.service, block.c.first)
)
ADD_BLOCK = insert_into(block)
PRESS = Prepared(select(press).where(press.c.hall == _in_hall, press.c.issue == bindparam("issue")))
PRESS_OF_TICKET = Prepared(
    select(press).where(press.c.hall == _in_hall, press.c.ticket == bindparam("ticket"))
)
CONFLICTS = Prepared(
    select(press)
    .where(
        press.c.hall == _in_hall,
        press.c.day == bindparam("day"),
        press.c.conflict.is_not(None),
    )
    .order_by(press.c.at, press.c.issue)
)
HIGHEST_GIVEN = Prepared(
    select(func.max(press.c.number)).where(
        press.c.hall == _in_hall,
        press.c.day == bindparam("day"),
        press.c.number.between(bindparam("low"), bindparam("high")),
        func.length(press.c.number) == bindparam("length", type_=block.c.first.type),
    )
)
ALONE_NUMBERS = Prepared(
    select(press.c.number).where(
        press.c.hall == _in_hall,
        press.c.day == bindparam("day"),
        press.c.ticket.is_not(None),
        func.substr(press.c.number, 1, 1) == bindparam("letter", type_=press.c.number.type),
    )
)
PUT_PRESS = upsert(press, ["hall", "issue"])
OF_NUMBER = Prepared(
    select(ticket.c.id).where(
        ticket.c.hall == _in_hall,
        ticket.c.day == bindparam("day"),
        or_(ticket.c.number == bindparam("number"), ticket.c.alias == bindparam("number")),
    )
)
EVENT = Prepared(
    select(event.c.digest, event.c.kind, event.c.number).where(
        event.c.hall == _in_hall, event.c.sequence == bindparam("sequence")
    )
)
SET_NUMBER = Prepared(
    update(ticket)
    .where(ticket.c.hall == _in_hall, ticket.c.id == bindparam("id_"))
    .values(
        number=bindparam("number_"), secret=bindparam("secret_"), issued_at=bindparam("issued_at_")
    )
)
"""What else never changes of a ticket: the number, the link and the time on the paper win."""


class SqlKiosks:
    """Implements ``kiosk_presses.Kiosks`` for a hall that a command holds."""

    def __init__(self, of: "SqlLockedHall") -> None:
        self._of = of
        self.new: list[Press] = []
        self.blocks_now: list[NumberBlock] = []

    @property
    def mark(self) -> tuple[int, str]:
        """Where the record ends: its last sequence, and that event's digest in hexadecimal."""
        sequence, digest = self._of.end_of_record
        return sequence, digest.hex()

    def digest_of(self, sequence: int) -> str | None:
        """The digest of an event; None if the record is not so long."""
        row = self._event(sequence)
        return None if row is None else bytes(row["digest"]).hex()

    def number_issued(self, sequence: int) -> str | None:
        """The number that was issued by an event; None if it issued none."""
        row = self._event(sequence)
        return row["number"] if row is not None and row["kind"] == TicketIssued.kind else None

    def blocks(self, day: date) -> list[NumberBlock]:
        """Every block of a day, with those that this command leased."""
        rows = BLOCKS.rows(self._of.reading, {"hall": self._of.hall.id, "day": to_day(day)})
        found = [block_from_row(row) for row in rows]
        new = [each for each in self.blocks_now if each.day == day]
        return sorted([*found, *new], key=lambda each: (each.service, each.first))

    def add_block(self, leased: NumberBlock) -> None:
        """Lease a block."""
        self.blocks_now.append(leased)

    def highest_given(self, leased: NumberBlock) -> int:
        """The highest number of a block that is known to be on paper; 0 if none is."""
        low, high = (ticket_number(Letter(leased.service), n) for n in (leased.first, leased.last))
        key: dict[str, object] = {"hall": self._of.hall.id, "day": to_day(leased.day)}
        key |= {"low": low, "high": high, "length": len(low)}
        found = HIGHEST_GIVEN.scalar(self._of.reading, key)
        return 0 if found is None else int(found[1:])

    def find_press(self, issue: str) -> Press | None:
        """What became of a press; asked at every number that a kiosk takes, so nothing is settled for it."""
        for each in self.new:
            if each.issue == issue:
                return each
        return self._of.find_press(issue)

    def save_press(self, pressed: Press) -> None:
        """Keep what became of a press."""
        self.new = [*(each for each in self.new if each.issue != pressed.issue), pressed]

    def is_taken(self, day: date, number: str) -> bool:
        """Whether a ticket of a day has a number, or has it on paper."""
        key = {"hall": self._of.hall.id, "day": to_day(day), "number": number}
        return OF_NUMBER.row(self._of.reading, key) is not None

    def last_count(self, day: date, service: str) -> int:
        """The server's own last count of a day."""
        return self._of.last_count(day, service)

    def raise_count(self, day: date, service: str, last: int) -> None:
        """Never give a count up to this one again."""
        self._of.raise_count(day, service, last)

    def _event(self, sequence: int) -> Row | None:
        key = {"hall": self._of.hall.id, "sequence": sequence}
        return EVENT.row(self._of.reading, key)


def block_from_row(row: Row) -> NumberBlock:
    """A block."""
    return NumberBlock(
        day=date.fromisoformat(row["day"]),
        service=row["service"],
        first=row["first"],
        last=row["last"],
        device=row["device"],
        leased_at=from_micros(row["leased_at"]),
    )


def block_to_row(leased: NumberBlock, hall: str) -> Parameters:
    """Every column of a block."""
    return {
        "hall": hall,
        "day": to_day(leased.day),
        "service": leased.service,
        "first": leased.first,
        "last": leased.last,
        "device": leased.device,
        "leased_at": to_micros(leased.leased_at),
    }


def press_from_row(row: Row) -> Press:
    """A press."""
    found = row["ticket"]
    return Press(
        issue=row["issue"],
        device=row["device"],
        day=date.fromisoformat(row["day"]),
        number=row["number"],
        ticket=None if found is None else TicketId(found),
        conflict=row["conflict"],
        at=from_micros(row["at"]),
    )


def press_to_row(pressed: Press, hall: str) -> Parameters:
    """Every column of a press."""
    return {
        "hall": hall,
        "issue": pressed.issue,
        "device": pressed.device,
        "day": to_day(pressed.day),
        "number": pressed.number,
        "ticket": pressed.ticket,
        "conflict": pressed.conflict,
        "at": to_micros(pressed.at),
    }


def number_row(of: Ticket) -> Parameters:
    """What ``SET_NUMBER`` writes."""
    return {
        "hall": of.hall,
        "id_": of.id,
        "number_": of.number,
        "secret_": of.secret,
        "issued_at_": to_micros(of.issued_at),
    }
