"""The kiosk for who sees badly, sits in a wheelchair, wants a person to come, or shows a document."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk_process import DeskProcess
from tests.browser.sample_desk import HALL, moment, service
from tests.browser.test_kiosk import SIZES, settle, touch, without_key

CARD = {"hash": "a" * 64, "last4": "1234"}
LOW_FROM = 0.44
"""Of a kiosk that is 1.8 m high, what is below this can be reached from a wheelchair (1.2 m, GB 50763)."""
REACH = """() => [...document.querySelectorAll('button')].filter((each) => each.checkVisibility())
    .map((each) => each.getBoundingClientRect().top / innerHeight)"""
SCAN = """keys => keys.forEach((key) => document.body.dispatchEvent(
    new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true})))"""
"""As quick as a scanner, whatever else the machine does."""
PLAIN = (
    *("rgba(0, 0, 0, 0)", "rgb(0, 0, 0)", "rgb(255, 225, 77)", "rgba(0, 0, 0, 0.12)"),
    *("rgb(26, 26, 26)", "rgb(255, 255, 255)"),
)
BACKGROUNDS = """() => [...document.querySelectorAll('body *')].filter((each) => each.checkVisibility())
    .map((each) => getComputedStyle(each).backgroundColor)"""


def open_device(
    page: Page, desk: DeskProcess, language: str = "zh-CN", size: str = "portrait"
) -> None:
    """The page of an enrolled kiosk."""
    page.set_viewport_size(SIZES[size])
    page.goto(f"{desk.url}/halls/guangdong/kiosk?language={language}#token=kiosk-token")
    expect(page.locator(".top h1")).to_be_visible()
    settle(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    settle(page)


def services_asking(asks: str, **more: Any) -> dict[str, Any]:
    return {"services": [service("A", identity=asks, **more), *HALL["services"][1:]]}


# -- two touches -------------------------------------------------------------------------------


def test_from_the_welcome_to_the_commonest_service_s_number_there_are_two_touches(page, desk):
    open_device(page, desk)
    touches: list[str] = []

    def note(kind: str) -> None:
        touches.append(kind)

    page.expose_function("noteTouch", note)
    page.evaluate("document.addEventListener('click', () => noteTouch('click'), true)")

    touch(page, ".service-card")
    touch(page, ".take")

    expect(page.locator(".ticket-number")).to_have_text("A012")
    assert touches == ["click", "click"]


# -- how one likes it shown ---------------------------------------------------------------------


@pytest.mark.parametrize("senior", [False, True])
def test_from_a_wheelchair_everything_that_is_pressed_can_be_reached(page, desk, faults, senior):
    open_device(page, desk)
    if senior:
        touch(page, ".senior-toggle")
    press(page, "低位操作")
    reached = {"welcome": page.evaluate(REACH)}
    found = {"welcome": faults()}
    for name, way in {
        "confirm": ".service-card",
        "appointment": ".appointment-card",
        "priority": ".foot button >> nth=1",
    }.items():
        touch(page, way)
        reached[name], found[name] = page.evaluate(REACH), faults()
        touch(page, ".go-back")

    assert {name: min(tops) >= LOW_FROM for name, tops in reached.items()} == dict.fromkeys(
        reached, True
    )
    assert found == {name: [] for name in found}


def test_high_contrast_is_black_white_and_yellow(page, desk, faults):
    open_device(page, desk)
    press(page, "高对比")

    welcome = page.evaluate(BACKGROUNDS)
    touch(page, ".service-card")
    confirm = page.evaluate(BACKGROUNDS)

    assert {*welcome, *confirm} - {*PLAIN} == set()
    assert faults() == []


def test_how_it_was_shown_is_forgotten_with_the_person(page, desk):
    page.clock.install()
    page.set_viewport_size(SIZES["portrait"])
    page.goto(f"{desk.url}/halls/guangdong/kiosk?language=zh-CN")
    for name in ("高对比", "低位操作"):
        page.get_by_role("button", name=name).click()
    expect(page.locator("body.contrast.low")).to_have_count(1)

    for _ in range(62):
        page.clock.run_for(1_000)

    expect(page.locator("body.contrast")).to_have_count(0)
    expect(page.locator("body.low")).to_have_count(0)


# -- what stands in the way ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "words", "instead"),
    [
        ("paused", "暂停取号", "急需办理，请到服务台"),
        ("sold_out", "今天的号已取完", "可以预约其他日子"),
    ],
)
def test_a_service_without_numbers_says_what_to_do_instead(
    page, desk, faults, state, words, instead
):
    desk.change(hall=services_asking("none", **{state: True}))
    open_device(page, desk)
    expect(page.locator(".service-card").first).to_contain_text(words)

    touch(page, ".service-card")

    expect(page.locator(".instead")).to_contain_text(instead)
    expect(page.locator(".take")).to_be_disabled()
    assert faults() == []


def test_a_kiosk_without_paper_says_so_before_anyone_chooses_and_gives_a_code(
    page, desk, faults, screenshot
):
    desk.behave(printer="paper_out", print="queued")
    open_device(page, desk)

    expect(page.locator(".band")).to_contain_text("号码显示在屏幕上")
    assert faults() == []
    touch(page, ".service-card")
    expect(page.locator(".take")).to_contain_text("没有纸")
    screenshot("kiosk-no-paper-confirm")
    touch(page, ".take")
    expect(page.locator(".paper.missing .qr")).to_be_visible()
    screenshot("kiosk-no-paper-done")
    assert faults() == []


# -- the bell -----------------------------------------------------------------------------------


def test_the_bell_says_who_comes_and_is_stilled(page, desk, faults):
    open_device(page, desk)
    press(page, "请人帮忙")
    press(page, "请人过来")
    expect(page.get_by_role("dialog")).to_contain_text("已通知服务台")
    expect(page.locator(".help-band")).to_contain_text("已通知服务台")

    helper = {"name": "李晓雯", "badge": "020301"}
    desk.behave(bell={"asked_at": moment(), "answered_at": moment(), "helper": helper})
    desk.emit({"kind": "help_answered"})

    expect(page.get_by_role("dialog")).to_contain_text("李晓雯（警号 020301）正在过来")
    assert faults() == []
    press(page, "不用了")
    expect(page.locator(".help-band")).to_have_count(0)


def test_a_page_without_a_token_has_no_bell_and_says_where_people_are(page, desk):
    page.set_viewport_size(SIZES["portrait"])
    page.goto(f"{desk.url}/halls/guangdong/kiosk?language=zh-CN")
    press(page, "请人帮忙")

    expect(page.get_by_role("dialog")).to_contain_text("请到服务台")
    expect(page.get_by_role("button", name="请人过来")).to_have_count(0)


# -- documents ----------------------------------------------------------------------------------


def read(desk: DeskProcess, seen: int = 1, **what: Any) -> None:
    desk.behave(read={"seen": seen, **what})


def test_a_service_that_asks_for_a_document_waits_for_it(page, desk, faults):
    desk.change(hall=services_asking("required"))
    read(desk, 0)
    open_device(page, desk)
    touch(page, ".service-card")
    expect(page.locator(".take")).to_be_disabled()
    expect(page.locator(".card-panel")).to_contain_text("请把证件放在读卡处")

    read(desk, 1, card=CARD)
    expect(page.locator(".card-panel")).to_contain_text("尾号 1234")
    assert faults() == []
    touch(page, ".take")

    expect(page.locator(".ticket-number")).to_have_text("A012")
    assert without_key(desk.orders())[0]["card"] == CARD


def test_a_kiosk_without_a_reader_sends_to_the_desk_who_must_show_a_document(page, desk):
    desk.change(hall=services_asking("required"))
    open_device(page, desk)

    touch(page, ".service-card")

    expect(page.locator(".card-panel")).to_contain_text("请到服务台取号")
    expect(page.locator(".take")).to_be_disabled()


def test_a_card_read_twice_leads_to_the_number_that_is_there(page, desk, faults):
    desk.change(hall=services_asking("required"))
    read(desk, 0)
    open_device(page, desk)
    touch(page, ".service-card")
    read(desk, 1, card=CARD)
    told = {"status": 409, "code": "already_waiting", "details": {"number": "A007"}}
    desk.behave(refuse=told)
    expect(page.locator(".take")).to_be_enabled()
    touch(page, ".take")
    expect(page.locator(".ticket-number")).to_have_text("A007")
    assert faults() == []
    desk.behave(refuse=None)

    press(page, "再打一张")

    expect(page.locator(".paper.take")).to_be_visible()
    assert without_key(desk.orders())[-1] == {"reprint": "A007", "card": CARD}


def test_who_may_take_no_number_yet_is_told_kindly(page, desk, faults):
    open_device(page, desk)
    until = {"until": moment(90), "seconds": 5400}
    desk.behave(refuse={"status": 409, "code": "cooling_down", "details": until})
    touch(page, ".service-card")
    touch(page, ".take")

    expect(page.locator(".state-title")).to_have_text("暂时不能再取号")
    expect(page.locator(".state-hint")).to_contain_text("请到服务台说明")
    assert faults() == []


def test_a_document_checks_in_an_appointment(page, desk):
    read(desk, 0)
    open_device(page, desk)
    touch(page, ".appointment-card")
    expect(page.locator(".hint")).to_contain_text("刷预约时用的证件")

    read(desk, 1, card=CARD)

    expect(page.locator(".ticket-service")).to_have_text("往来港澳通行证 预约")
    assert without_key(desk.orders()) == [{"card": CARD}]


def test_a_scanned_code_checks_in_from_the_welcome(page, desk):
    open_device(page, desk)

    page.evaluate(SCAN, [*"K7MX3P2A", "Enter"])

    expect(page.locator(".ticket-service")).to_have_text("往来港澳通行证 预约")
    assert without_key(desk.orders()) == [{"code": "K7MX3P2A"}]


def test_what_a_person_left_on_the_reader_is_not_the_next_one_s(page, desk):
    page.clock.install()
    desk.change(hall=services_asking("required"))
    read(desk, 0)
    page.set_viewport_size(SIZES["portrait"])
    page.goto(f"{desk.url}/halls/guangdong/kiosk?language=zh-CN#token=kiosk-token")
    page.clock.run_for(1_000)
    page.click(".service-card")
    read(desk, 1, card=CARD)
    expect(page.locator(".card-panel")).to_contain_text("尾号 1234")
    for _ in range(48):
        page.clock.run_for(1_000)
    expect(page.locator(".services")).to_be_visible()
    page.clock.run_for(1_000)

    page.click(".service-card")

    expect(page.locator(".card-panel")).to_contain_text("请把证件放在读卡处")
