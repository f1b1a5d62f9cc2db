"""Everybody of a real hall in a browser: citizen at the kiosk and on the phone, officer, screen, manager.

Each has a browser context of its own, as they are different machines.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext, Page, expect

HEAR = Path(__file__).with_name("hear.js").read_text(encoding="utf-8")
SETTLE_MS = 450
"""A kiosk takes no press sooner after a change of screen: a nervous finger's second."""
ANSWER_MS = 45_000
CALL_SHOWN_MS = 20_000
"""From the officer's press to the number on the hall screen, on a machine that is busy with all of this."""
SIZES = {
    "kiosk": {"width": 1080, "height": 1920},
    "display": {"width": 1920, "height": 1080},
    "counter": {"width": 1366, "height": 768},
    "manager": {"width": 1440, "height": 900},
    "citizen": {"width": 390, "height": 844},
}


@dataclass(frozen=True)
class Words:
    """What the pages say in one language, as far as people look for it here."""

    language: str
    service: str
    take_paper: str
    no_paper: str
    sit: str
    next: str
    start: str
    complete: str
    call: str
    in_service: str
    over: str


class Hall:
    """A running demonstration, and the people in it."""

    def __init__(self, chromium: Browser, demo: dict[str, Any], words: Words, counter: int) -> None:
        self.demo, self.words, self.counter = demo, words, counter
        self.faults: list[str] = []
        self.clips: set[str] = set()
        self._chromium = chromium
        self._contexts: list[BrowserContext] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for context in self._contexts:
            context.close()

    def kiosk(self) -> Page:
        page = self._open("kiosk", self._at("kiosk", token="kiosk"))
        expect(page.locator(".service-card").first).to_be_visible()
        return page

    def hall_screen(self) -> Page:
        page = self._open("display", self._at("display", token="display"), script=HEAR)
        expect(page.locator(".hall-name, .calls").first).to_be_attached()
        return page

    def officer(self) -> Page:
        query = f"&counter={self.counter}"
        page = self._open("counter", self._at("counter", query, token=f"officer:{self.counter}"))
        page.get_by_role("button", name=self.words.sit).click()
        expect(page.locator(".next")).to_be_visible()
        return page

    def manager(self) -> Page:
        page = self._open("manager", self._at("manager", token="manager"))
        expect(page.locator(".tile-value").first).to_be_visible()
        return page

    def phone(self, link: str) -> Page:
        return self._open("citizen", link)

    def take_a_number(self, kiosk: Page) -> str:
        """Two touches: the service, and "take a number"; the number on the screen."""
        kiosk.wait_for_timeout(SETTLE_MS)
        kiosk.get_by_role("button", name=self.words.service, exact=False).first.click()
        expect(kiosk.locator(".screen.confirm")).to_be_visible()
        kiosk.wait_for_timeout(SETTLE_MS)
        kiosk.locator(".confirm .take").click()
        expect(kiosk.locator(".done .ticket-number")).to_be_visible()
        return kiosk.locator(".done .ticket-number").inner_text()

    def press(self, officer: Page, words: str) -> None:
        """The one button, once it says these words and has settled."""
        big = officer.locator(".next")
        expect(big.locator("b")).to_have_text(words)
        expect(officer.locator(".next.settling")).to_have_count(0)
        big.click()

    def _at(self, page: str, query: str = "", *, token: str) -> str:
        address = f"{self.demo['url']}/halls/{self.demo['hall']}/{page}"
        return f"{address}?language={self.words.language}{query}#token={self.demo['tokens'][token]}"

    def _open(self, name: str, address: str, *, script: str | None = None) -> Page:
        context = self._chromium.new_context(viewport=SIZES[name], locale=self.words.language)
        context.set_default_timeout(ANSWER_MS)
        self._contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"{name}: {error}"))
        page.on("console", lambda message: self._note(name, message.type, message.text))
        page.on("response", lambda response: self._note_clip(response.url, response.status))
        page.goto(address)
        return page

    def _note(self, name: str, kind: str, text: str) -> None:
        if kind == "error":
            self.faults.append(f"{name}: {text}")

    def _note_clip(self, url: str, status: int) -> None:
        if "/sounds/" in url and status == 200:
            self.clips.add(url.partition("/sounds/")[2].removesuffix(".mp3"))
