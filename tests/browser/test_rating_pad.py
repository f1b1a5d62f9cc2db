"""The rating pad in a real Chromium: a tablet either way up, in the language of who was served."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Screenshot
from tests.browser.hall_process import HallProcess
from tests.browser.in_languages import in_languages
from tests.processes import the_demonstration
from tests.services import missing

SIZES = {"landscape": {"width": 1280, "height": 800}, "portrait": {"width": 800, "height": 1280}}
AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
VIOLATIONS = """() => axe.run(document, {resultTypes: ["violations"]}).then(({violations}) =>
    violations.flatMap(({id, nodes}) => nodes.map(({target}) => `${id}: ${target.join(" ")}`)))"""
FAULTS = """() => [
  ...[...document.querySelectorAll(".pad button")]
    .filter((each) => each.getBoundingClientRect().height < 60).map((each) => `small: ${each.innerText}`),
  ...[...document.querySelectorAll(".pad button, .pad h1, .pad h2, .pad p, .pad header span")]
    .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline")
    .map((each) => `cut: ${each.innerText}`),
  ...(document.documentElement.scrollHeight > innerHeight + 1 ? ["scrolls"] : []),
]"""
"""Buttons too small for an old hand, words that are cut off, a page that is longer than the tablet."""
languages = in_languages("zh-CN", long=["zh-Hant", "en", "ko", "ru"])


def moment(seconds: float = 0) -> str:
    at = datetime.now(UTC) + timedelta(seconds=seconds)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Server:
    """What the server says to the pad of counter 3, and what the pad has sent."""

    def __init__(self) -> None:
        self.offer: dict[str, Any] | None = None
        self.refusal: tuple[int, str] | None = None
        self.is_away = False
        self.sent: list[dict[str, Any]] = []
        self.keys: list[str | None] = []

    def serves(self, number: str, language: str = "zh-CN") -> None:
        """Somebody was served, a moment ago."""
        self.offer = {
            "number": number,
            "stage": 1,
            "service": "A",
            "service_name": {"zh-CN": "普通护照", "en": "Ordinary passport"},
            "language": language,
            "officer": {"badge": "020303", "name": "李晓雯", "photo": None},
            "until": moment(180),
        }

    def answer(self, route: Route) -> None:
        request = route.request
        if self.is_away:
            return route.abort()
        if request.method == "GET":
            return route.fulfill(json={"to_rate": self.offer, "now": moment()})
        self.sent.append(json.loads(request.post_data or ""))
        self.keys.append(request.headers.get("idempotency-key"))
        if self.refusal:
            status, code = self.refusal
            return route.fulfill(status=status, json={"code": code, "message": "", "details": {}})
        self.offer = None
        return route.fulfill(status=201, json={"grade": 5, "stage": 1, "number": "A012"})


@pytest.fixture
def server(page: Page) -> Server:
    made = Server()
    page.route("**/api/v1/halls/guangdong/counters/3/rating", made.answer)
    page.route("**/api/v1/devices/self/heartbeats", lambda route: route.fulfill(json={}))
    return made


@pytest.fixture
def pad(page: Page, hall: HallProcess, server: Server) -> Callable[..., None]:
    """`pad()` opens the pad of counter 3, with its officer's name."""

    def show(language: str = "") -> None:
        known = requests.get(f"{hall.url}/api/v1/halls/guangdong", timeout=20).json()
        for counter in known["counters"]:
            counter["officer"] = {"badge": "020303", "name": "李晓雯", "photo": None}
        hall.change(hall={"counters": known["counters"], "languages": ["zh-CN", "en", "ru"]})
        page.set_viewport_size(SIZES["landscape"])
        asked = f"&language={language}" if language else ""
        page.goto(f"{hall.url}/halls/guangdong/rate?counter=3{asked}#token=t")
        expect(page.locator(".window-number")).to_have_text("3")
        expect(page.locator(".officer-card")).to_contain_text("020303")

    return show


def served(hall: HallProcess, server: Server, number: str = "A012", language: str = "zh-CN"):
    server.serves(number, language)
    hall.emit({"kind": "service_completed", "number": number, "counter": 3})


@languages
def test_the_faces_of_the_pad(
    chromium: Browser, hall, language, screenshot: Screenshot, page, pad, server
):
    found: dict[str, Any] = {}

    def look(name: str) -> None:
        for size, viewport in SIZES.items():
            page.set_viewport_size(viewport)
            screenshot(f"rating-{name}-{size}-{language}")
            found[f"{name} {size}"] = page.evaluate(FAULTS)
        page.set_viewport_size(SIZES["landscape"])

    pad(language)
    look("idle")
    served(hall, server, language=language)
    expect(page.locator(".grade")).to_have_count(5)
    look("grades")
    page.locator(".grade").nth(3).click()
    page.locator(".reasons .button").nth(1).click()
    look("reasons")
    server.is_away = True
    page.locator(".acts .primary").click()
    expect(page.locator(".pad.is-kept")).to_be_visible()
    look("kept")
    server.is_away = False
    expect(page.locator(".pad.is-said")).to_be_visible()
    look("thanks")

    assert {name: faults for name, faults in found.items() if faults} == {}
    assert server.sent == [{"number": "A012", "grade": 2, "reasons": ["waiting"]}]


