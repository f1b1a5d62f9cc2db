"""The citizen's phone in a real Chromium: each state of a ticket says what it is and what to do."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screenshot
from tests.browser.desk_process import DeskProcess
from tests.browser.sample_desk import HALL, moment

SIZES = {
    "phone": {"width": 390, "height": 844},
    "narrow": {"width": 320, "height": 640},
    "desk": {"width": 1280, "height": 900},
}
TO_RATE = {
    "stage": 1,
    "service": "A",
    "service_name": {"zh-CN": "普通护照", "en": "Ordinary passport"},
    "counter": 3,
    "ended_at": moment(),
    "until": moment(1440),
}
STATES: dict[str, dict[str, Any]] = {
    "waiting": {"state": "waiting"},
    "next": {"state": "waiting", "ahead": 0, "forecast": None},
    "ready": {"state": "waiting", "ahead": 2, "precalled": True},
    "over": {"state": "waiting", "clock": moment(-45)},
    "called": {"state": "called", "counter": 13, "attempt": 2, "called_at": moment(-1)},
    "serving": {"state": "serving", "counter": 3},
    "held": {"state": "held", "counter": 3},
    "missed": {"state": "missed", "counter": 3},
    "away": {"state": "away", "counter": 3},
    "completed": {"state": "completed", "ended_at": moment(), "to_rate": [TO_RATE]},
    "rated": {"state": "completed", "ended_at": moment(), "rated": True},
    "cancelled": {"state": "cancelled", "ended_at": moment()},
    "abandoned": {"state": "abandoned", "ended_at": moment()},
}
SECRET = "Kq3xT7bW"
HOURS = re.compile(r"^\d\d:\d\d–\d\d:\d\d$")
EAR = """
window.heard = [];
navigator.vibrate = (pattern) => window.heard.push(`shake ${pattern}`);
OscillatorNode.prototype.connect = (volume) => {
  window.heard.push(`tone at ${Math.round(volume.gain.value * 100) / 100}`);
  return volume;
};
OscillatorNode.prototype.start = () => {};
OscillatorNode.prototype.stop = () => {};
"""


def before(number: str, why: str, code: str = "normal", promise_s: int = 1800) -> dict[str, Any]:
    name = next(each["name"] for each in HALL["classes"] if each["code"] == code)
    about = {"number": number, "why": why, "class": code, "class_name": name}
    return {**about, "promise_s": promise_s, "share": 0.5, "called_at": None}


EXPLANATION = {
    "before": [
        before("A015", "shorter_promise", "elderly", 300),
        before("A016", "appointment", "appointment", 600),
        *(before(f"A0{number}", "shorter_promise", "elderly", 300) for number in (17, 18, 19)),
    ],
    "share": 0.7,
    "promise_s": 1800,
}


def open_phone(page: Page, desk: DeskProcess, size: str = "phone", **changes: Any) -> None:
    page.set_viewport_size(SIZES[size])
    language = changes.get("language", "zh-CN")
    desk.ticket(SECRET, **{"clock": moment(-21), "ahead": 3, **changes})
    page.goto(f"{desk.url}/t/{SECRET}?language={language}")
    expect(page.locator("h1")).to_be_visible()


def test_one_who_waits_sees_when_and_behind_how_many(page, desk, screenshot: Screenshot):
    desk.behave(explanation=EXPLANATION)
    open_phone(page, desk)

    expect(page.locator(".hero")).to_have_text("您的号码 A014普通护照 · 一楼等候区")
    expect(page.locator(".range")).to_have_text(HOURS)
    expect(page.locator(".expected")).to_contain_text("前面 3 位 · 八成把握")
    expect(page.locator(".promise")).to_have_text("承诺等候不超过 30 分钟已等 21 分钟")
    expect(page.locator("footer")).to_have_text("监督电话 020-00000000")
    screenshot("citizen-waiting")


def test_it_says_why_others_go_first(page, desk):
    desk.behave(explanation=EXPLANATION)
    open_phone(page, desk)

    assert page.locator(".why li").all_inner_texts() == [
        "A015、A017、A018 等 4 位：老年人，承诺等候 5 分钟。",
        "A016：有预约，到了预约时间。",
    ]
    expect(page.locator(".why")).to_contain_text("您的 30 分钟承诺不变，还没有被打破。")


def test_one_who_is_told_to_get_ready_reads_it_on_the_phone_at_once(page, desk):
    open_phone(page, desk, precalled=False)
    expect(page.locator(".ready")).to_have_count(0)

    desk.ticket(SECRET, precalled=True, ahead=0)
    desk.emit({"kind": "tickets_precalled", "counter": 3})

    expect(page.locator(".ready")).to_have_text(
        "请准备请到一楼等候区等候快叫到您了。请带好材料，留意叫号。"
    )
    expect(page).to_have_title("A014 请准备")
    expect(page.locator(".expected")).to_contain_text("您是下一位")
    expect(page.locator(".expected")).not_to_contain_text("窗口附近")


def test_one_whose_hall_names_no_place_waits_near_the_windows(page, desk):
    open_phone(page, desk, precalled=True, area=None)

    expect(page.locator(".ready .where")).to_have_text("请到窗口附近等候")


def test_getting_ready_rings_softly_and_once_for_who_asked_for_it(page, desk):
    page.add_init_script(EAR)
    open_phone(page, desk, precalled=False)
    page.get_by_role("button", name="到时提醒我").click()
    expect(page.get_by_role("button", name="提醒已打开")).to_be_visible()

    desk.ticket(SECRET, precalled=True)
    desk.emit({"kind": "tickets_precalled", "counter": 3})
    expect(page.locator(".ready")).to_be_visible()
    desk.ticket(SECRET, precalled=True, ahead=1)
    desk.emit({"kind": "ticket_issued"})
    expect(page.locator(".expected")).to_contain_text("前面 1 位")

    assert page.evaluate("window.heard") == [
        "shake 80",
        *["tone at 0.15"] * 2,
        "shake 200,200,200",
    ]


def test_a_call_fills_the_screen_at_once(page, desk, screenshot: Screenshot):
    open_phone(page, desk)

    desk.ticket(SECRET, state="called", counter=3, attempt=1, called_at=moment())
    desk.call("A014", 3)

    expect(page.locator(".go")).to_have_text("请到3号窗口", timeout=20_000)
    expect(page).to_have_title("A014 请到 3 号窗口")
    screenshot("citizen-called")


def test_a_call_rings_for_who_asked_for_it(page, desk):
    page.add_init_script(EAR)
    open_phone(page, desk)
    page.get_by_role("button", name="到时提醒我").click()
    expect(page.get_by_role("button", name="提醒已打开")).to_be_visible()
    assert page.evaluate("window.heard") == ["shake 80"]

    desk.ticket(SECRET, state="called", counter=3, attempt=1)
    desk.call("A014", 3)
    expect(page.locator(".called-face")).to_be_visible()

    assert page.evaluate("window.heard") == [
        "shake 80",
        *["tone at 0.4"] * 3,
        "shake 400,200,400,200,800",
    ]


def test_a_call_is_silent_for_who_did_not(page, desk):
    page.add_init_script(EAR)
    open_phone(page, desk, state="called", counter=3, attempt=1)

    assert page.evaluate("window.heard") == []


def test_ten_minutes_later_is_one_press(page, desk):
    open_phone(page, desk)

    page.get_by_role("button", name="晚 10 分钟").dblclick()

    expect(page.locator(".said")).to_contain_text("以前不会叫您")
    orders = [{name: order[name] for name in ("command", "by_s")} for order in desk.orders()]
    assert orders == [{"command": "deferrals", "by_s": 600}]


def test_one_who_comes_later_is_not_expected_before(page, desk):
    open_phone(page, desk, clock=moment(10), ahead=0, forecast={"p10_s": 0, "p50_s": 0, "p90_s": 0})

    expect(page.locator(".expected")).to_contain_text("前面没有人")
    later = page.locator(".promise p").last.inner_text()
    assert later == f"从 {page.locator('.range').inner_text()} 开始计时"


def test_a_number_is_cancelled_only_after_a_second_question(page, desk):
    open_phone(page, desk)
    page.get_by_role("button", name="取消号码").click()
    page.get_by_role("button", name="保留号码").click()
    assert desk.orders() == []

    page.get_by_role("button", name="取消号码").click()
    page.get_by_role("dialog").get_by_role("button", name="取消号码").click()

    expect(page.locator(".state-face h2")).to_have_text("号码已取消")
    assert [order["command"] for order in desk.orders()] == ["cancellations"]


def test_a_refused_wish_says_so(page, desk):
    open_phone(page, desk)
    desk.behave(refuse={"status": 409, "code": "illegal_transition"})

    page.get_by_role("button", name="晚 10 分钟").click()

    expect(page.locator(".said")).to_have_text("号票当前的状态不能这样操作")


def test_who_was_not_content_may_say_why(page, desk, screenshot: Screenshot):
    open_phone(page, desk, **STATES["completed"])
    expect(page.get_by_role("button", name="提交评价")).to_be_disabled()
    grades = page.get_by_role("radio")
    assert grades.all_inner_texts() == ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]

    grades.nth(0).click()
    expect(page.locator(".reasons")).to_have_count(0)
    grades.nth(3).click()
    page.get_by_role("button", name="等候太久").click()
    page.locator("textarea").fill("等了一小时")
    page.locator(".contact").fill("020-83110120")
    screenshot("citizen-rating")
    page.get_by_role("button", name="提交评价").click()

    expect(page.locator(".thanks")).to_have_text("谢谢您的评价。")
    sent = {name: value for name, value in desk.orders()[0].items() if name != "key"}
    about = {"grade": 2, "reasons": ["waiting"], "comment": "等了一小时", "contact": "020-83110120"}
    assert sent == {"command": "ratings", **about, "stage": 1}


def test_a_link_that_is_no_tickets_says_so(page, desk, faults):
    page.goto(f"{desk.url}/t/nothing")

    expect(page.locator(".state-title")).to_have_text("没有这张号票")
    assert faults() == []


def test_a_lost_network_is_told_and_mended(page, desk):
    open_phone(page, desk)

    desk.kill()
    expect(page.locator(".lost")).to_contain_text("您的号码不受影响")
    expect(page.locator("h1")).to_be_visible()
    desk.start()
    desk.ticket(SECRET, ahead=1)

    expect(page.locator(".lost")).to_have_count(0)


def kept_for_later(page: Page) -> None:
    """Wait until the phone has what it needs without a network."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function(
        """async () => Boolean(await caches.match("/static/citizen/main.js")
            && await caches.match("/t/shell") && await caches.match("/static/citizen/why.js"))"""
    )


