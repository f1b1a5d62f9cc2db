"""Being told on the phone, in a real Chromium: the button, the worker, the telephone number.

Headless Chromium has no push service: its ``PushManager`` is played by one that gives an address. The
worker is the real one; what a push service would bring is handed to it by the browser's own debugger.
"""

import json
import time
from typing import Any

import pytest
from playwright.sync_api import Page, Worker, expect

from tests.browser.conftest import Screenshot
from tests.browser.desk_process import DeskProcess
from tests.browser.in_languages import widest
from tests.browser.sample_desk import away
from tests.browser.test_citizen import SECRET, SIZES, open_phone

KEY = "B" + "A" * 86
ADDRESS = {"endpoint": "https://push.example/1", "p256dh": "p", "auth": "a"}
TELEPHONE = {"webhook": {"asks": "telephone"}}
PUSH_SERVICE = """
PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
  if (window.noPush) throw new DOMException("Registration failed", "AbortError");
  window.asked = { userVisibleOnly, applicationServerKey };
  return { toJSON: () => ({ endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } }) };
};
"""
LOOKS = {
    "waiting": {"state": "waiting"},
    "called": {"state": "called", "counter": 3},
    "away": {"state": "waiting", **away()},
}


@pytest.fixture
def phone(page: Page) -> Page:
    """A phone whose holder allows notifications, with a push service."""
    page.context.grant_permissions(["notifications"])
    page.add_init_script(PUSH_SERVICE)
    return page


def open_told(page: Page, desk: DeskProcess, messengers, **changes) -> None:
    desk.behave(messengers=messengers)
    open_phone(page, desk, **changes)


def push(page: Page, desk: DeskProcess, **said) -> None:
    """What a push service would bring to this phone."""
    debugger = page.context.new_cdp_session(page)
    found: list[str] = []

    def note(event) -> None:
        found.extend(each["registrationId"] for each in event["registrations"])

    debugger.on("ServiceWorker.workerRegistrationUpdated", note)
    debugger.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    debugger.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": desk.url, "registrationId": found[0], "data": json.dumps(said)},
    )


