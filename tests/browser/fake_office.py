"""The fake hall with what the contract answers to a manager, over a made-up day.

`python -m tests.browser.fake_office` takes the fake hall's options. A test chooses the hour with
`POST /test/office {"now": "2026-11-23T10:24+08:00"}`, and may set `devices`, `token`, `remaining`
(numbers that keep the day from being closed) the same way.
"""

from base64 import b64encode
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, request

from queue_server.app import sample_halls
from queue_server.domain.wording import SPOKEN_NOTICES
from queue_server.settings.hall_file import read_hall
from queue_server.use_cases.statistics import statistics, total
from queue_server.web.jobs_json import sample_paper
from tests.browser import fake_hall
from tests.browser.fake_screens import screens
from tests.browser.sample_board import HALL
from tests.browser.sample_day import (
    AT_MEAL,
    SHANGHAI,
    UNSTAFFED,
    Day,
    a_day,
    facts,
    iso,
    ticket_json,
)
from ticket_printer.preview import png_of

office = Blueprint("office", __name__)
TOKEN = "manager-token"
LACKED = [f"ko/{clip}" for clip in ("ticket/A0", "pair/12", "pair/13", "counter/3", "counter/7")]
MORNING = "2026-11-23T10:24:00+08:00"
CLASSES = [
    {
        "code": "normal",
        "name": {"zh-CN": "普通", "en": "Ordinary"},
        "promise_s": 1800,
        "who": "declared",
    },
    {
        "code": "elderly",
        "name": {"zh-CN": "老年人", "en": "Elderly"},
        "promise_s": 300,
        "who": "declared",
    },
    {
        "code": "appointment",
        "name": {"zh-CN": "预约", "en": "Appointment"},
        "promise_s": 600,
        "who": "check_in",
    },
]
HALL_FILE = sample_halls() / "guangdong" / "hall.toml"
ME = {
    "name": "director",
    "badge": "020101",
    "display_name": "周敏",
    "roles": ["manager"],
    "hall": "guangdong",
}


def some_devices(now: datetime) -> list[dict[str, Any]]:
    def device(
        name: str, kind: str, seen_s: int | None = 12, state: str = "approved", **status: str
    ) -> dict[str, Any]:
        seen = None if seen_s is None else iso(now - timedelta(seconds=seen_s))
        return {
            "id": name, "kind": kind, "name": name, "state": state, "counter": None,
            "asked_at": iso(now - timedelta(days=20)), "seen_at": seen, "status": status,
        }  # fmt: skip

    return [
        device("取号机 1", "kiosk", printer="paper_low", version="0.1.0"),
        device("取号机 2", "kiosk", printer="ready", version="0.1.0"),
        device("服务台打印机", "printer", printer="ready", version="0.1.0"),
        device("综合屏 东", "display", sound="ready"),
        device("综合屏 西", "display", sound="blocked"),
        device("综合屏 二楼", "display", seen_s=1260, sound="ready"),
        {
            **device("取号机 3", "kiosk", None, "pending"),
            "asked_at": iso(now - timedelta(minutes=3)),
        },
        device("取号机 旧", "kiosk", 86_400 * 40, "revoked"),
    ]


def some_displays(now: datetime) -> list[dict[str, Any]]:
    def display(name: str, screen: str, alarm: str | None = None, **facts: Any) -> dict[str, Any]:
        return {
            "screen": screen, "device": name, "name": name, "connected": alarm != "lost",
            "seen_at": iso(now - timedelta(seconds=12)), "sequence": 9, "behind": 0, "sound": "ready",
            "spoke": {"sequence": 8, "by": "bank"}, "missing": [], "clock_off_s": 0.2, "version": "0.1.0",
            "alarm": alarm, **facts,
        }  # fmt: skip

    return [
        display("综合屏 东", "hall"),
        display("综合屏 西", "hall", "mute", sound="blocked"),
        display("综合屏 二楼", "waiting", "lost", seen_at=iso(now - timedelta(minutes=21))),
        display("三号窗口屏", "window-3", "clock", sound="muted", spoke=None, clock_off_s=-431.0),
        display("候办区屏", "waiting", sound="muted", spoke=None),
        display("服务台屏", "notices", "clips", missing=LACKED),
        display("", "hall") | {"device": None, "name": None},
    ]


