"""The hall's events as they happen, one line each."""

import threading
from collections.abc import Callable
from typing import Any

from queue_server.protocol.live import LiveClient, LiveState


def watch(
    server: str,
    hall: str,
    token: str,
    *,
    tell: Callable[[Any], None],
    tell_state: Callable[[LiveState], None],
    stop: threading.Event,
) -> None:
    """Tell each event until `stop`; a lost connection comes back by itself."""
    live = LiveClient(
        server,
        {"hall": hall, "audience": "counter"},
        token=token,
        on_board=lambda _board: None,
        on_event=tell,
        on_state=tell_state,
    )
    live.start()
    try:
        stop.wait()
    finally:
        live.close()
