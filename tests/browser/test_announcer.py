"""The announcer in a real Chromium, with the real bank: what sounds, when, and when nothing does."""

from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from queue_server.domain.announcement import announcements, languages_to_speak
from queue_server.domain.hall import Voice

ROOT = Path(__file__).parents[2]
FOLDERS = {
    "/static/display/": ROOT / "display_client" / "page",
    "/static/shared/": ROOT / "queue_server" / "web" / "static" / "shared",
    "/sounds/": ROOT / "sounds",
    "/test/": Path(__file__).parent,
}
PAGE = b'<!doctype html><title>announcer</title><script type="module" src="/test/announcer_page.js"></script>'
WAIT_MS = 120_000
PLAIN = "hall.test"
"""A name of this machine on plain http that no browser takes for the machine itself."""
AUDIBLE = 1e-5
"""Mean square of ten milliseconds: −50 dBFS."""
SILENT = 1e-7
"""−70 dBFS: the last of a fade, in the same ten milliseconds as the end of a clip."""


class Files(SimpleHTTPRequestHandler):
    """The announcer's page, its modules and the bank."""

    def do_GET(self) -> None:
        if self.path not in {"/", "/?turns"}:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def translate_path(self, path: str) -> str:
        prefix = next((each for each in FOLDERS if path.startswith(each)), "/test/")
        return str(FOLDERS[prefix] / path.removeprefix(prefix))

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Files)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def a_call(sequence: int, number: str, *, counter: int = 3, language: str = "zh-CN") -> Any:
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    parts = announcements(
        number=number,
        counter=counter,
        languages=languages_to_speak(["zh-CN", "en"][: 1 + (language == "en")], language),
        voice=Voice(),
    )
    said = [{"language": p.language, "text": p.text, "clips": p.clips} for p in parts]
    return {
        "sequence": sequence, "at": at, "number": number, "counter": counter, "attempt": 1,
        "announcement": said,
    }  # fmt: skip


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_function("window.announcer && heard.states.length > 0")


def heard_after(page: Page, calls: list[Any], *, spoken: int) -> Any:
    """What was heard from these calls, when so many were said and all is quiet again."""
    page.evaluate("calls => calls.forEach((call) => announcer.announce(call))", calls)
    page.wait_for_function(
        "count => heard.spoken.length === count && announcer.state === 'ready'",
        arg=spoken,
        timeout=WAIT_MS,
    )
    return page.evaluate("heard")


def level(heard: Any, start_s: float, end_s: float) -> float:
    levels = [each["level"] for each in heard["levels"] if start_s < each["at_s"] < end_s]
    return sum(levels) / len(levels)


def test_calls_are_heard_one_after_another_without_overlap(page: Page, address: str) -> None:
    open_page(page, address)

    heard = heard_after(page, [a_call(1, "A012"), a_call(2, "B999", counter=60)], spoken=2)

    spans = [(each["at_s"], each["at_s"] + each["duration_s"]) for each in heard["starts"]]
    pauses = [after[0] - before[1] for before, after in pairwise(spans)]
    assert (heard["states"], heard["spoken"]) == (["ready", "speaking", "ready"], [1, 2])
    assert (
        len(spans) == 8
    )  # each call: the chime, the letter's half, the number's half, the counter
    assert all(pause > 0 for pause in pauses)
    assert all(pause < 0.13 for place, pause in enumerate(pauses) if place != 3)
    assert all(level(heard, *span) > AUDIBLE for span in spans)


def test_between_two_calls_there_is_silence(page: Page, address: str) -> None:
    open_page(page, address)

    heard = heard_after(page, [a_call(1, "A012"), a_call(2, "A013")], spoken=2)

    end_s = heard["starts"][3]["at_s"] + heard["starts"][3]["duration_s"]
    begin_s = heard["starts"][4]["at_s"] - 0.005  # the ear looks 3 ms ahead
    assert level(heard, end_s + 0.02, begin_s) < SILENT


def test_a_call_for_an_english_ticket_is_heard_in_both_languages(page: Page, address: str) -> None:
    open_page(page, address)

    heard = heard_after(page, [a_call(1, "C305", language="en")], spoken=1)

    assert (len(heard["starts"]), heard["missing"]) == (7, [])


def test_a_recall_rings_again_and_the_same_event_does_not(page: Page, address: str) -> None:
    open_page(page, address)
    first = a_call(1, "A012")

    heard = heard_after(page, [first, first], spoken=1)
    again = heard_after(page, [first, a_call(2, "A012")], spoken=2)

    assert (heard["spoken"], again["spoken"]) == ([1], [1, 2])


def test_a_clip_that_the_bank_lacks_leaves_the_chime_and_is_told(page: Page, address: str) -> None:
    open_page(page, address)
    call = a_call(1, "A012")
    call["announcement"][0]["clips"] = ["chime", "zh-CN/ticket/A0", "zh-CN/pair/none"]

    heard = heard_after(page, [call], spoken=1)

    assert (len(heard["starts"]), heard["missing"]) == (1, ["zh-CN/pair/none"])