def hear(page: Page) -> Worker:
    """The ticket's own worker; it notes what it shows, which headless Chromium would not tell."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    (worker,) = page.context.service_workers
    worker.evaluate(
        """() => {
          self.shown = [];
          const note = async (title, look) => void self.shown.push({ title, ...look });
          self.registration.showNotification = note;
        }"""
    )
    return worker


def shown(worker: Worker, count: int) -> list[dict[str, Any]]:
    """What it has shown, as soon as that is so much."""
    ends = time.monotonic() + 10
    while worker.evaluate("self.shown.length") < count and time.monotonic() < ends:
        time.sleep(0.05)
    found = worker.evaluate("self.shown")
    return [
        {name: each[name] for name in ("title", "body", "tag", "requireInteraction")}
        for each in found
    ]


# -- the button ---------------------------------------------------------------------------------


def test_a_press_asks_for_messages_and_another_ends_them(phone, desk, screenshot: Screenshot):
    open_told(phone, desk, {"web_push": {"key": KEY}})
    button = phone.get_by_role("button", name="锁屏也提醒我")
    button.click()

    expect(phone.locator(".remind[aria-pressed=true]")).to_contain_text("锁屏提醒已打开")
    screenshot("told-on")
    order = desk.orders()[0]
    assert (order["channel"], order["address"]) == ("web_push", ADDRESS)
    assert phone.evaluate("window.asked") == {"userVisibleOnly": True, "applicationServerKey": KEY}

    phone.reload()
    phone.locator(".remind[aria-pressed=true]").click()
    expect(button).to_be_visible()
    assert desk.orders()[-1] == {"ended": "told0"}


def test_there_is_no_button_where_the_server_tells_nobody(phone, desk):
    open_told(phone, desk, {})

    expect(phone.get_by_role("button", name="到时提醒我")).to_be_visible()
    expect(phone.get_by_role("button", name="锁屏也提醒我")).to_have_count(0)
    expect(phone.get_by_role("button", name="用手机号接收提醒")).to_have_count(0)


def test_a_phone_without_a_push_service_says_so_and_may_be_pressed_again(phone, desk):
    phone.add_init_script("window.noPush = true")
    open_told(phone, desk, {"web_push": {"key": KEY}})
    button = phone.get_by_role("button", name="锁屏也提醒我")
    button.click()

    expect(button).to_contain_text("没有成功")
    expect(button).to_be_enabled()
    assert desk.orders() == []


def test_who_forbids_notifications_is_told_where_to_allow_them(page, desk):
    page.add_init_script(PUSH_SERVICE)
    page.add_init_script("Notification.requestPermission = async () => 'denied'")
    open_told(page, desk, {"web_push": {"key": KEY}})
    page.get_by_role("button", name="锁屏也提醒我").click()

    expect(page.get_by_role("button", name="锁屏也提醒我")).to_contain_text("设置")
    assert desk.orders() == []


# -- the worker ---------------------------------------------------------------------------------


def test_the_worker_shows_what_was_pushed_and_a_call_stays_until_it_is_seen(phone, desk):
    open_told(phone, desk, {"web_push": {"key": KEY}})
    worker = hear(phone)
    push(phone, desk, number="A014", topic="soon", text="快到您了")
    shown(worker, 1)
    push(phone, desk, number="A014", topic="called", text="请到 3 号窗口")

    look = {"title": "A014", "tag": "A014"}
    assert shown(worker, 2) == [
        {**look, "body": "快到您了", "requireInteraction": False},
        {**look, "body": "请到 3 号窗口", "requireInteraction": True},
    ]


def test_a_press_on_a_message_leads_to_this_phone_s_own_ticket(phone, desk):
    open_told(phone, desk, {"web_push": {"key": KEY}})
    phone.get_by_role("button", name="锁屏也提醒我").click()
    expect(phone.locator(".remind[aria-pressed=true]")).to_be_visible()
    worker = hear(phone)

    worker.evaluate(
        """() => {
          self.opened = [];
          self.clients.openWindow = async (path) => void self.opened.push(path);
          self.clients.matchAll = async () => [];
          for (const number of ["A099", "A014"]) {
            const press = new Event("notificationclick");
            press.notification = { close: () => {}, data: { number } };
            press.waitUntil = (work) => (self.work = work);
            self.dispatchEvent(press);
          }
        }"""
    )
    worker.evaluate("self.work")

    assert worker.evaluate("self.opened") == [f"/t/{SECRET}"]


# -- the telephone number -------------------------------------------------------------------------


def test_a_number_is_asked_for_only_where_the_hall_has_a_gateway_for_it(page, desk):
    for ways in ({}, {"webhook": {"asks": "none"}}, {"web_push": {"key": KEY}}):
        open_told(page, desk, ways)
        expect(page.get_by_role("button", name="提醒").first).to_be_visible()
        expect(page.get_by_role("button", name="用手机号接收提醒")).to_have_count(0)


def test_a_telephone_number_is_sent_once_and_kept_nowhere_on_the_phone(page, desk, screenshot):
    open_told(page, desk, TELEPHONE)
    page.get_by_role("button", name="用手机号接收提醒").click()
    send = page.get_by_role("button", name="开始接收提醒")
    expect(send).to_be_disabled()
    page.get_by_label("手机号").fill("138 0000 0000")
    screenshot("told-telephone")
    send.click()

    expect(page.locator(".remind[aria-pressed=true]")).to_contain_text("手机号提醒已开")
    order = desk.orders()[0]
    assert (order["channel"], order["address"]) == ("webhook", {"to": "13800000000"})
    everything = (
        "document.documentElement.outerHTML + location.href"
        " + JSON.stringify({ ...localStorage, ...sessionStorage })"
    )
    assert "13800000000" not in page.evaluate(everything).replace(" ", "")

    page.reload()
    page.locator(".remind[aria-pressed=true]", has_text="手机号").click()
    page.get_by_role("button", name="用手机号接收提醒").click()
    expect(page.get_by_label("手机号")).to_have_value("")
    assert desk.orders()[-1] == {"ended": "told0"}


def test_a_number_that_is_refused_may_be_mended(page, desk):
    open_told(page, desk, TELEPHONE)
    page.get_by_role("button", name="用手机号接收提醒").click()
    desk.behave(refuse={"status": 422, "code": "invalid"})
    page.get_by_label("手机号").fill("13800000000")
    page.get_by_label("手机号").press("Enter")
    expect(page.locator(".telephone .wrong")).to_have_text("手机号不对，请检查")

    desk.behave(refuse=None)
    page.get_by_label("手机号").press("Enter")
    expect(page.locator(".remind[aria-pressed=true]", has_text="手机号")).to_be_visible()


@widest
def test_it_fits_and_reads(page, desk, faults, screenshot, language):
    found = {}
    for name, look in LOOKS.items():
        ways = {"web_push": {"key": KEY}, **TELEPHONE}
        open_told(page, desk, ways, language=language, **look)
        if name != "called":
            expect(page.locator(".remind")).to_have_count(3)
            page.locator(".remind").last.click()
            expect(page.locator(".telephone input")).to_be_focused()
        for size in ("phone", "narrow"):
            page.set_viewport_size(SIZES[size])
            screenshot(f"told-{name}-{size}-{language}")
            found[f"{name} {size}"] = faults()

    assert found == {name: [] for name in found}
