"""Keeps the screen's browser running: begun when the server answers, anew when it ends or its page hangs."""

import logging
import threading
import time
from collections.abc import Callable, Sequence

import urllib3

from display_client.page_watch import Pace, PageWatch
from display_client.running import RunningBrowser

log = logging.getLogger(__name__)

LOOK_S = 0.2
"""How often a running browser is looked at, so that a signal is obeyed at once."""
SERVER_S = 2.0
"""How often a server that does not answer is asked again."""
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
HEALTHY_S = 60.0
"""A browser that lived so long had nothing wrong at its start."""


def why_no_server(server: str) -> str | None:
    """Why the server cannot be reached, in words for who stands before the screen; None if it can."""
    address = f"{server.rstrip('/')}/healthz"
    try:
        answer = urllib3.request("GET", address, timeout=SERVER_S, retries=False)
    except urllib3.exceptions.NameResolutionError:
        return "its name is not known here: is the network cable in, and the name right?"
    except urllib3.exceptions.SSLError as error:
        return f"its certificate is not trusted here ({error})"
    except urllib3.exceptions.HTTPError as error:
        return (
            f"it does not answer ({type(error).__name__}): is it switched on, is the address right?"
        )
    if answer.status == 200:  # noqa: PLR2004 -- HTTP's OK
        return None
    return f"{address} answers with {answer.status}: is that the queue's server?"


def server_answers(server: str) -> bool:
    """Whether the server says that it is alive."""
    return why_no_server(server) is None


class Keeper:
    """Runs one command for as long as it is not stopped."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        why_not: Callable[[], str | None],
        origin: str,
        pace: Pace | None = None,
        first_pause_s: float = FIRST_PAUSE_S,
    ) -> None:
        """``why_not`` says why the browser should not be begun yet; ``origin`` begins its pages."""
        self._command = list(command)
        self._why_not = why_not
        self._origin, self._pace = origin, pace or Pace()
        self._first_pause_s = first_pause_s

    def run(self, stop: threading.Event) -> None:
        """Return when `stop` is set, with the browser ended; OSError if it cannot be started."""
        pause_s = self._first_pause_s
        while self._wait_for_server(stop):
            started = time.monotonic()
            why = self._run_once(stop)
            if stop.is_set():
                return
            lived_s = time.monotonic() - started
            pause_s = (
                self._first_pause_s if lived_s > HEALTHY_S else min(pause_s * 2, LONGEST_PAUSE_S)
            )
            log.warning("%s after %.0f s; again in %.1f s", why, lived_s, pause_s)
            stop.wait(pause_s)

    def _wait_for_server(self, stop: threading.Event) -> bool:
        """Before the first answer a browser would show its own error page. False once stopped."""
        told = None
        while not stop.is_set() and (why := self._why_not()) is not None:
            if why != told:
                log.warning("waiting for the server: %s", why)
            told = why
            stop.wait(SERVER_S)
        return not stop.is_set()

    def _run_once(self, stop: threading.Event) -> str:
        """Start the browser and wait for its end, or end it; returns why it is over."""
        browser = RunningBrowser(self._command)
        log.info("the browser runs as process %d", browser.pid)
        watch = PageWatch(browser, self._origin, self._pace)
        try:
            while (code := browser.poll()) is None:
                if stop.wait(LOOK_S):
                    return "stopped"
                if (fault := watch.fault()) is not None:
                    return f"the browser was ended: {fault.value};"
            return f"the browser ended with {code}"
        finally:
            browser.end()
