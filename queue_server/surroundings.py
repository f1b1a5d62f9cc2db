"""What the live side asks of the server around it."""

import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from werkzeug.http import parse_cookie

from queue_server.domain.announcement import Announcement
from queue_server.domain.errors import Refusal
from queue_server.domain.events import TicketCalled
from queue_server.domain.hall import Hall
from queue_server.realtime.messages import Officer, announcement_of
from queue_server.realtime.ports import TicketView
from queue_server.storage.reader import SqlReader
from queue_server.use_cases import devices
from queue_server.use_cases.display import Report
from queue_server.use_cases.display_watch import DisplayWatch
from queue_server.use_cases.outlook import standing
from queue_server.use_cases.paces import Paces
from queue_server.use_cases.portraits import Portraits
from queue_server.use_cases.ports import Halls, Writer
from queue_server.use_cases.principal import ANYONE, Principal
from queue_server.use_cases.recorded import Recorded
from queue_server.voice.voices import Rendered, Voices
from queue_server.web.access import SESSION_COOKIE
from queue_server.web.hall_json import board_json
from queue_server.web.metrics import Metrics
from queue_server.web.recognition import Recogniser
from queue_server.web.texts import best_language, sentence
from queue_server.web.tickets_json import citizen_json

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

log = logging.getLogger(__name__)


class Server(Protocol):
    """What of a server is asked here; read when it is asked, since the live side is made before some."""

    halls: Halls
    questions: SqlReader
    writer: Writer
    recogniser: Recogniser
    paces: Paces
    metrics: Metrics
    portraits: Portraits
    voices: Voices
    screens: DisplayWatch

    def public_url(self) -> str:
        """How phones reach it."""
        ...


class ServerSurroundings:
    """What the live side asks. Implements ``realtime.ports.Surroundings``."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def recognise(self, environ: "WSGIEnvironment", token: str | None) -> Principal:
        """Who connects, by a token or by the session cookie; ``ANYONE`` without."""
        recogniser = self._server.recogniser
        if token is not None:
            return recogniser.by_token(token)
        secret = _cookie(environ, SESSION_COOKIE)
        return (recogniser.by_cookie(secret) if secret else None) or ANYONE

    def board(self, hall: str) -> dict[str, Any]:
        """The board of a hall."""
        server = self._server
        return server.questions.ask_here(
            hall,
            lambda view: board_json(
                view, server.recogniser.find_officer, server.paces, self._announce
            ),
        )

    def events_after(self, hall: str, sequence: int, limit: int) -> Sequence[Recorded]:
        """The first events of the record after a sequence."""
        return self._server.questions.ask_here(
            hall, lambda view: view.events_after(sequence, limit)
        )

    def sequences(self) -> Mapping[str, int]:
        """Where the record of each hall that is served here ends."""
        found = self._server.questions.ask_all_here(lambda everything: everything.sequences())
        return {hall.id: found[hall.id] for hall in self._server.halls.all()}

    def forget(self) -> None:
        """Recognise everyone anew."""
        self._server.recogniser.look_again()

    def ticket_view(self, secret: str) -> TicketView:
        """The ticket of a secret."""
        server = self._server

        def link_to(of: str) -> str:
            return f"{server.public_url()}/t/{of}"

        return server.questions.ask_about_here(
            secret,
            lambda view, ticket: TicketView(
                hall=ticket.hall,
                ticket=ticket.id,
                sequence=view.sequence(),
                board=citizen_json(
                    ticket, view, link_to, expected=standing(view, ticket, server.paces)
                ),
            ),
        )

    def find_officer(self, hall: str, user: str) -> Officer | None:
        """The badge, name and photo of a user, from memory."""
        account = self._server.recogniser.find_officer(user)
        if account is None:
            return None
        photo = self._server.portraits.find(hall, account.badge)
        return {
            "badge": account.badge or "",
            "name": account.display_name or "",
            "photo": photo,
        }

    def find_rendered(self, said: Announcement) -> Rendered | None:
        """What a better voice has said of a call, if it is there."""
        return self._server.voices.rendered(said)

    def on_sound(self, device: str | None, hall: str, state: str) -> None:
        """A display said how its sound is."""
        server = self._server
        server.metrics.sound(hall, device or "unnamed", state)
        if device is None or state == "speaking":
            return
        try:
            server.writer.run(lambda uow: devices.note_sound(uow, device=device, state=state))
        except Refusal as refusal:
            log.info("the sound of %s was not noted: %s", device, refusal)

    def on_report(self, device: str | None, hall: str, report: Report, published: int) -> None:
        """A display said how it is."""
        self._server.screens.hear(hall, device, report, published)

    def sentence(self, refusal: Refusal, languages: str) -> str:
        """A refusal for people."""
        return sentence(refusal.code, best_language(languages))

    def _announce(self, hall: Hall, call: TicketCalled) -> object:
        return announcement_of(hall, call, self._server.voices.rendered)


def _cookie(environ: "WSGIEnvironment", name: str) -> str | None:
    return parse_cookie(environ).get(name)