class Office:
    """What a manager's page asks for, at the hour that a test has chosen."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self.token = TOKEN
        self.signed_in: set[str] = set()
        self.remaining: list[str] = []
        self.closed = False
        self.said: list[Any] = []
        self.papers: list[Any] = []
        self.decided: list[Any] = []
        self.asked: list[str] = []
        self.at(MORNING)

    def at(self, now: str) -> None:
        self.now = datetime.fromisoformat(now).astimezone(SHANGHAI)
        self.day: Day = a_day(self.now)
        self.devices = some_devices(self.now)
        self.displays = some_displays(self.now)

    def tickets(self, states: set[str] | None) -> list[dict[str, Any]]:
        every = [ticket_json(self.day, visit) for visit in self.day.visits]
        return [each for each in every if states is None or each["state"] in states]

    def counters(self) -> list[dict[str, Any]]:
        in_hand = {each["counter"]: each for each in self.tickets({"called", "serving"})}
        return [self._counter(each, in_hand.get(each["number"])) for each in HALL["counters"]]

    def _counter(self, plan: dict[str, Any], ticket: dict[str, Any] | None) -> dict[str, Any]:
        number, hour = plan["number"], self.now.hour + self.now.minute / 60
        at_work = hour >= 9 and number not in {1, UNSTAFFED}
        paused = (
            at_work
            and ticket is None
            and ((number in AT_MEAL and 11.8 <= hour < 13) or number == 8)
        )
        state = "paused" if paused else "open" if at_work else "closed"
        return {
            "number": number, "kind": plan["kind"], "name": plan["name"], "state": state,
            "reason": "meal" if paused else None, "since": iso(self.now - timedelta(minutes=12)),
            "expected_at": iso(self.now + timedelta(minutes=33)) if paused else None,
            "officer": {"badge": f"0203{number:02d}", "name": "李晓雯"} if at_work else None,
            "ticket": ticket and ticket["number"], "ticket_state": ticket and ticket["state"],
        }  # fmt: skip

    def services(self) -> list[dict[str, Any]]:
        waiting = self.tickets({"waiting"})
        result = []
        for each in HALL["services"]:
            count = sum(ticket["service"] == each["letter"] for ticket in waiting)
            forecast = {"p10_s": count * 66, "p50_s": count * 80, "p90_s": count * 96 + 60}
            result.append({**each, "waiting": count, "forecast": forecast})
        return result

    def hall(self) -> dict[str, Any]:
        hours = [["09:00", "12:00"], ["13:00", "17:00"]]
        in_hours = 9 <= self.now.hour < 17
        hours_of_day = {"hours_today": hours, "open": in_hours and not self.closed}
        hours_of_day["ended_early"] = self.closed
        hours_of_day["voice"] = {"repeats": 1, "languages": ["zh-CN", "en"]}
        by_now = {"classes": CLASSES, "services": self.services(), "now": iso(self.now)}
        return {**HALL, **by_now, **hours_of_day, "counters": self.counters()}

    def board(self) -> dict[str, Any]:
        waiting = [
            {"service": each["letter"], "count": each["waiting"], "forecast": each["forecast"]}
            for each in self.services()
        ]
        by_now = {"waiting": waiting, "counters": self.counters(), "at": iso(self.now)}
        return {**fake_hall.state.board, **by_now}


the_office = Office()


def refused(status: int, code: str, **details: Any) -> tuple[Response, int]:
    return jsonify({"code": code, "message": code, "details": details}), status


# Whoever is signed in may ask who they are, as at the real server.
OPEN_TO_STAFF = {"/api/v1/halls/guangdong", "/api/v1/sessions/current"}


def why_not() -> tuple[Response, int] | None:
    """Nobody is known without the token or a session; an officer is known and may not."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    name = request.cookies.get("session", "")
    if given == "officer-token" or name == "officer3":
        return None if request.path in OPEN_TO_STAFF else refused(403, "forbidden")
    if given == the_office.token or name in the_office.signed_in:
        return None
    return refused(401, "unauthenticated")


@office.before_request
def guard() -> tuple[Response, int] | None:
    the_office.asked.append(f"{request.method} {request.full_path.rstrip('?')}")
    open_to_all = {"/", "/demo.json", "/test/office", "/api/v1/halls", "/api/v1/sessions"}
    return None if request.path in open_to_all else why_not()


@office.post("/api/v1/sessions")
def sign_in() -> Response | tuple[Response, int]:
    about = request.get_json()
    if about["password"] != "correct horse":
        return refused(401, "unauthenticated")
    the_office.signed_in.add(about["username"])
    answer = jsonify(ME)
    answer.set_cookie("session", about["username"], httponly=True)
    answer.set_cookie("lunhou_csrf", "csrf-token")
    answer.status_code = 201
    return answer


@office.get("/api/v1/sessions/current")
def who_am_i() -> Response:
    return jsonify(ME)


@office.delete("/api/v1/sessions/current")
def sign_out() -> Response:
    the_office.signed_in.clear()
    return jsonify({})


@office.get("/api/v1/halls/<hall>/tickets")
def tickets(hall: str) -> Response:
    asked = request.args.get("state")
    return jsonify({"tickets": the_office.tickets(set(asked.split(",")) if asked else None)})


@office.get("/api/v1/halls/<hall>/counters")
def counters(hall: str) -> Response:
    return jsonify({"counters": the_office.counters()})


@office.get("/api/v1/halls/<hall>/statistics")
def day_statistics(hall: str) -> Response:
    asked = {"from": request.args["from"], "to": request.args["to"]}
    by, day = request.args["by"].split(","), the_office.day
    covers = asked["from"] <= "2026-11-23" <= asked["to"]
    stages = [facts(day, visit) for visit in day.visits] if covers else []
    groups = [figures(each) for each in statistics(stages, by, SHANGHAI)]
    whole = figures(total(stages))
    return jsonify({"hall": hall, **asked, "by": by, "groups": groups, "total": whole})


