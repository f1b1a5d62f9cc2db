"""The server is killed, a number is taken, the server is back, the number is called: all real."""

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screenshot
from tests.browser.in_languages import widest
from tests.browser.people_in_the_hall import SETTLE_MS
from tests.kiosks.processes import HALL, Hall, a_hall
from tests.processes import until

pytestmark = pytest.mark.slow

UPRIGHT, LYING = {"width": 1080, "height": 1920}, {"width": 1920, "height": 1080}
TITLES = {
    "zh-CN": "本机现在独立工作",
    "zh-Hant": "本機現在獨立工作",
    "en": "This kiosk is working on its own",
    "ko": "이 기기는 지금 단독으로 작동합니다",
    "ru": "Автомат сейчас работает сам",
}


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with a_hall(tmp_path_factory.mktemp("hall")) as hall:
        yield hall


def opened(page: Page, hall: Hall, size: dict[str, int], language: str = "zh-CN") -> Page:
    page.set_viewport_size(size)
    page.goto(f"{hall.kiosk.url}/halls/{HALL}/kiosk?language={language}")
    expect(page.locator(".service-card").first).to_be_visible()
    return page


def take(page: Page) -> str:
    page.wait_for_timeout(SETTLE_MS)
    page.locator(".service-card").first.click()
    expect(page.locator(".screen.confirm")).to_be_visible()
    page.wait_for_timeout(SETTLE_MS)
    page.locator(".confirm .take").click()
    expect(page.locator(".done .ticket-number")).to_be_visible()
    return page.locator(".done .ticket-number").inner_text()


def test_a_number_taken_while_the_server_is_dead_is_called_when_it_is_back(
    page: Page, hall: Hall, screenshot: Screenshot
) -> None:
    opened(page, hall, UPRIGHT)
    expect(page.locator(".alone")).to_have_count(0)
    before = take(page)
    page.wait_for_timeout(SETTLE_MS)
    page.locator(".done .button").click()

    hall.server.stop(signal.SIGKILL)
    expect(page.locator(".alone")).to_contain_text(TITLES["zh-CN"])
    screenshot("kiosk-alone-welcome")
    number = take(page)
    expect(page.locator(".done .chip.amber")).to_have_text("脱机号")
    expect(page.locator(".paper")).to_contain_text("请取走号票")
    screenshot("kiosk-alone-done")
    page.wait_for_timeout(SETTLE_MS)
    page.locator(".done .button").click()

    hall.server.start()
    expect(page.locator(".alone")).to_have_count(0)
    assert until(hall.kiosk.is_settled, 120)
    called = [hall.call(), hall.call()]

    assert (before, number, called) == ("A001", "A801", ["A001", "A801"])
    assert len(hall.kiosk.printed()) == 2


def test_a_document_on_the_kiosk_s_own_reader_asks_the_server_for_its_appointment(
    page: Page, hall: Hall
) -> None:
    """Nothing was booked with it, which only the server can know."""
    opened(page, hall, UPRIGHT)
    page.wait_for_timeout(SETTLE_MS)
    page.locator(".appointment-card").click()
    expect(page.locator(".screen.appointment .hint")).to_contain_text("证件")
    page.wait_for_timeout(SETTLE_MS)

    hall.kiosk.lay("11010519491231002X")

    expect(page.locator(".screen.trouble")).to_contain_text("没有找到")


@widest
def test_alone_it_says_what_to_do_instead_of_a_bell_and_a_check_in(
    page: Page, hall: Hall, screenshot: Screenshot, language: str
) -> None:
    if hall.server._process.poll() is None:
        hall.server.stop(signal.SIGKILL)
    opened(page, hall, UPRIGHT, language)
    expect(page.locator(".alone")).to_contain_text(TITLES[language])

    page.locator(".foot button").last.click()
    expect(page.locator(".dialog .paper.missing")).to_be_visible()
    expect(page.locator(".dialog .take")).to_have_count(0)
    screenshot(f"kiosk-alone-bell-{language}")
    page.locator(".dialog .row .button").click()
    page.wait_for_timeout(SETTLE_MS)

    page.locator(".appointment-card").click()
    expect(page.locator(".screen.trouble .button.primary")).to_be_visible()
    expect(page.locator(".keys")).to_have_count(0)
    screenshot(f"kiosk-alone-check-in-{language}")
    page.wait_for_timeout(SETTLE_MS)
    page.locator(".screen.trouble .button.primary").click()
    expect(page.locator(".service-card").first).to_be_visible()


@widest
@pytest.mark.parametrize("size", [UPRIGHT, LYING], ids=["upright", "lying"])
def test_it_says_so_calmly_in_every_language_and_fits(
    page: Page, hall: Hall, screenshot: Screenshot, language: str, size: dict[str, int]
) -> None:
    if hall.server._process.poll() is None:
        hall.server.stop(signal.SIGKILL)
    opened(page, hall, size, language)
    expect(page.locator(".alone")).to_contain_text(TITLES[language])
    screenshot(f"kiosk-alone-{language}-{size['width']}")
    take(page)
    expect(page.locator(".done .chip.amber")).to_be_visible()
    screenshot(f"kiosk-alone-done-{language}-{size['width']}")
    overflow = page.evaluate(
        "[...document.querySelectorAll('#app *')].filter(each => each.scrollWidth > each.clientWidth + 1"
        " && getComputedStyle(each).overflowX !== 'visible').map(each => each.className)"
    )

    bottom = page.locator(".done button.take").bounding_box()
    assert overflow == []
    assert bottom is not None
    assert bottom["y"] + bottom["height"] <= size["height"]
