"""Joining a hall or a ticket, and what was missed: without a gap between the board and the events.

A socket enters its room first and gets its board then, so an event is in the board, or sent to it,
or both; the client drops what its board already shows.
"""

from typing import Any

from queue_server.domain.errors import Invalid, NotFound, Refusal
from queue_server.domain.events import tickets_of
from queue_server.realtime.audiences import Audience, require_audience
from queue_server.realtime.board_cache import BoardCache
from queue_server.realtime.messages import Message
from queue_server.realtime.payloads import JoinHall, JoinTicket
from queue_server.realtime.ports import Surroundings, TicketView
from queue_server.realtime.publisher import LivePublisher
from queue_server.realtime.ring import KEPT, Ring
from queue_server.realtime.rooms import Place, Rooms
from queue_server.realtime.wire import Wire
from queue_server.use_cases.ports import Halls, Threads
from queue_server.use_cases.principal import Principal


class TooOld(Refusal):
    """What was missed is too much to be told one by one; fetch the board."""

    code = "too_old"


class Joining:
    """Puts sockets into their rooms and tells them how things stand."""

    def __init__(
        self,
        *,
        halls: Halls,
        rooms: Rooms,
        ring: Ring,
        wire: Wire,
        boards: BoardCache,
        publisher: LivePublisher,
        surroundings: Surroundings,
        threads: Threads,
    ) -> None:
        self._halls = halls
        self._rooms = rooms
        self._ring = ring
        self._wire = wire
        self._boards = boards
        self._publisher = publisher
        self._surroundings = surroundings
        self._threads = threads

    def join(self, sid: str, principal: Principal, wanted: JoinHall | JoinTicket) -> dict[str, Any]:
        """Enter the room; the answer is ``{"sequence", "board"}``.

        One socket watches one thing: another join leaves the first. NotFound, Unauthenticated or
        Forbidden, and then the socket is in no room.
        """
        try:
            if isinstance(wanted, JoinTicket):
                return self._join_ticket(sid, wanted.secret)
            return self._join_hall(sid, principal, wanted)
        except BaseException:
            self.leave(sid)
            raise

    def leave(self, sid: str) -> None:
        """Leave the room, if in one."""
        place = self._rooms.leave(sid)
        if place is not None:
            self._wire.leave(sid, place.room)

    def place(self, sid: str) -> Place:
        """What the socket watches; Invalid if it has not joined."""
        place = self._rooms.find(sid)
        if place is None:
            raise Invalid(field="join")
        return place

    def published(self, hall: str) -> int:
        """The sequence of the last event that the hall's sockets were told; 0 before the first."""
        return self._ring.last(hall)

    def missed(self, sid: str, sequence: int) -> list[Message]:
        """The messages for the socket's place after a sequence; TooOld when they are too many."""
        place = self.place(sid)
        events = self._ring.find_after(place.hall, sequence)
        if events is None:
            events = self._threads.run(
                self._surroundings.events_after, place.hall, sequence, KEPT + 1
            )
        if len(events) > KEPT:
            raise TooOld
        return self._publisher.messages(place, events, after=sequence)

    def _join_hall(self, sid: str, principal: Principal, wanted: JoinHall) -> dict[str, Any]:
        self._halls.get(wanted.hall)
        require_audience(principal, wanted.audience, wanted.hall)
        self._enter(sid, Place(wanted.hall, wanted.audience))
        board = self._boards.get(wanted.hall)
        return {"sequence": board["sequence"], "board": board}

    def _join_ticket(self, sid: str, secret: str) -> dict[str, Any]:
        view = self._view(secret)
        self._enter(sid, Place(view.hall, Audience.TICKET, view.ticket))
        # Which room it is, only the view tells. If something happened to the ticket since it was
        # read, that may have been sent before the socket was in the room: read again.
        if self._happened_after(view):
            view = self._view(secret)
        return {"sequence": view.sequence, "board": view.board}

    def _happened_after(self, view: TicketView) -> bool:
        published = self._ring.find_after(view.hall, view.sequence)
        if published is None:
            return self._ring.last(view.hall) > view.sequence
        return any(view.ticket in tickets_of(each.event) for each in published)

    def _view(self, secret: str) -> TicketView:
        view = self._threads.run(self._surroundings.ticket_view, secret)
        if view is None:
            raise NotFound(what="ticket")
        return view

    def _enter(self, sid: str, place: Place) -> None:
        self.leave(sid)
        self._rooms.enter(sid, place, published=self._ring.last(place.hall))
        self._wire.enter(sid, place.room)
