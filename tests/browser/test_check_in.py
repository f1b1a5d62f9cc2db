"""The code to check in with, on the hall's screens in a real Chromium: there at once, never an old one."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screenshot
from tests.browser.fake_hall import CODE
from tests.browser.hall_process import HallProcess
from tests.browser.in_languages import widest
from tests.browser.sample_board import a_picture, a_screen
from tests.browser.test_hall_screen import overflowing
from tests.browser.test_screen_layouts import a_busy_hall, open_layout, resize

NEXT = "118205"
MINUTE_MS = 62_000
"""With the spread of the screens."""
SECOND_MS = 1_000
LOSS_MS = 70_000
PANEL, DIGITS = ".check-in", ".check-in-code"
BY_CODE = {"check_in": ["code", "location"]}


def open_screen(page: Page, hall: HallProcess, layout: str = "hall", **switched: bool) -> None:
    """A screen of a hall that takes numbers from phones, at a clock of the test's own."""
    hall.change(hall=BY_CODE)
    page.clock.install()
    open_layout(page, hall, a_screen(layout, switched=switched))


def digits(page: Page) -> str:
    return page.locator(DIGITS).inner_text().replace("\n", "").replace(" ", "")


def scanned(page: Page) -> str:
    """What a phone reads from the screen as it is."""
    picture = Image.open(BytesIO(page.screenshot())).convert("L")
    return zxingcpp.read_barcode(picture).text


@pytest.mark.parametrize("layout", ["hall", "waiting", "notices"])
def test_the_code_stands_on_each_layout_and_its_picture_says_the_same(page, hall, layout):
    open_screen(page, hall, layout)
    expect(page.locator(f"{PANEL} h2")).to_contain_text("网上取号，到厅签到")

    assert digits(page) == CODE
    assert scanned(page) == f"https://queue.example.cn/halls/guangdong/online#code={CODE}"
    assert CODE not in page.url


def test_it_changes_with_the_minute(page, hall):
    open_screen(page, hall)
    expect(page.locator(PANEL)).to_be_visible()
    hall.change(code=NEXT)

    page.clock.run_for(MINUTE_MS)

    expect(page.locator(DIGITS)).to_have_attribute("aria-label", " ".join(NEXT))
    assert scanned(page).endswith(f"#code={NEXT}")


def test_it_is_gone_when_the_server_is_lost_and_there_again_with_it(page, hall):
    open_screen(page, hall)
    expect(page.locator(PANEL)).to_be_visible()
    hall.kill()
    page.clock.run_for(LOSS_MS)
    expect(page.locator(PANEL)).to_have_count(0)

    hall.start()
    page.clock.run_for(MINUTE_MS)

    expect(page.locator(PANEL)).to_be_visible()


def test_an_answer_that_does_not_come_leaves_no_old_code(page, hall):
    open_screen(page, hall)
    expect(page.locator(PANEL)).to_be_visible()
    page.route("**/presence-code", lambda _route: None)

    page.clock.run_for(LOSS_MS)

    expect(page.locator(PANEL)).to_have_count(0)
    expect(page.locator(".lost-band")).to_have_count(0)


def test_only_an_enrolled_screen_of_such_a_hall_asks_for_it(page, hall):
    page.goto(f"{hall.url}/halls/guangdong/display")
    expect(page.locator(".services")).to_be_visible()
    hall.change(hall=BY_CODE)
    page.reload()
    expect(page.locator(".services")).to_be_visible()
    hall.change(hall={"check_in": ["location"]})
    open_layout(page, hall, a_screen())
    hall.change(hall=BY_CODE)
    open_layout(page, hall, a_screen(switched={"check_in": False}))
    open_layout(page, hall, a_screen("window", counter=3))

    expect(page.locator(PANEL)).to_have_count(0)
    assert "presence-code" not in hall.seen()["asked"]


def test_a_test_picture_shows_the_place_and_no_code_of_the_hall(page, hall):
    hall.change(hall=BY_CODE)
    open_layout(page, hall, a_screen(), query="&sample=1")
    expect(page.locator(".no-qr")).to_be_visible()

    assert digits(page) == "000000"
    assert "presence-code" not in hall.seen()["asked"]


@widest
def test_everything_beside_the_calls_has_its_place(page, hall, screenshot: Screenshot, language):
    a_busy_hall(hall)
    out_of_place = {}
    for name, screen, media in (
        ("texts", a_screen(), []),
        ("pictured", a_screen(), [a_picture("good.png")]),
        ("deep", a_screen(depth_m=20), []),
        ("waiting", a_screen("waiting"), []),
        ("notices", a_screen("notices"), []),
    ):
        hall.change(board={"media": media})
        open_layout(page, hall, screen, query=f"&language={language}")
        expect(page.locator(PANEL)).to_be_visible()
        for size in ("full-hd", "upright", "uhd"):
            resize(page, size)
            screenshot(f"check-in-{name}-{size}-{language}")
            out_of_place[name, size] = overflowing(page)

    assert out_of_place == {place: [] for place in out_of_place}
