"""The print agent: four loops around one spool; five in a kiosk that may work alone.

They share nothing but the spool and two bells, so that none can hold up another: a printer without
paper does not stop the heartbeats, a server that is away does not stop the ticket in hand.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from queue_server.protocol import Client, Refusal, Unreachable
from queue_server.protocol.retry import Backoff
from ticket_printer.clock import ServerClock
from ticket_printer.courier import Alone, Courier
from ticket_printer.formats import Format
from ticket_printer.press import Press
from ticket_printer.printers import Health, Printer
from ticket_printer.spool import Spool
from ticket_printer.text_ticket import TextOptions

log = logging.getLogger(__name__)

CALM_FIRST_S = 0.03


@dataclass(frozen=True, kw_only=True)
class Pace:
    """Seconds: of a long poll, between heartbeats, between looks at an idle or stuck printer.

    `calm_s` is the longest pause between polls that bring nothing new. A stopping agent waits
    `stop_s` for the ticket in hand, after which the job is `unsure` at the next start, and `leave_s`
    for what is under way to the server, which is told again at the next start.
    """

    poll_s: float = 20.0
    beat_s: float = 5.0
    look_s: float = 1.0
    calm_s: float = 0.5
    refused_s: float = 10.0
    stop_s: float = 15.0
    leave_s: float = 2.0


class Agent:
    """Prints the jobs of one device on one printer until `stop` is set."""

    def __init__(
        self,
        client: Client,
        spool: Spool,
        printer: Printer,
        form: Format,
        *,
        pace: Pace | None = None,
        text: TextOptions | None = None,
        clock: ServerClock | None = None,
        alone: Alone | None = None,
    ) -> None:
        self._pace = pace or Pace()
        self._alone = alone
        self._work = threading.Event()
        self._news = threading.Event()
        clock = clock or ServerClock()
        self._courier = Courier(client, spool, clock, alone)
        self._press = Press(spool, printer, form, clock, told=self._tell, text=text)
        if spool.broke_off:
            printer.distrust()
        self._news.set()  # the last run may have left outcomes untold
        self._arrived = False
        self._failed = False

    def run(self, stop: threading.Event) -> bool:
        """Work until `stop`, then finish the ticket in hand and tell what became of it.

        False if it had to stop by itself, after a fault of its own that is in the log.
        """
        # The server's clock comes first: it decides which jobs are too old to be printed.
        self._travel(self._beat_once, Backoff(), stop)
        done = threading.Event()
        press = self._started(self._print, until=stop, failing=stop)
        report = self._started(self._report, until=done, failing=stop)
        loops = [self._fetch, self._beat, *([] if self._alone is None else [self._settle])]
        others = [self._started(loop, until=stop, failing=stop) for loop in loops]
        stop.wait()
        self._work.set()
        press.join(self._pace.stop_s)
        done.set()
        self._news.set()
        for thread in (report, *others):
            thread.join(self._pace.leave_s)
        return not self._failed

    def _started(
        self,
        loop: Callable[[threading.Event], None],
        *,
        until: threading.Event,
        failing: threading.Event,
    ) -> threading.Thread:
        """Run a loop in a thread; if it breaks, the whole agent stops, rather than limp unseen."""

        def run() -> None:
            try:
                loop(until)
            except Exception:
                log.exception("the agent stops")
                self._failed = True
                failing.set()

        thread = threading.Thread(target=run, name=loop.__name__, daemon=True)
        thread.start()
        return thread

    def _print(self, stop: threading.Event) -> None:
        while not stop.is_set():
            if not self._press.step():
                self._work.wait(self._pace.look_s)
                self._work.clear()

    def _fetch(self, stop: threading.Event) -> None:
        backoff, calm_s = Backoff(), CALM_FIRST_S
        while not stop.is_set():
            started = time.monotonic()
            self._travel(self._fetch_once, backoff, stop)
            if self._arrived or time.monotonic() - started > self._pace.calm_s:
                calm_s = CALM_FIRST_S
            else:
                # Jobs that wait for the printer or a person are delivered again at once: no
                # reason to spin, yet the next citizen's job may be there in a moment.
                stop.wait(calm_s)
                calm_s = min(calm_s * 2, self._pace.calm_s)

    def _fetch_once(self) -> None:
        self._arrived = False
        self._arrived = self._courier.fetch(wait_s=self._pace.poll_s)
        if self._arrived:
            self._work.set()
        self._news.set()

    def _report(self, done: threading.Event) -> None:
        backoff, last = Backoff(), False
        while not last:
            self._news.wait()
            self._news.clear()
            last = done.is_set()
            if not self._travel(self._courier.report, backoff, done):
                self._news.set()

    def _beat(self, stop: threading.Event) -> None:
        backoff = Backoff()
        while not stop.wait(self._pace.beat_s):
            self._travel(self._beat_once, backoff, stop)

    def _tell(self) -> None:
        """Something became of a paper: the page hears it at once, the server when it is there."""
        self._courier.note_own()
        self._news.set()

    @property
    def health(self) -> Health:
        """The printer's, as last seen; `unknown` before the first look."""
        return self._press.health

    def wake(self) -> None:
        """Something was put into the spool."""
        self._work.set()

    def _settle(self, stop: threading.Event) -> None:
        alone, backoff = self._alone, Backoff()
        while alone is not None and not stop.is_set():
            self._travel(alone.settle, backoff, stop)
            stop.wait(self._pace.beat_s)

    def _beat_once(self) -> None:
        self._courier.beat(self._press.health)

    def _travel(
        self, journey: Callable[[], object], backoff: Backoff, stop: threading.Event
    ) -> bool:
        """Go once; False after a failure, which is logged and waited out."""
        try:
            journey()
        except Refusal as refusal:
            log.error("the server refuses: %s", refusal)  # noqa: TRY400 -- the trace says nothing
            stop.wait(self._pace.refused_s)
        except Unreachable as error:
            log.warning("the server does not answer: %s", error)
            stop.wait(backoff.next_delay_s(now=time.monotonic()))
        else:
            backoff.attempt = 0
            return True
        return False
