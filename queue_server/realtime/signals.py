"""Waiting for a signal, in all async modes."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STOPPING = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def stopping_signals() -> Iterator[Callable[[float | None], bool]]:
    """Within, SIGTERM and SIGINT only end the wait that is given: True then, False after the time.

    The interpreter writes their numbers to a socket: the one thing that wakes a wait in all modes.
    """
    hears, told = socket.socketpair()
    told.setblocking(False)  # noqa: FBT003 -- the socket's own signature
    before = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    handlers = {each: signal.signal(each, lambda _number, _frame: None) for each in STOPPING}

    def wait(at_most_s: float | None) -> bool:
        hears.settimeout(at_most_s)
        try:
            while not set(hears.recv(64)) & set(STOPPING):
                pass
        except TimeoutError:
            return False
        return True

    try:
        yield wait
    finally:
        for each, handler in handlers.items():
            signal.signal(each, handler)
        signal.set_wakeup_fd(before)
        hears.close()
        told.close()
