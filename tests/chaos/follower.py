"""A screen of the hall as the device programs follow one; what it knows can be compared with the record."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from queue_server.protocol.live import LiveClient, LiveState
from queue_server.protocol.messages import Board, Event


class Follower:
    """Where a screen stands in the hall's record, and when it heard of each call."""

    def __init__(self) -> None:
        self.sequence = 0
        self.boards = 0
        self.gaps = 0
        """Events that did not follow the one before: must stay 0, since the client mends gaps."""
        self.states: list[LiveState] = []

    def on_board(self, board: Board) -> None:
        self.boards += 1
        self.sequence = board["sequence"]

    def on_event(self, event: Event) -> None:
        self.gaps += event["previous"] != self.sequence
        self.sequence = event["sequence"]


@contextmanager
def following(url: str, hall: str = "small") -> Iterator[Follower]:
    """A display of a hall that was shown its first board."""
    made, live = Follower(), threading.Event()

    def on_state(state: LiveState) -> None:
        made.states.append(state)
        if state is LiveState.LIVE:
            live.set()

    client = LiveClient(
        url,
        {"hall": hall, "audience": "display"},
        on_board=made.on_board,
        on_event=made.on_event,
        on_state=on_state,
    )
    client.start()
    try:
        assert live.wait(60), made.states
        yield made
    finally:
        client.close()
