"""Cases in a real Chromium, at a real hall: opened, handed on, answered, closed, and read on the phone."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from queue_server.protocol import Client
from tests.browser.conftest import PATIENCE_MS, Screenshot
from tests.browser.test_accessibility import AXE, FIND
from tests.long_run import long_run
from tests.processes import the_demonstration
from tests.services import missing

pytestmark = pytest.mark.slow

HALL = "guangdong"
AT = f"/halls/{HALL}"
STAFF = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Words:
    """What people say, and how the pages answer, in one language."""

    language: str
    undone: str
    answer: str
    opened: str
    complaint: str
    offer: str
    send: str
    solved: str


CHINESE = Words(
    language="zh-CN",
    undone="外省出生证明无法核验，系统提示“数据不存在”",
    answer="已与发证地核实，请您带原件再来一次，不用重新排队。",
    opened="已登记",
    complaint="等了两个小时，没有人说明原因",
    offer="投诉与建议",
    send="提交",
    solved="已解决",
)
ENGLISH = Words(
    language="en",
    undone="The system does not know a birth certificate of another province",
    answer="We have checked it with them. Please bring the paper once more; you need not queue.",
    opened="Opened",
    complaint="I waited for two hours, and nobody said why",
    offer="Complaint or suggestion",
    send="Send",
    solved="Solved",
)
both = pytest.mark.parametrize(
    "words", [CHINESE, *long_run(ENGLISH)], ids=lambda words: words.language
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    with the_demonstration(HALL, tmp_path_factory.mktemp(HALL)) as running:
        yield running


@pytest.fixture
def kiosk(demo) -> Client:
    return Client(demo["url"], demo["tokens"]["kiosk"])


@pytest.fixture
def manager(demo) -> Client:
    return Client(demo["url"], demo["tokens"]["manager"])


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A tab in which axe-core may do what our own scripts may not."""
    context = chromium.new_context(viewport=STAFF, bypass_csp=True, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    tab, faults = context.new_page(), []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    yield tab
    context.close()
    assert faults == []


@pytest.fixture
def violations(page: Page):
    """What axe-core finds on the page as it is now."""
    if not Path(AXE).exists():
        missing("axe", "no axe-core; `npm ci` brings it")

    def find() -> list[str]:
        page.evaluate("document.fonts.ready")
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        return page.evaluate(FIND)

    return find


def go(page: Page, demo: dict[str, Any], place: str, token: str, language: str) -> None:
    mark = "&" if "?" in place else "?"
    address = f"{demo['url']}{AT}/{place}{mark}language={language}"
    page.goto(f"{address}#token={demo['tokens'][token]}")


def a_ticket(kiosk: Client) -> dict[str, Any]:
    return kiosk.post(f"{AT}/tickets", {"service": "A", "class": "normal", "channel": "kiosk"})


def say(page: Page, name: str, text: str) -> None:
    """A dialog's text, and its button."""
    page.get_by_role("dialog").locator("textarea").fill(text)
    page.get_by_role("dialog").locator(".case-form .button.primary").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(f".case-history .{name}").last).to_contain_text(text)


@both
def test_a_case_is_opened_at_the_window_and_worked_on_by_keyboard(
    page, demo, kiosk, manager, violations, screenshot: Screenshot, words
):
    ticket, found = a_ticket(kiosk), {}
    go(page, demo, "counter?counter=3", "officer:3", words.language)
    page.locator(".own-counter .sit, .desk .next").first.wait_for()
    if page.locator(".own-counter .sit").count():
        page.locator(".own-counter .sit").click()
    page.locator(".desk .next").wait_for()
    page.keyboard.press("o")
    dialog = page.get_by_role("dialog")
    dialog.locator("input[name=why][value=system]").check()
    dialog.locator("textarea").fill(words.undone)
    dialog.locator("input[name=ticket]").fill(ticket["number"].lower())
    dialog.locator("input[name=contact]").fill("555 0100")
    found["form"] = violations()
    screenshot(f"case-form-{words.language}")
    dialog.locator("input[name=contact]").press("Enter")
    expect(dialog.locator(".case-opened")).to_contain_text(words.opened)
    number = dialog.locator(".case-number").inner_text()
    page.keyboard.press("Escape")
    expect(page.locator(".my-cases")).to_contain_text("1")
    screenshot(f"case-mine-{words.language}")

    go(page, demo, "cases", "manager", words.language)
    page.locator(".case-row", has_text=number).wait_for()
    page.keyboard.press("/")
    page.keyboard.type(words.undone[:6])
    page.locator(".case-row", has_text=number).click()
    expect(page.locator(".case-title")).to_contain_text(number)
    page.keyboard.press("t")
    dialog.locator("select option").nth(2).wait_for(state="attached")
    dialog.locator("select").select_option(index=1)
    say(page, "case_handed_on", "!")
    page.keyboard.press("a")
    dialog.locator("textarea").wait_for()
    found["answer"] = violations()
    say(page, "case_answered", words.answer)
    found["case"] = violations()
    screenshot(f"cases-{words.language}")
    page.keyboard.press("c")
    dialog.locator("input[name=outcome][value=solved]").check()
    say(page, "case_closed", "OK")
    expect(page.locator(".case-when")).to_have_text(words.solved)

    case = manager.get(f"{AT}/cases/{number}")
    assert (case["state"], case["ticket"], case["contact"]) == (
        "closed",
        ticket["number"],
        "555 0100",
    )
    assert found == {"form": [], "answer": [], "case": []}
    page.set_viewport_size(PHONE)
    page.goto(f"{demo['url']}/t/{ticket['secret']}?language={words.language}")
    expect(page.locator(".my-case")).to_contain_text(words.answer)


