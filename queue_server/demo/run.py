"""``queue-server demo``: one hall on SQLite, open and empty, with everything linked."""

import subprocess
import sys
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from flask import Blueprint, Response, send_file

from queue_server.app import Server, sample_halls
from queue_server.demo.clock import fast_clock, utc_now
from queue_server.demo.people import Demonstrated, open_demonstration, write_demo_file
from queue_server.domain.calendar import Hours
from queue_server.domain.hall import Hall
from queue_server.realtime.async_mode import AsyncMode
from queue_server.realtime.serve import serve
from queue_server.settings.hall_file import read_halls
from queue_server.settings.server import ServerSettings
from queue_server.storage.database import Database
from queue_server.storage.last import last_moment
from queue_server.web.access import only_local_or

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
    server.flask.register_blueprint(_demo_file(server.settings.data))
    day = _Day(options)

    def ready(port: int) -> None:
        server.ready(port)
        _tell(server, hall, made, port, open_browser=options.open_browser)
        day.begin(server.settings.data)

    def stop() -> None:
        day.end()
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


def _demo_file(data: Path) -> Blueprint:
    """``/demo.json``, for the start page on this machine."""
    bp = Blueprint("demo", __name__)

    @bp.get("/demo.json")
    @only_local_or()
    def demo_json() -> Response:
        return send_file((data / "demo.json").absolute(), mimetype="application/json", max_age=0)

    return bp


def _tell(server: Server, hall: Hall, made: Demonstrated, port: int, *, open_browser: bool) -> None:
    url = server.settings.public_url or f"http://{server.settings.host}:{port}"
    file = write_demo_file(server, hall, made, url)
    print(  # noqa: T201 -- the answer of a command line
        f"轮候 Lunhou · {hall.name['zh-CN']}\n  {url}/\n  {file}", flush=True
    )
    if open_browser:
        webbrowser.open(f"{url}/")


class _Day:
    """The simulated day, a program of its own that knows only the public interface."""

    def __init__(self, options: DemoOptions) -> None:
        self._options = options
        self._program: subprocess.Popen[bytes] | None = None

    def begin(self, data: Path) -> None:
        if self._options.speed is None:
            return
        command = [sys.executable, "-m", "queue_server.demo.day", str(data / "demo.json")]
        command += ["--speed", str(self._options.speed), "--visitors", str(self._options.visitors)]
        self._program = subprocess.Popen(command)

    def end(self) -> None:
        if self._program is not None:
            self._program.terminate()
            self._program.wait(timeout=10)
