"""The window screen in a real Chromium: what it says for each state of its counter."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screenshot
from tests.browser.hall_process import HallProcess


def open_window(page: Page, hall: HallProcess, counter: int, language: str = "zh-CN") -> None:
    page.goto(f"{hall.url}/halls/guangdong/counters/{counter}/display?language={language}")
    expect(page.locator(".state, .in-hand")).to_be_visible()


def middle(page: Page) -> str:
    return page.locator(".window-middle").inner_text()


def test_a_call_asks_the_person_to_come(page, hall, screenshot: Screenshot):
    open_window(page, hall, 3)

    hall.call("A012", 3)

    expect(page.locator(".in-hand-number")).to_have_text("A012")
    expect(page.locator(".in-hand-word")).to_have_text("请办理Please come")
    screenshot("window-called")


def test_a_call_to_another_window_changes_nothing(page, hall):
    open_window(page, hall, 3)
    before = middle(page)

    hall.call("A012", 4)
    hall.call("A013", 3)
    expect(page.locator(".in-hand-number")).to_have_text("A013")
    hall.emit({"kind": "service_completed", "number": "A013", "counter": 3})

    expect(page.locator("main")).to_contain_text("空闲")
    assert middle(page) == before


def test_service_begun_reads_differently(page, hall, screenshot: Screenshot):
    open_window(page, hall, 3)
    hall.call("A012", 3)

    hall.emit({"kind": "service_started", "number": "A012", "counter": 3})

    expect(page.locator(".in-hand-word")).to_contain_text("正在办理")
    screenshot("window-serving")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("counter_paused", "暂停服务\nPaused\n用餐\nMeal"),
        ("counter_closed", "本窗口关闭\nClosed\n请到其他窗口办理\nPlease use another counter"),
    ],
)
def test_a_window_out_of_service_says_why_or_where_to_go(page, hall, screenshot, kind, words):
    open_window(page, hall, 5)

    hall.emit({"kind": kind, "counter": 5, "reason": "meal"})

    expect(page.locator(".state-word")).to_contain_text(words.split("\n")[0])
    assert [line for line in middle(page).split("\n") if line] == words.split("\n")
    screenshot(f"window-{kind}")


@pytest.mark.parametrize("language", ["zh-CN", "ru"])
def test_a_pause_says_until_when_while_that_is_to_come(page, hall, screenshot, language):
    words = {"zh-CN": "用餐 · 预计", "ru": "Обед · возобновление около"}[language]
    open_window(page, hall, 5, language)
    pause = {"kind": "counter_paused", "counter": 5, "reason": "meal"}
    ahead, past = (datetime.now(UTC) + timedelta(minutes=each) for each in (30, -30))

    hall.emit({**pause, "expected_at": ahead.isoformat()})
    expect(page.locator(".state-why")).to_contain_text(words)
    screenshot(f"window-paused-until-{language}")
    hall.emit({**pause, "expected_at": past.isoformat()})

    expect(page.locator(".state-why")).not_to_contain_text(words)


def test_the_officer_is_named_with_the_badge(page, hall):
    open_window(page, hall, 3)

    expect(page.locator(".officer b")).to_have_text(["李晓雯", "020303"])


def test_a_window_that_the_hall_does_not_have_says_so(page, hall):
    page.goto(f"{hall.url}/halls/guangdong/counters/99/display")

    expect(page.locator("main")).to_contain_text("没有 99 号窗口")
