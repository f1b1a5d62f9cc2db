"""Calls for a person between real pages, and what a manager sees of grants and of the day."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from queue_server.protocol import Client
from tests.browser.test_accessibility import AXE, FIND
from tests.processes import the_demonstration
from tests.services import missing

pytestmark = pytest.mark.slow

SIZES = {"counter": (1366, 768), "desk": (1366, 768), "manager": (1440, 900)}
PATIENCE_MS = 45_000
HALL = "/halls/guangdong"

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    with the_demonstration("guangdong", tmp_path_factory.mktemp("guangdong")) as running:
        yield running


@pytest.fixture
def as_one(demo) -> Callable[[str], Client]:
    """`as_one("officer:3")` asks as somebody of the demonstration."""
    return lambda name: Client(demo["url"], demo["tokens"][name])


@pytest.fixture
def open_as(chromium: Browser, demo) -> Iterator[Open]:
    """`open_as("counter", "officer:3", 3)`: a page in a browser of its own, in which axe-core may run."""
    with ExitStack() as contexts:

        def open_one(kind: str, who: str, counter: int = 0, language: str = "zh-CN") -> Page:
            width, height = SIZES[kind]
            context = chromium.new_context(
                viewport={"width": width, "height": height},
                bypass_csp=True,
                reduced_motion="reduce",
            )
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            page = context.new_page()
            about = f"?language={language}" + (f"&counter={counter}" if counter else "")
            page.goto(f"{demo['url']}{HALL}/{kind}{about}#token={demo['tokens'][who]}")
            expect(page.locator(".desk, .service-desk, .live-main")).to_be_visible()
            return page

        yield open_one


def look(page: Page, name: str) -> list[str]:
    """What axe-core stumbles over; a picture where somebody wants to see it."""
    if not AXE.exists():
        missing("axe", "no axe-core; `npm ci` brings it")
    picture(page, name)
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(FIND)
    return found


def picture(page: Page, name: str) -> None:
    page.evaluate("document.fonts.ready")
    if folder := os.environ.get("LUNHOU_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"help-{name}.png", animations="disabled")


def hold(page: Page, key: str, ms: int) -> None:
    page.keyboard.down(key)
    page.wait_for_timeout(ms)
    page.keyboard.up(key)


def a_minute_later(route: Route) -> None:
    """What the server answers, as if the time to answer had run out."""
    told = route.fetch()
    calls = [each | {"answer_by": each["asked_at"]} for each in told.json()["calls"]]
    route.fulfill(response=told, json=told.json() | {"calls": calls})


def sit(as_one, counter: int) -> None:
    as_one(f"officer:{counter}").post(f"{HALL}/counters/{counter}/sessions", {})


def test_a_colleague_is_called_and_comes_and_in_an_emergency_everybody_is(open_as, as_one):
    sit(as_one, 3)
    sit(as_one, 5)
    found: dict[str, list[str]] = {}
    caller = open_as("counter", "officer:3", 3)
    colleague = open_as("counter", "officer:5", 5)
    manager = open_as("manager", "manager")

    caller.keyboard.press("a")
    expect(caller.locator(".choice").first).to_be_focused()
    found["list"] = look(caller, "list")
    for key in ("3", "Enter"):
        caller.keyboard.press(key)
    expect(caller.get_by_role("dialog").locator("button[data-keys='5']")).to_be_visible()
    found["colleagues"] = look(caller, "colleagues")
    for key in ("5", "Enter"):
        caller.keyboard.press(key)
    expect(colleague.locator(".help-call")).to_contain_text("3 号窗口请您协助")
    expect(caller.locator(".help-call.mine")).to_contain_text("已请同事协助等待回应")
    expect(manager.locator(".help-call")).to_contain_text("3 号窗口请")
    found["called"] = look(colleague, "called")
    colleague.get_by_role("button", name="我去").click()
    expect(caller.locator(".help-call.mine.answered")).to_contain_text("正在赶来")
    found["comes"] = look(caller, "comes")
    caller.get_by_role("button", name="已解决").click()
    expect(colleague.locator(".help-call")).to_have_count(0)

    hold(caller, "e", 300)
    caller.keyboard.type("employee seen")
    expect(caller.locator(".help-call")).to_have_count(0)
    caller.keyboard.press("Escape")
    hold(caller, "e", 1_200)
    for page, name in ((colleague, "emergency"), (manager, "emergency-manager")):
        expect(page.locator(".help-call.emergency")).to_contain_text("3 号窗口紧急求助")
        found[name] = look(page, name)
    expect(caller.locator(".help-call.mine")).to_contain_text("求助已发出")
    expect(caller.locator(".help-call.emergency")).to_have_count(0)
    for page in (colleague, manager):
        page.get_by_role("button", name="我去").click()
        expect(page.get_by_role("button", name="我去")).to_have_count(0)
    expect(caller.locator(".help-call.mine")).to_contain_text(re.compile("、.*正在赶来"))
    manager.get_by_role("button", name="已解决").click()
    expect(caller.locator(".help-call")).to_have_count(0)

    assert {name: each for name, each in found.items() if each} == {}


def test_an_unanswered_call_is_the_manager_s_alarm_and_the_desk_hears_an_emergency(
    open_as, as_one, demo
):
    sit(as_one, 3)
    as_one("officer:3").post(f"{HALL}/counters/3/help-requests", {"whom": "duty_leader"})
    found = {}
    manager = open_as("manager", "manager", language="en")
    expect(manager.locator(".help-call")).to_contain_text("Counter 3 asks for the duty leader")
    manager.route("**/help-requests", a_minute_later)
    expect(manager.locator(".help-call.late")).to_contain_text("nobody has answered yet")
    found["late"] = look(manager, "late")

    desk = open_as("desk", "manager", language="en")
    as_one("officer:3").post(f"{HALL}/counters/3/help-requests", {"whom": "emergency"})
    expect(desk.locator(".help-call.emergency")).to_contain_text("Emergency at counter 3")
    found["desk"] = look(desk, "desk")
    as_one("officer:3").delete(f"{HALL}/counters/3/help-requests/current")
    expect(desk.locator(".help-call")).to_have_count(0)

    assert found == {"late": [], "desk": []}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_grants_and_the_day_are_read_on_one_page(open_as, as_one, language):
    sit(as_one, 3)
    order = {"service": "A", "class": "normal", "channel": "kiosk"}
    number = as_one("kiosk").post(f"{HALL}/tickets", order)["number"]
    reason = as_one("manager").get(HALL)["reasons"][0]
    grant = {"class": "urgent", "reason": reason["code"]}
    as_one("officer:3").post(f"{HALL}/tickets/{number}/grants", grant)
    as_one("officer:3").put(f"{HALL}/counters/3/status", {"state": "paused", "reason": "meal"})
    found = {}

    page = open_as("manager", "manager", language=language)
    expect(page.locator(".last-grant")).to_contain_text(f"{number} {reason['name'][language]}")
    found["live"] = look(page, f"live-{language}")
    page.locator(".grants-panel button").click()
    row = page.get_by_role("dialog").locator("tbody tr").last
    expect(row).to_contain_text(reason["name"][language])
    found["grants"] = look(page, f"grants-{language}")
    page.keyboard.press("Escape")
    page.locator(".tab").nth(2).click()
    expect(page.locator(".report .rows").last).to_be_visible()
    expect(page.locator(".report")).to_contain_text({"zh-CN": "用餐", "en": "Meal"}[language])
    found["report"] = look(page, f"report-{language}")
    page.emulate_media(media="print")
    expect(page.locator(".head")).to_be_hidden()
    picture(page, f"print-{language}")

    assert {name: each for name, each in found.items() if each} == {}
