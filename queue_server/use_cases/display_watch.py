"""Keeps what screens report: gathered in memory, written together, looked at in every process.

Three thousand screens report a hundred and fifty times a second; each report alone would be a
command. A report is written within seconds. A screen that ends without a word is missed by whichever
process looks first; the change stands in the database, so it is recorded once.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from queue_server.domain.errors import Refusal
from queue_server.domain.hall import Hall
from queue_server.use_cases import displays
from queue_server.use_cases.display import Report
from queue_server.use_cases.displays import Heard, Zones
from queue_server.use_cases.ports import Halls, Questions, Writer

log = logging.getLogger(__name__)

WRITE_S = 3.0
"""How soon a report is written."""
LOOK_EVERY = 4
"""Rounds between two looks for screens that fell silent."""
MOST_WAITING = 2_000
"""Reports of a hall that wait to be written; more are not from screens."""


class DisplayWatch:
    """Runs beside the requests, in every process."""

    def __init__(
        self,
        *,
        halls: Halls,
        writer: Writer,
        questions: Questions,
        clock: Callable[[], datetime],
    ) -> None:
        self._halls, self._writer, self._questions = halls, writer, questions
        self._clock = clock
        self._waiting: dict[str, dict[str, Heard]] = {}

    def hear(self, hall: str, device: str | None, report: Report, published: int) -> None:
        """A page reports; quick, and never refused. The last word of each page counts."""
        said = Heard(device=device, report=report, published=published, at=self._clock())
        waiting = self._waiting.setdefault(hall, {})
        if said.key in waiting or len(waiting) < MOST_WAITING:
            waiting[said.key] = said

    def run(self, stop: threading.Event, write_s: float = WRITE_S) -> None:
        """Write and look until told to stop; a hall that fails does not stop the others."""
        rounds = 0
        while not stop.wait(write_s):
            rounds += 1
            for hall in self._halls.all():
                if stop.is_set():
                    return
                self._carefully(hall, look=rounds % LOOK_EVERY == 0)

    def tend(self, hall: Hall, *, look: bool = True) -> None:
        """Write what was reported, and record what changed."""
        said = self._waiting.pop(hall.id, {})
        if said:
            try:
                self._write(hall, said)
            except Refusal:
                self._waiting[hall.id] = said | self._waiting.get(hall.id, {})
                raise
        if not said and not look:
            return
        zones = self._questions.ask(hall.id, displays.zones)
        if self._has_changed(hall, zones):
            self._writer.run(lambda uow: displays.settle(uow, hall=hall, zones=zones), hall=hall.id)

    def _write(self, hall: Hall, said: dict[str, Heard]) -> None:
        reports = list(said.values())
        self._writer.run(
            lambda uow: displays.note(uow, hall=hall.id, reports=reports), hall=hall.id
        )

    def _has_changed(self, hall: Hall, zones: Zones) -> bool:
        return self._questions.ask_all(
            lambda everything: displays.needs_settling(everything, hall=hall, zones=zones)
        )

    def _carefully(self, hall: Hall, *, look: bool) -> None:
        try:
            self.tend(hall, look=look)
        except Refusal as refusal:
            log.info("the screens of %s were not noted: %s", hall.id, refusal)
        except Exception:
            log.exception("the screens of %s were not looked at", hall.id)
