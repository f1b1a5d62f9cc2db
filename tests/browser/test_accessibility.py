"""What axe-core finds on each page in its main states: nothing, of any weight.

A page is built the same in every language; so the plain run looks at the Chinese pages, and the long one at
all. axe-core comes from npm for the tests alone and is never shipped.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import FULL_HD, PATIENCE_MS
from tests.browser.in_languages import in_languages
from tests.browser.sample_board import a_picture
from tests.browser.test_citizen import EXPLANATION, STATES, fresh, open_phone
from tests.browser.test_counter import an_empty_seat
from tests.browser.test_kiosk import LOOKS, open_kiosk
from tests.browser.test_manager import NOON, open_manager
from tests.browser.test_manager_screens import a_picture as a_picture_file
from tests.browser.test_online import LOOKS as PHONE_LOOKS
from tests.browser.test_online import open_online
from tests.browser.test_screen_layouts import (
    LAYOUTS,
    MIDDLE,
    SIZES,
    a_busy_hall,
    open_layout,
    resize,
)
from tests.browser.test_small_window import open_compact, with_a_reminder
from tests.services import missing

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
FIND = """() => axe.run(document, {resultTypes: ["violations"]}).then(({violations}) =>
    violations.flatMap(({id, nodes}) => nodes.map(({target}) => `${id}: ${target.join(" ")}`)))"""
NUMBERS = Path(__file__).with_name("number_contrast.js").read_text(encoding="utf-8")
VIEWS = {
    "zh-CN": ("现场", "统计", "屏幕", "设备"),
    "en": ("Live", "Statistics", "Screens", "Devices"),
}
DIALOG_KEYS = {
    "pause": "p",
    "pause until when": ("p", "1", "Enter"),
    "hold": "h",
    "hold with a reminder": ("h", "1", "Enter"),
    "transfer": "t",
    "assist": "a",
    "list": "l",
    "choose": "c",
    "grant": "g",
    "help": "?",
}
DESK = {"width": 1440, "height": 900}

Violations = Callable[[], list[str]]
languages = in_languages("zh-CN", long=["en"])
desk_languages = in_languages("zh-CN", long=["zh-Hant", "en", "ko", "ru"])
phone_languages = in_languages("zh-CN", long=["zh-Hant", "en", "ko", "ru"])


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        missing("axe", "no axe-core; `npm ci` brings it")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A tab without motion, in which axe-core may do what our own scripts may not."""
    context = chromium.new_context(viewport=FULL_HD, bypass_csp=True, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def violations(page: Page, axe: str) -> Violations:
    """Rule and place of each, as the page is now."""

    def find() -> list[str]:
        page.evaluate("document.fonts.ready")
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe)
        return page.evaluate(FIND)

    return find


def test_what_cannot_be_read_is_found(page, violations):
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><button></button></main>')

    assert violations() == ["button-name: button"]


@languages
def test_the_kiosk(page, desk, violations, language):
    found = {}
    for name, reach in LOOKS.items():
        desk.behave(print="printed")
        open_kiosk(page, desk, language)
        reach(page, desk)
        found[name] = violations()

    assert found == {name: [] for name in LOOKS}


@phone_languages
def test_the_phone(page, desk, violations, language):
    found = {}
    desk.behave(explanation=EXPLANATION)
    for name, state in STATES.items():
        open_phone(page, desk, language=language, **fresh(state))
        found[name] = violations()

    assert found == {name: [] for name in STATES}


@phone_languages
def test_waiting_online(page, desk, violations, language):
    found = {}
    for name, look in PHONE_LOOKS.items():
        open_phone(page, desk, language=language, **look)
        found[name] = violations()
    open_online(page, desk, language=language)
    found["offers"] = violations()
    page.locator(".offers .button").first.click()
    expect(page.locator(".terms")).to_be_visible()
    found["take"] = violations()
    page.goto(f"{desk.url}/halls/guangzhou/presence?language={language}#token=t")
    expect(page.locator(".presence-code")).to_be_visible()
    found["presence"] = violations()

    assert found == {name: [] for name in (*PHONE_LOOKS, "offers", "take", "presence")}


@languages
def test_the_hall_screen(page, hall, violations, language):
    page.goto(f"{hall.url}/halls/guangdong/display?language={language}")
    expect(page.locator(".service")).to_have_count(6)
    found = {"empty": violations()}
    for counter in range(1, 8):
        hall.call(f"A{counter:03}", counter)
    expect(page.locator(".newest")).to_contain_text("A007")
    found["calls"] = violations()
    hall.kill()
    expect(page.locator(".lost-band")).to_be_visible()
    found["lost"] = violations()

    assert found == {"empty": [], "calls": [], "lost": []}


@languages
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_of_a_screen_and_its_numbers_at_each_size(
    page, hall, violations, layout, language
):
    found, weak, seen = [], [], set()

    def look(state: str) -> None:
        for size in SIZES:
            resize(page, size)
            drawn = (
                f"() => {{ const numbers = ({NUMBERS})(); return numbers.count > 0 && numbers }}"
            )
            numbers = page.wait_for_function(drawn).json_value()
            if state == "calls" or size == "full-hd":
                found.extend((state, size, each) for each in violations())
            weak.extend((state, size, each) for each in numbers["weak"])
            seen.add((state, size, numbers["count"] > 0))

    a_busy_hall(hall)
    hall.change(board={"media": [a_picture("good.png")]})
    open_layout(page, hall, layout, query=f"&language={language}")
    expect(page.locator(MIDDLE)).to_be_visible()
    look("calls")
    hall.change(hall={"open": False}, board={"calls": [], "waiting": []})
    page.reload()
    expect(page.locator("footer")).to_be_visible()
    look("closed")
    hall.kill()
    expect(page.locator(".lost-band, .window-lost")).to_be_visible()
    look("lost")

    assert [found, weak] == [[], []]
    assert seen == {(state, size, True) for state in ("calls", "closed", "lost") for size in SIZES}