def test_the_grades_stand_in_the_language_of_who_was_served(page, hall, pad, server):
    pad()
    assert page.locator(".invitation").inner_text().split("\n") == [
        "办理完毕后，请您在这里评价本次服务",
        "When you have been served, please say here how it was",
    ]

    served(hall, server, language="ru")

    expect(page.locator(".grade").first).to_have_text("Отлично")
    assert page.locator(".grade").all_inner_texts() == [
        "Отлично",
        "Хорошо",
        "Нормально",
        "Плохо",
        "Очень плохо",
    ]
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Very satisfied")).to_be_visible()
    page.get_by_role("button", name="Very satisfied").click()
    expect(page.locator(".state-title")).to_have_text("Thank you for your rating")
    assert server.sent == [{"number": "A012", "grade": 5, "reasons": []}]
    expect(page.locator(".window-number")).to_be_visible()


def test_the_next_person_ends_it_and_what_was_chosen_counts(page, hall, pad, server):
    pad()
    served(hall, server)
    page.locator(".grade").nth(4).click()
    expect(page.locator(".reasons")).to_be_visible()

    server.offer = None
    hall.call("A013", 3)

    expect(page.locator(".pad.is-said")).to_be_visible()
    assert server.sent == [{"number": "A012", "grade": 1, "reasons": []}]


def test_a_press_survives_a_lost_server_and_a_reload_and_is_one(page, hall, pad, server):
    pad()
    served(hall, server)
    expect(page.locator(".grade").first).to_be_visible()
    server.is_away = True
    page.locator(".grade").first.click()
    expect(page.locator(".pad.is-kept")).to_contain_text("已记下您的评价")
    hall.emit({"kind": "ticket_called", "number": "A013", "counter": 3, "service": "A"})
    expect(page.locator(".lost")).to_contain_text("连接中断")
    page.reload()
    server.is_away = False

    expect(page.locator(".state-title")).to_have_text("感谢您的评价")
    assert (server.sent, len(set(server.keys))) == (
        [{"number": "A012", "grade": 5, "reasons": []}],
        1,
    )


@pytest.mark.parametrize(
    ("code", "words"),
    [("already_rated", "您已经评价过了"), ("too_late_to_rate", "评价时间已过")],
)
def test_a_refused_press_says_why(page, hall, pad, server, code, words):
    pad()
    served(hall, server)
    server.refusal = (409, code)
    page.locator(".grade").first.click()

    expect(page.locator(".state-title")).to_have_text(words)


def test_a_tablet_that_is_no_pad_says_how_it_becomes_one(page, hall, server, screenshot):
    page.unroute("**/api/v1/halls/guangdong/counters/3/rating")
    refusal = {"code": "unauthenticated", "message": "", "details": {}}
    page.route("**/counters/3/rating", lambda route: route.fulfill(status=401, json=refusal))
    page.set_viewport_size(SIZES["landscape"])
    page.goto(f"{hall.url}/halls/guangdong/rate?counter=3")

    expect(page.locator(".state-title")).to_have_text("评价器尚未配对")
    screenshot("rating-stranger")


def test_axe_finds_nothing(chromium: Browser, hall, server):
    if not AXE.exists():
        missing("axe", "no axe-core; `npm ci` brings it")
    context = chromium.new_context(
        viewport=SIZES["landscape"], bypass_csp=True, reduced_motion="reduce"
    )
    page, found = context.new_page(), {}
    page.route("**/counters/3/rating", server.answer)
    page.route("**/devices/self/heartbeats", lambda route: route.fulfill(json={}))

    def look(name: str, selector: str) -> None:
        expect(page.locator(selector).first).to_be_visible()
        found[name] = page.evaluate(VIOLATIONS)

    page.goto(f"{hall.url}/halls/guangdong/rate?counter=3#token=t")
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    look("idle", ".window-number")
    served(hall, server)
    look("grades", ".grade")
    page.locator(".grade").nth(3).click()
    page.locator(".reasons .button").first.click()
    look("reasons", ".acts")
    page.locator(".acts .primary").click()
    look("thanks", ".state-title")
    context.close()

    assert found == {name: [] for name in found}


@pytest.mark.slow
def test_from_the_window_to_the_record(page: Page, tmp_path: Path):
    """Server, officer and pad are real: served, pressed, counted; and the officer is told no grade."""
    with the_demonstration("guangdong", tmp_path / "demo") as demo:

        def ask(method: str, path: str, by: str, body: dict[str, Any] | None = None) -> Any:
            answer = requests.request(
                method,
                f"{demo['url']}/api/v1/halls/guangdong{path}",
                json=body,
                headers={"Authorization": f"Bearer {demo['tokens'][by]}"},
                timeout=20,
            )
            answer.raise_for_status()
            return answer.json()

        page.goto(demo["pages"]["rate"])
        expect(page.locator(".window-number")).to_have_text("1")
        taken = ask("GET", "", "manager")["counters"][0]["services"][0]
        ask("POST", "/tickets", "kiosk", {"service": taken, "language": "en"})
        ask("POST", "/counters/1/sessions", "officer:1", {})
        number = ask("POST", "/counters/1/calls", "officer:1", {})["number"]
        ask("POST", f"/tickets/{number}/starts", "officer:1", {})
        ask("POST", f"/tickets/{number}/completions", "officer:1", {})

        expect(page.locator(".whose .num")).to_have_text(number)
        page.get_by_role("button", name="Very dissatisfied").click()
        page.get_by_role("button", name="Slow service").click()
        page.get_by_role("button", name="Send").click()
        expect(page.locator(".state-title")).to_have_text("Thank you for your rating")

        told = ask("GET", "/events", "manager")["events"]
        (rated,) = [each for each in told if each["kind"] == "ticket_rated"]
        history = ask("GET", f"/tickets/{number}", "officer:1")["events"]
        assert (rated["number"], rated["counter"], rated["grade"], rated["reasons"]) == (
            number,
            1,
            1,
            ["slow"],
        )
        assert [each for each in history if "grade" in each] == []
