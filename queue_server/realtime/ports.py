"""What the live side needs from outside; ``app`` gives it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from queue_server.domain.announcement import Announcement
from queue_server.domain.errors import Refusal
from queue_server.realtime.messages import Message, Officer
from queue_server.use_cases.display import Report
from queue_server.use_cases.principal import Principal
from queue_server.use_cases.recorded import Recorded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from _typeshed.wsgi import WSGIEnvironment


@dataclass(frozen=True, slots=True)
class TicketView:
    """A ticket as its holder sees it, at a sequence of its hall."""

    hall: str
    ticket: int
    sequence: int
    board: dict[str, Any]
    """The answer of ``GET /tickets/{secret}``, plain JSON."""


class Surroundings(Protocol):
    """Questions of the live side.

    Those that read storage are asked on OS threads, where they may block; those that are asked on
    the event loop say so and must not.
    """

    def recognise(self, environ: "WSGIEnvironment", token: str | None) -> Principal:
        """Who connects, by a token or by the session cookie of the request; ``ANYONE`` without.

        Asked on the event loop: may wait by ``Threads``. Unauthenticated for a token that is wrong.
        """
        ...

    def board(self, hall: str) -> dict[str, Any]:
        """The board of a hall with its ``sequence``, read in one transaction, plain JSON."""
        ...

    def events_after(self, hall: str, sequence: int, limit: int) -> "Sequence[Recorded]":
        """The first ``limit`` events of the record after a sequence, in order."""
        ...

    def sequences(self) -> "Mapping[str, int]":
        """The sequence of the last event of each hall that is served here, as the record has it."""
        ...

    def forget(self) -> None:
        """Rights may have changed elsewhere: recognise everyone anew. May wait."""
        ...

    def ticket_view(self, secret: str) -> TicketView:
        """The ticket of a secret, read in one transaction; NotFound otherwise."""
        ...

    def find_officer(self, hall: str, user: str) -> Officer | None:
        """The badge and name of a user. Asked on the event loop: from memory."""
        ...

    def find_rendered(self, said: Announcement) -> Message | None:
        """``{"url", "replaces"}`` where a better voice has said its beginning. On the event loop: at once."""
        ...

    def on_sound(self, device: str | None, hall: str, state: str) -> None:
        """A display said how its sound is. Called on the event loop: may wait, not block."""
        ...

    def on_report(self, device: str | None, hall: str, report: Report, published: int) -> None:
        """A display said how it is, when the record was at ``published``.

        Called on the event loop, often: from memory.
        """
        ...

    def sentence(self, refusal: Refusal, languages: str) -> str:
        """A refusal for people, in the best of the languages of an ``Accept-Language`` header."""
        ...
