"""A kiosk made of its parts: page, numbers, printer."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from queue_server.protocol import Client
from queue_server.protocol.messages import Job
from ticket_printer.agent import Agent
from ticket_printer.formats import Format
from ticket_printer.kiosk.book import Book
from ticket_printer.kiosk.book_rows import is_own_job
from ticket_printer.kiosk.desk import Desk
from ticket_printer.kiosk.hall_memory import HallMemory
from ticket_printer.kiosk.link import Link
from ticket_printer.kiosk.oneself import Oneself
from ticket_printer.kiosk.reading import KeyHolder, Reading
from ticket_printer.kiosk.safe_clock import SafeClock
from ticket_printer.kiosk.settling import Settling
from ticket_printer.kiosk.site import Site
from ticket_printer.printers import Health, Printer
from ticket_printer.readers import IdReader
from ticket_printer.spool import Spool
from ticket_printer.text_ticket import TextOptions


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What papers are made with."""

    printer: Printer
    form: Format
    text: TextOptions | None = None


class Kiosk:
    """Everything that a kiosk's process does. Implements `courier.Alone`."""

    def __init__(
        self,
        client: Client,
        token: str,
        folder: Path,
        paper: Paper,
        readers: Sequence[IdReader] = (),
    ) -> None:
        self._client, self._book = client, Book(folder)
        self._clock = SafeClock(self._book.facts)
        self._spool = Spool(folder, now=self._clock.now())
        self._hall, link = HallMemory(self._book, self._clock), Link(client.base_url, token)
        self._desk = Desk(
            link, self._book, self._hall, self._clock, self._print, self._spool.find_state
        )
        self._reading = Reading(readers, KeyHolder(client))
        self.site = Site(
            link,
            self._desk,
            self._book,
            self._hall,
            oneself=Oneself(self._book, self._health),
            reading=self._reading,
        )
        self._settling = Settling(client, self._book, self._clock, on_lease=self._hear)
        self._agent = Agent(
            client,
            self._spool,
            paper.printer,
            paper.form,
            text=paper.text,
            clock=self._clock,
            alone=self,
        )

    def run(self, stop: threading.Event) -> bool:
        """Work until `stop`; False if it had to stop by itself."""
        self._desk.print_again()
        with self._reading.watched():
            return self._agent.run(stop)

    def may_print(self, job: Job) -> bool:
        """Whether a delivered job is not the second paper of a press."""
        return self._desk.may_print(job)

    def is_own(self, job: str) -> bool:
        """Whether a job is a paper of the kiosk's own, and not the server's."""
        return is_own_job(job)

    def note_paper(self, job: str, state: str, detail: str) -> None:
        """Take what became of a paper of the kiosk's own."""
        self._book.note_paper(job, state, detail)

    def settle(self) -> None:
        """Tell the server everything that it does not know."""
        self._settling.step()

    def _hear(self, hall: str) -> None:
        """Once a minute while the server is there: what is needed when it is gone."""
        self._hall.hear(self._client.get(f"/halls/{hall}"))
        self._reading.renew_key()

    def _health(self) -> Health:
        return self._agent.health

    def _print(self, job: Job) -> None:
        if self._spool.accept(job, now=self._clock.now()):
            self._agent.wake()