def figures(one: Any) -> dict[str, Any]:
    about = asdict(one)
    group = about.pop("group")
    if group.get("officer"):
        number = int(group["officer"].removeprefix("officer"))
        group |= {"officer_badge": f"0203{number:02d}", "officer_name": "李晓雯"}
    return {**group, "service_time": about.pop("service"), **about}


@office.get("/api/v1/halls/<hall>/devices")
def devices(hall: str) -> Response:
    return jsonify({"devices": the_office.devices})


@office.get("/api/v1/halls/<hall>/displays")
def displays(hall: str) -> Response:
    return jsonify({"displays": the_office.displays})


@office.get("/api/v1/halls/<hall>/papers")
def papers(hall: str) -> Response:
    return jsonify({"papers": the_office.papers})


@office.post("/api/v1/halls/<hall>/papers/<paper>/decisions")
def decide_about_paper(hall: str, paper: str) -> tuple[Response, int]:
    the_office.decided.append((paper, request.get_json()["decision"]))
    the_office.papers = [each for each in the_office.papers if each["id"] != paper]
    return jsonify({"paper": {}, "another": None}), 201


@office.get("/api/v1/halls/<hall>/papers/sample")
def paper_sample(hall: str) -> Response:
    language = request.args["language"]
    of = read_hall(HALL_FILE)
    layout = sample_paper(of, language, the_office.now, of.notices)
    picture = png_of(layout, paper=request.args["paper"])
    return jsonify({"png": b64encode(picture).decode()})


@office.put("/api/v1/halls/<hall>/devices/<device>")
def decide(hall: str, device: str) -> Response | tuple[Response, int]:
    for each in the_office.devices:
        if each["id"] == device and each["state"] != "revoked":
            each["state"] = request.get_json()["state"]
            return jsonify(each)
    return refused(409, "illegal_transition")


@office.get("/api/v1/halls/<hall>/spoken-notices")
def spoken_notices(hall: str) -> Response:
    listed = [
        {"code": code, "text": dict(each.texts), "needs_counter": each.needs_counter}
        for code, each in SPOKEN_NOTICES.items()
    ]
    return jsonify({"notices": listed})


@office.post("/api/v1/halls/<hall>/spoken-notices")
def say_notice(hall: str) -> tuple[Response, int]:
    the_office.said.append(request.get_json())
    return jsonify({"code": request.get_json()["code"], "counter": None}), 201


@office.post("/api/v1/halls/<hall>/closings")
def close_day(hall: str) -> tuple[Response, int]:
    if the_office.remaining:
        return refused(
            409,
            "tickets_remaining",
            count=len(the_office.remaining),
            numbers=the_office.remaining[:20],
        )
    the_office.closed = True
    return jsonify({"hall": hall}), 201


@office.post("/api/v1/halls/<hall>/openings")
def open_day(hall: str) -> tuple[Response, int]:
    the_office.closed = False
    return jsonify({"hall": hall}), 201


@office.get("/api/v1/halls")
def halls() -> Response:
    return jsonify({"halls": [the_office.hall()]})


@office.get("/")
def start_page() -> str:
    return fake_hall.shell(page="start", hall="", demo=request.args.get("demo", ""))


@office.get("/demo.json")
def demo() -> Response:
    hall = f"{request.host_url}halls/guangdong"
    pages = {
        "kiosk": f"{hall}/kiosk#token=k",
        "display": f"{hall}/display#token=d",
        "counter": f"{hall}/counter?counter=1#token=officer-1",
        "manager": f"{hall}/manager#token={TOKEN}",
        "rate": f"{hall}/rate?counter=1#token=pad-1",
        "citizen": f"{request.host_url}t/",
    }
    tokens = {f"officer:{number}": f"officer-{number}" for number in range(1, 14)}
    return jsonify(
        {"url": request.host_url, "pages": pages, "tokens": {"manager": TOKEN, **tokens}}
    )


@office.post("/test/office")
def change_office() -> Response:
    change = request.get_json()
    if "reset" in change:
        the_office.begin()
    if "now" in change:
        the_office.at(change["now"])
    the_office.devices = change.get("devices", the_office.devices)
    the_office.displays = change.get("displays", the_office.displays)
    the_office.token = change.get("token", the_office.token)
    the_office.remaining = change.get("remaining", the_office.remaining)
    the_office.papers = change.get("papers", the_office.papers)
    told = {
        "decided": the_office.decided,
        "asked": the_office.asked,
        "closed": the_office.closed,
        "said": the_office.said,
    }
    return jsonify(told)


def main() -> None:
    fake_hall.app.register_blueprint(office)
    fake_hall.app.register_blueprint(screens)
    fake_hall.app.view_functions["hall_json"] = lambda **_: jsonify(the_office.hall())
    fake_hall.app.view_functions["board_json"] = lambda **_: jsonify(the_office.board())
    fake_hall.main()


if __name__ == "__main__":
    main()
