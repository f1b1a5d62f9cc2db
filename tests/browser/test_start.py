"""The start page in a real Chromium: what it is, and the way to each page of a hall."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screenshot

SIZES = {"1440": (1440, 900), "390": (390, 844)}


def hrefs(page: Page, selector: str) -> list[str | None]:
    return [each.get_attribute("href") for each in page.locator(selector).all()]


def test_a_hall_has_the_way_to_each_of_its_pages(page, office):
    page.goto(office.url)

    expect(page.get_by_role("heading", name="广东省公安厅出入境接待大厅")).to_be_visible()
    assert hrefs(page, ".place") == [
        f"/halls/guangdong/{each}" for each in ("kiosk", "display", "counter", "manager")
    ]
    assert hrefs(page, ".windows a")[12:14] == [
        "/halls/guangdong/counter?counter=13",
        "/halls/guangdong/counters/1/display",
    ]
    assert page.locator(".place").first.get_attribute("target") == "_blank"
    expect(page.get_by_text("演示")).to_have_count(0)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_demonstration_says_so_and_knows_who_one_is(
    page, office, screenshot: Screenshot, size, language
):
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})

    page.goto(f"{office.url}?demo=true&language={language}")

    expect(page.locator(".demo code")).to_have_text("queue-server demo --hall guangdong --speed 60")
    expect(page.locator(".place")).to_have_count(5)
    assert hrefs(page, ".place")[3:] == [
        "/halls/guangdong/manager#token=manager-token",
        "/halls/guangdong/rate?counter=1#token=pad-1",
    ]
    assert hrefs(page, ".windows a")[1] == "/halls/guangdong/counter?counter=2#token=officer-2"
    assert page.evaluate("document.documentElement.scrollWidth") == width
    screenshot(f"start-demo-{language}-{size}")


def test_a_press_opens_the_page_beside_this_one(page, office):
    page.goto(f"{office.url}?demo=true")

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="管理台").click()

    expect(opened.value.locator(".head")).to_be_visible()
    assert opened.value.url == f"{office.url}/halls/guangdong/manager"


def test_a_server_that_is_away_is_said(page, office, screenshot: Screenshot):
    page.route("**/api/v1/halls", lambda route: route.abort())

    page.goto(office.url)

    expect(page.get_by_role("button", name="再试一次")).to_be_visible()
    screenshot("start-away")
    page.unroute("**/api/v1/halls")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".hall-card")).to_have_count(1)


def test_a_server_without_halls_says_what_to_do(page, office, screenshot: Screenshot):
    page.route("**/api/v1/halls", lambda route: route.fulfill(json={"halls": []}))

    page.goto(office.url)

    expect(page.get_by_text("还没有大厅")).to_be_visible()
    screenshot("start-no-halls")


def test_english_is_remembered(page, office):
    page.goto(office.url)
    page.get_by_label("语言").select_option("en")
    expect(page.get_by_role("heading", name="Guangdong Exit & Entry Service Hall")).to_be_visible()

    page.reload()

    expect(page.get_by_role("link", name="Kiosk")).to_be_visible()
