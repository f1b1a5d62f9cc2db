"""The page to listen to the voice, and two screens of one browser, before a real server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from queue_server.protocol import Client
from tests.processes import the_demonstration, until

pytestmark = pytest.mark.slow

HEAR = Path(__file__).with_name("hear.js")
PATIENCE_MS = 40_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    with the_demonstration("guangdong", tmp_path_factory.mktemp("demo")) as running:
        yield running


def test_any_number_at_any_window_is_heard_and_written(page: Page, demo: dict[str, Any]) -> None:
    page.add_init_script(path=HEAR)
    page.goto(f"{demo['url']}/halls/guangdong/voice-test?language=zh-CN")
    page.get_by_label("号码").fill("b120")
    page.get_by_label("窗口").fill("12")
    page.get_by_role("button", name="播放").click()

    expect(page.locator(".voice-said")).to_contain_text("请B120号到12号窗口")
    expect(page.get_by_role("button", name="播放")).to_be_enabled(timeout=PATIENCE_MS)
    heard = page.evaluate("heard")
    assert (heard["clips"], heard["peak"] > 0.05) == (4, True)
    expect(page.locator(".voice-fault")).to_have_count(0)
    expect(page.locator(".is-chosen")).to_contain_text("未经母语者审听")


def test_a_number_that_nobody_can_say_is_told_kindly(page: Page, demo: dict[str, Any]) -> None:
    page.goto(f"{demo['url']}/halls/guangdong/voice-test?language=zh-CN")
    page.get_by_label("号码").fill("12")
    page.get_by_role("button", name="播放").click()

    expect(page.locator(".voice-fault")).to_contain_text("例如 A012")


def test_two_screens_of_one_browser_say_a_call_once(page: Page, demo: dict[str, Any]) -> None:
    screens = [page, page.context.new_page()]
    for each in screens:
        each.add_init_script(path=HEAR)
        each.goto(demo["pages"]["display"])
        expect(each.locator(".hall main")).to_be_visible()
    kiosk, officer = (Client(demo["url"], demo["tokens"][who]) for who in ("kiosk", "officer:2"))
    order = {"service": "A", "class": "normal", "language": "zh-CN", "channel": "kiosk"}
    number = kiosk.post("/halls/guangdong/tickets", order)["number"]
    officer.post("/halls/guangdong/counters/2/sessions", {})
    officer.post("/halls/guangdong/counters/2/calls", {})

    for each in screens:
        expect(each.locator("[role=log] li")).to_contain_text(number, timeout=PATIENCE_MS)
        expect(each.locator(".caption")).to_have_count(0, timeout=PATIENCE_MS)
    clips = [each.evaluate("heard.clips") for each in screens]
    assert (min(clips), max(clips) >= 4) == (0, True)


def test_the_manager_knows_what_said_the_last_call(page: Page, demo: dict[str, Any]) -> None:
    page.goto(demo["pages"]["display"])
    expect(page.locator(".hall main")).to_be_visible()
    kiosk, officer, manager = (
        Client(demo["url"], demo["tokens"][who]) for who in ("kiosk", "officer:3", "manager")
    )
    order = {"service": "A", "class": "normal", "language": "zh-CN", "channel": "kiosk"}
    kiosk.post("/halls/guangdong/tickets", order)
    officer.post("/halls/guangdong/counters/3/sessions", {})
    officer.post("/halls/guangdong/counters/3/calls", {})
    sequence = kiosk.get("/halls/guangdong/board")["calls"][0]["sequence"]

    def known() -> list[tuple[str, Any]]:
        displays = manager.get("/halls/guangdong/displays")["displays"]
        return [(each["sound"], each["spoke"]) for each in displays if each["connected"]]

    said = ("ready", {"sequence": sequence, "by": "bank"})
    assert until(lambda: said in known()), known()
