"""The numbers that the server leased to this kiosk, in blocks of a day and a service."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ticket_printer.kiosk.ledger import Ledger
from ticket_printer.kiosk.orders import NotAlone

MOST_BLOCKS = 200
"""As many as the server listens to."""


class Blocks:
    """Blocks in the kiosk's ledger; what changes them does so in its caller's transaction."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def take(self, day: date, service: str) -> int:
        """The next number of a service; NotAlone where the lease is used up."""
        block = self._ledger.row(
            "SELECT * FROM block WHERE day = ? AND service = ? AND next <= last AND is_mine"
            " ORDER BY first LIMIT 1",
            day.isoformat(),
            service,
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

    def mine(self) -> list[dict[str, Any]]:
        """The newest blocks of ours, as the server is told of them."""
        rows = self._ledger.rows(
            "SELECT day, service, first, last FROM block WHERE is_mine ORDER BY day DESC LIMIT ?",
            MOST_BLOCKS,
        )
        return [dict(each) for each in rows]

    def lease(self, of: Mapping[str, Any]) -> None:
        """Take a day's blocks; others of the day are ours no more."""
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

    def forget_before(self, day: date) -> None:
        """Forget what is over."""
        self._ledger.do("DELETE FROM block WHERE day < ?", day.isoformat())
