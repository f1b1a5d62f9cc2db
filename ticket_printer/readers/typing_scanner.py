"""A scanner that types into the page like a keyboard: there is nothing to open, the page passes it on."""

import time

from ticket_printer.readers import IdCard


class TypingScanner:
    """Implements ``IdReader`` at ``typed:``; says that there is a scanner, and never reads by itself."""

    def __init__(self, address: str) -> None:
        self._address = address

    def open(self) -> None:
        """There is nothing to connect to."""

    def poll(self, timeout_s: float) -> IdCard | str | None:
        """Nothing, in time: what it scans comes by the page."""
        time.sleep(timeout_s)
        return None

    def close(self) -> None:
        """There is nothing to hold."""

    def info(self) -> str:
        """What it is."""
        return "a scanner that types into the page"
