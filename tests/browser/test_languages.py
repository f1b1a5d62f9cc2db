"""Every page in traditional Chinese, Korean and Russian, in halls that speak them: nothing sticks out.

Words are longer where they are spelled: a page that fits in Chinese may break in Russian.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from queue_server.protocol import Client
from tests.browser.conftest import Screenshot
from tests.house.tree import ROOT
from tests.processes import the_demonstration

pytestmark = pytest.mark.slow

HALLS = {"zh-Hant": "guangdong", "ko": "linkou", "ru": "linkou"}
SERVICES = "ABCAFAB"
COUNTER = 3
SETTLED_MS = 500

Size = tuple[int, int]
Opener = Callable[[str, str, Mapping[str, Size], str], None]

KIOSK = {"portrait": (1080, 1920), "landscape": (1920, 1080), "small": (768, 1366)}
PRESSES = {
    "priority": ".foot button >> nth=1",
    "confirm": ".service-card >> nth=1",
    "senior": ".senior-toggle",
}
PHONE = {"phone": (390, 844), "narrow": (320, 640)}
SCREENS = {"landscape": (1920, 1080), "portrait": (1080, 1920)}
DESK = {"1366": (1366, 768), "1920": (1920, 1080), "320": (320, 700)}
EVERYBODY = {"1280": (1280, 800), "320": (320, 800)}
MANAGER = {"1440": (1440, 900), "390": (390, 844)}

languages = pytest.mark.parametrize("language", HALLS)


@pytest.fixture(scope="module")
def demos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Any]]]:
    """Both halls, with a morning's line: somebody at a window, some in the line, one who missed the call."""
    with (
        the_demonstration("guangdong", tmp_path_factory.mktemp("guangdong")) as guangdong,
        the_demonstration("linkou", tmp_path_factory.mktemp("linkou")) as linkou,
    ):
        found = {demo["hall"]: demo for demo in (guangdong, linkou)}
        for demo in found.values():
            begin_the_morning(demo)
        yield found


def begin_the_morning(demo: dict[str, Any]) -> None:
    at, tokens = f"/halls/{demo['hall']}", demo["tokens"]
    kiosk = Client(demo["url"], tokens["kiosk"])
    for letter in SERVICES:
        kiosk.post(f"{at}/tickets", {"service": letter, "class": "normal", "channel": "kiosk"})
    officer = Client(demo["url"], tokens[f"officer:{COUNTER}"])
    officer.post(f"{at}/counters/{COUNTER}/sessions", {})
    missed = officer.post(f"{at}/counters/{COUNTER}/calls", {})
    officer.post(f"{at}/tickets/{missed['number']}/misses", {})
    officer.post(f"{at}/counters/{COUNTER}/calls", {})


@pytest.fixture
def opened(page: Page, demos: dict[str, dict[str, Any]], screenshot: Screenshot) -> Opener:
    """`opened(language, path, sizes, says)`: it says a text of its catalogue, and fits each size."""

    def show(language: str, path: str, sizes: Mapping[str, Size], says: str) -> None:
        demo = demos[HALLS[language]]
        page.goto(f"{demo['url']}{path}")
        expect(page.get_by_text(says).first).to_be_attached()
        assert page.evaluate("document.documentElement.lang") == language
        name = path.strip("/").split("?")[0].replace("/", "-")
        for width, height in sizes.values():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(SETTLED_MS)
            screenshot(f"{name}-{language}-{width}")

            assert page.evaluate("document.documentElement.scrollWidth") <= width

    return show


def text(folder: str, language: str, key: str) -> str:
    """What a catalogue says, up to what is filled in."""
    file = Path(ROOT / folder / "locales" / f"{language}.json")
    return str(json.loads(file.read_text("utf-8"))[key]).split("{")[0].strip()


def in_hall(demos: dict[str, dict[str, Any]], language: str, page: str, token: str = "") -> str:
    demo = demos[HALLS[language]]
    asks = "&" if "?" in page else "?"
    fragment = f"#token={demo['tokens'][token]}" if token else ""
    return f"/halls/{demo['hall']}/{page}{asks}language={language}{fragment}"


@languages
def test_the_kiosk(page, demos, opened, faults, screenshot, language):
    found = {}

    def look_at(name: str) -> None:
        for size, (width, height) in KIOSK.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(SETTLED_MS)
            screenshot(f"kiosk-{name}-{language}-{size}")
            found[f"{name} {size}"] = faults()

    says = text("ticket_printer/page", language, "welcome.title")
    opened(language, in_hall(demos, language, "kiosk", "kiosk"), KIOSK, says)
    look_at("welcome")
    for name, press in PRESSES.items():
        page.reload()
        page.wait_for_selector(press)
        page.wait_for_timeout(SETTLED_MS)
        page.click(press)
        look_at(name)

    assert found == {f"{name} {size}": [] for name in ("welcome", *PRESSES) for size in KIOSK}


@languages
def test_the_phone(demos, opened, faults, language):
    demo = demos[HALLS[language]]
    order = {"service": "B", "class": "normal", "language": language, "channel": "kiosk"}
    ticket = Client(demo["url"], demo["tokens"]["kiosk"]).post(
        f"/halls/{demo['hall']}/tickets", order
    )
    path = "/t/" + ticket["link"].rsplit("/", 1)[-1]

    found = {}
    for size, each in PHONE.items():
        opened(language, path, {size: each}, text("queue_server/web/citizen", language, "cancel"))
        found[size] = faults()

    assert found == {size: [] for size in PHONE}


@languages
def test_the_hall_screen(demos, opened, language):
    path = in_hall(demos, language, "display")

    opened(language, path, SCREENS, text("display_client/page", language, "duty"))


@pytest.mark.parametrize("language", HALLS)
def test_the_window_screen(demos, opened, language):
    path = in_hall(demos, language, f"counters/{COUNTER}/display")

    opened(language, path, {"720": (1280, 720)}, text("display_client/page", language, "badge"))


@languages
def test_the_officers_page(demos, opened, language):
    path = in_hall(demos, language, f"counter?counter={COUNTER}", f"officer:{COUNTER}")

    opened(language, path, DESK, text("counter_client/page", language, "line.title"))


@languages
@pytest.mark.parametrize("size", MANAGER)
def test_every_view_of_the_manager(page, demos, opened, language, size, screenshot):
    path = in_hall(demos, language, "manager", "manager")
    says = text("queue_server/web/manager", language, "risk")
    opened(language, path, {size: MANAGER[size]}, says)
    for number in range(page.locator(".tab").count()):
        page.locator(".tab").nth(number).click()
        page.wait_for_timeout(SETTLED_MS)
        screenshot(f"manager-{number}-{language}-{size}")

        assert page.evaluate("document.documentElement.scrollWidth") <= MANAGER[size][0]


@languages
@pytest.mark.parametrize(
    ("path", "folder", "key"), [("/", "start", "about"), ("/api/docs", "docs", "title")]
)
def test_the_pages_for_everybody(opened, language, path, folder, key):
    says = text(f"queue_server/web/{folder}", language, key)

    opened(language, f"{path}?language={language}", EVERYBODY, says)
