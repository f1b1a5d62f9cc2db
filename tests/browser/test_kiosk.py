"""The kiosk in a real Chromium: two touches to a number, one press one number, every state said kindly."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screenshot
from tests.browser.desk_process import DeskProcess
from tests.browser.in_languages import in_languages
from tests.browser.sample_desk import CLASSES, HALL, MORE_CLASSES, priority_class, service

PORTRAIT = {"width": 1080, "height": 1920}
SIZES = {
    "portrait": PORTRAIT,
    "landscape": {"width": 1920, "height": 1080},
    "small": {"width": 768, "height": 1366},
}
REDRAWN_MS = 700
"""By then the page was drawn anew, which it is twice a second."""
SETTLED_MS = 400
"""A tap that comes sooner after a change of screen is a nervous finger's second."""

SMALLEST = """() => Math.min(...[...document.querySelectorAll('button')]
    .filter((each) => each.checkVisibility()).map((each) => Math.min(each.offsetWidth, each.offsetHeight)))"""


def open_kiosk(
    page: Page, desk: DeskProcess, language: str = "zh-CN", size: str = "portrait"
) -> None:
    page.set_viewport_size(SIZES[size])
    page.goto(f"{desk.url}/halls/guangdong/kiosk?language={language}")
    expect(page.locator(".top h1")).to_be_visible()
    settle(page)


def settle(page: Page) -> None:
    page.wait_for_timeout(SETTLED_MS)


def touch(page: Page, selector: str) -> None:
    page.click(selector)
    settle(page)


def choose(page: Page, name: str) -> None:
    settle(page)
    page.get_by_role("button", name=name).click()
    settle(page)


def take(page: Page, desk: DeskProcess, **behaviour: Any) -> None:
    """Choose the first service and take a number."""
    desk.behave(**behaviour)
    touch(page, ".service-card")
    page.click(".take")


def without_key(orders: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in order.items() if name != "key"} for order in orders]


def test_two_touches_bring_a_number(page, desk, screenshot: Screenshot):
    open_kiosk(page, desk)
    screenshot("kiosk-welcome")
    choose(page, "普通护照")
    expect(page.locator(".facts")).to_have_text("前面等候14 人预计等候18–26 分钟")
    screenshot("kiosk-confirm")

    page.get_by_role("button", name="取号").click()

    expect(page.locator(".ticket-number")).to_have_text("A012")
    expect(page.locator(".paper")).to_contain_text("请取走号票")
    expect(page.locator(".done .facts")).to_contain_text("一楼等候区")
    screenshot("kiosk-done")
    assert without_key(desk.orders()) == [
        {"service": "A", "class": "normal", "language": "zh-CN", "channel": "kiosk"}
    ]


def test_nervous_double_taps_take_one_number(page, desk):
    desk.behave(delay_s=0.4)
    open_kiosk(page, desk)

    page.dblclick(".service-card")
    assert desk.orders() == []
    settle(page)
    page.dblclick(".take")
    expect(page.locator(".ticket-number")).to_be_visible()

    assert desk.issued() == ["A012"]
    assert len(desk.orders()) == 1


def test_the_class_that_a_person_declares_goes_with_the_number(page, desk):
    open_kiosk(page, desk, "en")

    choose(page, "Permit to Taiwan")
    page.get_by_role("radio", name="Elderly").click()
    expect(page.locator(".facts")).to_have_text("Ahead of youPriorityExpected wait5 min at most")
    page.get_by_role("button", name="Take a number (Elderly)").click()
    expect(page.locator(".ticket-number")).to_have_text("C012")

    assert without_key(desk.orders()) == [
        {"service": "C", "class": "elderly", "language": "en", "channel": "kiosk"}
    ]


def test_priority_may_be_said_first(page, desk):
    open_kiosk(page, desk)

    choose(page, "优先办理")
    choose(page, "孕妇")
    expect(page.locator(".declared")).to_contain_text("优先办理：孕妇")
    choose(page, "证件领取")
    page.get_by_role("button", name="取号（孕妇优先）").click()
    expect(page.locator(".ticket-number")).to_have_text("F012")

    assert [order["class"] for order in desk.orders()] == ["pregnant"]


def test_without_network_no_number_is_taken_and_a_second_try_brings_one(page, desk, screenshot):
    open_kiosk(page, desk)
    page.route("**/tickets", lambda route: route.abort())
    take(page, desk)

    expect(page.locator(".trouble")).to_contain_text("没有取到号")
    screenshot("kiosk-network")
    assert desk.issued() == []

    page.unroute("**/tickets")
    choose(page, "再试一次")
    expect(page.locator(".ticket-number")).to_have_text("A012")
    assert desk.issued() == ["A012"]


def test_a_number_whose_answer_was_lost_is_not_taken_twice(page, desk):
    open_kiosk(page, desk)
    lost = [True]

    def lose_first_answer(route: Any) -> None:
        answer = route.fetch()
        if lost.pop() if lost else False:
            route.abort()
        else:
            route.fulfill(response=answer)

    page.route("**/tickets", lose_first_answer)
    take(page, desk)

    expect(page.locator(".ticket-number")).to_have_text("A012")
    orders = desk.orders()
    assert [order["key"] for order in orders] == [orders[0]["key"]] * 2
    assert desk.issued() == ["A012"]


