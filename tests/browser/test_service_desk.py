"""The service desk in a real Chromium, at a real hall: numbers for people, and the bells of kiosks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from queue_server.protocol import Client
from tests.browser.conftest import Screenshot
from tests.browser.in_languages import widest
from tests.browser.test_accessibility import AXE, FIND
from tests.processes import the_demonstration
from tests.services import missing

pytestmark = pytest.mark.slow

DESK = {"width": 1366, "height": 768}
PHONE = {"width": 320, "height": 700}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    with the_demonstration("guangdong", tmp_path_factory.mktemp("guangdong")) as running:
        yield running


@pytest.fixture
def kiosk(demo) -> Client:
    return Client(demo["url"], demo["tokens"]["kiosk"])


@pytest.fixture
def manager(demo) -> Client:
    return Client(demo["url"], demo["tokens"]["manager"])


def open_desk_page(page: Page, demo: dict[str, Any], language: str = "zh-CN") -> None:
    page.set_viewport_size(DESK)
    token = demo["tokens"]["manager"]
    page.goto(f"{demo['url']}/halls/guangdong/desk?language={language}#token={token}")
    expect(page.locator(".order")).to_be_visible()
    expect(page.locator(".day")).to_be_visible()


def page_number(service: str) -> re.Pattern[str]:
    return re.compile(rf"^{service}\d{{3}}$")


def a_number(kiosk: Client, service: str = "A") -> str:
    order = {"service": service, "class": "normal", "channel": "kiosk"}
    return kiosk.post("/halls/guangdong/tickets", order)["number"]


def find(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.locator("input[type=search]").fill(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text(words)


def test_a_number_with_a_reason_is_taken_and_printed_elsewhere(page, demo, manager):
    open_desk_page(page, demo)
    page.locator("input[name=service][value=A]").check()
    page.locator("input[name=class][value=urgent]").check()
    expect(page.locator(".order .take")).to_be_disabled()
    page.get_by_label("原因").fill("母亲病重")
    page.get_by_label("人数").fill("2")
    page.get_by_label("备注").fill("轮椅")
    page.get_by_label("打印在").select_option(index=1)
    page.get_by_label("备注").press("Enter")

    expect(page.locator(".taken-number .num")).to_have_text(page_number("A"))
    number = page.locator(".taken-number .num").inner_text()
    kept = manager.get(f"/halls/guangdong/tickets/{number}")
    said = ("class", "reason", "party_size", "remark", "channel")
    assert [kept[name] for name in said] == ["urgent", "母亲病重", 2, "轮椅", "officer"]
    assert kept["print"] != "none"


def test_a_number_is_found_moved_and_cancelled_by_keyboard(page, demo, kiosk, manager):
    number = a_number(kiosk)
    open_desk_page(page, demo)
    find(page, number)
    page.get_by_role("button", name="改办其他业务或窗口").click()
    page.get_by_role("dialog").locator("button[data-keys=C]").click()
    expect(page.locator(".done")).to_have_text("已完成")
    moved = manager.get(f"/halls/guangdong/tickets/{number}")

    page.get_by_role("button", name="取消这个号").click()
    page.get_by_role("button", name=f"取消 {number}").click()
    expect(page.get_by_role("dialog")).to_contain_text("已取消")

    assert (moved["service"], moved["state"]) == ("C", "waiting")
    assert manager.get(f"/halls/guangdong/tickets/{number}")["state"] == "cancelled"


def test_a_kiosk_s_bell_rings_at_the_desk_and_is_answered(page, demo, kiosk):
    open_desk_page(page, demo)
    kiosk.post("/devices/self/help-requests", {})

    expect(page.locator(".bell.ringing")).to_contain_text("有人需要帮忙")
    page.get_by_role("button", name="我去").click()

    expect(page.locator(".bell.answered")).to_be_visible()
    assert kiosk.get("/devices/self")["help"]["answered_at"] is not None


def test_a_bell_rings_on_an_officer_s_page_too(page, demo, kiosk):
    token = demo["tokens"]["officer:3"]
    Client(demo["url"], token).post("/halls/guangdong/counters/3/sessions", {})
    kiosk.post("/devices/self/help-requests", {})
    page.set_viewport_size(DESK)

    page.goto(f"{demo['url']}/halls/guangdong/counter?counter=3&language=zh-CN#token={token}")

    expect(page.locator(".bells-over .ringing")).to_be_visible()
    page.get_by_role("button", name="我去").click()
    expect(page.locator(".bells-over .answered")).to_be_visible()


def test_a_paused_service_gives_the_kiosk_no_number(page, demo, kiosk):
    open_desk_page(page, demo)
    page.locator(".pauses summary").click()
    page.get_by_label("业务咨询").last.click()  # the tick follows the server's answer

    expect(page.locator(".pauses")).to_contain_text("已暂停")
    page.locator(".pauses .check", has_text="已暂停").locator("input").click()
    expect(page.locator(".pauses")).not_to_contain_text("已暂停")


@widest
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1366", "320"])
def test_the_desk_fits_and_reads(page, demo, kiosk, faults, screenshot: Screenshot, language, size):
    a_number(kiosk)
    kiosk.post("/devices/self/help-requests", {})
    open_desk_page(page, demo, language)
    page.set_viewport_size(size)
    page.locator("input[name=class][value=urgent]").check()
    expect(page.locator(".bell").first).to_be_visible()
    screenshot(f"desk-{language}-{size['width']}")

    seen = page.locator(".order .take").bounding_box() or {}
    assert size is PHONE or seen["y"] + seen["height"] <= size["height"]
    assert page.evaluate("document.documentElement.lang") == language
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert faults() == []


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Page]:
    """A tab in which axe-core may do what our own scripts may not."""
    context = chromium.new_context(viewport=DESK, bypass_csp=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_axe_finds_nothing(open_page, demo, kiosk, language):
    if not Path(AXE).exists():
        missing("axe", "no axe-core; `npm ci` brings it")
    number = a_number(kiosk)
    open_desk_page(open_page, demo, language)
    open_page.evaluate(AXE.read_text(encoding="utf-8"))
    found = {"desk": open_page.evaluate(FIND)}
    find(open_page, number)
    found["number"] = open_page.evaluate(FIND)

    assert found == {"desk": [], "number": []}
