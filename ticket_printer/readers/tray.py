"""Between the reader and the page: a document becomes its keyed hash, and its number goes no further."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from queue_server.protocol.identity import holder_hash, last_four, masked
from ticket_printer.readers import IdCard, IdReader, ReaderAway
from ticket_printer.readers.typed import read_typed

log = logging.getLogger(__name__)

KEPT_S = 30.0
"""What nobody has asked for by then belongs to somebody who has gone."""
POLL_S = 1.0
AGAIN_S = 3.0
LONGEST_CODE = 64
Told = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class HallKey:
    """What the server gave this kiosk."""

    key: bytes
    names: bool
    """Whether the hall prints covered names."""


class Tray:
    """Holds the last that was read, for a page that asks; safe between threads."""

    def __init__(
        self, find_key: Callable[[], HallKey | None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``find_key`` asks the server; None where it cannot be reached and never could."""
        self._find_key, self._clock = find_key, clock
        self._news = threading.Condition()
        self._seen, self._told, self._at = 0, Told(), float("-inf")

    def lay(self, read: IdCard | str) -> None:
        """Something was read."""
        if isinstance(read, str):
            told: Told = {"code": read[:LONGEST_CODE]} if read else {}
        else:
            told = self._card(read)
        if not told:
            return
        with self._news:
            self._seen, self._told, self._at = self._seen + 1, told, self._clock()
            self._news.notify_all()

    def typed(self, text: str) -> None:
        """A scanner typed into the page, and the page passed it on unread."""
        read = read_typed(text)
        if isinstance(read, IdCard):
            self.lay(read)

    def reads(self, after: int, wait_s: float) -> Told:
        """What was read after the one that the page knows; waits for it.

        A page from before this program's start knows of more than there is: it learns so at once.
        """
        with self._news:
            self._news.wait_for(lambda: self._seen != after, max(0.0, wait_s))
            fresh = self._seen > after and self._clock() - self._at <= KEPT_S
            return {"seen": self._seen, **(self._told if fresh else {})}

    def _card(self, card: IdCard) -> Told:
        """The document as the server may know it; nothing where there is no key to hide it with."""
        key = self._find_key()
        if key is None:
            log.error("a document was read, and the hall's key is not known")
            return {"fault": "no_key"}
        told = {"hash": holder_hash(key.key, card.number), "last4": last_four(card.number)}
        if key.names and card.name:
            told["name"] = masked(card.name)
        return {"card": told}


def watch(reader: IdReader, tray: Tray, stop: threading.Event) -> None:
    """Read until ``stop``; a reader that goes away is opened again, and never stops the kiosk."""
    is_open = False
    while not stop.is_set():
        try:
            if not is_open:
                reader.open()
                is_open = True
                log.info("reading: %s", reader.info())
            read = reader.poll(POLL_S)
        except ReaderAway as away:
            log.warning("%s: %s", reader.info(), away)
            reader.close()
            is_open = False
            stop.wait(AGAIN_S)
            continue
        if read is not None:
            tray.lay(read)
    reader.close()
