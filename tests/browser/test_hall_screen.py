"""The hall screen in a real Chromium, before a server that speaks the contract."""

from itertools import groupby

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screenshot
from tests.browser.hall_process import HallProcess
from tests.browser.in_languages import in_languages
from tests.processes import until

SIZES = {
    "full-hd": (1920, 1080),
    "small": (1366, 768),
    "uhd": (3840, 2160),
    "upright": (1080, 1920),
}
CALLS = (
    ("G002", 10, "G"),
    ("F021", 12, "F"),
    ("A011", 2, "A"),
    ("C007", 5, "C"),
    ("B045", 7, "B"),
    ("A012", 3, "A"),
)


NOTE_WHEN_SHOWN = """() => {
  window.shownAt = {};
  new MutationObserver(() => {
    for (const node of document.querySelectorAll("[data-number]"))
      window.shownAt[node.dataset.number] ??= Date.now();
  }).observe(document.body, { subtree: true, childList: true });
}"""


def open_screen(page: Page, hall: HallProcess, *, language: str = "zh-CN", query: str = "") -> None:
    before = hall.joined()
    page.goto(f"{hall.url}/halls/guangdong/display?language={language}{query}")
    expect(page.locator("footer b").first).to_be_visible()
    assert until(lambda: hall.joined() > before)  # what happens now is heard live


def spoken(page: Page) -> list[str]:
    """The captions so far, oldest first."""
    return page.locator("[role=log] li").all_inner_texts()


def lines(page: Page) -> list[str]:
    """The numbers on the screen, the newest first."""
    return page.locator("[data-number]").evaluate_all("nodes => nodes.map(n => n.dataset.number)")


def test_a_call_is_shown_from_its_event_and_asks_for_nothing_first(page, hall):
    open_screen(page, hall)
    page.route("**/api/**", lambda route: route.abort())

    hall.call("A012", 3)

    expect(page.locator(".newest")).to_contain_text("A012")


def test_the_newest_call_names_number_window_and_service_in_both_languages(page, hall):
    open_screen(page, hall)

    hall.call("B045", 7, "B")

    expect(page.locator(".newest")).to_have_text(
        "B045请到7号窗口往来港澳通行证Hong Kong & Macao permitPlease go to counter 7"
    )


def test_sixteen_calls_in_bursts_all_stand_on_the_screen_and_are_announced_in_order(page, hall):
    open_screen(page, hall)
    page.evaluate(NOTE_WHEN_SHOWN)
    numbers = [f"A{number:03}" for number in range(1, 17)]

    for start in range(0, 16, 4):
        for number in numbers[start : start + 4]:
            hall.call(number, int(number[1:]) % 13 + 1)
        page.wait_for_timeout(150)

    expect(page.locator("[role=log] li")).to_have_count(16)
    assert spoken(page) == [f"请{number}号到{int(number[1:]) % 13 + 1}号窗口" for number in numbers]
    assert page.evaluate("Object.keys(window.shownAt)") == numbers
    assert lines(page) == numbers[::-1]


def test_a_recall_comes_to_the_top_and_rings_again(page, hall):
    open_screen(page, hall)
    hall.call("A001", 1)
    hall.call("A002", 2)

    hall.call("A001", 1, attempt=2)

    expect(page.locator(".newest")).to_contain_text("第 2 次呼叫")
    expect(page.locator("[role=log] li")).to_have_count(3)
    assert lines(page) == ["A001", "A002"]


def test_a_lost_message_is_fetched_with_the_board_and_announced(page, hall):
    open_screen(page, hall)
    asked_before = hall.seen()["asked"]
    hall.lose({"kind": "ticket_called", "number": "A001", "counter": 1, "service": "A"})

    hall.call("A002", 2)

    expect(page.locator("[role=log] li")).to_have_count(2)
    assert hall.seen()["asked"][len(asked_before) :][:2] == ["board", "since"]
    assert lines(page) == ["A002", "A001"]


def test_a_lost_server_is_plain_to_see_and_the_calls_stay(page, hall, screenshot: Screenshot):
    open_screen(page, hall)
    hall.call("A012", 3)
    expect(page.locator(".newest")).to_contain_text("A012")

    hall.kill()

    expect(page.get_by_role("alert")).to_contain_text("与服务器的连接中断")
    assert lines(page) == ["A012"]
    screenshot("hall-lost")


def test_a_server_that_comes_back_brings_the_calls_of_meanwhile_once(page, hall):
    open_screen(page, hall)
    hall.call("A001", 1)
    expect(page.locator("[role=log] li")).to_have_count(1)
    hall.lose({"kind": "ticket_called", "number": "A002", "counter": 2, "service": "A"})
    hall.kill()

    hall.start()

    expect(page.locator(".newest")).to_contain_text("A002")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert spoken(page) == ["请A001号到1号窗口", "请A002号到2号窗口"]


