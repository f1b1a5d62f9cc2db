"""The readers beside this kiosk's screen, and what its page hears of them: `/local/…`."""

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.parse import parse_qs

from queue_server.protocol import Refusal, Unreachable
from ticket_printer.kiosk.exchange import Answer, Request, as_json
from ticket_printer.kiosk.orders import NotAlone
from ticket_printer.readers import IdReader
from ticket_printer.readers.tray import HallKey, Tray, watch

log = logging.getLogger(__name__)

LONGEST_WAIT_S = 25.0
"""A page that waits longer would not notice that its program has gone."""
END_S = 2.0


class Questions(Protocol):
    """Who asks the server: `protocol.Client`."""

    def get(self, path: str) -> Any:
        """The answer; Refusal or Unreachable."""
        ...


class KeyHolder:
    """The hall's key for documents, in memory alone: a copied spool must not hold it."""

    def __init__(self, client: Questions) -> None:
        self._client = client
        self._key: HallKey | None = None

    def find(self) -> HallKey | None:
        """The key; None where the server cannot be reached and never could since the start."""
        if self._key is None:
            self.renew()
        return self._key

    def renew(self) -> None:
        """Ask anew: a new secret of the installation makes another key."""
        try:
            said = self._client.get("/devices/self/identity-key")
            self._key = HallKey(key=bytes.fromhex(said["key"]), names=said["names"] is True)
        except (Refusal, Unreachable, LookupError, TypeError, ValueError) as error:
            log.warning("the hall's key is not told: %s", type(error).__name__)


class Reading:
    """Serves what was read; without readers there is nothing at these addresses."""

    def __init__(self, readers: Sequence[IdReader], keys: KeyHolder) -> None:
        self._readers, self._keys = readers, keys
        self._tray = Tray(keys.find)

    @property
    def is_there(self) -> bool:
        """Whether this kiosk has a reader at all."""
        return bool(self._readers)

    def answer(self, request: Request, path: str, query: str) -> Answer:
        """`GET reads` and `POST typed`; NotAlone with `not_found` or `invalid`."""
        if self.is_there and (request.method, path) == ("GET", "reads"):
            return as_json(self._tray.reads(*_after(query)))
        if self.is_there and (request.method, path) == ("POST", "typed"):
            self._tray.typed(request.body.decode("utf-8", "replace"))
            return as_json({})
        raise NotAlone("not_found")

    def renew_key(self) -> None:
        """The server is there: ask it for the key before anybody lays a document down."""
        if self.is_there:
            self._keys.renew()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Read from every reader for as long as it lasts."""
        stop = threading.Event()
        threads = [
            threading.Thread(target=watch, args=(each, self._tray, stop), daemon=True)
            for each in self._readers
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join(END_S)


def _after(query: str) -> tuple[int, float]:
    """What the page knows already and how long it waits; NotAlone with `invalid`."""
    asked: Mapping[str, list[str]] = parse_qs(query)
    try:
        (after,), (wait_s,) = asked.get("after", ["0"]), asked.get("wait_s", ["0"])
        return int(after), min(LONGEST_WAIT_S, float(wait_s))
    except ValueError:
        raise NotAlone("invalid") from None
