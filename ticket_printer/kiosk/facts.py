"""What the kiosk knows that is no press: the hall as it was heard, the lease's days, where time was known."""

import json
from datetime import datetime
from typing import Any

from ticket_printer.kiosk.ledger import Ledger
from ticket_printer.kiosk.safe_clock import Anchor


class Facts:
    """Single values by name, in the kiosk's ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def get(self, name: str) -> Any:
        """A fact that was kept; None if it never was."""
        row = self._ledger.row("SELECT value FROM fact WHERE name = ?", name)
        return None if row is None else json.loads(row["value"])

    def keep(self, name: str, value: object) -> None:
        """Keep a fact durably, unless it is known."""
        if self.get(name) != value:
            with self._ledger.transaction():
                self.put(name, value)

    def put(self, name: str, value: object) -> None:
        """Keep a fact with whatever else its transaction does."""
        self._ledger.do("INSERT OR REPLACE INTO fact VALUES (?, ?)", name, json.dumps(value))

    @property
    def epoch(self) -> int:
        """The server's, as it was last told; 0 before the first contact."""
        return int(self.get("epoch") or 0)

    def anchor(self) -> Anchor | None:
        """Where the server's time was known last."""
        kept = self.get("anchor")
        if kept is None:
            return None
        told = datetime.fromisoformat(kept["told"])
        return Anchor(told=told, ticks_s=kept["ticks_s"], start=kept["start"])

    def keep_anchor(self, anchor: Anchor) -> None:
        """Keep it durably."""
        told = anchor.told.isoformat()
        self.keep("anchor", {"told": told, "ticks_s": anchor.ticks_s, "start": anchor.start})
