"""A server that speaks the contract to pages and does what a test tells it. Not a queue: it decides nothing.

A program of its own, so that a test can kill it and start it again, as a real server dies and comes back:
`python -m tests.browser.fake_hall --port 8099 --state FILE`. What the test wants is posted under `/test/`.
"""

import argparse
import json
import mimetypes
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, Response, jsonify, render_template, request
from flask_socketio import SocketIO, join_room
from werkzeug.exceptions import NotFound

from queue_server.web.qr import qr_svg
from tests.browser.fake_media import media
from tests.browser.sample_board import BOARD, HALL, announcement

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "queue_server" / "web"
FOLDERS = {
    "shared": WEB / "static" / "shared",
    "vendor": WEB / "static" / "vendor",
    "display": ROOT / "display_client" / "page",
    "kiosk": ROOT / "ticket_printer" / "page",
    "counter": ROOT / "counter_client" / "page",
    "rate": ROOT / "counter_client" / "rate",
    "manager": WEB / "manager",
    "citizen": WEB / "citizen",
    "cases": WEB / "cases",
    "start": WEB / "start",
}
FAKE_VOICE = Path(__file__).with_name("fake_announcer.js")
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)

app = Flask(__name__, template_folder=str(WEB / "templates"), static_folder=None)
live = SocketIO(app, async_mode="threading")


class State:
    """The hall and its board, kept in a file over the death of this program."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.begin(json.loads(path.read_text()) if path.exists() else {})

    def begin(self, kept: dict[str, Any]) -> None:
        """Go on from what was kept, or with the sample."""
        self.hall: dict[str, Any] = kept.get("hall", deepcopy(HALL))
        self.board: dict[str, Any] = kept.get("board", deepcopy(BOARD))
        self.screens: dict[str, Any] = kept.get("screens", {})
        self.events: list[dict[str, Any]] = kept.get("events", [])
        self.code: str = kept.get("code", CODE)
        self.asked: list[str] = []
        self.sounds: list[str] = []
        self.joined = 0

    def keep(self) -> None:
        kept = {
            name: getattr(self, name) for name in ("hall", "board", "screens", "events", "code")
        }
        self.path.write_text(json.dumps(kept))

    def record(self, event: dict[str, Any]) -> dict[str, Any]:
        """The event with the next sequence and the time; a call also goes on the board."""
        self.board["sequence"] += 1
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        event = {"hall": HALL["hall"], "sequence": self.board["sequence"], "at": at, **event}
        event["previous"] = event["sequence"] - 1
        if event["kind"] == "ticket_called":
            event |= {"attempt": event.get("attempt", 1), "language": "zh-CN"}
            event.setdefault("announcement", announcement(event["number"], event["counter"]))
            self.board["calls"].insert(0, {name: event[name] for name in CALL_FIELDS})
        self.events.append(event)
        self.keep()
        return event


CALL_FIELDS = (
    *("sequence", "number", "counter", "attempt", "at"),
    *("service", "language", "announcement"),
)
CODE = "402913"
state: State


@app.after_request
def harden(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CSP
    return response


def shell(**about: str) -> str:
    defaults = {"counter": "", "secret": "", "demo": "", "title": "轮候", "color_scheme": "light"}
    page = {"style": "main.css", "script": "main.js", "folder": about["page"], **defaults, **about}
    language = request.accept_languages.best_match(["zh-CN", "en"], "zh-CN")
    return render_template("page.html", language=language, **page)


@app.get("/halls/<hall>/display")
def hall_screen(hall: str) -> str:
    return shell(page="display", hall=hall, color_scheme="dark")


@app.get("/halls/<hall>/counters/<int:counter>/display")
def window_screen(hall: str, counter: int) -> str:
    return shell(page="display", hall=hall, counter=str(counter), color_scheme="dark")


@app.get("/halls/<hall>/<page>")
def other_page(hall: str, page: str) -> str:
    return shell(page=page, hall=hall, counter=request.args.get("counter", ""))


@app.get("/static/<folder>/<path:name>")
def static_file(folder: str, name: str) -> Response:
    if (folder, name) == ("display", "announcer.js"):
        return whole(FAKE_VOICE)
    path = (FOLDERS[folder] / name).resolve()
    if not path.is_relative_to(FOLDERS[folder]) or not path.is_file():
        raise NotFound
    return whole(path)


def whole(path: Path) -> Response:
    """A file's content: one that is sent while it is read stays open when a tab is closed meanwhile."""
    return Response(path.read_bytes(), mimetype=mimetypes.guess_type(path.name)[0])