def test_a_reload_does_not_say_it_all_again(page, hall):
    open_screen(page, hall)
    hall.call("A001", 1)
    expect(page.locator("[role=log] li")).to_have_count(1)

    page.reload()

    expect(page.locator(".newest")).to_contain_text("A001")
    assert spoken(page) == []


def test_blocked_sound_asks_for_a_touch_and_tells_the_server(page, hall, screenshot: Screenshot):
    open_screen(page, hall, query="&blocked=1")
    hall.call("A001", 1)
    expect(page.get_by_role("button")).to_contain_text("点一下屏幕开启声音")
    screenshot("hall-blocked")

    page.get_by_role("button").click()

    expect(page.locator("[role=log] li")).to_have_count(1)
    expect(page.get_by_role("button")).to_have_count(0)
    told = [state for state, _ in groupby(hall.seen()["sounds"])]
    assert told[:3] == ["blocked", "ready", "speaking"]


def test_who_wants_no_motion_sees_none(page, hall):
    page.emulate_media(reduced_motion="reduce")
    open_screen(page, hall)

    hall.call("A001", 1)

    assert page.locator(".newest").evaluate("node => node.getAnimations().length") == 0


def test_a_night_later_the_screen_begins_empty(page, hall):
    hall.call("A001", 1)
    yesterday = [{**call, "at": "2020-01-01T01:00:00.000Z"} for call in hall.change()["calls"]]
    hall.change(board={"calls": yesterday})

    open_screen(page, hall)

    expect(page.locator(".calls")).to_contain_text("今天还没有叫号")


def test_before_the_first_call_the_screen_says_so(page, hall, screenshot: Screenshot):
    open_screen(page, hall)

    expect(page.locator(".calls")).to_contain_text("今天还没有叫号")
    screenshot("hall-empty")


def test_a_closed_hall_says_when_it_is_open(page, hall, screenshot: Screenshot):
    hall.change(hall={"open": False}, board={"waiting": []})

    open_screen(page, hall)

    expect(page.locator(".calls")).to_contain_text("09:00–12:00和13:00–17:00")
    screenshot("hall-closed")


def test_waiting_is_told_by_service_with_its_range(page, hall):
    open_screen(page, hall)
    expect(page.locator(".service-wait")).to_have_count(6)

    assert page.locator(".service-wait").all_inner_texts() == [
        *("14 人\n18–26 分钟", "21 人\n22–31 分钟", "4 人\n6–11 分钟"),
        *("1 人\n4–7 分钟", "2 人\n2–5 分钟", "0 人\n随到随办"),
    ]


def test_waiting_follows_within_seconds(page, hall):
    open_screen(page, hall)
    hall.change(board={"waiting": [{"service": "A", "count": 15, "forecast": None}]})

    hall.emit({"kind": "ticket_issued", "number": "A900", "service": "A"})

    expect(page.locator(".service-wait").first).to_contain_text("15 人")


@in_languages("zh-CN", long=["en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_leaves_its_place_at_any_size(page, hall, screenshot: Screenshot, size, language):
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
    out_of_place = {}

    for look, more in {"calls": 0, "crowded": 6, "flooded": 12}.items():
        hall.reset()
        for number, counter, service in CALLS:
            hall.call(number, counter, service)
        for counter in range(1, more + 1):
            hall.call(f"B{999 + counter}", counter, "B", attempt=2)
        open_screen(page, hall, language=language)
        expect(page.locator(".line")).to_have_count(5 + more)
        screenshot(f"hall-{size}-{language}-{look}")
        out_of_place[look] = overflowing(page)

    assert out_of_place == {"calls": [], "crowded": [], "flooded": []}


def overflowing(page: Page) -> list[str]:
    """Words that reach out of their box sideways, and parts whose content is higher than they are."""
    return page.evaluate(
        """() => {
      const PLACES = ".newest, .line, .service, .band, .coming-row, .in-hand, .state, .officer-card, " +
        "header, footer";
      const BOXES = ".hall, main, .calls, .lines, aside, .services, .banded, .coming-rows, " +
        ".slide:not(.is-next), .window-middle";
      const beside = (child, parent) => child.left < parent.left - 1 || child.right > parent.right + 1;
      const sideways = [...document.querySelectorAll(PLACES)]
        .flatMap((box) => [...box.querySelectorAll("*")]
          .filter((node) => node.getClientRects().length)
          .filter((node) => beside(node.getBoundingClientRect(), box.getBoundingClientRect())));
      const upwards = [...document.querySelectorAll(BOXES)]
        .filter((node) => node.scrollHeight > node.clientHeight + 1);
      return [...sideways, ...upwards].map((node) => `${node.className}: ${node.textContent.trim()}`);
    }"""
    )
