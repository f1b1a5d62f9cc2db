"""Pages that show screens, and codes on screens that belong to no hall yet."""

import json
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select

from queue_server.storage.display_tables import display, guess, pairing
from queue_server.storage.instants import (
    from_micros,
    from_micros_or_none,
    to_micros,
    to_micros_or_none,
)
from queue_server.storage.prepared import Parameters, Prepared, Row, Write, insert_into, upsert
from queue_server.use_cases.display import Alarm, Display
from queue_server.use_cases.pairing import Guesses, Pairing

DISPLAYS = Prepared(
    select(display).where(display.c.hall == bindparam("hall")).order_by(display.c.id)
)
PUT_DISPLAY = upsert(display, ["hall", "id"])
REMOVE_DISPLAY = Prepared(
    delete(display).where(display.c.hall == bindparam("hall"), display.c.id == bindparam("id"))
)
PAIRING = Prepared(select(pairing).where(pairing.c.digest == bindparam("digest")))
PAIRING_BY_CODE = Prepared(select(pairing).where(pairing.c.code == bindparam("code")))
_living = select(func.count().label("living")).where(pairing.c.ends_at > bindparam("now"))
LIVING = Prepared(_living)
LIVING_OF = Prepared(_living.where(pairing.c.origin == bindparam("origin")))
ADD_PAIRING = insert_into(pairing)
REMOVE_PAIRING = Prepared(delete(pairing).where(pairing.c.digest == bindparam("digest")))
FORGET_PAIRINGS = Prepared(delete(pairing).where(pairing.c.ends_at <= bindparam("before")))
GUESSES = Prepared(select(guess).where(guess.c.hall == bindparam("hall")))
PUT_GUESSES = upsert(guess, ["hall"])


class SqlDisplays:
    """Implements ``display.Displays``; what it writes is added to ``writes``."""

    def __init__(self, connection: Connection, writes: list[Write]) -> None:
        self._connection, self._writes = connection, writes

    def displays(self, hall: str) -> list[Display]:
        """Every one of a hall that is known."""
        return [_display(row) for row in DISPLAYS.rows(self._connection, {"hall": hall})]

    def save_display(self, display: Display) -> None:
        """Keep one as it is now."""
        self._writes.append((PUT_DISPLAY, _display_row(display)))

    def remove_display(self, hall: str, key: str) -> None:
        """Forget one."""
        self._writes.append((REMOVE_DISPLAY, {"hall": hall, "id": key}))


class SqlPairings:
    """Implements ``pairing.Pairings``; what it writes is added to ``writes``."""

    def __init__(self, connection: Connection, writes: list[Write]) -> None:
        self._connection, self._writes = connection, writes

    def find_pairing(self, digest: bytes) -> Pairing | None:
        """The code of a screen's secret."""
        row = PAIRING.row(self._connection, {"digest": digest})
        return None if row is None else _pairing(row)

    def find_pairing_by_code(self, code: str) -> Pairing | None:
        """The screen that shows a code."""
        row = PAIRING_BY_CODE.row(self._connection, {"code": code})
        return None if row is None else _pairing(row)

    def count_pairings(self, now: datetime, origin: bytes | None = None) -> int:
        """How many codes live, of one origin or all."""
        question, key = (LIVING, {}) if origin is None else (LIVING_OF, {"origin": origin})
        return int(question.scalar(self._connection, {"now": to_micros(now), **key}))

    def add_pairing(self, pairing: Pairing) -> None:
        """Keep a new code."""
        row = {
            "digest": pairing.digest,
            "code": pairing.code,
            "origin": pairing.origin,
            "ends_at": to_micros(pairing.ends_at),
        }
        self._writes.append((ADD_PAIRING, row))

    def remove_pairing(self, digest: bytes) -> None:
        """A code that was typed is nobody's any more."""
        self._writes.append((REMOVE_PAIRING, {"digest": digest}))

    def forget_pairings(self, *, before: datetime) -> None:
        """Codes that ended before a moment."""
        self._writes.append((FORGET_PAIRINGS, {"before": to_micros(before)}))

    def find_guesses(self, hall: str) -> Guesses | None:
        """How often a hall has tried."""
        row = GUESSES.row(self._connection, {"hall": hall})
        if row is None:
            return None
        return Guesses(hall=hall, count=row["count"], since=from_micros(row["since"]))

    def save_guesses(self, guesses: Guesses) -> None:
        """Keep how often a hall has tried."""
        row = {"hall": guesses.hall, "count": guesses.count, "since": to_micros(guesses.since)}
        self._writes.append((PUT_GUESSES, row))


def _pairing(row: Row) -> Pairing:
    return Pairing(
        digest=bytes(row["digest"]),
        code=row["code"],
        origin=bytes(row["origin"]),
        ends_at=from_micros(row["ends_at"]),
    )


_AS_THEY_ARE = (
    *("hall", "device", "screen", "sequence", "behind", "due"),
    *("sound", "clock_off_s", "version"),
)
"""Columns that a display has under the same names and with the same values."""


def _display(row: Row) -> Display:
    return Display(
        **{name: row[name] for name in _AS_THEY_ARE},
        key=row["id"],
        due_at=from_micros_or_none(row["due_at"]),
        sound_at=from_micros_or_none(row["sound_at"]),
        spoke=None if row["spoke"] is None else (row["spoke"], row["spoke_by"]),
        missing=tuple(json.loads(row["missing"])),
        seen_at=from_micros_or_none(row["seen_at"]),
        alarm=None if row["alarm"] is None else Alarm(row["alarm"]),
    )


def _display_row(kept: Display) -> Parameters:
    spoke, by = kept.spoke or (None, None)
    return {
        **{name: getattr(kept, name) for name in _AS_THEY_ARE},
        "id": kept.key,
        "due_at": to_micros_or_none(kept.due_at),
        "sound_at": to_micros_or_none(kept.sound_at),
        "spoke": spoke,
        "spoke_by": by,
        "missing": json.dumps(kept.missing),
        "seen_at": to_micros_or_none(kept.seen_at),
        "alarm": None if kept.alarm is None else kept.alarm.value,
    }
