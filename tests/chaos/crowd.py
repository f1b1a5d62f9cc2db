"""People at the machines and officers at their buttons, who press on through everything that fails.

A press is repeated with its key until it is answered, as the pages and device programs do.
"""

import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Self

from tests.chaos.demonstration import Demonstration, Line
from tests.processes import until

NOT_NOW = 503
TRY_AGAIN_S = 0.1
PATIENCE_S = 60.0
"""Until something that must happen by itself has happened; long, since machines are busy."""


@dataclass(frozen=True, slots=True)
class Press:
    """One press of a button and its answer."""

    who: str
    path: str
    body: dict[str, str]
    key: str
    status: int
    answer: Any


@dataclass
class Crowd:
    """Runs within ``with``; leaves when each press that was begun is answered."""

    demo: Demonstration
    kiosks: int = 4
    officers: int = 2
    pause_s: float = 0.0
    """Between two presses of one person."""
    presses: list[Press] = field(default_factory=list)
    not_now: Counter[tuple[int, str, str | None]] = field(default_factory=Counter)
    """Status, code and Retry-After of the answers that said: come again."""
    lost: int = 0
    """How often a connection ended without an answer."""
    longest_s: float = 0.0
    """Until an answer, or until it was known that there is none."""

    def __enter__(self) -> Self:
        self._stop, self._name = threading.Event(), secrets.token_hex(4)
        people = [
            *(("kiosk", self._takes_numbers, n) for n in range(self.kiosks)),
            *((f"officer:{n}", self._calls, n) for n in range(1, self.officers + 1)),
        ]
        self._threads = [
            threading.Thread(target=self._works, args=person, daemon=True) for person in people
        ]
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for each in self._threads:
            each.join(PATIENCE_S)
        assert not any(each.is_alive() for each in self._threads), "a press was never answered"

    def go_on(self, presses: int = 20) -> None:
        """Until so many more presses were answered, of both kinds."""
        numbers, calls = len(self.numbers()), len(self.called())
        done = until(
            lambda: len(self.numbers()) >= numbers + presses and len(self.called()) >= calls + 5,
            PATIENCE_S,
        )
        assert done, (self.not_now, self.lost, len(self.presses))

    def numbers(self) -> list[str]:
        """The numbers that were given out and acknowledged."""
        return self._answered("/tickets")

    def called(self) -> list[str]:
        """The numbers whose call was acknowledged."""
        return self._answered("/calls")

    def tickets(self) -> list[dict[str, Any]]:
        """What was given out and acknowledged, in no order."""
        return [each.answer for each in self._done("/tickets")]

    def _answered(self, of: str) -> list[str]:
        return [each.answer["number"] for each in self._done(of)]

    def _done(self, of: str) -> list[Press]:
        presses = list(self.presses)
        return [each for each in presses if each.path.endswith(of) and each.status == 201]

    def _works(self, who: str, act: Callable[[Line, int], None], place: int) -> None:
        with Line(self.demo, who) as line:
            act(line, place)

    def _takes_numbers(self, line: Line, place: int) -> None:
        for n in count():
            if self._stop.wait(self.pause_s):
                return
            self._press(line, "/halls/small/tickets", {"service": "A"}, f"{place}-{n}")

    def _calls(self, line: Line, place: int) -> None:
        counter, code = f"/halls/small/counters/{place}", "counter_closed"
        for n in count():
            if code == "counter_closed":  # nobody sat there yet, or the day ended
                self._press(line, f"{counter}/sessions", {}, f"sits-down-{n}")
            called = self._press(line, f"{counter}/calls", {}, f"call-{n}").answer
            code = called.get("code")
            if code is None:
                starts = f"/halls/small/tickets/{called['number']}/starts"
                self._press(line, starts, {}, f"start-{n}")
            if self._stop.wait(self.pause_s):
                return

    def _press(self, line: Line, path: str, body: dict[str, str], key: str) -> Press:
        key, status, answer = f"{self._name}-{key}", 0, None
        while not status:
            began = time.monotonic()
            try:
                status, answer = line.ask("POST", path, body, key)
            except OSError:
                self.lost += 1
            self.longest_s = max(self.longest_s, time.monotonic() - began)
            if status == NOT_NOW:
                self.not_now[status, answer["code"], line.retry_after] += 1
                status = 0
            if not status:
                time.sleep(TRY_AGAIN_S)
        press = Press(line.who, path, body, key, status, answer)
        self.presses.append(press)
        return press
