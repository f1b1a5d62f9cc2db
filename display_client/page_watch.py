"""Does the page live?

A browser may run while its page hangs, has crashed, or is an error page of its own. So the page is
asked to reckon where it is and whether it has drawn anything. Who cannot be asked at all (another
browser, or a policy that forbids it) is not called dead for that: it is only watched for its end.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from display_client.running import Answer, NoPipe, RunningBrowser

log = logging.getLogger(__name__)

WHERE = "({at: location.href, drawn: !!document.getElementById('app')?.childElementCount})"


class Fault(StrEnum):
    """Why a browser is begun anew."""

    SILENT = "its page does not answer"
    ELSEWHERE = "its page is not the server's"
    EMPTY = "its page has drawn nothing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """How often one looks, and how patient one is."""

    look_s: float = 5.0
    answer_s: float = 5.0
    """A page that computes for so long is seen to hang by everyone in the hall."""
    faults: int = 3
    """So many looks in a row, all bad."""
    start_s: float = 60.0
    """A machine that has just been switched on may take so long to show its first page."""


class PageWatch:
    """Looks after the page of one run of a browser."""

    def __init__(
        self,
        browser: RunningBrowser,
        origin: str,
        pace: Pace,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``origin`` is how the addresses of the server's pages begin."""
        self._browser, self._origin, self._pace, self._clock = browser, origin, pace, clock
        self._began = self._next = clock()
        self._faults = 0
        self._was_well = self._is_blind = False
        self._session: tuple[str, str] | None = None

    def fault(self) -> Fault | None:
        """What is so wrong by now that the browser should be begun anew; looks when it is time."""
        if self._is_blind or self._clock() < self._next:
            return None
        try:
            found = self._look()
        except NoPipe:
            log.warning("this browser's page cannot be watched; only its end is noticed")
            self._is_blind = True
            return None
        self._next = self._clock() + self._pace.look_s
        self._was_well = self._was_well or found is None
        if found is None or (
            not self._was_well and self._clock() - self._began < self._pace.start_s
        ):
            self._faults = 0
            return None
        self._faults += 1
        return found if self._faults >= self._pace.faults else None

    def _look(self) -> Fault | None:
        said = self._ask_page()
        if said is None:
            return Fault.SILENT
        if not str(said.get("at", "")).startswith(self._origin):
            return Fault.ELSEWHERE
        return None if said.get("drawn") else Fault.EMPTY

    def _ask_page(self) -> Answer | None:
        page = self._page()
        if page is None:
            return None
        answer = self._browser.ask(
            "Runtime.evaluate",
            session=page,
            timeout_s=self._pace.answer_s,
            expression=WHERE,
            returnByValue=True,
        )
        value = _dig(answer, "result", "result", "value")
        if not isinstance(value, dict):
            self._session = None  # crashed, or gone to another process: attach anew
            return None
        return value

    def _page(self) -> str | None:
        """A session with the page; the browser itself answers that, however its page is."""
        answer = self._browser.ask("Target.getTargets", timeout_s=self._pace.answer_s)
        found = _dig(answer, "result", "targetInfos")
        pages = [each for each in found or () if each.get("type") == "page"]
        if not pages:
            return None
        target = str(pages[0]["targetId"])
        if self._session is None or self._session[0] != target:
            answer = self._browser.ask(
                "Target.attachToTarget",
                timeout_s=self._pace.answer_s,
                targetId=target,
                flatten=True,
            )
            session = _dig(answer, "result", "sessionId")
            self._session = (target, str(session)) if session else None
        return self._session and self._session[1]


def _dig(answer: object, *names: str) -> Any:
    """What lies under these names in the browser's JSON, or None."""
    for name in names:
        answer = answer.get(name) if isinstance(answer, dict) else None
    return answer
