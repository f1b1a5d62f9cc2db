"""A hall as its officers' programs meet it: the contract's officer requests over real sockets, in memory.

It knows just enough of the line to answer as the server does; what it decides is tested where the server is.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, request
from flask_socketio import SocketIO
from werkzeug.serving import make_server

from queue_server.domain.wording import SPOKEN_NOTICES
from tests.fakes.officer_counters import CounterRoom, Refused

api = Blueprint("officer", __name__, url_prefix="/api/v1")


class OfficerHall:
    """The running fake: its room of counters, what it was asked, and where it listens."""

    def __init__(self, room: CounterRoom) -> None:
        self.room = room
        self.asked: list[tuple[str, str, Any]] = []
        self.kept: dict[str, tuple[int, Any]] = {}
        self.signed_in = False
        self.answers_to_lose = 0
        self.lock = threading.RLock()
        self.app = Flask(__name__, static_folder=None)
        self.app.extensions["officer_hall"] = self
        self.app.register_blueprint(api)
        self.live = SocketIO(self.app, async_mode="threading")
        self.live.on_event("join", self.join, namespace="/live")
        self.live.on_event("since", lambda _about: {"events": []}, namespace="/live")

    def commands(self, *, method: str = "POST") -> list[tuple[str, Any]]:
        """What was commanded: path after the hall, and body; each repetition too."""
        return [
            (path.split(f"/halls/{self.room.code}")[-1], body)
            for asked, path, body in self.asked
            if asked == method
        ]

    def join(self, _about: dict[str, str]) -> dict[str, Any]:
        return {"sequence": self.room.sequence, "board": self.room.board()}

    def publish(self) -> None:
        for event in self.room.take_events():
            self.live.emit("event", event, namespace="/live")

    @contextmanager
    def running(self) -> Iterator[str]:
        """Serve on a free port of 127.0.0.1; gives the address."""
        server = make_server("127.0.0.1", 0, self.app, threaded=True)
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
            thread.join(5)


def the_hall() -> OfficerHall:
    from flask import current_app

    return current_app.extensions["officer_hall"]


def answer_once(status: int, act) -> Response:
    """Carry a command out under the lock; with a key that was used, give its first answer again."""
    hall = the_hall()
    key = request.headers.get("Idempotency-Key", "")
    with hall.lock:
        body = request.get_json(silent=True)
        hall.asked.append((request.method, request.path, body))
        if not key or key not in hall.kept:
            try:
                answer = (status, json.loads(json.dumps(act(hall.room, body or {}))))
            except Refused as refused:
                answer = (refused.status, refused.body)
            hall.kept[key] = answer
        else:
            answer = hall.kept[key]
        hall.publish()
        if hall.answers_to_lose:
            hall.answers_to_lose -= 1
            return Response("the server behind this proxy is gone", status=502)
    response = jsonify(answer[1])
    response.status_code = answer[0]
    return response


@api.before_request
def only_known_people() -> tuple[Response, int] | None:
    is_question = (
        request.method == "GET"
        and "sessions" not in request.path
        and "counters/" not in request.path
    )
    if is_question or request.endpoint == "officer.sign_in" or is_known():
        return None
    return jsonify({"code": "unauthenticated", "message": "unauthenticated", "details": {}}), 401


def is_known() -> bool:
    hall = the_hall()
    return hall.signed_in or request.headers.get("Authorization") == f"Bearer {hall.room.token}"


@api.post("/sessions")
def sign_in() -> Response:
    def act(room: CounterRoom, body: dict[str, Any]) -> dict[str, Any]:
        if body != {"username": "officer3", "password": "correct horse"}:
            if body["username"] == "locked":
                raise Refused(429, "too_many_requests", retry_after_s=600)
            raise Refused(401, "unauthenticated")
        the_hall().signed_in = True
        return room.officer

    return answer_once(201, act)


@api.get("/sessions/current")
def current_session() -> Response | tuple[Response, int]:
    if "Authorization" in request.headers and not is_known():
        return jsonify(
            {"code": "unauthenticated", "message": "unauthenticated", "details": {}}
        ), 401
    return jsonify(the_hall().room.officer)


@api.delete("/sessions/current")
def sign_out() -> Response:
    def act(_room: CounterRoom, _body: Any) -> None:
        the_hall().signed_in = False

    return answer_once(200, act)


@api.get("/halls/<hall>")
def hall_json(hall: str) -> Response:
    return jsonify(the_hall().room.hall())


@api.get("/halls/<hall>/board")
def board_json(hall: str) -> Response:
    return jsonify(the_hall().room.board())


@api.get("/halls/<hall>/tickets")
def tickets(hall: str) -> Response:
    room, states = the_hall().room, request.args.get("state", "waiting").split(",")
    others = [each for each in room.tickets.values() if each["state"] in {*states} - {"waiting"}]
    return jsonify({"tickets": [*(room.waiting() if "waiting" in states else ()), *others]})


@api.get("/halls/<hall>/counters/<int:number>")
def counter_json(hall: str, number: int) -> Response:
    with the_hall().lock:
        return jsonify(the_hall().room.show(number))


@api.post("/halls/<hall>/counters/<int:number>/sessions")
def sit_down(hall: str, number: int) -> Response:
    return answer_once(201, lambda room, _body: room.sit_down(number))


@api.delete("/halls/<hall>/counters/<int:number>/sessions/current")
def get_up(hall: str, number: int) -> Response:
    return answer_once(200, lambda room, _body: room.get_up(number))


@api.put("/halls/<hall>/counters/<int:number>/status")
def set_status(hall: str, number: int) -> Response:
    return answer_once(200, lambda room, body: room.set_status(number, **body))


@api.post("/halls/<hall>/counters/<int:number>/calls")
def call(hall: str, number: int) -> Response:
    return answer_once(201, lambda room, body: room.call(number, body))


@api.get("/halls/<hall>/counters/<int:number>/rating")
def to_rate(hall: str, number: int) -> tuple[Response, int]:
    found = the_hall().room.to_rate
    if found is None:
        return jsonify({"code": "not_found", "message": "not_found", "details": {}}), 404
    return jsonify({"to_rate": {"number": found} if found else None}), 200


@api.post("/halls/<hall>/counters/<int:number>/undos")
def take_back(hall: str, number: int) -> Response:
    return answer_once(201, lambda room, body: room.take_back(number, body))


@api.put("/halls/<hall>/tickets/<number>/remark")
def remark(hall: str, number: str) -> Response:
    return answer_once(200, lambda room, body: room.remark(number, body["remark"]))


@api.get("/halls/<hall>/spoken-notices")
def notices(hall: str) -> Response:
    listed = [
        {"code": code, "text": dict(each.texts), "needs_counter": each.needs_counter}
        for code, each in SPOKEN_NOTICES.items()
    ]
    return jsonify({"notices": listed})


@api.post("/halls/<hall>/spoken-notices")
def say_notice(hall: str) -> Response:
    return answer_once(201, lambda _room, body: body)


@api.post("/halls/<hall>/tickets/<number>/<verb>")
def handle(hall: str, number: str, verb: str) -> Response:
    return answer_once(201, lambda room, body: room.handle(number, verb, body))
