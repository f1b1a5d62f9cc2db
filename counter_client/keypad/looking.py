"""The counter on the pad's display stays true while nobody presses."""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from counter_client.keypad.asking import Hall
from queue_server.protocol import Refusal, Unreachable

LOOK_S = 5.0


def keep_looking(
    hall: Hall, tell: Callable[[Mapping[str, Any]], object], stop: threading.Event
) -> None:
    """Look at the counter from time to time, in a thread of its own, until ``stop``."""
    thread = threading.Thread(target=_look, args=(hall, tell, stop), name="looking", daemon=True)
    thread.start()


def _look(hall: Hall, tell: Callable[[Mapping[str, Any]], object], stop: threading.Event) -> None:
    while not stop.is_set():
        with suppress(Refusal, Unreachable):  # the next press says what is wrong
            tell(hall.counter())
        stop.wait(LOOK_S)
