"""Who is in which room, and what a ticket's room got last.

A room is one audience of one hall, or one ticket. Nothing is made for an empty room.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property

from queue_server.realtime.audiences import HALL_AUDIENCES, Audience


@dataclass(frozen=True)
class Place:
    """What a socket watches."""

    hall: str
    audience: Audience
    ticket: int | None = None
    """The ticket's id, for the audience of a ticket."""

    @cached_property
    def room(self) -> str:
        """The room's name; a hall's name has no colon."""
        if self.ticket is not None:
            return f"{self.hall}:ticket:{self.ticket}"
        return f"{self.hall}:{self.audience.value}"


@cache
def hall_places(hall: str) -> tuple[Place, ...]:
    """The places of a hall where all its events are told."""
    return tuple(Place(hall, audience) for audience in HALL_AUDIENCES)


class Rooms:
    """The places of this process's sockets.

    Methods are called by one thread at a time for one socket; a dict's and a counter's own steps
    are enough between sockets.
    """

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._present: Counter[str] = Counter()
        self._sent: dict[str, int] = {}

    def find(self, sid: str) -> Place | None:
        """Where a socket is."""
        return self._places.get(sid)

    def enter(self, sid: str, place: Place, *, published: int) -> None:
        """Put a socket into a room, out of any other.

        ``published`` is the sequence of the hall's last published event, or 0. A ticket's room that
        was empty begins there: what happened to the ticket until then is in the view that the
        client gets with its answer, and everything later is sent to it.
        """
        self.leave(sid)
        self._places[sid] = place
        self._present[place.room] += 1
        if place.ticket is not None:
            self._sent.setdefault(place.room, published)

    def leave(self, sid: str) -> Place | None:
        """Take a socket out; where it was."""
        place = self._places.pop(sid, None)
        if place is not None:
            self._present[place.room] -= 1
            if self._present[place.room] <= 0:
                del self._present[place.room]
                self._sent.pop(place.room, None)
        return place

    def is_watched(self, place: Place) -> bool:
        """Whether a message for this room has a reader."""
        if place.ticket is not None and not self._sent:
            return False  # no phone is looking on at all: most of the time, and a name less to make
        return place.room in self._present

    def previous_in_ticket_room(self, place: Place, sequence: int) -> int:
        """The sequence sent to a ticket's room before this one, which is now the last."""
        previous = self._sent[place.room]
        self._sent[place.room] = sequence
        return previous
