"""``queue-server demo``: one hall on SQLite, open and empty, with everything linked."""

import os
import sys
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from queue_server.app import Server, sample_halls
from queue_server.demo.children import HERE, Children, kiosk_port, start_day, start_kiosk
from queue_server.demo.clock import fast_clock, utc_now
from queue_server.demo.local_pages import local_pages
from queue_server.demo.people import open_demonstration, write_demo_file
from queue_server.domain.calendar import Hours
from queue_server.domain.hall import Hall
from queue_server.realtime.async_mode import AsyncMode
from queue_server.realtime.serve import serve
from queue_server.settings.hall_file import read_halls
from queue_server.settings.server import ServerSettings
from queue_server.storage.database import Database
from queue_server.storage.last import last_moment

BEFORE_OPENING = timedelta(minutes=2)
WORKDAY_BEGINS = time(8, 30)


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoOptions:
    """What ``queue-server demo`` was asked for."""

    hall: str
    settings: ServerSettings
    real_hours: bool = False
    speed: float | None = None
    visitors: int = 500
    papers: bool = False
    """Whether the kiosk's own program runs: its page, and tickets as pictures in ``data/papers``."""
    open_browser: bool = False


def run_demonstration(options: DemoOptions) -> None:
    """Serve the demonstration until SIGTERM or SIGINT."""
    halls = read_halls(options.settings.halls or sample_halls())
    if options.hall not in halls:
        raise SystemExit(f"no hall {options.hall!r}; there are: {', '.join(sorted(halls))}")
    hall = halls[options.hall]
    clock = _clock(options, hall)
    if not options.real_hours:
        hall = _always_open(hall)
    server = Server(options.settings, halls={hall.id: hall}, clock=clock, demo=True)
    made = open_demonstration(server, hall)
    server.flask.register_blueprint(local_pages(server.settings.data))
    children = Children()

    def ready(port: int) -> None:
        server.ready(port)
        url = _url(server, port)
        own = kiosk_port(any_port=options.settings.port == 0) if options.papers else None
        kiosk = None if own is None else f"http://{HERE}:{own}/"
        file = write_demo_file(server, hall, made, url, kiosk=kiosk)
        if own is not None:
            start_kiosk(children, file.parent, url=url, token=made.tokens["kiosk"], port=own)
        if options.speed is not None:
            start_day(children, file, speed=options.speed, visitors=options.visitors)
        _tell(hall, url, file, kiosk=kiosk, open_browser=options.open_browser)

    def stop() -> None:
        children.end()
        server.stop()

    serve(
        server.wsgi,
        host=options.settings.host,
        port=options.settings.port,
        mode=AsyncMode(options.settings.async_mode),
        on_ready=ready,
        on_stop=stop,
    )
    server.close()


def _clock(options: DemoOptions, hall: Hall) -> Callable[[], datetime]:
    """The wall clock; or a fast one that begins just before today's opening, and never goes back."""
    if options.speed is None:
        return utc_now
    today = datetime.now(hall.zone).date()
    hours = hall.hours.on(today)
    opening = datetime.combine(today, hours[0][0] if hours else WORKDAY_BEGINS, tzinfo=hall.zone)
    start = (opening - BEFORE_OPENING).astimezone(UTC)
    database = Database(options.settings.database_url)
    database.migrate()
    last = last_moment(database)
    database.close()
    return fast_clock(start if last is None else max(start, last), options.speed)


def _always_open(hall: Hall) -> Hall:
    return replace(hall, hours=Hours(weekly=hall.hours.weekly, always=True))


def _url(server: Server, port: int) -> str:
    return server.settings.public_url or f"http://{server.settings.host}:{port}"


def _tell(hall: Hall, url: str, file: Path, *, kiosk: str | None, open_browser: bool) -> None:
    lines = [f"轮候 Lunhou · {hall.name['zh-CN']}", f"  {url}/", f"  {file}"]
    if kiosk:
        lines.append(f"  {kiosk}  取号机自己的页面 · the kiosk's own page")
    print("\n".join(lines), flush=True)  # noqa: T201 -- the answer of a command line
    if open_browser and _has_desktop():
        webbrowser.open(f"{url}/")


def _has_desktop() -> bool:
    """Without one a browser in the terminal would take the place of the server."""
    return sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
