"""The fake hall, and beside it what kiosks and phones ask: numbers, check-ins, a ticket by its secret.

`python -m tests.browser.fake_desk --port 8099 --state FILE`. A test says under `/test/desk` how it behaves
and reads there what was asked.
"""

import time
from typing import Any

from flask import Response, jsonify, request, send_from_directory

from tests.browser import fake_hall, sample_desk
from tests.browser.fake_hall import app

QR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" shape-rendering="crispEdges">'
    '<rect width="29" height="29" fill="#fff"/><path d="M4 4h7v7h-7zM18 4h7v7h-7zM4 18h7v7h-7zM13 5h2v2h-2z'
    'M14 13h2v3h-2zM19 14h3v2h-3zM13 19h2v5h-2zM19 20h5v2h-5z"/></svg>'
)
Json = dict[str, Any]


class Desk:
    """What the test told the desk to do, and what it was asked."""

    def __init__(self) -> None:
        self.refuse: Json | None = None
        self.delay_s = 0.0
        self.print = "printed"
        self.explanation: Json = {"before": [], "share": 0.0, "promise_s": 1800}
        self.tickets: dict[str, Json] = {}
        self.online: Json | None = {}
        """What differs from the sample of a hall that gives numbers to phones; None for one that does not."""
        self.answers: dict[str, Json] = {}
        self.orders: list[Json] = []
        self.messengers: Json = {}
        """The ways to tell phones, and what each needs."""
        self.printer = "ready"
        self.bell: Json = {"asked_at": None, "answered_at": None, "helper": None}
        self.read: Json | None = None
        """What the reader's agent says; none where there is no reader."""


desk = Desk()


@app.post("/api/v1/halls/<hall>/tickets")
def issue(hall: str) -> tuple[Response, int]:
    del hall
    order = request.get_json()
    return answer(order, lambda: make_ticket(order["service"], order["class"]))


@app.post("/api/v1/appointments/<code>/check-ins")
def check_in(code: str) -> tuple[Response, int]:
    if code.startswith("W"):  # of one who comes back with papers
        return refusal(404, "not_found")
    return answer({"code": code}, lambda: make_ticket("B", "appointment"))


@app.post("/api/v1/halls/<_hall>/check-ins")
def check_in_by_card(_hall: str) -> tuple[Response, int]:
    return answer(request.get_json(), lambda: make_ticket("B", "appointment"))


@app.post("/api/v1/halls/<_hall>/comebacks")
def come_back(_hall: str) -> tuple[Response, int]:
    return answer({"comeback": request.get_json()["code"]}, lambda: make_ticket("B", "normal"))


@app.post("/api/v1/halls/<_hall>/tickets/<number>/reprints")
def reprint(_hall: str, number: str) -> tuple[Response, int]:
    return answer({"reprint": number, **request.get_json()}, lambda: {"id": "j", "copy": 2})


@app.get("/api/v1/devices/self")
def this_kiosk() -> tuple[Response, int]:
    if "Authorization" not in request.headers:
        return refusal(401, "unauthenticated")
    bell = {"device": "k1", "place": "门口取号机", **desk.bell}
    kiosk = {"id": "k1", "name": "门口取号机", "printer": desk.printer, "seen_at": None}
    return jsonify({**kiosk, "help": bell}), 200


@app.post("/api/v1/devices/self/help-requests")
def ring() -> tuple[Response, int]:
    desk.bell = {**desk.bell, "asked_at": sample_desk.moment()}
    return jsonify(desk.bell), 201


@app.delete("/api/v1/devices/self/help-requests/current")
def still() -> Response:
    desk.bell = dict.fromkeys(desk.bell)
    return jsonify(desk.bell)


@app.after_request
def as_the_agent_serves_it(response: Response) -> Response:
    """Where there is a reader, the kiosk's own program serves the page."""
    if request.path.endswith("/kiosk") and desk.read is not None:
        response.set_data(response.get_data().replace(b'data-agent=""', b'data-agent="true"'))
    return response


@app.get("/local/reads")
def local_reads() -> tuple[Response, int]:
    """The agent of a reader, which answers as soon as there is something new."""
    if desk.read is None:
        return refusal(404, "not_found")
    ends = time.monotonic() + float(request.args["wait_s"])
    while desk.read["seen"] == int(request.args["after"]) and time.monotonic() < ends:
        time.sleep(0.05)
    return jsonify(desk.read), 200


@app.get("/sounds/<path:file>")
def bank(file: str) -> Response:
    return send_from_directory(fake_hall.ROOT / "sounds", file)


@app.get("/api/v1/tickets/<secret>")
def one_ticket(secret: str) -> tuple[Response, int]:
    if secret not in desk.tickets:
        return refusal(404, "not_found")
    return jsonify({**desk.tickets[secret], "now": sample_desk.moment()}), 200


