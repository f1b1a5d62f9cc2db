"""Events in the hall's order, each once, and gaps noticed.

An event carries `sequence` and `previous`, the sequence of the event sent to this audience before
it. Servers behind a message queue, and the library's thread for each message, may deliver two
events the wrong way round, so an early one waits a moment for the one before it.
"""

from typing import TypeGuard

from queue_server.protocol.messages import Event


def is_event(value: object) -> TypeGuard[Event]:
    """Whether a value from the line can be put in order."""
    return (
        isinstance(value, dict)
        and type(value.get("sequence")) is int
        and type(value.get("previous", 0)) is int
    )


class EventOrder:
    """Lets events through in order; not safe between threads.

    `sequence` is that of the last event let through, or of the board that stands for it.
    """

    def __init__(self, sequence: int) -> None:
        self.sequence = sequence
        self._early: dict[int, Event] = {}

    @property
    def has_gap(self) -> bool:
        """Whether an event waits for one that has not come."""
        return bool(self._early)

    def accept(self, event: Event) -> list[Event]:
        """Take an event as it arrived and return those that may now be shown, in order."""
        if event["sequence"] > self.sequence:
            self._early[event["sequence"]] = event
        return self._ready()

    def _ready(self) -> list[Event]:
        events = []
        while self._early:
            event = self._early[min(self._early)]
            if _previous(event) > self.sequence:
                break
            del self._early[event["sequence"]]
            self.sequence = event["sequence"]
            events.append(event)
        return events


def _previous(event: Event) -> int:
    """The sequence that must be known before this event; all of a hall's events where unsaid."""
    return event.get("previous", event["sequence"] - 1)
