"""The small window: over all others where the browser has one, else a page of 320 × 240; one day in both."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.in_languages import widest
from tests.browser.officer_desk import OfficerDesk
from tests.fakes.officer_counters import CounterRoom, a_morning, iso

SMALL = {"width": 320, "height": 240}
A_WINDOW = """window.documentPictureInPicture = {
  requestWindow: async ({width, height}) => window.open("", "", `popup,width=${width},height=${height}`)}"""
"""A browser without a head has none that stays on top; a window that belongs to the page stands for it."""
FITS = """() => {
  const {scrollWidth, scrollHeight} = document.querySelector(".compact");
  const fits = ({right, bottom, left, top}) =>
    Math.min(left, top) >= 0 && right <= innerWidth && bottom <= innerHeight;
  const all = ".ticket-number, .compact-hand, .next, .absent, .compact-acts .button";
  const shown = document.querySelectorAll(all);
  return scrollWidth <= innerWidth && scrollHeight <= innerHeight
    && [...shown].every((each) => fits(each.getBoundingClientRect()));
}"""


def with_a_reminder(*, start_on_call: bool = False) -> CounterRoom:
    """A009 waits at counter 3 since its reminder was due, a minute ago."""
    room = a_morning(start_on_call=start_on_call)
    due = iso(datetime.now(UTC) - timedelta(minutes=1))
    room.tickets["A009"] |= {"counter": 3, "remind_at": due}
    return room


def open_compact(desk: OfficerDesk) -> Page:
    desk.page.set_viewport_size(SMALL)
    about = f"?language={desk.language}&counter=3&compact=1#token={desk.room.token}"
    desk.page.goto(f"{desk.url}/halls/{desk.room.code}/counter{about}")
    desk.expect_in_hand("A012")
    return desk.page


def sockets_of(page: Page) -> list[str]:
    opened: list[str] = []
    page.on("websocket", lambda socket: opened.append(socket.url))
    return opened


@pytest.fixture
def small(open_desk, page) -> tuple[OfficerDesk, Page]:
    """The desk, and its small window, opened by its key."""
    page.add_init_script(A_WINDOW)
    desk = open_desk(a_morning())
    desk.open()
    desk.expect_big("next")
    with page.expect_popup() as opened:
        desk.press("w")
    return desk, opened.value


def test_the_small_window_is_the_same_day_by_the_same_connection(small):
    desk, window = small
    sockets = sockets_of(window)

    expect(window.locator(".ticket-number")).to_have_text("A012")
    expect(window.locator(".compact-line")).to_have_text("本窗口可办 6 人")
    window.keyboard.press("Space")
    expect(window.locator(".ticket-number")).to_have_text("B046")
    desk.expect_in_hand("B046")
    window.keyboard.press("r")
    expect(window.locator(".said.done")).to_have_text(desk.words["recalled"])
    desk.settle()
    desk.press("Space")
    expect(window.locator(".next b")).to_have_text("下一位")
    window.keyboard.press("h")
    expect(window.get_by_role("dialog")).to_be_visible()
    expect(desk.page.get_by_role("dialog")).to_be_hidden()
    for key in ("2", "Enter", "1"):
        window.keyboard.press(key)
    expect(desk.page.locator(".ticket.empty")).to_be_visible()

    assert sockets == []
    assert desk.hall.commands() == [
        ("/counters/3/calls", {"current": "A012"}),
        ("/tickets/B046/recalls", {}),
        ("/tickets/B046/starts", {}),
        ("/tickets/B046/holds", {"reason": "payment", "remind_s": 300}),
    ]


def close_by_its_key(window: Page) -> None:
    """It closes at once, often before the key is let go."""
    with window.expect_event("close"), suppress(Error):
        window.keyboard.press("w")


def test_the_small_window_closes_by_its_key_and_the_page_goes_on(small):
    desk, window = small
    expect(window.locator(".ticket-number")).to_have_text("A012")

    close_by_its_key(window)
    desk.press("Space")

    desk.expect_in_hand("B046")


def test_without_such_a_window_a_page_of_its_own_opens(open_desk, page):
    page.add_init_script("delete window.documentPictureInPicture")
    desk = open_desk(a_morning())
    desk.open()
    desk.expect_big("next")

    with page.expect_popup() as opened:
        page.get_by_role("button", name="小窗").click()

    expect(opened.value.locator(".compact .ticket-number")).to_have_text("A012")
    close_by_its_key(opened.value)


@widest
def test_the_compact_page_does_a_day_in_320_by_240(open_desk, screenshot, language):
    desk = open_desk(with_a_reminder(), language)
    page = open_compact(desk)
    fits = [page.evaluate(FITS)]
    screenshot(f"compact-{language}-reminder")

    desk.press("Space")
    desk.expect_in_hand("B046")
    fits.append(page.evaluate(FITS))
    desk.press("r")
    expect(page.locator(".said.done")).to_contain_text("B046")
    fits.append(page.evaluate(FITS))
    desk.press("m")
    expect(page.locator(".compact-hand.empty")).to_be_visible()
    fits.append(page.evaluate(FITS))
    desk.lose_server()
    desk.settle()
    desk.press("Space", "Space")
    expect(page.locator(".big.waiting")).to_be_visible()
    expect(page.locator("div.lost")).to_be_visible()
    fits.append(page.evaluate(FITS))
    screenshot(f"compact-{language}-lost")
    desk.find_server()
    expect(page.locator(".ticket-number")).to_have_text("A013")

    assert fits == [True] * 5
    assert desk.hall.commands() == [
        ("/counters/3/calls", {"current": "A012"}),
        ("/tickets/B046/recalls", {}),
        ("/tickets/B046/misses", {}),
        ("/counters/3/calls", {"current": None}),
    ]


def test_a_reminder_is_shown_and_rings_once_and_the_held_one_is_called_back(open_desk, page):
    page.add_init_script(
        "window.rung = 0; const Real = OscillatorNode;"
        "window.OscillatorNode = class extends Real { start(at) { window.rung += 1; super.start(at); } }"
    )
    desk = open_desk(with_a_reminder())
    desk.open()

    expect(page.locator(".reminder")).to_contain_text("A009 去照相 · 6 分钟 · 挂起提醒时间已到")
    rung = page.evaluate("window.rung")
    page.reload()
    expect(page.locator(".reminder")).to_be_visible()
    rung_again = page.evaluate("window.rung")
    page.locator(".reminder button").click()
    desk.press("1", "Enter")
    desk.expect_in_hand("A009")

    expect(page.locator(".reminder")).to_have_count(0)
    assert (rung, rung_again) == (1, 0)


def test_a_pause_says_until_when_and_that_it_is_over(open_desk):
    room = a_morning()
    room.handle("A012", "completions", {})
    desk = open_desk(room)
    desk.open()

    desk.press("p", "1", "Enter", "2")
    expect(desk.page.locator(".ticket.paused")).to_contain_text("用餐 · 预计")
    expect(desk.page.locator(".pause-over")).to_have_count(0)
    ago = iso(datetime.now(UTC) - timedelta(minutes=5))
    room.counters[3]["expected_at"] = ago
    desk.happen(lambda room: room.record("counter_paused", counter=3))

    expect(desk.page.locator(".pause-over")).to_have_text("预计恢复时间已过 · 5 分钟")
    assert desk.hall.commands(method="PUT") == [
        ("/counters/3/status", {"state": "paused", "reason": "meal", "expected_s": 1800})
    ]
