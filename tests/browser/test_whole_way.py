"""The whole way of one visit: server, print agent and pages are real; only the paper is a picture."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import zxingcpp
from playwright.sync_api import Browser, Page, expect

from queue_server.protocol import Client
from tests.browser.people_in_the_hall import ANSWER_MS, CALL_SHOWN_MS, Hall, Words
from tests.devices.virtual_printer import VirtualPrinter
from tests.long_run import long_run
from tests.processes import the_agent, the_demonstration, until

pytestmark = pytest.mark.slow

CHINESE = Words(
    language="zh-CN",
    service="普通护照",
    take_paper="请取走号票",
    no_paper="号票没有打印出来",
    sit="就座并开窗",
    next="下一位",
    start="开始办理",
    complete="办结",
    call="请到{counter}号窗口",
    in_service="正在 {counter} 号窗口办理",
    over="已经办完",
)
ENGLISH = Words(
    language="en",
    service="Ordinary passport",
    take_paper="Please take your ticket",
    no_paper="The ticket was not printed",
    sit="Sit down and open",
    next="Next",
    start="Start",
    complete="Complete",
    call="Please go to counter {counter}",
    in_service="You are at counter {counter}",
    over="All done",
)
AUDIBLE = 0.05
"""A sample's height, of 1: −26 dB."""
SOUND = re.compile(r'lunhou_display_sound\{device="(?P<device>[^"]+)",hall="[^"]+"\} (?P<on>\d)')

languages = pytest.mark.parametrize(
    ("words", "counter"), [(CHINESE, 1), (ENGLISH, 2)], ids=["zh-CN", "en"]
)


@pytest.fixture(scope="module", params=["linkou", *long_run("guangdong")])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with the_demonstration(request.param, tmp_path_factory.mktemp(request.param)) as demo:
        yield demo


@languages
def test_a_visit_from_the_kiosk_to_the_managers_count(
    chromium: Browser, demo: dict[str, Any], tmp_path: Path, words: Words, counter: int
) -> None:
    starts_on_call = demo["hall"] == "linkou"
    with (
        VirtualPrinter() as printer,
        the_agent(demo, printer.url, tmp_path),
        Hall(chromium, demo, words, counter) as hall,
    ):
        screen, manager, kiosk = hall.hall_screen(), hall.manager(), hall.kiosk()
        served_before = served(manager)

        number = hall.take_a_number(kiosk)
        expect(kiosk.locator(".paper")).to_contain_text(words.take_paper)
        # The first may be of somebody who took a number while there was no printer.
        papers = until(lambda: papers_of(printer, number))
        link = link_on(papers[0])
        phone = hall.phone(link)
        expect(phone.locator(".hero .num")).to_have_text(number)
        expect(phone.locator(".expected")).to_be_visible()

        officer = hall.officer()
        forget_what_sounded(screen)
        hall.press(officer, words.next)
        expect(newest(screen, number, counter)).to_be_visible(timeout=CALL_SHOWN_MS)
        expect(officer.locator(".ticket-number")).to_have_text(number)
        expect(phone.locator(".called-face .num").first).to_have_text(number)
        expect(phone.locator(".called-face")).to_contain_text(
            re.compile(words.call.replace("{counter}", rf"\s*{counter}\s*"))
        )
        announced = clips_of_call(demo, number)
        heard = everything_heard(screen, len(announced))

        if not starts_on_call:
            hall.press(officer, words.start)
            expect(phone.locator(".state-face")).to_contain_text(
                words.in_service.format(counter=counter)
            )
        hall.press(officer, words.complete)
        expect(phone.locator(".state-face.completed")).to_contain_text(words.over)
        expect(served_tile(manager)).to_have_text(str(served_before + 1), timeout=ANSWER_MS * 2)

        assert (len(papers), link.partition("/t/")[0]) == (1, demo["url"])
        assert shown_by_link(link) == (number, "completed")
        assert (heard["clips"], announced - hall.clips) == (len(announced), set())
        assert (heard["peak"] > AUDIBLE, heard["seconds"] > 2) == (True, True)
        assert sound_known_to(demo) == {f"{demo['hall']}-display": "1"}
        assert hall.faults == []


