"""The kiosk's voice in a real Chromium: what is said on which screen, and when it falls silent."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.desk_process import DeskProcess
from tests.browser.in_languages import in_languages
from tests.browser.sample_desk import HALL, service
from tests.browser.test_kiosk import PORTRAIT, settle, touch

CARD = {"hash": "a" * 64, "last4": "1234"}
LISTEN = """
const OfBrowser = window.Audio;
window.sounds = [];
window.rate = 4;
window.Audio = function (address) {
  const audio = new OfBrowser(address);
  audio.defaultPlaybackRate = audio.playbackRate = window.rate;
  window.sounds.push(audio);
  return audio;
};
"""
"""Notes what is played, and lets it pass quickly."""
CLIPS = "() => sounds.map((each) => new URL(each.src).pathname.slice(8, -4))"
LAST_IS = "clip => sounds.at(-1)?.src.endsWith(`/sounds/${clip}.mp3`)"
"""The newest that was asked for."""
SOUNDS = "() => sounds.some((each) => each.currentTime > 0)"


def open_listening(page: Page, desk: DeskProcess, language: str = "zh-CN") -> None:
    page.add_init_script(LISTEN)
    page.set_viewport_size(PORTRAIT)
    page.goto(f"{desk.url}/halls/guangdong/kiosk?language={language}#token=kiosk-token")
    expect(page.locator(".top h1")).to_be_visible()
    settle(page)


class Walk:
    """Goes from screen to screen and waits at each for its last sentence."""

    def __init__(self, page: Page, voice: str) -> None:
        self.page, self.voice = page, voice

    def touch(self, selector: str, phrase: str) -> None:
        settle(self.page)
        self.page.click(selector)
        self.hear(phrase)

    def hear(self, phrase: str) -> None:
        self.page.wait_for_function(LAST_IS, arg=f"{self.voice}/phrase/kiosk_{phrase}")

    def look_around(self) -> None:
        """The screens that lead to no number."""
        self.touch(".senior-toggle", "welcome")
        self.there_and_back(".foot button >> nth=1", "priority")
        self.there_and_back(".appointment-card", "appointment_reader")
        self.page.click(".more")
        self.there_and_back(".urgent-card", "urgent")
        self.page.click(".more")

    def there_and_back(self, way: str, phrase: str) -> None:
        self.touch(way, phrase)
        self.touch(".go-back", "welcome")

    def clips(self) -> list[str]:
        """What was said, without the voice's name."""
        said: list[str] = self.page.evaluate(CLIPS)
        return [each.removeprefix(f"{self.voice}/").replace("phrase/kiosk_", "") for each in said]


@in_languages("zh-CN", long=["en"])
def test_every_screen_says_what_it_asks_for(page, desk, language):
    services = [service("A", identity="required"), *HALL["services"][1:]]
    desk.change(hall={"services": services})
    desk.behave(read={"seen": 0})
    open_listening(page, desk, language)
    walk = Walk(page, language)

    walk.look_around()
    walk.touch(".service-card", "confirm_card")
    desk.behave(read={"seen": 1, "card": CARD})
    walk.hear("confirm")
    refuse: dict[str, Any] = {"status": 409, "code": "already_waiting"}
    desk.behave(refuse={**refuse, "details": {"number": "A007"}})
    walk.touch(".take", "already")
    desk.behave(refuse={"status": 409, "code": "no_capacity"})
    walk.touch(".done-end .wide", "welcome")
    walk.touch(".service-card >> nth=1", "confirm")
    walk.touch(".take", "failed")
    desk.behave(refuse=None, delay_s=1.8)
    walk.touch(".state-notice .button", "welcome")
    walk.touch(".service-card >> nth=1", "confirm")
    walk.touch(".take", "taking")
    walk.hear("paper_take")
    walk.touch(".done-end .take", "welcome")
    walk.touch(".foot button >> nth=2", "help")
    walk.touch(".dialog .take", "bell_rings")

    around = ["priority", "welcome", "appointment_reader", "welcome", "urgent", "welcome"]
    known = ["confirm_card", "confirm", "ticket/A0", "pair/07", "already", "welcome"]
    taken = ["confirm", "taking", "ticket/B0", "pair/12", "done", "paper_take", "welcome"]
    failed = ["confirm", "failed", "welcome"]
    assert walk.clips() == ["welcome", *around, *known, *failed, *taken, "help", "bell_rings"]


def test_another_screen_cuts_the_sentence_off(page, desk):
    open_listening(page, desk)
    page.evaluate("rate = 0.5")
    touch(page, ".senior-toggle")
    page.wait_for_function(SOUNDS)

    touch(page, ".service-card")

    Walk(page, "zh-CN").hear("confirm")
    cut = "() => sounds.map(({ paused, ended }) => [paused, ended])"
    assert page.evaluate(cut) == [[True, False], [False, False]]


def test_who_did_not_catch_it_has_it_said_again_in_the_language_of_the_page(page, desk, faults):
    open_listening(page, desk)
    walk = Walk(page, "zh-CN")
    walk.touch(".senior-toggle", "welcome")

    page.get_by_role("button", name="再说一遍").click()
    page.wait_for_function("() => sounds.length === 2")
    page.get_by_role("button", name="English").click()

    Walk(page, "en").hear("welcome")
    assert page.evaluate(CLIPS)[:2] == ["zh-CN/phrase/kiosk_welcome"] * 2
    assert faults() == []


def test_the_question_whether_somebody_is_there_is_spoken_and_a_closed_hall_says_so(page, desk):
    page.clock.install()
    page.add_init_script(LISTEN)
    page.goto(f"{desk.url}/halls/guangdong/kiosk?language=en")
    page.clock.run_for(1_000)
    page.click(".senior-toggle")
    page.clock.run_for(1_000)
    page.click(".service-card")
    page.clock.run_for(78_000)
    walk = Walk(page, "en")

    walk.hear("still_there")
    desk.change(hall={"open": False})
    page.keyboard.press("Escape")
    page.clock.run_for(6_000)

    walk.hear("closed")


def test_nobody_is_guided_who_did_not_ask_for_it(page, desk):
    open_listening(page, desk)
    touch(page, ".service-card")
    assert page.evaluate(CLIPS) == []

    page.click(".go-back")
    settle(page)
    touch(page, ".senior-toggle")
    Walk(page, "zh-CN").hear("welcome")
    touch(page, ".senior-toggle")
    touch(page, ".service-card")

    assert page.evaluate("() => sounds.map(({ paused }) => paused)") == [True]
