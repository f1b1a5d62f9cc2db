"""The citizen's phone in a visit of several steps, and while papers are fetched."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_citizen import open_phone
from tests.fakes.officer_visits import CODE, STEPS

STATES = ("done", "here", "next")
ROUTE = [
    {"service": letter, "name": name, "area": area, "state": state}
    for (letter, (name, area)), state in zip(STEPS.items(), STATES, strict=True)
]
PAPERS = {
    "code": CODE,
    "missing": ["photo", "copy"],
    "counter": 3,
    "since": "",
    "until": "2026-12-29",
}
WORDS = {
    "zh-CN": {
        "steps": ["普通护照已办好", "缴费缴费发证区现在", "发证缴费发证区接着"],
        "papers": "请补：照片、复印件", "later": "12月29日",
    },
    "ru": {
        "steps": ["Ordinary passportготово", "PaymentPayment zoneсейчас", "CollectionPayment zoneзатем"],
        "papers": "Принесите: Фотография, Копия", "later": "29 декабря",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", WORDS)
def test_the_phone_says_where_one_is_and_where_to_go_next(page, desk, screenshot, language):
    open_phone(page, desk, language=language, route=ROUTE)

    expect(page.locator(".steps li")).to_have_text(WORDS[language]["steps"])
    expect(page.locator("[aria-current=step]")).to_have_count(1)
    screenshot(f"phone-visit-{language}")


@pytest.mark.parametrize("language", WORDS)
def test_the_phone_says_how_to_come_back_with_papers(page, desk, screenshot, language):
    open_phone(page, desk, language=language, state="away", counter=3, papers=PAPERS)

    expect(page.locator(".papers-missing")).to_have_text(WORDS[language]["papers"])
    expect(page.locator(".papers .code")).to_have_text("K7MX 3P2A")
    expect(page.locator(".papers > p").last).to_contain_text(WORDS[language]["later"])
    screenshot(f"phone-papers-{language}")