@languages
def test_without_a_printer_the_kiosk_says_so_kindly_and_the_number_is_valid(
    chromium: Browser, demo: dict[str, Any], words: Words, counter: int
) -> None:
    with Hall(chromium, demo, words, counter) as hall:
        kiosk = hall.kiosk()

        number = hall.take_a_number(kiosk)

        expect(kiosk.locator(".paper.missing")).to_contain_text(words.no_paper, timeout=30_000)
        code = kiosk.locator(".paper .qr")
        expect(code).to_be_visible()
        secret = str(code.get_attribute("src")).split("/")[-2]
        assert shown_by_link(f"{demo['url']}/t/{secret}") == (number, "waiting")
        assert hall.faults == []
    serve(demo, number, counter)


def papers_of(printer: VirtualPrinter, number: str) -> list[Any]:
    """What came out for a number, as the code on it says."""
    return [
        each for each in printer.wait_for_tickets(1) if shown_by_link(link_on(each))[0] == number
    ]


def link_on(paper: Any) -> str:
    """What a phone reads from the ticket's code."""
    return zxingcpp.read_barcode(paper.convert("L")).text


def newest(screen: Page, number: str, counter: int) -> Any:
    return screen.locator(f'.newest[data-number="{number}"][data-counter="{counter}"]')


def clips_of_call(demo: dict[str, Any], number: str) -> set[str]:
    """The clips that the server wants to be heard for the last call of a number."""
    board = Client(demo["url"]).get(f"/halls/{demo['hall']}/board")
    call = next(each for each in board["calls"] if each["number"] == number)
    return {clip for part in call["announcement"] for clip in part["clips"]}


def forget_what_sounded(screen: Page) -> None:
    """A screen that was just switched on says the last call of before, if that is still fresh."""
    expect(screen.locator(".said")).to_have_count(0, timeout=30_000)
    screen.evaluate("heard = { clips: 0, seconds: 0, peak: 0 }")


def everything_heard(screen: Page, count: int) -> Any:
    """What came out of the speakers when so many clips have begun and all is quiet again."""
    screen.wait_for_function("count => heard.clips >= count", arg=count)
    expect(screen.locator(".newest .said")).to_have_count(0, timeout=30_000)
    return screen.evaluate("heard")


def served_tile(manager: Page) -> Any:
    return manager.locator(".tile-value").last


def served(manager: Page) -> int:
    expect(served_tile(manager)).to_have_text(re.compile(r"\d+"))
    return int(served_tile(manager).inner_text())


def shown_by_link(link: str) -> tuple[str, str]:
    """Number and state of a citizen's link, for anyone who has it."""
    server, _, secret = link.partition("/t/")
    ticket = Client(server).get(f"/tickets/{secret}")
    return ticket["number"], ticket["state"]


def sound_known_to(demo: dict[str, Any]) -> dict[str, str]:
    """Which displays can be heard, as the server knows it."""

    def found() -> dict[str, str]:
        text = requests.get(f"{demo['url']}/metrics", timeout=10).text
        return {match["device"]: match["on"] for match in SOUND.finditer(text)}

    return until(found, 60)


def serve(demo: dict[str, Any], number: str, counter: int) -> None:
    """Serve who is left, so that the next visitor finds an empty hall."""
    officer = Client(demo["url"], demo["tokens"][f"officer:{counter}"])
    hall = f"/halls/{demo['hall']}"
    officer.post(f"{hall}/counters/{counter}/sessions", {})
    officer.post(f"{hall}/counters/{counter}/calls", {"number": number})
    if demo["hall"] == "guangdong":
        officer.post(f"{hall}/tickets/{number}/starts", {})
    officer.post(f"{hall}/tickets/{number}/completions", {})