def test_a_damaged_clip_leaves_the_chime_and_the_next_call_is_said(
    page: Page, address: str
) -> None:
    page.route("**/sounds/zh-CN/pair/12.mp3", lambda route: route.fulfill(body=b"no sound"))
    open_page(page, address)

    heard = heard_after(page, [a_call(1, "A012"), a_call(2, "A013")], spoken=2)

    assert (len(heard["starts"]), heard["missing"]) == (1 + 4, ["zh-CN/pair/12"])


def test_a_server_that_is_away_while_the_chime_rings_costs_no_word(
    page: Page, address: str
) -> None:
    open_page(page, address)
    page.context.set_offline(True)
    page.evaluate("call => announcer.announce(call)", a_call(1, "A012"))
    page.wait_for_function("heard.starts.length === 1")
    page.context.set_offline(False)
    page.wait_for_function("heard.spoken.length === 1 && announcer.state === 'ready'")

    heard = page.evaluate("heard")
    assert (len(heard["starts"]), heard["missing"]) == (4, [])


@pytest.fixture(scope="module")
def turning(chromium: Browser, headless_path: str) -> Iterator[Browser]:
    """A browser to which this machine has another name, too: one that is no secure address."""
    others = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
    rules = f"--host-resolver-rules=MAP {PLAIN} 127.0.0.1"
    browser = chromium.browser_type.launch(executable_path=headless_path, args=[*others, rules])
    yield browser
    browser.close()


@pytest.mark.parametrize(("host", "has_locks"), [("127.0.0.1", True), (PLAIN, False)])
def test_two_screens_of_one_browser_never_speak_at_once_and_say_each_call_once(
    turning: Browser, address: str, host: str, *, has_locks: bool
) -> None:
    context = turning.new_context()
    pages = [context.new_page(), context.new_page()]
    for page in pages:
        open_page(page, f"{address.replace('127.0.0.1', host)}?turns")
    calls = [a_call(1, "A012"), a_call(2, "B013"), a_call(3, "A014")]
    at_ms = pages[0].evaluate("Date.now() + 500")
    for page, said in zip(pages, (calls[:2], calls), strict=True):  # at the same moment
        page.evaluate(
            """([calls, at_ms]) => void setTimeout(
              () => calls.forEach((call) => announcer.announce(call)), at_ms - Date.now())""",
            [said, at_ms],
        )
    for page, count in zip(pages, (2, 3), strict=True):
        page.wait_for_function(
            "n => heard.spoken.length + heard.shown.length === n && announcer.state === 'ready'",
            arg=count,
            timeout=WAIT_MS,
        )
    heard = [page.evaluate("heard") for page in pages]
    known = [page.evaluate("[isSecureContext, 'locks' in navigator]") for page in pages]
    context.close()

    turns = sorted((turn for each in heard for turn in each["turns"]), key=lambda t: t["from"])
    assert known == [[has_locks, has_locks]] * 2
    assert sorted(turn["sequence"] for turn in turns) == [1, 2, 3]
    assert [one["to"] <= other["from"] for one, other in pairwise(turns)] == [True, True]


def test_a_screen_that_was_closed_while_it_spoke_does_not_silence_the_other(
    turning: Browser, address: str
) -> None:
    context = turning.new_context()
    gone, other = context.new_page(), context.new_page()
    for page in (gone, other):
        open_page(page, f"{address.replace('127.0.0.1', PLAIN)}?turns")
    gone.evaluate("call => announcer.announce(call)", a_call(1, "A012"))
    gone.wait_for_function("heard.spoken.length === 1")
    gone.close()

    heard = heard_after(other, [a_call(2, "A013")], spoken=1)

    context.close()
    assert (heard["spoken"], heard["shown"]) == ([2], [])


def test_a_browser_that_wants_a_touch_first_is_told_as_blocked(
    chromium: Browser, headless_path: str, address: str
) -> None:
    wary = chromium.browser_type.launch(
        executable_path=headless_path,
        args=["--no-sandbox", "--autoplay-policy=document-user-activation-required"],
    )
    page = wary.new_page()
    with page.expect_console_message(lambda message: message.text == "blocked"):
        page.goto(
            address
        )  # nothing is asked of the page before: to the browser that would be a touch
    page.evaluate("call => announcer.announce(call)", a_call(1, "A012"))
    before = page.evaluate("[...heard.states]")
    page.mouse.click(10, 10)
    page.wait_for_function("announcer.state === 'ready' && heard.spoken.length === 1")
    states = page.evaluate("heard.states")
    wary.close()

    assert (before, states) == (["blocked"], ["blocked", "ready", "speaking", "ready"])