@both
def test_a_citizen_complains_on_the_phone_and_is_answered_there(
    page, demo, kiosk, manager, violations, screenshot: Screenshot, words
):
    ticket, found = a_ticket(kiosk), {}
    page.set_viewport_size(PHONE)
    page.goto(f"{demo['url']}/t/{ticket['secret']}?language={words.language}")
    page.get_by_role("button", name=words.offer).click()
    page.locator(".cases [role=radio]").first.click()
    page.locator(".cases textarea").fill(words.complaint)
    found["form"] = violations()
    page.locator(".cases").scroll_into_view_if_needed()
    screenshot(f"phone-case-form-{words.language}")
    page.get_by_role("button", name=words.send).click()
    expect(page.locator(".my-case")).to_contain_text(words.complaint)
    [case] = manager.get(f"{AT}/cases?q={ticket['number']}")["cases"]
    manager.post(f"{AT}/cases/{case['number']}/answers", {"text": words.answer})

    page.reload()
    expect(page.locator(".my-case .said")).to_contain_text(words.answer)
    page.locator(".my-case").scroll_into_view_if_needed()
    found["answer"] = violations()
    screenshot(f"phone-case-answer-{words.language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert found == {"form": [], "answer": []}


def test_who_has_no_number_reads_the_answer_by_the_code(
    page, demo, manager, violations, screenshot
):
    case = manager.post(f"{AT}/cases", {"kind": "undone", "why": "system", "text": CHINESE.undone})
    manager.post(f"{AT}/cases/{case['number']}/answers", {"text": CHINESE.answer})
    page.set_viewport_size(PHONE)
    page.goto(f"{demo['url']}{AT}/answer?language=zh-CN")
    page.locator("input").fill("wrong")
    page.locator("input").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("input").fill(case["code"])
    page.locator("input").press("Enter")

    expect(page.locator(".my-case")).to_contain_text(CHINESE.answer)
    screenshot("case-by-code-zh-CN")
    assert violations() == []


def test_late_cases_rise_to_the_manager_and_lead_to_the_page(page, demo, manager, screenshot):
    go(page, demo, "manager", "manager", "zh-CN")
    page.locator(".cases-short").wait_for()
    tallies = {"open": 7, "overdue": 2}
    page.route(
        "**/cases/tallies",
        lambda route: route.fulfill(json={"mine": tallies, "hall": tallies, "nobodys": tallies}),
    )
    page.reload()

    expect(page.locator(".display-alarms")).to_contain_text("2 件诉求超期未答复")
    screenshot("manager-cases-zh-CN")
    address = page.locator(".display-alarms a").get_attribute("href")
    assert address.startswith(f"{AT}/cases?overdue=true")


def test_who_wrote_meanwhile_is_not_overwritten_and_what_was_typed_stays(page, demo, manager):
    said = {"kind": "undone", "why": "other", "text": "两人同时"}
    number = manager.post(f"{AT}/cases", said)["number"]
    go(page, demo, f"cases?case={number}", "manager", "zh-CN")
    expect(page.locator(".case-title")).to_contain_text(number)
    page.keyboard.press("n")
    dialog = page.get_by_role("dialog")
    dialog.locator("textarea").fill("第二句")
    manager.post(f"{AT}/cases/{number}/notes", {"text": "第一句"})
    dialog.locator(".button.primary").click()

    expect(dialog.locator(".form-error")).to_contain_text("刚刚被他人修改过")
    expect(page.locator(".case-history")).to_contain_text("第一句")
    expect(dialog.locator("textarea")).to_have_value("第二句")
    dialog.locator(".button.primary").click()
    expect(page.locator(".case-history")).to_contain_text("第二句")


@pytest.mark.parametrize("language", ["zh-CN", "ru"])
def test_one_case_on_the_screen_and_on_paper_the_report_and_the_narrow_list(
    page, demo, manager, violations, faults, screenshot: Screenshot, language
):
    said = {"kind": "undone", "why": "other_office", "text": CHINESE.undone}
    number = manager.post(f"{AT}/cases", said)["number"]
    go(page, demo, f"cases?case={number}", "manager", language)
    page.locator(".case-acts").wait_for()
    screenshot(f"cases-one-{language}")
    poor = faults()
    page.emulate_media(media="print")
    expect(page.locator(".case")).to_contain_text(number)
    expect(
        page.locator(".cases-list, .case-acts, .cases-head").locator("visible=true")
    ).to_have_count(0)
    screenshot(f"case-printed-{language}")
    page.emulate_media(media="screen")
    page.keyboard.press("s")
    page.locator(".case-report .total").wait_for()
    found = violations()
    screenshot(f"case-report-{language}")
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 390, "height": 844})
    poor += faults()
    screenshot(f"cases-narrow-{language}")

    assert (found, poor) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
