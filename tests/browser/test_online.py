"""Waiting online in a real Chromium: a number on the phone, arriving, checking in, the code of the hall."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Screenshot
from tests.browser.desk_process import DeskProcess
from tests.browser.in_languages import widest
from tests.browser.sample_desk import away, moment
from tests.browser.test_citizen import SECRET, SIZES, open_phone

THERE = {"here": True, "kept_until": None, "on_the_way": 0}
PLACE = {"latitude": 23.1, "longitude": 113.3, "within_m": 200}
LOOKS = {
    "away": away(),
    "late": away(arrive_from=moment(-5), arrive_by=moment(5), kept_until=moment(35)),
    "place": away(check_in=["code", "location"], place=PLACE),
    "there": away(**THERE, here_until=moment(85)),
    "ending": away(**THERE, here_until=moment(10)),
}


def open_online(page: Page, desk: DeskProcess, *, language="zh-CN", after=""):
    page.set_viewport_size(SIZES["phone"])
    page.goto(f"{desk.url}/halls/guangzhou/online?language={language}{after}")
    expect(page.locator("h1, .state-title").first).to_be_visible()


def test_a_number_is_taken_in_two_presses(page, desk, screenshot: Screenshot):
    open_online(page, desk)
    expect(page.get_by_role("button", name="业务咨询")).to_be_disabled()
    screenshot("online-offers")

    page.get_by_role("button", name="普通护照").click()
    expect(page.locator(".arrive .range")).to_have_text(re.compile(r"^\d\d:\d\d–\d\d:\d\d$"))
    screenshot("online-take")
    page.get_by_role("button", name="取号").click()

    expect(page.locator("h1")).to_have_text("您的号码 A012")
    order = desk.orders()[0]
    assert re.fullmatch("[0-9a-f]{32}", order["device"])
    assert {name: order[name] for name in ("service", "class", "language")} == {
        "service": "A",
        "class": "normal",
        "language": "zh-CN",
    }
    screenshot("online-away")


def test_a_refused_number_says_why_and_may_be_tried_again(page, desk):
    open_online(page, desk)
    page.get_by_role("button", name="普通护照").click()
    desk.behave(refuse={"status": 409, "code": "limit_reached"})
    page.get_by_role("button", name="取号").click()
    expect(page.locator(".wrong")).to_have_text("您已有未办完的号码，暂时不能再取")

    desk.behave(refuse=None)
    page.get_by_role("button", name="取号").click()
    expect(page.locator("h1")).to_have_text("您的号码 A012")
    keys = [order["key"] for order in desk.orders()]
    assert len(set(keys)) == 2


def test_a_hall_that_gives_none_or_is_closed_says_so(page, desk):
    desk.behave(online=None)
    open_online(page, desk)
    expect(page.locator(".state-title")).to_have_text("本大厅没有开通网上取号")

    desk.behave(online={"open": False})
    open_online(page, desk)
    expect(page.locator(".state-title")).to_have_text("现在不取号")


def test_one_checks_in_with_the_six_digits(page, desk):
    open_phone(page, desk, **away())
    button = page.get_by_role("button", name="签到")
    expect(button).to_be_disabled()

    desk.behave(refuse={"status": 422, "code": "wrong_code"})
    page.get_by_label("六位数字").fill("12 34 56")
    button.click()
    expect(page.locator(".wrong")).to_contain_text("数字不对")
    desk.behave(refuse=None)
    page.get_by_label("六位数字").fill("402913")
    button.click()

    expect(page.locator(".there")).to_contain_text("已签到")
    assert [order["code"] for order in desk.orders()] == ["123456", "402913"]


def test_the_place_is_compared_in_the_phone_and_never_sent(page, desk):
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 23.2, "longitude": 113.3})
    open_phone(page, desk, **LOOKS["place"])
    page.get_by_role("button", name="用手机位置签到").click()
    expect(page.locator(".wrong")).to_contain_text("还不在大厅附近")
    assert desk.orders() == []

    page.context.set_geolocation({"latitude": 23.1005, "longitude": 113.3})
    page.get_by_role("button", name="用手机位置签到").click()

    expect(page.locator(".there")).to_be_visible()
    sent = {name: value for name, value in desk.orders()[0].items() if name != "key"}
    assert sent == {"command": "check-ins", "near": True}


def test_who_scans_the_hall_s_code_is_checked_in(page, desk):
    open_phone(page, desk, hall="guangzhou", **away())
    page.goto(f"{desk.url}/halls/guangzhou/online#code=402913")

    expect(page.locator(".there")).to_be_visible()
    assert page.url == f"{desk.url}/t/{SECRET}"
    assert [order["code"] for order in desk.orders()] == ["402913"]


def test_who_scans_it_without_a_number_takes_one_there(page, desk):
    open_online(page, desk, after="#code=402913")
    expect(page.locator(".lead")).to_contain_text("您已在大厅")
    assert "402913" not in page.url

    page.get_by_role("button", name="业务咨询").click()
    page.get_by_role("button", name="取号").click()
    expect(page.locator("h1")).to_contain_text("E012")

    assert desk.orders()[0]["code"] == "402913"


def test_the_code_on_a_screen(page, desk, screenshot: Screenshot):
    page.goto(f"{desk.url}/halls/guangzhou/presence")
    expect(page.locator(".state-title")).to_have_text("这块屏幕还没有登记")

    page.goto(f"{desk.url}/halls/guangzhou/presence#token=t")
    page.reload()
    expect(page.locator(".presence-code")).to_have_text("402913")
    assert "token" not in page.url
    screenshot("presence")


@widest
def test_every_look_fits_and_reads(page, desk, faults, screenshot, language):
    found = {}

    def look_at(name: str) -> None:
        for size in ("phone", "narrow"):
            page.set_viewport_size(SIZES[size])
            screenshot(f"online-{name}-{size}-{language}")
            found[f"{name} {size}"] = faults()

    for name, look in LOOKS.items():
        open_phone(page, desk, language=language, **look)
        look_at(name)
    open_online(page, desk, language=language)
    look_at("offers")
    page.locator(".offers .button").first.click()
    expect(page.locator(".terms")).to_be_visible()
    look_at("take")

    assert found == {name: [] for name in found}
