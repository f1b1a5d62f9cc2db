"""The namespace ``/live``: who connects, what they join, what they missed.

Every answer is an acknowledgement: what was asked for, or ``{"code", "message"}``.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engineio import Server
from flask_socketio import ConnectionRefusedError as ConnectionRefused
from flask_socketio import Namespace

from queue_server.domain.errors import Forbidden, Invalid, Refusal, StorageUnavailable
from queue_server.realtime.audiences import Audience
from queue_server.realtime.engine import NAMESPACE
from queue_server.realtime.joining import Joining
from queue_server.realtime.outlet import OUTLET, Outlet
from queue_server.realtime.payloads import (
    parse_auth,
    parse_join,
    parse_report,
    parse_since,
    parse_sound,
)
from queue_server.realtime.ports import Surroundings
from queue_server.realtime.rooms import Place
from queue_server.use_cases.principal import Principal, Role

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

log = logging.getLogger(__name__)

Answer = dict[str, Any]


@dataclass(slots=True)
class Visitor:
    """Who is behind a socket."""

    principal: Principal
    languages: str
    sound: str | None = None


Question = Callable[[str, Visitor, object], Answer]


class LiveNamespace(Namespace):  # type: ignore[misc] # Flask-SocketIO publishes no types
    """Connections and questions; one question of a socket at a time."""

    def __init__(
        self, *, joining: Joining, surroundings: Surroundings, on_cut: Callable[[], object]
    ) -> None:
        """``on_cut`` is told of each socket that ended since its client did not read or answer."""
        super().__init__(NAMESPACE)
        self._on_cut = on_cut
        self._joining = joining
        self._surroundings = surroundings
        self._visitors: dict[str, Visitor] = {}
        self._questions: dict[str, Question] = {
            "join": self._join,
            "since": self._since,
            "sound": self._sound,
            "report": self._report,
        }

    def trigger_event(self, event: str, sid: str, *args: object) -> Answer | None:
        """Everything comes by here, also what a client calls ``connect`` or ``disconnect``.

        Takes the place of Flask-SocketIO's own, which would make a Flask request for each question.
        """
        if event == "connect":
            self._connect(sid, args[1] if len(args) > 1 else None)
        elif event == "disconnect":
            self._disconnect(sid, args[0] if args else None)
        else:
            return self._answer(event, sid, args)
        return None

    def close_connections_of(self, is_meant: Callable[[Principal], bool]) -> None:
        """Close the sockets of those who may no longer watch, such as a device that was revoked."""
        for sid, visitor in list(self._visitors.items()):
            if is_meant(visitor.principal):
                self.disconnect(sid)

    def _connect(self, sid: str, auth: object) -> None:
        if sid in self._visitors:
            return  # a client's own event of that name
        environ = self._environ(sid)
        languages = str(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        try:
            principal = self._recognise(environ, auth)
        except Refusal as refusal:
            answer = self._refusal(refusal, languages)
            raise ConnectionRefused(answer["message"], answer) from None
        self._visitors[sid] = Visitor(principal, languages)

    def _recognise(self, environ: "WSGIEnvironment", auth: object) -> Principal:
        try:
            return self._surroundings.recognise(environ, parse_auth(auth))
        except Refusal:
            raise
        except Exception:
            log.exception("a connection was not recognised")
            raise StorageUnavailable from None

    def _disconnect(self, sid: str, reason: object) -> None:
        self._joining.leave(sid)
        if self._visitors.pop(sid, None) is None:
            return
        outlet: Outlet | None = self._environ(sid).get(OUTLET)
        if reason == Server.reason.PING_TIMEOUT or (outlet is not None and outlet.is_silent):
            self._on_cut()

    def _environ(self, sid: str) -> "WSGIEnvironment":
        return self.socketio.server.get_environ(sid, namespace=NAMESPACE) or {}

    def _answer(self, event: str, sid: str, args: tuple[object, ...]) -> Answer:
        visitor = self._visitors.get(sid)
        if visitor is None:
            return self._refusal(Invalid(field="connection"), "")
        try:
            return self._question(event)(sid, visitor, _only(args))
        except Refusal as refusal:
            return self._refusal(refusal, visitor.languages)
        except Exception:
            log.exception("%r was not answered", event)
            return self._refusal(StorageUnavailable(), visitor.languages)

    def _question(self, event: str) -> Question:
        try:
            return self._questions[event]
        except KeyError:
            raise Invalid(field="event") from None

    def _join(self, sid: str, visitor: Visitor, payload: object) -> Answer:
        return self._joining.join(sid, visitor.principal, parse_join(payload))

    def _since(self, sid: str, _visitor: Visitor, payload: object) -> Answer:
        return {"events": self._joining.missed(sid, parse_since(payload))}

    def _sound(self, sid: str, visitor: Visitor, payload: object) -> Answer:
        state, place = parse_sound(payload), self._screen(sid)
        if state != visitor.sound:
            visitor.sound = state
            self._surroundings.on_sound(visitor.principal.device, place.hall, state)
        return {}

    def _report(self, sid: str, visitor: Visitor, payload: object) -> Answer:
        report, place, who = parse_report(payload), self._screen(sid), visitor.principal
        device = who.device if Role.DISPLAY in who.roles else None
        published = self._joining.published(place.hall)
        self._surroundings.on_report(device, place.hall, report, published)
        return {}

    def _screen(self, sid: str) -> Place:
        place = self._joining.place(sid)
        if place.audience is not Audience.DISPLAY:
            raise Forbidden(audience=place.audience.value)
        return place

    def _refusal(self, refusal: Refusal, languages: str) -> Answer:
        message = self._surroundings.sentence(refusal, languages)
        return {"code": refusal.code, "message": message, "details": refusal.details}


def _only(args: tuple[object, ...]) -> object:
    if len(args) != 1:
        raise Invalid(field="payload")
    return args[0]
