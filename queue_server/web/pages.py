"""The pages' addresses: one shell, and the folders of their modules."""

import re
from importlib import resources
from pathlib import Path
from typing import cast

from apiflask import APIFlask
from flask import (
    Blueprint,
    Response,
    current_app,
    render_template,
    request,
    send_file,
    send_from_directory,
)

from queue_server.domain.errors import NotFound
from queue_server.domain.hall import Hall
from queue_server.protocol.languages import text_for
from queue_server.web.access import anyone, services
from queue_server.web.first_view import FirstView
from queue_server.web.places import places
from queue_server.web.squeeze import squeezed
from queue_server.web.texts import best_language

SHORT_S = 300
"""How long a browser may keep our own modules without asking."""
LONG_S = 86_400
YEAR_S = 365 * LONG_S
"""What has another name when it is another file."""
MEDIUM = re.compile(r"[0-9a-f]{16}")
DARK = frozenset({"display", "window"})


bp = Blueprint("pages", __name__)


@bp.get("/")
@anyone
def start() -> str:
    """Halls and their pages."""
    return shell("start", None)


@bp.get("/halls/<hall>/kiosk")
@anyone
def kiosk(hall: str) -> str:
    """Take a number."""
    return shell("kiosk", services().halls.get(hall))


@bp.get("/display")
@anyone
def pairing() -> Response:
    """A screen that belongs to no hall yet: shows a code, and goes on to its screen."""
    response = Response(shell("display", None, module="pairing"))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/halls/<hall>/display")
@anyone
def display(hall: str) -> str:
    """The hall screen."""
    return shell("display", services().halls.get(hall))


@bp.get("/halls/<hall>/counters/<int(max=9999):number>/display")
@anyone
def window(hall: str, number: int) -> str:
    """The screen over a counter."""
    of = services().halls.get(hall)
    of.get_counter(number)
    return shell("display", of, counter=str(number))


@bp.get("/halls/<hall>/voice-test")
@anyone
def voice_test(hall: str) -> str:
    """Any number at any window in any language, and every clip, to be listened to."""
    return shell("display", services().halls.get(hall), module="voice_test", dark=False)


@bp.get("/halls/<hall>/counter")
@anyone
def counter(hall: str) -> str:
    """The officer's page."""
    of = services().halls.get(hall)
    return shell("counter", of, counter=request.args.get("counter", "")[:4])


@bp.get("/halls/<hall>/desk")
@anyone
def desk(hall: str) -> str:
    """The service desk."""
    return shell("counter", services().halls.get(hall), module="service_desk")


@bp.get("/rate")
@anyone
def pairing_of_pads() -> Response:
    """A rating pad that belongs to no window yet shows a code like any screen."""
    return pairing()


@bp.get("/halls/<hall>/rate")
@anyone
def rate(hall: str) -> str:
    """The rating pad of a window."""
    of = services().halls.get(hall)
    return shell("rate", of, counter=request.args.get("counter", "")[:4])


@bp.get("/halls/<hall>/cases")
@anyone
def cases(hall: str) -> str:
    """What could not be done, complaints, suggestions: the staff's page."""
    return shell("cases", services().halls.get(hall))


@bp.get("/halls/<hall>/manager")
@anyone
def manager(hall: str) -> str:
    """The manager's page."""
    return shell("manager", services().halls.get(hall))


@bp.get("/api/docs")
@anyone
def docs() -> str:
    """The page to try the interface at."""
    return shell("docs", None)


@bp.get("/static/<folder>/<path:file>")
@anyone
def module(folder: str, file: str) -> Response:
    """A module, style or text of a page."""
    if folder not in places().folders:
        raise NotFound(what="file")
    age = LONG_S if folder == "vendor" else SHORT_S
    return squeezed(send_from_directory(places().folders[folder], file, max_age=age))


@bp.get("/media/<hall>/<medium>")
@anyone
def medium(hall: str, medium: str) -> Response:
    """A picture or video of a hall's screens."""
    using = services()
    using.halls.get(hall)
    found = using.media.find(hall, medium) if MEDIUM.fullmatch(medium) else None
    if found is None:
        raise NotFound(what="media", id=medium)
    file, content_type = found
    response = send_file(file, mimetype=content_type, conditional=True, max_age=YEAR_S)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def shell(
    page: str,
    hall: Hall | None,
    *,
    module: str = "main",
    counter: str = "",
    secret: str = "",
    dark: bool | None = None,
    first: FirstView | None = None,
) -> str:
    """A page's HTML; ``first`` is what it shows before its scripts run."""
    asked = request.args.get("language") or request.headers.get("Accept-Language", "")
    language = best_language(asked) if first is None else first.language
    return render_template(
        "page.html",
        language=language,
        title=_title(hall, language),
        color_scheme="dark" if (page in DARK if dark is None else dark) else "light",
        folder=page,
        style=f"{module}.css",
        script=f"{module}.js",
        page=page,
        hall=hall.id if hall else "",
        counter=counter,
        secret=secret,
        first=first,
        demo="true" if places().demo else "",
        agent="",
        version=cast("APIFlask", current_app).version,
    )


def _title(hall: Hall | None, language: str) -> str:
    if hall is None:
        return "轮候 Lunhou"
    return text_for(hall.name, language)


def page_folders() -> dict[str, Path]:
    """Where the modules of each page lie: each with its own program."""
    web, static = _package("queue_server.web"), _package("queue_server.web") / "static"
    return {
        "shared": static / "shared",
        "vendor": static / "vendor",
        "start": web / "start",
        "manager": web / "manager",
        "citizen": web / "citizen",
        "cases": web / "cases",
        "docs": web / "docs",
        "kiosk": _package("ticket_printer") / "page",
        "display": _package("display_client") / "page",
        "counter": _package("counter_client") / "page",
        "rate": _package("counter_client") / "rate",
    }


def sounds_folder() -> Path:
    """Where the clips lie."""
    return _package("display_client.sounds")


def _package(name: str) -> Path:
    return Path(str(resources.files(name)))
