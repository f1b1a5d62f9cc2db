"""A real Chromium, pages in it, pictures of them, and a fake hall to show.

`page` is a fresh tab that fails its test when a script of ours throws or the content policy is broken.
With LUNHOU_SCREENSHOTS=FOLDER the pictures that tests take are kept there, to be looked at.
"""

import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.desk_process import DeskProcess
from tests.browser.hall_process import HallProcess
from tests.browser.office_process import OfficeProcess
from tests.browser.officer_desk import OfficerDesk
from tests.fakes.counter_pages import add_pages
from tests.fakes.officer_counters import CounterRoom
from tests.fakes.officer_hall import OfficerHall

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",
)
PATIENCE_MS = 45_000
"""A first page on a busy machine takes its time; what is quick is not waited for."""
FULL_HD = {"width": 1920, "height": 1080}

Screenshot = Callable[[str], None]


log = logging.getLogger(__name__)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium(headless_path: str) -> Iterator[Browser]:
    """One browser for the whole run; skips, saying so, where there is none."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=headless_path, args=list(FLAGS))
        expect.set_options(timeout=PATIENCE_MS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A tab of its own context, 1920 × 1080; use `page.set_viewport_size` for other screens."""
    context = chromium.new_context(viewport=FULL_HD, locale="zh-CN", timezone_id="America/Lima")
    context.set_default_timeout(PATIENCE_MS)
    tab = context.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on(
        "requestfailed", lambda request: log.warning("lost: %s %s", request.url, request.failure)
    )
    tab.on("console", lambda message: _note_fault(message, faults))
    yield tab
    context.close()
    assert faults == []


def _note_fault(message: ConsoleMessage, faults: list[str]) -> None:
    """A lost server fills the console and is no fault of the page; a broken policy is."""
    if message.type == "error" and "Content Security Policy" in message.text:
        faults.append(message.text)


@pytest.fixture
def screenshot(page: Page) -> Screenshot:
    """`screenshot("hall-zh")` takes a picture of the tab, where somebody wants to see it."""
    folder = os.environ.get("LUNHOU_SCREENSHOTS")

    def take(name: str) -> None:
        page.evaluate("document.fonts.ready")
        if folder is not None:
            page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled")

    return take


@pytest.fixture(scope="session")
def hall_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallProcess]:
    process = HallProcess(port=_free_port(), folder=tmp_path_factory.mktemp("hall"))
    yield process
    process.kill()


@pytest.fixture
def hall(hall_process: HallProcess) -> HallProcess:
    """A running fake hall; `hall.kill()` and `hall.start()` for a server that dies and comes back."""
    hall_process.reset()
    return hall_process


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def desk_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskProcess]:
    process = DeskProcess(port=_free_port(), folder=tmp_path_factory.mktemp("desk"))
    yield process
    process.kill()


@pytest.fixture
def desk(desk_process: DeskProcess) -> DeskProcess:
    """A running fake hall that also gives numbers."""
    desk_process.reset()
    return desk_process


@pytest.fixture(scope="session")
def office_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeProcess]:
    process = OfficeProcess(port=_free_port(), folder=tmp_path_factory.mktemp("office"))
    yield process
    process.kill()


@pytest.fixture
def office(office_process: OfficeProcess) -> OfficeProcess:
    """The fake hall of a manager, at half past ten of a full morning."""
    office_process.reset()
    return office_process


@pytest.fixture
def open_desk(page: Page) -> Iterator[Callable[..., OfficerDesk]]:
    """`open_desk(room, language)` serves a room of counters and gives the desk in front of it."""
    with ExitStack() as running:

        def start(room: CounterRoom, language: str = "zh-CN") -> OfficerDesk:
            hall = add_pages(OfficerHall(room))
            return OfficerDesk(page, hall, running.enter_context(hall.running()), language)

        yield start


@pytest.fixture
def faults(page: Page) -> Callable[[], list[str]]:
    """What poor eyes, a keyboard or a screen reader would stumble over, as the page is now."""
    script = Path(__file__).with_name("examine.js").read_text(encoding="utf-8")
    return lambda: page.evaluate(script)
