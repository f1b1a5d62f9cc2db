"""A ticket's life as data: its states, its verbs, and the one table that joins them.

``Ticket`` alone advances by it; the diagram in the docs is drawn from it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from queue_server.domain.names import CounterNumber


class TicketState(StrEnum):
    """Where a ticket is in its life."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    MISSED = "missed"
    AWAY = "away"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    ABANDONED = "abandoned"


class Verb(StrEnum):
    """What can be done to a ticket after it was issued."""

    CALL_NEXT = "call_next"
    CALL_TICKET = "call_ticket"
    RECALL = "recall"
    START = "start"
    MISS = "miss"
    RESTORE = "restore"
    PUT_BACK = "put_back"
    HOLD = "hold"
    TRANSFER = "transfer"
    ASK_TO_COME_BACK = "ask_to_come_back"
    COME_BACK = "come_back"
    DEFER = "defer"
    GRANT = "grant"
    MOVE = "move"
    CHECK_IN = "check_in"
    LAPSE = "lapse"
    EXPECT = "expect"
    COMPLETE = "complete"
    MOVE_ON = "move_on"
    CANCEL = "cancel"
    ABANDON = "abandon"


_S = TicketState
LIFECYCLE: dict[Verb, tuple[frozenset[TicketState], TicketState]] = {
    Verb.CALL_NEXT: (frozenset({_S.WAITING}), _S.CALLED),
    Verb.CALL_TICKET: (frozenset({_S.WAITING, _S.MISSED, _S.HELD}), _S.CALLED),
    Verb.RECALL: (frozenset({_S.CALLED}), _S.CALLED),
    Verb.START: (frozenset({_S.CALLED}), _S.SERVING),
    Verb.MISS: (frozenset({_S.CALLED}), _S.MISSED),
    Verb.RESTORE: (frozenset({_S.MISSED}), _S.WAITING),
    Verb.PUT_BACK: (frozenset({_S.CALLED}), _S.WAITING),
    Verb.HOLD: (frozenset({_S.SERVING}), _S.HELD),
    Verb.TRANSFER: (frozenset({_S.CALLED, _S.SERVING}), _S.WAITING),
    Verb.ASK_TO_COME_BACK: (frozenset({_S.SERVING}), _S.AWAY),
    Verb.COME_BACK: (frozenset({_S.AWAY}), _S.WAITING),
    Verb.DEFER: (frozenset({_S.WAITING}), _S.WAITING),
    Verb.GRANT: (frozenset({_S.WAITING}), _S.WAITING),
    Verb.MOVE: (frozenset({_S.WAITING}), _S.WAITING),
    Verb.CHECK_IN: (frozenset({_S.WAITING}), _S.WAITING),
    Verb.LAPSE: (frozenset({_S.WAITING}), _S.WAITING),
    Verb.EXPECT: (frozenset({_S.WAITING}), _S.WAITING),
    Verb.COMPLETE: (frozenset({_S.SERVING}), _S.COMPLETED),
    Verb.MOVE_ON: (frozenset({_S.SERVING}), _S.WAITING),
    Verb.CANCEL: (frozenset({_S.WAITING, _S.CALLED, _S.HELD, _S.MISSED, _S.AWAY}), _S.CANCELLED),
    Verb.ABANDON: (frozenset({_S.WAITING, _S.CALLED, _S.MISSED, _S.HELD, _S.AWAY}), _S.ABANDONED),
}
"""verb: the states it may come from, and the state that follows."""

ENDED = frozenset({_S.COMPLETED, _S.CANCELLED, _S.ABANDONED})
IN_HAND = frozenset({_S.CALLED, _S.SERVING})
SERVED_FROM = frozenset({Verb.HOLD, Verb.ASK_TO_COME_BACK, Verb.COMPLETE, Verb.MOVE_ON})
"""Where service starts on the call, a called person is being served: these come from CALLED too."""


def is_allowed(verb: Verb, state: TicketState, *, start_on_call: bool = False) -> bool:
    """Whether the table lets a verb come from a state."""
    if start_on_call and verb in SERVED_FROM and state is _S.CALLED:
        return True
    return state in LIFECYCLE[verb][0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """One finished stretch of waiting and service at one service (环节)."""

    n: int
    service: str
    priority_class: str
    promise: timedelta
    waiting_since: datetime
    called_at: datetime | None
    started_at: datetime | None
    ended_at: datetime
    served: timedelta
    """Time at the window before the stage was held; what follows ``started_at`` comes on top."""
    counter: CounterNumber | None
    officer: str | None
    misses: int = 0
    """How often the person did not come when called, in this stage."""
