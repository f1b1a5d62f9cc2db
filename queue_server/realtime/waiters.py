"""Waiting for something new without a socket: a long poll, in all async modes.

    with waiters.listening(device) as bell: …

A device is rung for when an event concerns it. The bell is had before looking, so that what comes
between looking and waiting is not missed.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from queue_server.use_cases.recorded import Recorded

T = TypeVar("T")


class Waiters:
    """Those who wait now, by the name of their device."""

    def __init__(self) -> None:
        self._bells: dict[str, set[threading.Event]] = {}
        self._lock = threading.Lock()
        self._closed = False

    def wait_for(self, device: str, look: Callable[[], T], timeout_s: float) -> T:
        """What ``look`` finds, as soon as it is something; after the time, what it found last.

        ``look`` is called at once and whenever the device is rung for. It may wait, not block.
        """
        until = time.monotonic() + timeout_s
        with self.listening(device) as bell:
            while not (found := look()):
                if self._closed or not bell.wait(max(0.0, until - time.monotonic())):
                    break
                bell.clear()
        return found

    def wait(self, device: str, timeout_s: float) -> bool:
        """Wait until the device is rung for; False after the time."""
        with self.listening(device) as bell:
            return not self._closed and bell.wait(timeout_s)

    def wake(self, device: str) -> None:
        """Ring for a device."""
        with self._lock:
            bells = tuple(self._bells.get(device, ()))
        for bell in bells:
            bell.set()

    def hear(self, recorded: Recorded) -> None:
        """Ring for the printer that an event gave work; a listener of the publisher."""
        printer = getattr(recorded.event, "printer", None)
        if isinstance(printer, str):
            self.wake(printer)

    def close(self) -> None:
        """Let everyone go, and nobody wait any more: the server stops."""
        self._closed = True
        for device in list(self._bells):
            self.wake(device)

    @contextmanager
    def listening(self, device: str) -> Iterator[threading.Event]:
        """A bell that rings for the device while it is held."""
        bell = threading.Event()
        with self._lock:
            self._bells.setdefault(device, set()).add(bell)
        try:
            yield bell
        finally:
            with self._lock:
                bells = self._bells[device]
                bells.discard(bell)
                if not bells:
                    del self._bells[device]
