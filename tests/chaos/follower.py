"""A screen of the hall as the device programs follow one; what it knows can be compared with the record."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from queue_server.protocol.live import LiveClient, LiveState
from queue_server.protocol.messages import Board, Event
from tests.chaos.crowd import PATIENCE_S


class Follower:
    """Where a screen stands in the hall's record, and when it heard of each call."""

    def __init__(self) -> None:
        self.sequence = 0
        self.boards = 0
        self.gaps = 0
        """Events that did not follow the one before: must stay 0, since the client mends gaps."""
        self.states: list[LiveState] = []
        self._news = threading.Condition()

    def reaches(self, sequence: int) -> bool:
        """Whether it comes to know of an event, within what a person would never wait."""
        with self._news:
            return self._news.wait_for(lambda: self.sequence >= sequence, PATIENCE_S)

    def on_board(self, board: Board) -> None:
        self.boards += 1
        self._know(board["sequence"])

    def on_event(self, event: Event) -> None:
        self.gaps += event["previous"] != self.sequence
        self._know(event["sequence"])

    def _know(self, sequence: int) -> None:
        with self._news:
            self.sequence = sequence
            self._news.notify_all()


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
        assert live.wait(PATIENCE_S), made.states
        yield made
    finally:
        client.close()