@app.get("/api/v1/tickets/<_secret>/explanation")
def explanation(_secret: str) -> Response:
    return jsonify(desk.explanation)


@app.get("/api/v1/tickets/<_secret>/qr.svg")
def qr(_secret: str) -> Response:
    return Response(QR, mimetype="image/svg+xml")


@app.get("/api/v1/messengers")
def messengers() -> Response:
    return jsonify({"messengers": desk.messengers})


@app.post("/api/v1/tickets/<_secret>/subscriptions")
def subscribe(_secret: str) -> tuple[Response, int]:
    order = request.get_json()
    made = {"id": f"told{len(desk.orders)}", "channel": order["channel"]}
    return answer(order, lambda: made)


@app.delete("/api/v1/tickets/<_secret>/subscriptions/<subscription>")
def unsubscribe(_secret: str, subscription: str) -> tuple[str, int]:
    desk.orders.append({"ended": subscription})
    return "", 204


@app.post("/api/v1/tickets/<secret>/<command>")
def citizen_command(secret: str, command: str) -> tuple[Response, int]:
    """Deferrals change nothing that shows; cancellations and ratings do."""
    changes: dict[str, Json] = {
        "cancellations": {"state": "cancelled"},
        "ratings": {"rated": True, "to_rate": []},
        "check-ins": {"here": True, "here_until": sample_desk.moment(90)},
    }

    def change() -> Json:
        desk.tickets[secret] |= changes.get(command, {})
        return desk.tickets[secret]

    return answer({"command": command, **request.get_json()}, change)


@app.get("/halls/<hall>/online")
@app.get("/halls/<hall>/presence")
def phone_page(hall: str) -> str:
    name = request.path.rpartition("/")[2]
    about = {"style": f"{name}.css", "script": f"{name}.js"}
    return fake_hall.shell(page="citizen", hall=hall, **about)


@app.get("/api/v1/halls/<hall>/online")
def online(hall: str) -> tuple[Response, int]:
    if desk.online is None:
        return refusal(409, "online_closed")
    offered = {"hall": hall, "now": sample_desk.moment(), **sample_desk.online(), **desk.online}
    return jsonify(offered), 200


@app.post("/api/v1/halls/<hall>/online-tickets")
def take_online(hall: str) -> tuple[Response, int]:
    del hall
    order = request.get_json()
    return answer(order, lambda: make_ticket(order["service"], order["class"], away=True))


@app.get("/t/<secret>")
def phone(secret: str) -> str:
    known = "" if secret == "shell" else secret
    return fake_hall.shell(page="citizen", hall="", secret=known)


@app.get("/t/worker.js")
def phone_worker() -> Response:
    return fake_hall.static_file("citizen", "worker.js")


@app.get("/t/<_secret>/manifest.webmanifest")
def manifest(_secret: str) -> Response:
    return Response("{}", mimetype="application/manifest+json")


@app.post("/test/desk/reset")
def reset_desk() -> Response:
    vars(desk).update(vars(Desk()))
    return jsonify({})


@app.post("/test/desk")
def behave() -> Response:
    """Set how it behaves by name, or a `ticket` (its `secret` and what changes)."""
    for name, value in request.get_json().items():
        if name == "ticket":
            changed = dict(value)
            secret = changed.pop("secret")
            known = desk.tickets.get(secret) or sample_desk.ticket("A014", "A", "normal", secret)
            desk.tickets[secret] = {**known, **changed}
        else:
            setattr(desk, name, value)
    return jsonify({"orders": desk.orders, "tickets": list(desk.tickets.values())})


def answer(order: Json, act: Any) -> tuple[Response, int]:
    """As the real one: the same key gets the first answer, and a refusal changes nothing."""
    key = request.headers["Idempotency-Key"]
    desk.orders.append({**order, "key": key})
    time.sleep(desk.delay_s)
    if desk.refuse:
        return refusal(desk.refuse["status"], desk.refuse["code"], desk.refuse.get("details"))
    if key not in desk.answers:
        desk.answers[key] = act()
    return jsonify(desk.answers[key]), 201


def make_ticket(letter: str, class_code: str, *, away: bool = False) -> Json:
    count = 12 + len(desk.tickets)
    made = sample_desk.ticket(f"{letter}{count:03}", letter, class_code, f"secret{count}")
    desk.tickets[made["secret"]] = {**made, "print": desk.print}
    if away:
        desk.tickets[made["secret"]] |= sample_desk.away()
    return made


def refusal(status: int, code: str, details: Json | None = None) -> tuple[Response, int]:
    return jsonify({"code": code, "message": code, "details": details or {}}), status


if __name__ == "__main__":
    fake_hall.main()
