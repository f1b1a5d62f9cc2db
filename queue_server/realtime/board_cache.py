"""Boards, read once for everyone who asks.

A board is the hall's at one sequence. It serves until an event is published after it, and for a few
seconds at most: forecasts change with the clock alone, and another process publishes unheard here.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from queue_server.use_cases.ports import Threads

Board = dict[str, Any]
"""What a display shows, as in the contract; plain JSON with ``sequence``."""

FRESH_S = 2.0


@dataclass(frozen=True, slots=True)
class _Kept:
    board: Board
    read_at: float


@dataclass(slots=True)
class _Building:
    """One reading that others wait for."""

    ended: threading.Event = field(default_factory=threading.Event)
    board: Board | None = None
    error: BaseException | None = None


class BoardCache:
    """The newest board of each hall.

    ``read`` builds a board from storage, on ``threads``; ``published`` gives the sequence of a
    hall's last published event, or 0.
    """

    def __init__(
        self,
        *,
        read: Callable[[str], Board],
        published: Callable[[str], int],
        threads: Threads,
        clock: Callable[[], float] = time.monotonic,
        fresh_s: float = FRESH_S,
    ) -> None:
        self._read = read
        self._published = published
        self._threads = threads
        self._clock = clock
        self._fresh_s = fresh_s
        self._kept: dict[str, _Kept] = {}
        self._building: dict[str, _Building] = {}
        self._lock = threading.Lock()

    def get(self, hall: str) -> Board:
        """The hall's board with every event published until now; raises what reading it raises.

        While it is read, all others who ask wait for that one reading; those for whom it began too
        early then share the next.
        """
        needed = self._published(hall)
        while True:
            with self._lock:
                kept = self._kept.get(hall)
                if kept is not None and self._serves(kept, needed):
                    return kept.board
                building, mine = self._building.get(hall), False
                if building is None:
                    building, mine = self._building.setdefault(hall, _Building()), True
            if mine:
                return self._build(hall, building)
            building.ended.wait()
            if building.error is not None:
                raise building.error
            # Even when reading took longer than a board serves: else each would read one more.
            if building.board is not None and int(building.board["sequence"]) >= needed:
                return building.board

    def _serves(self, kept: _Kept, needed: int) -> bool:
        fresh = self._clock() - kept.read_at < self._fresh_s
        return fresh and int(kept.board["sequence"]) >= needed

    def _build(self, hall: str, building: _Building) -> Board:
        began = self._clock()
        try:
            board = building.board = self._threads.run(self._read, hall)
            self._kept[hall] = _Kept(board, began)
        except BaseException as error:
            building.error = error
            raise
        else:
            return board
        finally:
            with self._lock:
                del self._building[hall]
            building.ended.set()
