"""A film in a real hall: made by the browser itself, sent to the real server, shown between its calls."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.processes import the_demonstration
from tests.web.test_media import A_WEBM, a_picture

pytestmark = pytest.mark.slow

FILM = Path(__file__).with_name("film.js").read_text(encoding="utf-8")
FILM_MS = 2_500
PATIENCE_MS = 120_000
MIB = 1024 * 1024
WORDS = {"zh-CN": "去车站的路", "en": "Way to the station"}
HEARD = """
window.heard = [];
for (const kind of ["playing", "ended", "volumechange"]) {
  document.addEventListener(kind, ({ target }) => window.heard.push([kind, target.muted]), true);
}"""


class Manager:
    """A hall's manager, by the interface."""

    def __init__(self, demo: dict[str, Any]) -> None:
        self.demo = demo
        self.at = f"{demo['url']}/api/v1/halls/{demo['hall']}"

    def ask(self, method: str, path: str, *, by: str = "manager", **how: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.demo['tokens'][by]}"} | how.pop("headers", {})
        return requests.request(method, self.at + path, headers=headers, timeout=60, **how)

    def send(self, raw: bytes, content_type: str) -> requests.Response:
        return self.ask("POST", "/media", data=raw, headers={"Content-Type": content_type})

    def show(self, *media: dict[str, Any], notices: bool) -> str:
        """A screen of public information with these alone; its address."""
        turns = [{"id": each["id"], "seconds": 3, "text": WORDS, "shown": True} for each in media]
        parts = {"notices": notices, "media": True}
        screen = {"name": WORDS, "layout": "notices", "speaks": True, "parts": parts}
        hung = {"notices": [WORDS]}
        assert self.ask("PUT", "/notices", json=hung).status_code == 200
        assert self.ask("PUT", "/media", json={"media": turns}).status_code == 200
        assert self.ask("PUT", "/screens/film", json=screen).status_code == 200
        return f"{self.demo['url']}/halls/{self.demo['hall']}/display?screen=film"

    def call_somebody(self) -> str:
        assert self.ask("POST", "/tickets", by="kiosk", json={"service": "A"}).status_code == 201
        self.ask("POST", "/counters/1/sessions", by="officer:1", json={})
        called = self.ask("POST", "/counters/1/calls", by="officer:1", json={})
        assert called.status_code == 201, called.text
        return str(called.json()["number"])


@pytest.fixture(scope="module")
def manager(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Manager]:
    with the_demonstration("linkou", tmp_path_factory.mktemp("film")) as demo:
        yield Manager(demo)


@pytest.fixture
def page(page: Page) -> Page:
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script(HEARD)
    return page


@pytest.fixture(scope="module")
def film(chromium: Any, manager: Manager) -> Any:
    """Two seconds and a half of colours and a tone, as the server has it."""
    maker = chromium.new_page()
    raw = base64.b64decode(maker.evaluate(FILM, FILM_MS))
    maker.close()
    sent = manager.send(raw, "video/webm")
    assert (sent.status_code, sent.json()["kind"], sent.json()["size"]) == (201, "video", len(raw))
    return sent.json()


def test_a_film_plays_among_the_notices_with_its_words_and_gives_way_at_its_end(
    page: Page, manager: Manager, film: Any
) -> None:
    page.goto(manager.show(film, notices=True))
    shown = page.locator(".slide:not(.is-next)")
    expect(shown).to_contain_class("is-notice", timeout=PATIENCE_MS)
    expect(shown.locator("video")).to_be_visible(timeout=PATIENCE_MS)
    expect(shown.locator("figcaption span span")).to_have_text(WORDS["zh-CN"])
    page.wait_for_function(
        "() => { const video = document.querySelector('.slide:not(.is-next) video');"
        " return video?.videoWidth === 320 && video.currentTime > 0.2; }"
    )
    expect(shown).not_to_contain_class("is-media", timeout=PATIENCE_MS)

    expect(shown).to_have_count(1)
    assert page.evaluate("heard") == [["playing", False], ["ended", False]]


def test_a_film_is_muted_while_the_screen_speaks_and_heard_again_afterwards(
    page: Page, manager: Manager, film: Any
) -> None:
    page.goto(manager.show(film, notices=False))
    page.wait_for_function("() => heard.some(([kind, muted]) => kind === 'playing' && !muted)")

    number = manager.call_somebody()

    expect(page.locator(".caption")).to_contain_text(number, timeout=PATIENCE_MS)
    while_speaking = page.locator("video").evaluate("video => video.muted")
    expect(page.locator(".caption")).to_have_count(0, timeout=PATIENCE_MS)
    page.wait_for_function("() => !document.querySelector('video').muted")
    volumes = [muted for kind, muted in page.evaluate("heard") if kind == "volumechange"]
    assert (while_speaking, volumes) == (True, [True, False])


def test_what_is_broken_is_refused_or_passed_over(page: Page, manager: Manager) -> None:
    whole_outside = manager.send(A_WEBM, "video/webm")
    picture = manager.send(a_picture(size=(320, 180)), "image/png")
    half = manager.send(A_WEBM[:-1], "video/webm")
    page.goto(manager.show(whole_outside.json(), picture.json(), notices=False))

    shown = page.locator(".slide:not(.is-next) img")
    expect(shown).to_have_attribute("src", picture.json()["url"], timeout=PATIENCE_MS)
    expect(page.locator(".slide")).to_have_count(1, timeout=PATIENCE_MS)
    assert (half.status_code, half.json()["code"], half.json()["details"]["field"]) == (
        422,
        "invalid",
        "body",
    )


def test_a_picture_of_50_mb_is_refused_and_told_how_large_it_may_be(manager: Manager) -> None:
    answer = manager.send(bytes(50 * MIB), "image/png")

    told = answer.json()
    assert (answer.status_code, told["code"]) == (413, "too_large")
    assert told["details"] == {"most_bytes": 8 * MIB}
