"""A press is an intention with one key: sent until the server answers, carried out once. One at a time."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from counter_client.keypad.asking import Hall, NotNow, request_of
from counter_client.keypad.kept_press import KeptPress
from counter_client.keypad.pad import Intention
from counter_client.requests import Request
from queue_server.protocol import Client, Refusal, Unreachable, new_key
from queue_server.protocol.client import TOO_MANY

T = TypeVar("T")
Json = Mapping[str, Any]

AGAIN_S = 1.0
_NOT_NOW = frozenset({TOO_MANY, 502, 503, 504})
_UNKNOWN = frozenset({404, 405})
_NEWER = frozenset({"undo", "rate"})
"""Deeds that an older server does not know."""


class Ending(StrEnum):
    """What became of a press."""

    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """The officer no longer waits; whether it was carried out nobody has said."""
    WAITING = "waiting"
    """Not yet: the server does not answer, and the press is kept."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A word about a press; ``counter`` is how the counter is after it, where that could be asked."""

    intention: Intention
    ending: Ending
    answer: Json | None = None
    counter: Json | None = None
    code: str = ""
    message: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


class Keeper(Protocol):
    """Where the press on its way is kept."""

    def keep(self, press: KeptPress) -> None: ...

    def forget(self) -> None: ...

    def find(self, *, now: float) -> KeptPress | None: ...


class Withdrawn(Exception):
    """The officer no longer waits."""


class Sender:
    """Carries out one intention at a time, in a thread of its own; ``tell`` is called there."""

    def __init__(
        self, client: Client, hall: Hall, keeper: Keeper, *, tell: Callable[[Outcome], object]
    ) -> None:
        self._client, self._hall, self._keeper, self._tell = client, hall, keeper, tell
        self._thread: threading.Thread | None = None
        self._withdrawn = threading.Event()
        self._closed = False
        self.is_busy = False
        """Whether a press is on its way."""
        self.is_waiting = False
        """Whether it has been told that it waits."""

    def resume(self) -> bool:
        """Send on what a death interrupted; whether there was something."""
        press = self._keeper.find(now=time.time())
        return press is not None and self._begin(press.intention, press)

    def give(self, intention: Intention) -> bool:
        """Carry it out; False while another one is on its way."""
        return not self.is_busy and self._begin(intention, None)

    def withdraw(self) -> None:
        """Wait no longer."""
        self._withdrawn.set()

    def close(self, *, within_s: float) -> None:
        """Give the press on its way so long; what is not answered then is kept for the next start."""
        if self._thread is not None:
            self._thread.join(within_s)
        self._closed = True
        self._withdrawn.set()

    def _begin(self, intention: Intention, press: KeptPress | None) -> bool:
        self._withdrawn.clear()
        self.is_busy = True
        self._thread = threading.Thread(
            target=self._carry_out, args=(intention, press), name="press", daemon=True
        )
        self._thread.start()
        return True

    def _carry_out(self, intention: Intention, press: KeptPress | None) -> None:
        try:
            outcome = self._outcome(intention, press)
        except NotNow as reason:
            outcome = _refused(intention, reason.code, details=reason.details)
        except Refusal as refusal:
            unknown = intention.deed.name in _NEWER and refusal.status in _UNKNOWN
            code = "not_supported" if unknown else refusal.code
            outcome = _refused(intention, code, refusal.message, refusal.details)
        except Withdrawn:
            if self._closed:
                return  # it stays kept, and is nobody's word
            outcome = Outcome(intention=intention, ending=Ending.WITHDRAWN)
        self._keeper.forget()
        self.is_waiting = self.is_busy = False
        self._tell(outcome)

    def _outcome(self, intention: Intention, press: KeptPress | None) -> Outcome:
        if press is None:
            press = self._decided(intention)
        request, key = press.request, press.key
        answer = self._until_answered(intention, lambda: request.send(self._client, key))
        looks = intention.deed.name != "rate"  # a rating pad sees no counter
        return Outcome(
            intention=intention,
            ending=Ending.DONE,
            answer=answer,
            counter=self._look() if looks else None,
        )

    def _decided(self, intention: Intention) -> KeptPress:
        """What to ask for, decided once: every repetition is the same request with the same key."""

        def decide() -> Request:
            return request_of(intention, self._hall)

        # A grade that waited would be the next person's: it is decided now or not at all.
        waits = intention.deed.name != "rate"
        request = self._until_answered(intention, decide, waits=waits)
        press = KeptPress(intention=intention, request=request, key=new_key(), at=time.time())
        self._keeper.keep(press)
        return press

    def _until_answered(
        self, intention: Intention, ask: Callable[[], T], *, waits: bool = True
    ) -> T:
        while True:
            try:
                return ask()
            except Unreachable:
                pass
            except Refusal as refusal:
                if refusal.status not in _NOT_NOW:
                    raise
            if not waits:
                raise NotNow("network")
            if not self.is_waiting:
                self.is_waiting = True
                self._tell(Outcome(intention=intention, ending=Ending.WAITING))
            if self._withdrawn.wait(AGAIN_S):
                raise Withdrawn

    def _look(self) -> Json | None:
        try:
            return self._hall.counter()
        except (Unreachable, Refusal):
            return None


def _refused(
    intention: Intention, code: str, message: str = "", details: Mapping[str, Any] | None = None
) -> Outcome:
    return Outcome(
        intention=intention,
        ending=Ending.REFUSED,
        code=code,
        message=message,
        details=details or {},
    )
