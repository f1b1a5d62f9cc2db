"""The phone's addresses: a ticket's page, what makes it installable, and its service worker."""

from hashlib import sha256

from flask import Blueprint, Response, request, send_from_directory, url_for

from queue_server.domain.errors import NotFound, TooManyRequests
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.outlook import standing
from queue_server.web.access import anyone, services
from queue_server.web.first_view import FirstView, first_view
from queue_server.web.flood import ONE_PHONE
from queue_server.web.origin import origin
from queue_server.web.pages import shell
from queue_server.web.places import places
from queue_server.web.security import WORKER_POLICY
from queue_server.web.wire import to_json

bp = Blueprint("phone", __name__)
ICONS = tuple(
    {
        "src": f"/static/shared/icon-{pixels}.png",
        "sizes": f"{pixels}x{pixels}",
        "type": "image/png",
        "purpose": purpose,
    }
    for pixels in (192, 512)
    for purpose in ("any", "maskable")
)


@bp.get("/t/<secret>")
@anyone
def citizen(secret: str) -> Response:
    """A ticket on its holder's phone; a link that is nobody's gets the same page, which then says so."""
    return _not_kept(Response(shell("citizen", None, secret=secret, first=_first(secret))))


@bp.get("/halls/<hall>/online")
@anyone
def online(hall: str) -> str:
    """Take a number from a phone."""
    return shell("citizen", services().halls.get(hall), module="online")


@bp.get("/halls/<hall>/answer")
@anyone
def answer(hall: str) -> str:
    """Read the answer to a case, by the code that was given with it."""
    return shell("citizen", services().halls.get(hall), module="answer")


@bp.get("/halls/<hall>/presence")
@anyone
def presence(hall: str) -> str:
    """The code of the minute, for a screen in the hall."""
    return shell("citizen", services().halls.get(hall), module="presence", dark=True)


@bp.get("/t/shell")
@anyone
def empty_shell() -> Response:
    """The page without anybody's ticket: what a phone keeps for when there is no network."""
    response = Response(shell("citizen", None))
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/t/worker.js")
@anyone
def worker() -> Response:
    """The phone page's service worker, here so that it works for tickets and for nothing else."""
    response = send_from_directory(places().folders["citizen"], "worker.js", max_age=0)
    response.headers["Content-Security-Policy"] = WORKER_POLICY
    return response


@bp.get("/t/<secret>/manifest.webmanifest")
@anyone
def manifest(secret: str) -> Response:
    """What an installed page is: this ticket. Made without a look at the tickets, so it tells nothing."""
    about = {
        "name": "轮候 Lunhou",
        "short_name": "轮候",
        "start_url": url_for("phone.citizen", secret=secret),
        "id": url_for("phone.citizen", secret=secret),
        "scope": "/t/",
        "display": "standalone",
        "background_color": "#f5f6f2",
        "theme_color": "#f5f6f2",
        "icons": ICONS,
    }
    return _not_kept(Response(to_json(about), mimetype="application/manifest+json"))


def _first(secret: str) -> FirstView | None:
    using, asked = services(), request.args.get("language")

    def question(view: HallView, ticket: Ticket) -> FirstView:
        return first_view(ticket, view, standing(view, ticket, using.pace), asked)

    try:
        using.flood.take(ONE_PHONE, origin(), sha256(secret.encode()).digest())
        return using.questions.ask_about(secret, question)
    except (NotFound, TooManyRequests):
        return None


def _not_kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
