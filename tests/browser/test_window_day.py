"""A day at one window through the real page before a real server, by keyboard alone: how many keys it takes,
and that nothing pressed is lost or done twice when the server dies in the middle."""

import random
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect
from sqlalchemy import text

from queue_server.storage.database import Database
from tests.browser.one_window import OneWindow, Said
from tests.chaos.demonstration import Demonstration, Line, a_hall_of_windows, demonstrating
from tests.long_run import long_run

pytestmark = pytest.mark.slow
AT = "/halls/small"
ON_CALL = "\n[rules]\nstart_on_call = true\n"
MORE = {"H": ["1", "Enter", "2"], "X": ["1", "Enter"], "P": ["1", "Enter", "2"]}
"""What a key asks first: why, and for how long."""
ACTS = ["N", "R", "M", "B", "D", "H", "X", "P"]
PATIENCE_MS = 90_000
"""The server starts anew meanwhile, on a busy machine."""


@pytest.fixture
def hall(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Demonstration]:
    """A hall with one service at each window; its service starts on the call where the test says so."""
    folder = a_hall_of_windows(tmp_path / "halls") / "small" / "hall.toml"
    folder.write_text(folder.read_text("utf-8") + getattr(request, "param", ""), "utf-8")
    with demonstrating(tmp_path) as demo:
        yield demo


def come(demo: Demonstration, people: int) -> list[str]:
    """So many take a number."""
    with Line(demo, "kiosk") as line:
        return [
            line.ask("POST", f"{AT}/tickets", {"service": "A"}, f"p{n}")[1]["number"]
            for n in range(people)
        ]


def open_window(page: Page, demo: Demonstration) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{demo.url}{AT}/counter?counter=1#token={demo.tokens['officer:1']}")
    expect(page.locator(".own-counter .sit")).to_be_focused()


def recorded(demo: Demonstration) -> Said:
    """What happened at the window."""
    database = Database(f"sqlite:///{demo.folder / 'lunhou.db'}")
    with database.reading.connect() as connection:
        found = "SELECT kind, number FROM event WHERE counter = 1 ORDER BY sequence"
        rows = [(kind, number) for kind, number in connection.execute(text(found))]
    database.close()
    return rows


@pytest.mark.parametrize("hall", [ON_CALL], indirect=True)
@pytest.mark.parametrize("people", [12, *long_run(120)])
def test_a_day_takes_one_key_a_person_and_two(page: Page, hall: Demonstration, people: int) -> None:
    numbers = come(hall, people)
    open_window(page, hall)
    pressed = 0

    def press(key: str) -> None:
        nonlocal pressed
        page.keyboard.press(key)
        pressed += 1

    press("Enter")
    expect(page.locator(".next:not(.none)")).to_be_visible()
    for number in numbers:
        expect(page.locator(".next.next:not(.settling)")).to_be_visible()
        press("Space")
        expect(page.locator(".ticket-number")).to_have_text(number)
    expect(page.locator(".next.complete:not(.settling)")).to_be_visible()
    press("Space")
    expect(page.locator(".ticket.empty")).to_be_visible()

    done = [number for kind, number in recorded(hall) if kind == "service_completed"]
    assert (pressed, done) == (people + 2, numbers)


class Presser:
    """Random keys, as they come; and each intention that the page made of them, in their order."""

    def __init__(self, page: Page, seed: int) -> None:
        self.page, self.chance = page, random.Random(seed)
        self.intentions: dict[str, tuple[str, dict[str, Any]]] = {}
        self.tries = 0
        page.on("request", self._note)

    def _note(self, sent: Request) -> None:
        if sent.method == "GET" or AT not in sent.url:
            return
        self.tries += 1
        key, path = sent.headers["idempotency-key"], sent.url.split(AT)[1]
        self.intentions.setdefault(key, (path, sent.post_data_json or {}))

    def press(self) -> None:
        """The big button as often as all others; of these mostly one that means something now."""
        key = "Space" if self.chance.random() < 0.5 else self.chance.choice(self._acts())
        for each in [key, *MORE.get(key, [])]:
            self.page.keyboard.press(each.lower() if len(each) == 1 else each)
            self.page.wait_for_timeout(self.chance.choice([0, 5, 40]))
        self.page.wait_for_timeout(self.chance.choice([0, 20, 100, 300, 900]))
        if self.page.locator("dialog[open]").count():
            self.page.keyboard.press("Escape")

    def _acts(self) -> list[str]:
        offered = self.page.locator(".act:not([disabled]) kbd").all_inner_texts()
        return [each for each in ACTS if each in offered] or ACTS


@pytest.mark.chaos
@pytest.mark.parametrize("seed", range(3))
def test_a_server_that_dies_amid_the_presses_does_each_once(
    page: Page, hall: Demonstration, seed: int
) -> None:
    window = OneWindow(come(hall, 160))
    open_window(page, hall)
    presser = Presser(page, seed)
    page.keyboard.press("Enter")
    expect(page.locator(".next:not(.none)")).to_be_visible()
    dies_at = presser.chance.randrange(80, 120)
    again = threading.Thread(target=hall.start)
    for n in range(200):
        if n == dies_at:
            hall.stop(signal.SIGKILL)
            presser.press()
            again.start()
        presser.press()
    again.join()
    expect(page.locator(".live.live")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(".next[aria-busy=false]")).to_be_visible(timeout=PATIENCE_MS)

    for intention in presser.intentions.values():
        window.does(*intention)
    found, exit_code = recorded(hall), hall.stop()
    verified, said = hall.verify()
    assert found == window.record
    assert (exit_code, verified) == (0, 0), said
    assert presser.tries > len(presser.intentions) > 60, "nothing was under way when it died"