@languages
def test_the_window_screen(page, hall, violations, language):
    page.goto(f"{hall.url}/halls/guangdong/counters/3/display?language={language}")
    expect(page.locator(".state")).to_be_visible()
    found = {"idle": violations()}
    hall.call("A012", 3)
    expect(page.locator(".in-hand-number")).to_have_text("A012")
    found["called"] = violations()
    hall.emit({"kind": "service_started", "number": "A012", "counter": 3})
    expect(page.locator(".serving")).to_be_visible()
    found["serving"] = violations()

    assert found == {"idle": [], "called": [], "serving": []}


@desk_languages
def test_the_officers_page(open_desk, violations, language):
    desk = open_desk(with_a_reminder(), language)
    desk.open()
    desk.expect_in_hand("A012")
    found = {"serving": violations()}
    for name, keys in DIALOG_KEYS.items():
        desk.press(*keys)
        expect(desk.page.get_by_role("dialog")).to_be_visible()
        found[name] = violations()
        desk.press("Escape")
        expect(desk.page.locator("dialog h2")).to_have_text("")  # the page knows it, too
    desk.press("Space")
    desk.expect_in_hand("B046")
    found["called"] = violations()
    desk.press("m")
    expect(desk.page.locator(".ticket.empty")).to_be_visible()
    desk.press("p", "1", "Enter", "2")
    expect(desk.page.locator(".ticket.paused")).to_be_visible()
    found["paused"] = violations()
    desk.lose_server()
    desk.settle()
    desk.press("Space")
    expect(desk.page.locator(".big.waiting")).to_be_visible()
    expect(desk.page.locator("div.lost")).to_be_visible()
    found["lost"] = violations()

    assert found == {name: [] for name in ("serving", *DIALOG_KEYS, "called", "paused", "lost")}


@desk_languages
def test_the_small_window_of_the_officers_page(open_desk, violations, language):
    desk = open_desk(with_a_reminder(), language)
    page = open_compact(desk)
    found = {"serving": violations()}
    desk.press("h")
    expect(page.get_by_role("dialog")).to_be_visible()
    found["dialog"] = violations()
    desk.press("Escape")
    expect(page.locator("dialog h2")).to_have_text("")
    desk.press("Space")
    desk.expect_in_hand("B046")
    found["called"] = violations()
    desk.lose_server()
    desk.settle()
    desk.press("Space")
    expect(page.locator(".big.waiting")).to_be_visible()
    expect(page.locator("div.lost")).to_be_visible()
    found["lost"] = violations()

    assert found == {name: [] for name in ("serving", "dialog", "called", "lost")}


@in_languages("zh-CN", "en")
def test_the_way_to_a_counter(open_desk, violations, language):
    desk = open_desk(an_empty_seat(), language)
    desk.open(signed_in=False)
    found = {"door": violations()}
    desk.press("Tab")
    desk.page.get_by_role("textbox").first.fill("locked")
    desk.page.get_by_role("textbox").nth(1).fill("guess")
    desk.press("Enter")
    desk.expect_error("locked")
    found["locked"] = violations()
    desk.page.goto("about:blank")
    desk.open(counter=None)
    expect(desk.page.locator(".counter-tile")).to_have_count(13)
    found["counters"] = violations()
    desk.open()
    expect(desk.page.locator(".own-counter")).to_be_visible()
    found["own"] = violations()

    assert found == {"door": [], "locked": [], "counters": [], "own": []}


@languages
def test_the_managers_page(page, office, violations, language):
    page.set_viewport_size(DESK)
    office.set(now=NOON)
    found = {}
    for view in VIEWS[language]:
        open_manager(page, office, view, language)
        page.wait_for_load_state("networkidle")
        found[view] = violations()

    assert found == {view: [] for view in VIEWS[language]}


@languages
def test_what_a_manager_writes_for_the_screens(page, office, violations, language):
    page.set_viewport_size(DESK)
    office.set(now=NOON)
    requests.post(f"{office.url}/test/screens/reset", timeout=30)
    open_manager(page, office, VIEWS[language][2], language)
    page.locator("input[type=file]").set_input_files([a_picture_file("teal")])
    found = {}
    for name, button in (
        ("caption", page.locator(".medium-text button")),
        ("notices", page.locator(".panel", has=page.locator(".notice-list")).get_by_role("button")),
        ("screen", page.locator(".screen-row button").first),
    ):
        button.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        found[name] = violations()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)

    assert found == {"caption": [], "notices": [], "screen": []}


@languages
def test_the_start_page(page, office, violations, language):
    page.set_viewport_size(DESK)
    page.goto(f"{office.url}?demo=true&language={language}")
    expect(page.locator(".place")).to_have_count(5)

    assert violations() == []
