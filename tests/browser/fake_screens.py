"""What the contract answers a manager about screens: the hall file's, changed in memory."""

import hashlib
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, jsonify, request, send_file

from queue_server.domain.screen_plan import screens_of_file
from queue_server.settings.hall_file import read_hall
from queue_server.use_cases.screens import Placed
from queue_server.use_cases.shown import Origin
from queue_server.web.screens_json import screen_json

SOUNDS = Path(__file__).parents[2] / "sounds"
GUANGDONG = read_hall(Path(__file__).parents[2] / "halls/guangdong/hall.toml")
AT = "/api/v1/halls/<hall>"
screens = Blueprint("screens", __name__)


class Shown:
    """Everything that a manager may set."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """As the hall file has it."""
        self.version = 0
        self.files: dict[str, tuple[bytes, str]] = {}
        self.things: dict[str, dict[str, Any]] = {
            "notices": {
                "notices": list(GUANGDONG.notices),
                "usual": list(GUANGDONG.notices),
                "origin": "file",
                "version": 0,
            },
            "duty-leader": {
                "duty_leader": {"badge": "000001", "name": "李明", "photo": None},
                "origin": "file",
                "version": 0,
            },
            "media": {"media": [], "version": 0},
        }
        self.screens = {
            name: screen_json(Placed(screen=screen, origin=Origin.FILE, version=0))
            for name, screen in screens_of_file(GUANGDONG).items()
        }

    def newer(self, kept: dict[str, Any], said: dict[str, Any]) -> dict[str, Any] | None:
        """The thing with what was said of it; None where another was faster."""
        if said.get("version", kept["version"]) != kept["version"]:
            return None
        self.version += 1
        return {**kept, **said, "origin": "manager", "version": self.version}


shown = Shown()


def answered(made: dict[str, Any] | None) -> Response | tuple[Response, int]:
    if made is None:
        return jsonify({"code": "changed_meanwhile", "message": "", "details": {}}), 409
    return jsonify(made)


@screens.get(f"{AT}/screens")
def list_screens(hall: str) -> Response:
    return jsonify({"screens": list(shown.screens.values())})


@screens.put(f"{AT}/screens/<screen>")
def configure(hall: str, screen: str) -> Response | tuple[Response, int]:
    kept = shown.screens.get(screen, {"id": screen, "digit_mm": None, "version": 0})
    made = shown.newer(kept, request.get_json())
    if made is not None:
        shown.screens[screen] = made
    return answered(made)


@screens.get(f"{AT}/<any(notices, 'duty-leader', media):thing>")
def get_thing(hall: str, thing: str) -> Response:
    return jsonify(shown.things[thing])


@screens.put(f"{AT}/<any(notices, media):thing>")
def put_thing(hall: str, thing: str) -> Response | tuple[Response, int]:
    said = request.get_json()
    if thing == "media":
        known = {each["id"]: each for each in shown.things["media"]["media"]}
        said["media"] = [{**known[each["id"]], **each} for each in said["media"]]
    made = shown.newer(shown.things[thing], said)
    if made is not None:
        if made.get("notices", []) is None:
            made |= {"notices": made["usual"], "origin": "file"}
        shown.things[thing] = made
    return answered(made)


@screens.put(f"{AT}/duty-leader")
def name_leader(hall: str) -> Response | tuple[Response, int]:
    said = request.get_json()
    leader = {"badge": said["badge"], "name": said.get("name"), "photo": None}
    version = {"version": said["version"]}
    made = shown.newer(shown.things["duty-leader"], {"duty_leader": leader, **version})
    if made is not None:
        shown.things["duty-leader"] = made
    return answered(made)


@screens.post(f"{AT}/media")
def add_medium(hall: str) -> tuple[Response, int]:
    body = request.get_data()
    if not body.startswith((b"\x89PNG", b"\xff\xd8")):
        return jsonify({"code": "invalid", "message": "", "details": {"field": "body"}}), 422
    medium = hashlib.sha256(body).hexdigest()[:16]
    shown.files[medium] = body, request.mimetype
    kept = shown.things["media"]
    listed = {
        "id": medium, "kind": "image", "content_type": request.mimetype, "size": len(body),
        "url": f"/test/media/{hall}/{medium}", "seconds": 12, "text": None, "shown": True,
        "portrait": request.args.get("portrait"),
    }  # fmt: skip
    shown.things["media"] = shown.newer(kept, {"media": [*kept["media"], listed]}) or kept
    return jsonify(listed), 201


@screens.get("/test/media/<hall>/<medium>")
def medium_file(hall: str, medium: str) -> Response:
    body, content_type = shown.files[medium]
    return Response(body, content_type=content_type)


@screens.get("/sounds/manifest.json")
def manifest() -> Response:
    return send_file(SOUNDS / "manifest.json")


@screens.post("/test/screens")
def another_manager() -> Response:
    """Another manager is faster."""
    for thing in shown.things.values():
        shown.version += 1
        thing["version"] = shown.version
    return jsonify({"version": shown.version})


@screens.post("/test/screens/reset")
def reset() -> Response:
    shown.begin()
    return jsonify({})
