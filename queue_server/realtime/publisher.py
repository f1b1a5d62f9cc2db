"""Publishing: after the commit, what happened goes to everyone who watches the hall."""

import logging
from collections.abc import Callable, Sequence

from queue_server.domain.events import CounterOpened, tickets_of
from queue_server.domain.hall import Hall
from queue_server.realtime.audiences import Audience
from queue_server.realtime.messages import (
    FindRendered,
    Message,
    Officer,
    message_for,
    nothing_rendered,
)
from queue_server.realtime.ring import Ring
from queue_server.realtime.rooms import Place, Rooms, hall_places
from queue_server.use_cases.ports import Halls
from queue_server.use_cases.recorded import Recorded

log = logging.getLogger(__name__)

Listener = Callable[[Recorded], object]


class LivePublisher:
    """Implements ``ports.Publisher`` for the sockets of this process.

    ``send`` gives messages to a room without waiting; ``find_officer`` answers a user name with the
    officer's badge and name, from memory, and ``find_rendered`` what of a call is there in a better voice;
    ``listeners`` are told of every event, and must be quick.
    Called by one thread at a time for one hall, in the order of its record.
    """

    def __init__(
        self,
        *,
        halls: Halls,
        rooms: Rooms,
        ring: Ring,
        send: Callable[[str, Sequence[Message]], None],
        find_officer: Callable[[str, str], Officer | None],
        find_rendered: FindRendered = nothing_rendered,
        listeners: Sequence[Listener] = (),
    ) -> None:
        self._halls = halls
        self._rooms = rooms
        self._ring = ring
        self._send = send
        self._find_officer = find_officer
        self._find_rendered = find_rendered
        self._listeners = list(listeners)

    def listen(self, listener: Listener) -> None:
        """Tell one more of every event."""
        self._listeners.append(listener)

    def publish(self, recorded: Sequence[Recorded]) -> None:
        """Send to every room with a reader, then tell the listeners.

        Never raises: what was committed is true, and who missed a message finds the gap.
        """
        for each in recorded:
            # Before sending: who asks for what was missed, or for a board, then gets these too.
            self._ring.add(each)
        # One sending for a room, however many events of one commit it hears.
        rooms: dict[str, list[Message]] = {}
        for each in recorded:
            self._carefully(each, self._address, each, rooms)
        for room, messages in rooms.items():
            self._carefully(recorded[-1], self._send, room, messages)
        for each in recorded:
            for listener in self._listeners:
                self._carefully(each, listener, each)

    def messages(self, place: Place, events: Sequence[Recorded], *, after: int) -> list[Message]:
        """The messages that a place would have got of these events, ``after`` the one it knows."""
        hall, previous, messages = self._halls.get(place.hall), after, []
        for each in events:
            if place.ticket is None or place.ticket in tickets_of(each.event):
                messages.append(self._message(each, hall, place.audience, previous))
                previous = each.sequence
        return messages

    def _address(self, recorded: Recorded, rooms: dict[str, list[Message]]) -> None:
        """Add the event's messages to those of the rooms that have a reader."""
        hall, sequence = self._halls.get(recorded.hall), recorded.sequence
        for place in hall_places(recorded.hall):
            if self._rooms.is_watched(place):
                message = self._message(recorded, hall, place.audience, sequence - 1)
                rooms.setdefault(place.room, []).append(message)
        for ticket in tickets_of(recorded.event):
            place = Place(recorded.hall, Audience.TICKET, ticket)
            if self._rooms.is_watched(place):
                previous = self._rooms.previous_in_ticket_room(place, sequence)
                message = self._message(recorded, hall, Audience.TICKET, previous)
                rooms.setdefault(place.room, []).append(message)

    def _message(
        self, recorded: Recorded, hall: Hall, audience: Audience, previous: int
    ) -> Message:
        event, officer = recorded.event, None
        if isinstance(event, CounterOpened):
            officer = self._find_officer(recorded.hall, event.officer)
        return message_for(
            recorded,
            hall,
            audience,
            previous=previous,
            officer=officer,
            find_rendered=self._find_rendered,
        )

    def _carefully(self, told: Recorded, tell: Callable[..., object], *what: object) -> None:
        try:
            tell(*what)
        except Exception:
            log.exception("event %s of %s was not told on", told.sequence, told.hall)
