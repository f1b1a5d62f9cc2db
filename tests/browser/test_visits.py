"""At the window by keyboard: the steps of a visit, and papers that are missing."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_hall_screen import open_screen
from tests.fakes.officer_visits import CODE, VisitRoom

WORDS = {
    "zh-CN": {
        "sent": "A012 → 缴费，请到缴费发证区", "here": "● 普通护照 正在这一步",
        "away": "A012 去补件，补件码 K7MX 3P2A。当天报号、改天报码，回来即办",
        "about": "照片、复印件", "back": "A009 已回来，马上轮到", "skipped": "A012 的环节已减",
    },
    "en": {
        "sent": "A012 → Payment: please go to Payment zone", "here": "● Ordinary passport here now",
        "away": "A012 fetches papers. Code K7MX 3P2A: today by the number, later by the code",
        "about": "Photo, Copy", "back": "A009 is back and due at once",
        "skipped": "A step of A012 was skipped",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", WORDS)
def test_steps_and_papers_by_keyboard(open_desk, screenshot, language):
    words, desk = WORDS[language], open_desk(VisitRoom(), language)
    desk.open()
    steps, said = desk.page.locator(".steps li"), desk.page.locator(".said.done")

    expect(steps.first).to_have_text(words["here"])
    expect(desk.page.locator(".set .long")).to_contain_text("A009")
    screenshot(f"officer-visit-{language}")
    desk.press("s")
    screenshot(f"officer-steps-{language}")
    desk.press("c", "Enter")
    expect(said).to_have_text(words["skipped"])
    expect(steps.last).to_have_class("step-skipped")
    desk.press("l")
    expect(desk.page.locator(".choice small")).to_contain_text(words["about"])
    desk.press("Enter")
    expect(desk.page.locator(".dialog .desc")).to_contain_text("K7MX 3P2A")
    screenshot(f"officer-away-{language}")
    desk.press("Enter")
    expect(said).to_have_text(words["back"])
    desk.settle()
    desk.press("Space")
    expect(said).to_have_text(words["sent"])
    screenshot(f"officer-sent-{language}")
    assert desk.hall.commands() == [
        ("/tickets/A012/skips", {"service": "C"}),
        ("/tickets/A009/comebacks", {}),
        ("/counters/3/calls", {"current": "A012"}),
    ]


@pytest.mark.parametrize("language", WORDS)
def test_what_is_missing_is_marked_by_digits_and_the_code_is_said(open_desk, screenshot, language):
    desk = open_desk(VisitRoom(), language)
    desk.open()
    desk.press("q", "3", "6", "1", "1")
    screenshot(f"officer-papers-{language}")
    desk.press("Enter")

    expect(desk.page.locator(".said.done")).to_have_text(WORDS[language]["away"])
    assert desk.hall.room.tickets["A012"]["papers"]["code"] == CODE
    assert desk.hall.commands() == [
        ("/tickets/A012/paper-requests", {"missing": ["photo", "copy"]})
    ]


def test_a_completed_step_says_where_to_go(open_desk):
    desk = open_desk(VisitRoom(), "zh-CN")
    desk.open()
    desk.press("d")

    expect(desk.page.locator(".said.done")).to_have_text(WORDS["zh-CN"]["sent"])
    expect(desk.page.locator(".ticket.empty")).to_be_visible()


def test_the_screens_last_line_says_where_one_goes_on(page, hall, screenshot):
    open_screen(page, hall)
    hall.emit(
        {
            "kind": "ticket_transferred",
            "number": "A012",
            "counter": 3,
            "service": "B",
            "completed": "A",
        }
    )

    expect(page.locator("footer .ready")).to_contain_text("A012 → ")
    expect(page.locator("[role=log] li")).to_have_count(0)
    screenshot("hall-moved")