@app.get("/media/<hall>/<name>")
def media_file(hall: str, name: str) -> Response | tuple[str, int]:
    found = media(name)
    return Response(found[0], mimetype=found[1]) if found else (f"no {name} in {hall}", 404)


@app.get("/api/v1/halls/<hall>")
def hall_json(hall: str) -> Response:
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return jsonify({**state.hall, "hall": hall, "now": now})


@app.get("/api/v1/halls/<hall>/board")
def board_json(hall: str) -> Response:
    state.asked.append("board")
    return jsonify({**state.board, "hall": hall})


@app.get("/api/v1/halls/<hall>/screens/<screen>")
def screen_json(hall: str, screen: str) -> Response | tuple[Response, int]:
    if screen in state.screens:
        return jsonify(state.screens[screen])
    return jsonify({"code": "not_found", "message": f"no screen {screen} in {hall}"}), 404


@app.get("/api/v1/halls/<hall>/presence-code")
def presence_code(hall: str) -> Response | tuple[Response, int]:
    """The code of the minute, to a screen with a token."""
    state.asked.append("presence-code")
    if "Authorization" not in request.headers:
        return jsonify({"code": "unauthenticated", "message": ""}), 401
    link = f"https://queue.example.cn/halls/{hall}/online#code={state.code}"
    about = {"code": state.code, "valid_s": 60, "link": link}
    return jsonify({**about, "qr": qr_svg(link).decode()})


@live.on("join", namespace="/live")
def join(_about: dict[str, str]) -> dict[str, Any]:
    join_room("hall")
    state.joined += 1
    return {"sequence": state.board["sequence"], "board": state.board}


@live.on("since", namespace="/live")
def since(about: dict[str, int]) -> dict[str, Any]:
    state.asked.append("since")
    return {"events": [event for event in state.events if event["sequence"] > about["sequence"]]}


@live.on("sound", namespace="/live")
def sound(about: dict[str, str]) -> None:
    state.sounds.append(about["state"])


@app.post("/test/events")
def emit_event() -> Response:
    """Record an event and send it; with `?lost=1` it is recorded and never sent."""
    event = state.record(request.get_json())
    if not request.args.get("lost"):
        live.emit("event", event, namespace="/live", to="hall")
    return jsonify(event)


@app.post("/test/state")
def change_state() -> Response:
    """Replace fields: `{"hall": {…}, "board": {…}, "screens": {"hall": {…}}, "code": …}`."""
    change = request.get_json()
    state.code = change.get("code", state.code)
    state.hall |= change.get("hall", {})
    state.board |= change.get("board", {})
    state.screens |= change.get("screens", {})
    state.keep()
    return jsonify(state.board)


@app.get("/healthz")
def healthz() -> Response:
    return jsonify({})


@app.post("/test/resets")
def reset() -> Response:
    """A new hall for the next test."""
    state.begin({})
    state.keep()
    return jsonify({})


@app.get("/test/seen")
def seen() -> Response:
    return jsonify({"asked": state.asked, "sounds": state.sounds, "joined": state.joined})


def main() -> None:
    global state  # noqa: PLW0603 -- one process, one hall; routes need it by name
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--state", type=Path, required=True)
    options = parser.parse_args()
    state = State(options.state)
    live.run(app, host="127.0.0.1", port=options.port, allow_unsafe_werkzeug=True)


if __name__ == "__main__":
    main()