def test_a_dead_server_is_told_before_anyone_chooses_and_comes_back_by_itself(page, desk):
    open_kiosk(page, desk)

    desk.kill()
    expect(page.locator(".trouble")).to_contain_text("请到服务台取号")
    desk.start()

    expect(page.locator(".service-card").first).to_be_visible()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("no_capacity", "这项业务的号已经取完"),
        ("hall_closed", "现在不在服务时间"),
        ("not_eligible", "这项业务不能这样取号"),
        ("unknown_service", "这项业务刚有变动"),
        ("unauthenticated", "本机暂停使用"),
        ("something_new", "没有取到号"),
    ],
)
def test_a_refusal_says_what_to_do(page, desk, faults, code, words):
    open_kiosk(page, desk)

    take(page, desk, refuse={"status": 409, "code": code})

    expect(page.locator(".state-title")).to_have_text(words)
    expect(page.locator(".state-hint")).to_be_visible()
    assert faults() == []
    settle(page)
    choose(page, "回到首页")
    expect(page.locator("main h2")).to_have_text("您要办理什么业务？")


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        ("queued", "正在打印号票"),
        ("printed_unconfirmed", "请取走号票"),
        ("expired", "号票没有打印出来"),
        ("none", "号票没有打印出来"),
    ],
)
def test_the_paper_is_watched(page, desk, paper, words):
    open_kiosk(page, desk)

    take(page, desk, print=paper)

    expect(page.locator(".paper b")).to_have_text(words)
    missing = "没有" in words
    expect(page.locator(".qr")).to_have_count(1 if missing else 0)


def test_paper_that_does_not_come_stops_being_promised(page, desk):
    open_kiosk(page, desk)

    take(page, desk, print="queued")

    expect(page.locator(".paper b")).to_have_text("正在打印号票")
    expect(page.locator(".paper b")).to_have_text("号票没有打印出来")


def test_an_appointment_is_checked_in_by_its_code(page, desk, screenshot: Screenshot):
    open_kiosk(page, desk)

    choose(page, "我有预约")
    expect(page.locator(".take")).to_be_disabled()
    for key in "K7MX3P2B":
        page.get_by_role("button", name=key, exact=True).click()
    page.get_by_role("button", name="删除").click()
    page.keyboard.press("a")
    expect(page.locator(".code")).to_have_text("K7MX3P2A")
    screenshot("kiosk-appointment")
    page.get_by_role("button", name="签到").click()

    expect(page.locator(".ticket-service")).to_have_text("往来港澳通行证 预约")
    assert without_key(desk.orders()) == [{"code": "K7MX3P2A"}]


def test_one_comes_back_with_papers_by_the_code(page, desk):
    open_kiosk(page, desk)
    choose(page, "我有预约")
    page.get_by_role("button", name="W", exact=True).click()
    page.keyboard.type("7MX3P2A")
    page.get_by_role("button", name="签到").click()

    expect(page.locator(".ticket-service")).to_have_text("往来港澳通行证")
    assert without_key(desk.orders()) == [{"comeback": "W7MX3P2A"}]


def test_a_wrong_code_can_be_corrected(page, desk):
    open_kiosk(page, desk)
    choose(page, "我有预约")
    page.get_by_role("button", name="K", exact=True).click()
    desk.behave(refuse={"status": 404, "code": "not_found"})

    page.get_by_role("button", name="签到").click()
    expect(page.locator(".state-title")).to_have_text("没有找到这个预约码")
    settle(page)
    choose(page, "返回修改")

    expect(page.locator(".code")).to_have_text("K")


def test_urgent_cases_are_sent_to_people(page, desk):
    open_kiosk(page, desk)

    choose(page, "急事急办")

    expect(page.locator(".reasons")).to_contain_text("奔丧")
    expect(page.locator(".steps")).to_contain_text("请到服务台")
    assert page.locator(".take").count() == 0


def test_help_says_where_people_are(page, desk, faults):
    open_kiosk(page, desk)

    choose(page, "请人帮忙")
    expect(page.get_by_role("dialog")).to_contain_text("请到服务台，工作人员可以替您取号。")
    assert faults() == []
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_person_who_has_gone_leaves_nothing_to_the_next(page, desk):
    page.clock.install()
    page.set_viewport_size(PORTRAIT)
    page.goto(f"{desk.url}/halls/guangdong/kiosk?language=zh-CN")
    page.get_by_role("button", name="English").click()
    page.clock.run_for(1_000)
    page.get_by_role("button", name="Larger type").click()
    page.clock.run_for(1_000)
    page.click(".service-card")
    page.clock.run_for(78_000)

    expect(page.get_by_role("dialog")).to_contain_text("Are you still there?")
    page.get_by_role("button", name="Continue").click()
    page.clock.run_for(70_000)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".confirm")).to_be_visible()

    for _ in range(25):  # second by second: what is drawn at one may be needed by the next
        page.clock.run_for(1_000)
    expect(page.locator("main h2")).to_have_text("您要办理什么业务？")
    expect(page.locator("body.senior")).to_have_count(0)


