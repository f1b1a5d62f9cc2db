"""Keeps the screen's browser running: started when the server answers, started again when it ends."""

import logging
import subprocess
import threading
import time
from collections.abc import Callable, Sequence

import urllib3

log = logging.getLogger(__name__)

LOOK_S = 0.2
"""How often a running browser is looked at, so that a signal is obeyed at once."""
SERVER_S = 2.0
"""How often a server that does not answer is asked again."""
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
HEALTHY_S = 60.0
"""A browser that lived so long had nothing wrong at its start."""
GOODBYE_S = 5.0


def server_answers(server: str) -> bool:
    """Whether the server says that it is alive."""
    try:
        answer = urllib3.request(
            "GET", f"{server.rstrip('/')}/healthz", timeout=SERVER_S, retries=False
        )
    except urllib3.exceptions.HTTPError:
        return False
    return answer.status == 200  # noqa: PLR2004 -- HTTP's OK


class Keeper:
    """Runs one command for as long as it is not stopped."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        ready: Callable[[], bool],
        first_pause_s: float = FIRST_PAUSE_S,
    ) -> None:
        self._command = list(command)
        self._ready = ready
        self._first_pause_s = first_pause_s

    def run(self, stop: threading.Event) -> None:
        """Return when `stop` is set, with the browser ended; OSError if it cannot be started."""
        pause_s = self._first_pause_s
        while self._wait_for_server(stop):
            started = time.monotonic()
            code = self._run_once(stop)
            if stop.is_set():
                return
            lived_s = time.monotonic() - started
            pause_s = (
                self._first_pause_s if lived_s > HEALTHY_S else min(pause_s * 2, LONGEST_PAUSE_S)
            )
            log.warning(
                "the browser ended with %s after %.0f s; again in %.1f s", code, lived_s, pause_s
            )
            stop.wait(pause_s)

    def _wait_for_server(self, stop: threading.Event) -> bool:
        """Before the first answer a browser would show its own error page. False once stopped."""
        told = False
        while not stop.is_set() and not self._ready():
            if not told:
                log.warning("the server does not answer; waiting for it")
            told = True
            stop.wait(SERVER_S)
        return not stop.is_set()

    def _run_once(self, stop: threading.Event) -> int:
        """Start the browser and wait for its end, or end it; returns its exit code."""
        with subprocess.Popen(self._command, stdin=subprocess.DEVNULL) as browser:
            log.info("the browser runs as process %d", browser.pid)
            while browser.poll() is None:
                if stop.wait(LOOK_S):
                    _end(browser)
            return browser.returncode


def _end(browser: subprocess.Popen[bytes]) -> None:
    """Ask it to go, and see that it went."""
    browser.terminate()
    try:
        browser.wait(GOODBYE_S)
    except subprocess.TimeoutExpired:
        browser.kill()
        browser.wait()