def test_without_a_network_the_last_state_is_shown_with_its_age(page, desk, screenshot: Screenshot):
    open_phone(page, desk, ahead=3)
    kept_for_later(page)

    page.context.set_offline(True)
    page.reload()

    expect(page.locator("h1")).to_have_text("您的号码 A014")
    expect(page.locator(".lost")).to_contain_text(re.compile(r"这是 \d\d:\d\d 的情况"))
    screenshot("citizen-offline")


def test_without_a_network_nobody_is_shown_another_s_ticket(page, desk):
    open_phone(page, desk)
    kept_for_later(page)

    page.context.set_offline(True)
    page.goto(f"{desk.url}/t/another-secret")

    expect(page.locator(".state-title")).to_have_text("暂时连不上")
    assert "A014" not in page.content()


def test_a_paper_of_another_day_says_of_which(page, desk, screenshot: Screenshot):
    open_phone(page, desk, state="abandoned", ended_at=moment(), day="2026-11-20")

    expect(page.locator(".other-day")).to_contain_text("这是 2026年11月20日 星期五的号票。")
    screenshot("citizen-other-day")


def test_how_sure_the_time_is_stands_in_words(page, desk):
    said = {
        8: "时间比较可靠",
        20: "时间可能前后变动，越接近越准确",
        60: "现在还不好估计，越接近越准确",
    }
    for minutes, words in said.items():
        wide = {"p10_s": 600, "p50_s": 900, "p90_s": 600 + minutes * 60}
        open_phone(page, desk, forecast=wide)
        expect(page.locator(".sure")).to_have_text(words)


def test_the_language_is_the_holders(page, desk):
    open_phone(page, desk)

    page.get_by_label("语言").select_option("en")

    expect(page.locator(".promise")).to_contain_text("Promised wait: at most 30 min")
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_state_fits_and_reads(page, desk, faults, screenshot, language):
    found = {}
    desk.behave(explanation=EXPLANATION)
    for name, state in STATES.items():
        open_phone(page, desk, language=language, **fresh(state))
        for size, viewport in SIZES.items():
            page.set_viewport_size(viewport)
            screenshot(f"citizen-{name}-{size}-{language}")
            found[f"{name} {size}"] = faults()

    assert found == {f"{name} {size}": [] for name in STATES for size in SIZES}


def fresh(state: dict[str, Any]) -> dict[str, Any]:
    """A state on a ticket of which nothing else is left."""
    blank = {
        **dict.fromkeys(("counter", "called_at", "ended_at")),
        "attempt": 0,
        "rated": False,
        "to_rate": [],
        "precalled": False,
    }
    return {**blank, "forecast": {"p10_s": 540, "p50_s": 700, "p90_s": 1020}, **state}
