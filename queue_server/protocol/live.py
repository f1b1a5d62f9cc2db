"""The devices' connection to the live side: Socket.IO, WebSocket only, namespace `/live`.

Each connection begins with a board; then come events, in order and each once. A gap that does not
close in a moment is asked for (`since`), and where the server no longer has what was missed, a new
board takes its place. Lost connections come back by themselves, with jitter. What was called while
the connection was lost stands on the board.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, cast

import socketio
from socketio.exceptions import SocketIOError

from queue_server.protocol.messages import Board, Event
from queue_server.protocol.ordering import EventOrder, is_event
from queue_server.protocol.retry import Backoff

log = logging.getLogger(__name__)

NAMESPACE = "/live"
ANSWER_S = 10
"""How long the server may take to acknowledge, and the connection to open."""
GAP_S = 0.3
"""How long an early event waits for the one before it, until it is asked for."""


class LiveState(StrEnum):
    """How the connection is, for people: shown by every device."""

    CONNECTING = "connecting"
    LIVE = "live"
    LOST = "lost"


class LiveRefused(Exception):
    """The server does not let this device join, or ask; `code` as in the contract's refusals."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class LiveClient:
    """Follows one hall: `join` is `{"hall", "audience"}` or `{"ticket"}`.

    The board and event callbacks are called one at a time, from the client's own threads; they must
    be quick and must not call `close`.
    `on_board` gets a snapshot that replaces all that was shown; `on_event` one event after it.
    """

    def __init__(
        self,
        base_url: str,
        join: Mapping[str, str],
        *,
        token: str | None = None,
        on_board: Callable[[Board], object],
        on_event: Callable[[Event], object],
        on_state: Callable[[LiveState], object] = lambda _state: None,
    ) -> None:
        self._url = base_url
        self._join = dict(join)
        self._token = token
        self._on_board = on_board
        self._on_event = on_event
        self._on_state = on_state
        self._order: EventOrder | None = None
        self._before_board: list[Event] = []
        self._lock = threading.RLock()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="live", daemon=True)

    def start(self) -> None:
        """Connect, and stay connected, in a thread of its own."""
        self._thread.start()

    def close(self) -> None:
        """Disconnect and wait until the thread has ended."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(ANSWER_S * 2)

    def _run(self) -> None:
        backoff = Backoff()
        while not self._stop.is_set():
            self._on_state(LiveState.CONNECTING)
            try:
                self._follow(backoff)
            except (SocketIOError, LiveRefused, OSError) as error:
                log.warning("live connection lost: %s", error)
            if not self._stop.is_set():
                self._on_state(LiveState.LOST)
                self._stop.wait(backoff.next_delay_s(now=time.monotonic()))

    def _follow(self, backoff: Backoff) -> None:
        """One connection, from its opening to its end."""
        # The library's own reconnecting knows nothing of joining, so each connection is a new one.
        connection = socketio.Client(reconnection=False, handle_sigint=False)
        connection.on("event", self._arrived, namespace=NAMESPACE)
        connection.on("disconnect", lambda *_reason: self._wake.set(), namespace=NAMESPACE)
        try:
            connection.connect(
                self._url,
                auth={"token": self._token} if self._token else {},
                transports=["websocket"],
                namespaces=[NAMESPACE],
                wait_timeout=ANSWER_S,
            )
            self._show_board(connection)
            backoff.attempt = 0
            self._on_state(LiveState.LIVE)
            self._mend_gaps(connection)
        finally:
            _hang_up(connection)

    def _show_board(self, connection: socketio.Client) -> None:
        """Join and show the board; events that overtook the answer follow it."""
        with self._lock:
            self._order = None
            self._before_board.clear()
        answer = self._ask(connection, "join", self._join)
        sequence, board = answer.get("sequence"), answer.get("board")
        if not isinstance(sequence, int) or not isinstance(board, dict):
            raise LiveRefused("invalid", "the answer to join is no board")
        with self._lock:
            self._order = EventOrder(sequence)
            self._on_board(cast("Board", board))
            self._accept(self._before_board)

    def _mend_gaps(self, connection: socketio.Client) -> None:
        """Ask for what is missing, as often as something is, until the connection ends."""
        while connection.connected and not self._stop.is_set():
            self._wake.wait()
            self._wake.clear()
            known = self._sequence_before_gap()
            if known is None or self._stop.wait(GAP_S) or self._sequence_before_gap() is None:
                continue
            self._accept(self._missed_since(connection, known))
            if self._sequence_before_gap() is not None:
                self._show_board(connection)

    def _missed_since(self, connection: socketio.Client, sequence: int) -> list[Event]:
        try:
            answer = self._ask(connection, "since", {"sequence": sequence})
        except LiveRefused as refusal:
            log.info("what was missed is not told: %s", refusal)  # too old: the board will do
            return []
        events = answer.get("events")
        return [each for each in events if is_event(each)] if isinstance(events, list) else []

    def _sequence_before_gap(self) -> int | None:
        with self._lock:
            return self._order.sequence if self._order and self._order.has_gap else None

    def _ask(
        self, connection: socketio.Client, name: str, body: Mapping[str, Any]
    ) -> dict[str, Any]:
        answer = connection.call(name, dict(body), NAMESPACE, timeout=ANSWER_S)
        if not isinstance(answer, dict) or "code" in answer:
            refusal = answer if isinstance(answer, dict) else {}
            raise LiveRefused(str(refusal.get("code", "invalid")), str(refusal.get("message", "")))
        return answer

    def _arrived(self, event: object = None, *_more: object) -> None:
        if not is_event(event):
            log.warning("an event that is none was left out")
            return
        with self._lock:
            if self._order is None:
                self._before_board.append(event)
            else:
                self._accept([event])

    def _accept(self, events: Iterable[Event]) -> None:
        with self._lock:
            for event in events:
                for ready in self._order.accept(event) if self._order else ():
                    self._on_event(ready)
            if self._order and self._order.has_gap:
                self._wake.set()


def _hang_up(connection: socketio.Client) -> None:
    """Close at once: the library's own goodbye waits 3 s for an answer that its reader has taken."""
    websocket = connection.eio.ws
    if websocket is None:
        connection.disconnect()
        return
    websocket.abort()
    connection.disconnect()
    websocket.shutdown()  # a reader that met a reset has forgotten it: nobody else closes it
