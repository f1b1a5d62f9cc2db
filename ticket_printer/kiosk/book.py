"""The kiosk's memory: each press from before the first request, and the numbers that it may give.

A press is decided once, in one transaction: the server gave its number, or the kiosk did. Whatever
is heard afterwards (a late answer, a job for its paper, the same press again) finds it decided. A
number that was given alone is told to the server until the server has it in its record of today:
after a restore, once more.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from sqlite3 import Row
from typing import Any

from ticket_printer.kiosk.book_tables import SCHEMA
from ticket_printer.kiosk.ledger import Ledger
from ticket_printer.kiosk.orders import NotAlone, Order, Press, Standing
from ticket_printer.kiosk.safe_clock import Anchor

FILE = "kiosk.sqlite3"
KEPT = timedelta(days=7)
ANSWERS_KEPT = 20
"""The last answers of the server, for a page that asks again after the server has gone."""
MOST_BLOCKS = 200
"""As many as the server listens to."""
_PAPER = "alone-"
"""How jobs of our own begin; the server's are named after a hall."""


class Book:
    """What happened at this kiosk, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._ledger = Ledger(folder, FILE, SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self._ledger.close()

    # -- facts ---------------------------------------------------------------------------------

    def fact(self, name: str) -> Any:
        """A fact that was kept; None if it never was."""
        row = self._ledger.row("SELECT value FROM fact WHERE name = ?", name)
        return None if row is None else json.loads(row["value"])

    def keep_fact(self, name: str, value: object) -> None:
        """Keep a fact durably, unless it is known."""
        if self.fact(name) != value:
            with self._ledger.transaction():
                self._put(name, value)

    def anchor(self) -> Anchor | None:
        """Where the server's time was known last."""
        kept = self.fact("anchor")
        if kept is None:
            return None
        told = datetime.fromisoformat(kept["told"])
        return Anchor(told=told, ticks_s=kept["ticks_s"], start=kept["start"])

    def keep_anchor(self, anchor: Anchor) -> None:
        """Keep it durably."""
        told = anchor.told.isoformat()
        self.keep_fact("anchor", {"told": told, "ticks_s": anchor.ticks_s, "start": anchor.start})

    def _put(self, name: str, value: object) -> None:
        self._ledger.do("INSERT OR REPLACE INTO fact VALUES (?, ?)", name, json.dumps(value))

    # -- presses -------------------------------------------------------------------------------

    def find(self, issue: str) -> Press | None:
        """A press."""
        row = self._row(issue)
        return None if row is None else _press(row)

    def begin(self, issue: str, order: Order, at: datetime | None, day: date | None) -> Press:
        """Write a press down before anything is asked for it; a known one as it is."""
        with self._ledger.transaction():
            if self._row(issue) is None:
                self._ledger.do(
                    "INSERT INTO press (issue, standing, service, class, language, people, pressed_us,"
                    " day, secret) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    issue,
                    Standing.ASKED,
                    order.service,
                    order.priority_class,
                    order.language,
                    order.party_size,
                    None if at is None else self._after_the_last(at),
                    None if day is None else day.isoformat(),
                    secrets.token_urlsafe(16),
                )
        return self._get(issue)

    def _after_the_last(self, at: datetime) -> int:
        """Presses stand in the order in which they were made, whatever a correction of the clock."""
        row = self._ledger.row("SELECT max(pressed_us) AS last FROM press")
        return max(_us(at), (row["last"] or 0) + 1 if row else 0)

    def online(self, issue: str, ticket: Mapping[str, Any]) -> Press:
        """The server gave a number; the press as it is decided now."""
        with self._ledger.transaction():
            self._ledger.do(
                "UPDATE press SET standing = ?, number = ?, sequence = ?, secret = ?, answer = ?,"
                " told_version = version, told_epoch = ? WHERE issue = ? AND standing = ?",
                Standing.ONLINE,
                ticket["number"],
                sequence_of(ticket.get("id")),
                ticket.get("secret"),
                json.dumps(ticket),
                self.epoch,
                issue,
                Standing.ASKED,
            )
            self._ledger.do(
                "UPDATE press SET answer = NULL WHERE answer IS NOT NULL AND place <="
                " (SELECT max(place) FROM press) - ?",
                ANSWERS_KEPT,
            )
        return self._get(issue)

    def refused(self, issue: str) -> None:
        """The server said no."""
        with self._ledger.transaction():
            self._ledger.do(
                "UPDATE press SET standing = ? WHERE issue = ? AND standing = ?",
                Standing.REFUSED,
                issue,
                Standing.ASKED,
            )

    def alone(self, issue: str) -> Press:
        """Give a press a number of the lease, unless it is decided.

        NotAlone where the lease is used up, or nobody knows what time it is.
        """
        with self._ledger.transaction():
            press = self._get(issue)
            if press.standing is Standing.ASKED:
                count = self._take(press)
                self._ledger.do(
                    "UPDATE press SET standing = ?, number = ? WHERE issue = ?",
                    Standing.ALONE,
                    f"{press.order.service}{count:03d}",
                    issue,
                )
        return self._get(issue)

    def _take(self, press: Press) -> int:
        if press.pressed_at is None or press.day is None:
            raise NotAlone("clock_unsure")
        block = self._ledger.row(
            "SELECT * FROM block WHERE day = ? AND service = ? AND next <= last AND is_mine"
            " ORDER BY first LIMIT 1",
            press.day.isoformat(),
            press.order.service,
        )
        if block is None:
            raise NotAlone("numbers_used_up")
        self._ledger.do(
            "UPDATE block SET next = next + 1 WHERE day = ? AND service = ? AND first = ?",
            block["day"],
            block["service"],
            block["first"],
        )
        return int(block["next"])

    def left(self, day: date) -> dict[str, int]:
        """How many numbers each service has left on a day."""
        rows = self._ledger.rows(
            "SELECT service, sum(last - next + 1) AS numbers FROM block WHERE day = ? AND is_mine"
            " GROUP BY service",
            day.isoformat(),
        )
        return {row["service"]: int(row["numbers"]) for row in rows}

    # -- papers of our own -----------------------------------------------------------------------

    def unprinted(self) -> Sequence[Press]:
        """Numbers that were given alone and whose paper nothing is known of, oldest first."""
        rows = self._ledger.rows(
            "SELECT * FROM press WHERE standing = ? AND paper = 'queued' ORDER BY place",
            Standing.ALONE,
        )
        return [_press(row) for row in rows]

    def note_paper(self, job: str, state: str, detail: str) -> None:
        """Take what became of a job of our own."""
        with self._ledger.transaction():
            self._ledger.do(
                "UPDATE press SET paper = ?, detail = ?, version = version + 1 WHERE issue = ?"
                " AND (paper, detail) != (?, ?)",
                state,
                detail,
                job.removeprefix(_PAPER),
                state,
                detail,
            )

    def may_print(self, issue: str, ticket: Mapping[str, Any]) -> bool:
        """Whether a job of the server is its press's paper, which decides it; not if it has one."""
        if self._row(issue) is None:
            return True
        return self.online(issue, ticket).standing is not Standing.ALONE

    # -- what the server is told -------------------------------------------------------------------

    @property
    def epoch(self) -> int:
        """The server's, as it was last told; 0 before the first contact."""
        return int(self.fact("epoch") or 0)

    def untold(self) -> Sequence[Press]:
        """What the server does not know, or knew before it was restored; in the order of the presses."""
        rows = self._ledger.rows(
            "SELECT * FROM press WHERE standing IN (?, ?) AND number IS NOT NULL"
            " AND pressed_us IS NOT NULL AND secret IS NOT NULL"
            " AND (told_version < version OR told_epoch != ?) ORDER BY place",
            Standing.ALONE,
            Standing.ONLINE,
            self.epoch,
        )
        return [_press(row) for row in rows]

    def count_untold(self) -> int:
        """How many numbers wait here to join the line."""
        row = self._ledger.row(
            "SELECT count(*) AS waiting FROM press WHERE standing = ? AND told_version = 0",
            Standing.ALONE,
        )
        return 0 if row is None else int(row["waiting"])

    def told(
        self, press: Press, *, sequence: int | None = None, conflict: str | None = None
    ) -> None:
        """The server has answered; what changed since the press was read is told again.

        `sequence` is the one that issued its number in the server's record, where that is known.
        """
        with self._ledger.transaction():
            self._ledger.do(
                "UPDATE press SET told_epoch = ?, sequence = ?, conflict = ?, told_version ="
                " CASE WHEN (paper, detail) = (?, ?) THEN version ELSE version - 1 END"
                " WHERE issue = ?",
                self.epoch,
                sequence,
                conflict,
                press.paper,
                press.detail,
                press.issue,
            )

    def known(self) -> dict[str, Any]:
        """The highest that this kiosk knows of the hall: the body of a request for a lease."""
        last = self._ledger.row(
            "SELECT sequence, number FROM press WHERE sequence IS NOT NULL AND told_epoch = ?"
            " AND conflict IS NULL"
            " ORDER BY sequence DESC LIMIT 1",
            self.epoch,
        )
        blocks = self._ledger.rows(
            "SELECT day, service, first, last FROM block WHERE is_mine ORDER BY day DESC LIMIT ?",
            MOST_BLOCKS,
        )
        facts = {
            "epoch": self.epoch or None,
            "mark": self.fact("mark"),
            "issued": None if last is None else dict(last),
            "counts": self._counts(),
            "blocks": [dict(each) for each in blocks],
        }
        return {name: fact for name, fact in facts.items() if fact is not None}

    def _counts(self) -> list[dict[str, Any]]:
        kept: Mapping[str, Mapping[str, int]] = self.fact("counts") or {}
        return [{"day": key[:10], "service": key[11:], **counts} for key, counts in kept.items()]

    def lease(self, answer: Mapping[str, Any]) -> None:
        """Take what the server leased, with the place in its record; other blocks are ours no more."""
        counts = {
            f"{of['day']} {service}": {"given": given, "leased": of["leased"].get(service, 0)}
            for of in answer["days"]
            for service, given in of["given"].items()
        }
        with self._ledger.transaction():
            is_first = not self.epoch
            for name in ("hall", "epoch", "mark", "link", "days"):
                self._put(name, answer[name])
            self._put("counts", counts)
            for of in answer["days"]:
                self._lease_day(of)
            if is_first:  # what was given before knows no other epoch
                self._ledger.do("UPDATE press SET told_epoch = ?", self.epoch)

    def _lease_day(self, of: Mapping[str, Any]) -> None:
        self._ledger.do("UPDATE block SET is_mine = 0 WHERE day = ?", of["day"])
        for block in of["blocks"]:
            self._ledger.do(
                "INSERT INTO block VALUES (?, ?, ?, ?, ?, 1)"
                " ON CONFLICT (day, service, first) DO UPDATE SET is_mine = 1",
                of["day"],
                block["service"],
                block["first"],
                block["last"],
                block["first"],
            )

    def tidy(self, now: datetime) -> None:
        """Forget what is over: links of papers of other days, then the presses and blocks themselves."""
        with self._ledger.transaction():
            today = _us(now - timedelta(days=1))
            self._ledger.do(
                "UPDATE press SET answer = NULL, secret = NULL WHERE pressed_us < ?"
                " AND told_version >= version",
                today,
            )
            self._ledger.do("DELETE FROM press WHERE pressed_us < ?", _us(now - KEPT))
            old = (now - KEPT).date().isoformat()
            self._ledger.do("DELETE FROM block WHERE day < ?", old)

    # -- rows ----------------------------------------------------------------------------------

    def _row(self, issue: str) -> Row | None:
        return self._ledger.row("SELECT * FROM press WHERE issue = ?", issue)

    def _get(self, issue: str) -> Press:
        row = self._row(issue)
        if row is None:
            raise KeyError(issue)
        return _press(row)


def job_of(issue: str) -> str:
    """The name of the job of a paper of our own."""
    return f"{_PAPER}{issue}"


def is_own_job(job: str) -> bool:
    """Whether a job is one of our own."""
    return job.startswith(_PAPER)


def sequence_of(ticket: object) -> int | None:
    """The sequence that issued a ticket, from its id; None where it says none."""
    _, _, digits = str(ticket).rpartition("-")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _press(row: Row) -> Press:
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


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _us(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _moment(us: int) -> datetime:
    return _EPOCH + timedelta(microseconds=us)
