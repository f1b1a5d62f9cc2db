"""The kiosk's memory: each press from before the first request, and the numbers that it may give.

A press is decided once, in one transaction: the server gave its number, or the kiosk did. Whatever
is heard afterwards (a late answer, a job for its paper, the same press again) finds it decided. A
number that was given alone is told to the server until the server has it in its record of today:
after a restore, once more.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from sqlite3 import Row
from typing import Any

from ticket_printer.kiosk.blocks import Blocks
from ticket_printer.kiosk.book_rows import PAPER, SCHEMA, micros, press_of, sequence_of
from ticket_printer.kiosk.facts import Facts
from ticket_printer.kiosk.ledger import Ledger
from ticket_printer.kiosk.orders import NotAlone, Order, Press, Standing

FILE = "kiosk.sqlite3"
KEPT = timedelta(days=7)
ANSWERS_KEPT = 20
"""The last answers of the server, for a page that asks again after the server has gone."""


class Book:
    """What happened at this kiosk, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._ledger = Ledger(folder, FILE, SCHEMA)
        self.facts = Facts(self._ledger)
        self.blocks = Blocks(self._ledger)

    def close(self) -> None:
        """Let go of the file."""
        self._ledger.close()

    # -- presses -------------------------------------------------------------------------------

    def find(self, issue: str) -> Press | None:
        """A press."""
        row = self._row(issue)
        return None if row is None else press_of(row)

    def find_answered(self, secret: str) -> Press | None:
        """The press whose number the server gave with this link, while its answer is kept."""
        row = self._ledger.row(
            "SELECT * FROM press WHERE secret = ? AND standing = ? AND answer IS NOT NULL",
            secret,
            Standing.ONLINE,
        )
        return None if row is None else press_of(row)

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
        return max(micros(at), (row["last"] or 0) + 1 if row else 0)

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
                self.facts.epoch,
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
        return self.blocks.take(press.day, press.order.service)

    # -- papers of our own -----------------------------------------------------------------------

    def unprinted(self) -> Sequence[Press]:
        """Numbers that were given alone and whose paper nothing is known of, oldest first."""
        rows = self._ledger.rows(
            "SELECT * FROM press WHERE standing = ? AND paper = 'queued' ORDER BY place",
            Standing.ALONE,
        )
        return [press_of(row) for row in rows]

    def note_paper(self, job: str, state: str, detail: str) -> None:
        """Take what became of a job of our own."""
        with self._ledger.transaction():
            self._ledger.do(
                "UPDATE press SET paper = ?, detail = ?, version = version + 1 WHERE issue = ?"
                " AND (paper, detail) != (?, ?)",
                state,
                detail,
                job.removeprefix(PAPER),
                state,
                detail,
            )

    def may_print(self, issue: str, ticket: Mapping[str, Any]) -> bool:
        """Whether a job of the server is its press's paper, which decides it; not if it has one."""
        if self._row(issue) is None:
            return True
        return self.online(issue, ticket).standing is not Standing.ALONE

    # -- what the server is told -------------------------------------------------------------------

    def untold(self) -> Sequence[Press]:
        """What the server does not know, or knew before it was restored; in the order of the presses."""
        rows = self._ledger.rows(
            "SELECT * FROM press WHERE standing IN (?, ?) AND number IS NOT NULL"
            " AND pressed_us IS NOT NULL AND secret IS NOT NULL"
            " AND (told_version < version OR told_epoch != ?) ORDER BY place",
            Standing.ALONE,
            Standing.ONLINE,
            self.facts.epoch,
        )
        return [press_of(row) for row in rows]

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
                self.facts.epoch,
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
            self.facts.epoch,
        )
        facts = {
            "epoch": self.facts.epoch or None,
            "mark": self.facts.get("mark"),
            "issued": None if last is None else dict(last),
            "counts": self._counts(),
            "blocks": self.blocks.mine(),
        }
        return {name: fact for name, fact in facts.items() if fact is not None}

    def _counts(self) -> list[dict[str, Any]]:
        kept: Mapping[str, Mapping[str, int]] = self.facts.get("counts") or {}
        return [{"day": key[:10], "service": key[11:], **counts} for key, counts in kept.items()]

    def lease(self, answer: Mapping[str, Any]) -> None:
        """Take what the server leased, with the place in its record; other blocks are ours no more."""
        counts = {
            f"{of['day']} {service}": {"given": given, "leased": of["leased"].get(service, 0)}
            for of in answer["days"]
            for service, given in of["given"].items()
        }
        with self._ledger.transaction():
            is_first = not self.facts.epoch
            for name in ("hall", "epoch", "mark", "link", "days"):
                self.facts.put(name, answer[name])
            self.facts.put("counts", counts)
            for of in answer["days"]:
                self.blocks.lease(of)
            if is_first:  # what was given before knows no other epoch
                self._ledger.do("UPDATE press SET told_epoch = ?", self.facts.epoch)

    def tidy(self, now: datetime) -> None:
        """Forget what is over: links of papers of other days, then the presses and blocks themselves."""
        with self._ledger.transaction():
            today = micros(now - timedelta(days=1))
            self._ledger.do(
                "UPDATE press SET answer = NULL, secret = NULL WHERE pressed_us < ?"
                " AND told_version >= version",
                today,
            )
            self._ledger.do("DELETE FROM press WHERE pressed_us < ?", micros(now - KEPT))
            self.blocks.forget_before((now - KEPT).date())

    # -- rows ----------------------------------------------------------------------------------

    def _row(self, issue: str) -> Row | None:
        return self._ledger.row("SELECT * FROM press WHERE issue = ?", issue)

    def _get(self, issue: str) -> Press:
        row = self._row(issue)
        if row is None:
            raise KeyError(issue)
        return press_of(row)
