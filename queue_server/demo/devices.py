"""The hall's devices on a simulated day: they say that they are there, as often as that day wants it."""

import logging
import threading
from collections.abc import Mapping
from datetime import timedelta

from queue_server.demo.pacer import Pacer
from queue_server.protocol.client import Client, Refusal, Unreachable

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=45)
"""Of the simulated day; a print agent's own beats come by the wall's clock, too seldom for it."""
AT_MOST_EVERY_S = 0.5
STATUS = {
    "kiosk": {"printer": "ready"},
    "printer": {"printer": "ready"},
    "display": {"sound": "ready"},
}


class Heartbeats:
    """Beats of every device until the day is over."""

    def __init__(self, clients: Mapping[str, Client], pacer: Pacer) -> None:
        """``clients`` by the names of ``STATUS``."""
        self._clients, self._pacer = clients, pacer

    def run(self, finished: threading.Event) -> None:
        """Beat, until finished."""
        every_s = max(AT_MOST_EVERY_S, self._pacer.seconds_of(EVERY))
        while not finished.wait(every_s):
            for name, client in self._clients.items():
                try:
                    client.post("/devices/self/heartbeats", {"status": STATUS[name]})
                except (Refusal, Unreachable) as error:
                    log.info("no heartbeat of the %s: %s", name, error)
