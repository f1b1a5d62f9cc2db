"""Events as they stand in the record of their hall."""

from dataclasses import dataclass

from queue_server.domain.events import Event, TicketCalled


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """An event as it stands in the record of its hall."""

    hall: str
    sequence: int
    event: Event


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordedCall:
    """A call as it stands in the record."""

    sequence: int
    event: TicketCalled
