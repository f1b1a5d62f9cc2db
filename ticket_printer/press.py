"""From the spool to the printer, one ticket at a time: the only thread that touches the printer."""

import logging
from collections.abc import Callable

from queue_server.protocol import JobState, PrinterState
from ticket_printer.clock import ServerClock
from ticket_printer.formats import Format
from ticket_printer.layout import draw_ticket
from ticket_printer.printers import Health, NotReady, Printer, Progress, Slip
from ticket_printer.spool import Spool, Waiting
from ticket_printer.text_ticket import TextOptions, encode_ticket

log = logging.getLogger(__name__)


UNDRAWABLE = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError)
"""What a layout that is not as the contract says ends in; one such must not stop the others."""


class Press:
    """Prints what waits in the spool; `health` is the printer's, as last seen.

    `told` is called after each change that the server should hear of. With `text` tickets go in
    text mode.
    """

    def __init__(
        self,
        spool: Spool,
        printer: Printer,
        form: Format,
        clock: ServerClock,
        *,
        told: Callable[[], object],
        text: TextOptions | None = None,
    ) -> None:
        self._spool = spool
        self._printer = printer
        self._form = form
        self._clock = clock
        self._told = told
        self._text = text
        self.health = Health(state=PrinterState.UNKNOWN)

    def step(self) -> bool:
        """Print the oldest waiting job if the printer can; True when another may follow at once."""
        self._expire()
        job = self._spool.next_waiting()
        if job is None:
            self._see(self._printer.health())
            return False
        try:
            self._print(job)
        except NotReady as error:
            self._see(error.health)
            self._record(job.id, JobState.HELD, error.health.detail or error.health.state)
            return False
        return True

    def _expire(self) -> None:
        for job_id in self._spool.expire(now=self._clock.now()):
            log.warning("job %s: expired, nothing was printed", job_id)
            self._told()

    def _print(self, job: Waiting) -> None:
        try:
            slip = self._slip(job)
        except UNDRAWABLE as error:
            log.error("job %s: cannot be drawn: %s", job.id, type(error).__name__)  # noqa: TRY400 -- its text may hold the link
            self._record(job.id, JobState.VOID, "layout")
            return
        progress = Progress(
            begin=lambda: self._record(job.id, JobState.SENDING, ""),
            held=lambda detail: self._record(job.id, JobState.HELD, detail),
        )
        result = self._printer.print(slip, progress)
        self._record(job.id, result.state, result.detail)

    def _slip(self, job: Waiting) -> Slip:
        layout, copy, form = job.layout, job.copy, self._form
        picture, text = draw_ticket(layout, copy=copy, form=form), None
        if self._text:
            text = encode_ticket(layout, copy=copy, form=form, options=self._text)
        return Slip(name=job.id, picture=picture, text=text)

    def _record(self, job_id: str, state: JobState, detail: str) -> None:
        if self._spool.move(job_id, state, detail, now=self._clock.now()):
            log.info("job %s: %s %s", job_id, state, detail)
            self._told()

    def _see(self, health: Health) -> None:
        if health != self.health:
            log.info("printer: %s %s", health.state, health.detail)
        self.health = health