def test_the_number_gives_way_to_the_welcome_by_itself(page, desk):
    page.clock.install()
    page.goto(f"{desk.url}/halls/guangdong/kiosk?language=zh-CN")
    page.clock.run_for(1_000)  # a touch right after the screen changed is meant for the one before
    page.click(".service-card")
    page.clock.run_for(1_000)
    page.click(".take")
    expect(page.locator(".paper.take")).to_be_visible()

    page.clock.run_for(21_000)

    expect(page.locator("main h2")).to_have_text("您要办理什么业务？")


def test_a_closed_hall_says_its_hours(page, desk, screenshot: Screenshot):
    desk.change(hall={"open": False})
    open_kiosk(page, desk)

    expect(page.locator(".trouble")).to_contain_text("今天的服务时间：09:00–12:00和13:00–17:00")
    screenshot("kiosk-closed")


def test_counts_follow_the_hall(page, desk):
    open_kiosk(page, desk)

    desk.change(hall={"services": [service("A", waiting=15, ahead=15), *HALL["services"][1:]]})
    desk.emit({"kind": "ticket_issued", "number": "A099", "service": "A"})

    expect(page.locator(".service-card").first).to_contain_text("前面 15 人", timeout=20_000)


def test_a_service_that_the_kiosk_does_not_offer_is_not_there(page, desk):
    desk.change(hall={"services": [service("A"), service("B", kiosk=False), service("C")]})
    open_kiosk(page, desk)

    names = page.locator(".service-card .card-name [lang=zh-CN]").all_inner_texts()
    assert names == ["普通护照", "往来台湾通行证", "急事急办"]


def test_the_whole_way_goes_by_keyboard(page, desk):
    open_kiosk(page, desk)
    page.locator(".services button").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    settle(page)
    expect(page.locator("main h2")).to_be_focused()
    order = []
    for _ in range(7):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.innerText.split('\\n')[0]"))
    page.keyboard.press("Enter")

    assert order == ["普通", "老年人", "残疾人", "孕妇", "军人", "", "取号"]
    expect(page.locator(".ticket-number")).to_have_text("B012")


LOOKS: dict[str, Any] = {
    "welcome": lambda *_: None,
    "confirm": lambda page, _: touch(page, ".service-card >> nth=3"),
    "senior": lambda page, _: touch(page, ".senior-toggle"),
    "senior-confirm": lambda page, _: (
        touch(page, ".senior-toggle"),
        touch(page, ".service-card >> nth=3"),
    ),
    "contrast": lambda page, _: touch(page, ".aids button >> nth=0"),
    "contrast-confirm": lambda page, _: (
        touch(page, ".aids button >> nth=0"),
        touch(page, ".service-card >> nth=3"),
    ),
    "low": lambda page, _: touch(page, ".aids button >> nth=1"),
    "low-confirm": lambda page, _: (
        touch(page, ".aids button >> nth=1"),
        touch(page, ".service-card >> nth=3"),
    ),
    "priority": lambda page, _: touch(page, ".foot button >> nth=1"),
    "declared": lambda page, _: (touch(page, ".foot button >> nth=1"), touch(page, ".class-card")),
    "urgent": lambda page, _: touch(page, ".urgent-card"),
    "appointment": lambda page, _: touch(page, ".appointment-card"),
    "done": lambda page, desk: (take(page, desk), settle(page)),
    "missing": lambda page, desk: (take(page, desk, print="none"), settle(page)),
}


@in_languages("en", long=["zh-CN"])
@pytest.mark.parametrize("name", LOOKS)
def test_every_screen_fits_reads_and_can_be_pressed(page, desk, faults, screenshot, language, name):
    open_kiosk(page, desk, language)
    LOOKS[name](page, desk)
    found = {}
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        page.wait_for_timeout(REDRAWN_MS)
        screenshot(f"kiosk-{name}-{size}-{language}")
        found[size] = faults()

    assert found == {size: [] for size in SIZES}


@pytest.mark.parametrize("size", ["portrait", "landscape"])
def test_many_classes_fit_as_well(page, desk, faults, screenshot, size):
    desk.change(hall={"classes": [priority_class(row) for row in CLASSES + MORE_CLASSES]})
    open_kiosk(page, desk, "en", size)
    touch(page, ".service-card >> nth=3")
    screenshot(f"kiosk-many-classes-{size}")

    assert faults() == []


def test_senior_mode_has_large_targets_on_the_smallest_kiosk(page, desk):
    open_kiosk(page, desk, size="small")
    touch(page, ".senior-toggle")
    welcome = page.evaluate(SMALLEST)
    touch(page, ".service-card")

    assert (welcome >= 80, page.evaluate(SMALLEST) >= 80) == (True, True)
