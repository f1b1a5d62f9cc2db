"""What the kiosk's memory is made of: its tables, its rows as presses, its names for papers."""

import json
from datetime import UTC, date, datetime, timedelta
from sqlite3 import Row

from ticket_printer.kiosk.orders import Order, Press, Standing

SCHEMA = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS block (
    day TEXT NOT NULL, service TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    next INTEGER NOT NULL,           -- the number to give next; past `last` when all are given
    is_mine INTEGER NOT NULL,        -- 0 after the server has said that it is not
    PRIMARY KEY (day, service, first)
);
CREATE TABLE IF NOT EXISTS press (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    issue TEXT NOT NULL UNIQUE,
    standing TEXT NOT NULL,
    service TEXT NOT NULL, class TEXT NOT NULL, language TEXT NOT NULL,
    people INTEGER NOT NULL DEFAULT 1,
    pressed_us INTEGER, day TEXT,
    number TEXT, sequence INTEGER, secret TEXT, answer TEXT,
    paper TEXT NOT NULL DEFAULT 'queued', detail TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1,      -- rises with what is to be told
    told_version INTEGER NOT NULL DEFAULT 0,
    told_epoch INTEGER NOT NULL DEFAULT 0,
    conflict TEXT
);
"""
PAPER = "alone-"
"""How jobs of our own begin; the server's are named after a hall."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def job_of(issue: str) -> str:
    """The name of the job of a paper of our own."""
    return f"{PAPER}{issue}"


def is_own_job(job: str) -> bool:
    """Whether a job is one of our own."""
    return job.startswith(PAPER)


def sequence_of(ticket: object) -> int | None:
    """The sequence that issued a ticket, from its id; None where it says none."""
    _, _, digits = str(ticket).rpartition("-")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def press_of(row: Row) -> Press:
    """A press as it was written down."""
    pressed, day, answer = row["pressed_us"], row["day"], row["answer"]
    return Press(
        issue=row["issue"],
        standing=Standing(row["standing"]),
        order=Order(
            service=row["service"],
            priority_class=row["class"],
            language=row["language"],
            party_size=row["people"],
        ),
        pressed_at=None if pressed is None else _moment(pressed),
        day=None if day is None else date.fromisoformat(day),
        number=row["number"],
        sequence=row["sequence"],
        secret=row["secret"],
        answer=None if answer is None else json.loads(answer),
        paper=row["paper"],
        detail=row["detail"],
    )


def micros(moment: datetime) -> int:
    """As moments are written down."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _moment(us: int) -> datetime:
    return _EPOCH + timedelta(microseconds=us)
