"""A hall's screen and its voice when the hall goes wild or the server dies: all of it is real."""

import re
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import FULL_HD
from tests.chaos.demonstration import (
    OFFICERS,
    Demonstration,
    Line,
    a_hall_of_windows,
    demonstrating,
)
from tests.long_run import long_run
from tests.processes import until

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
SCRIPTS = [(HERE / name).read_text("utf-8") for name in ("watch_voice.js", "hear.js")]
A_MINUTE_S = 60
PATIENCE_MS = 120_000
QUIET = "() => !document.querySelector('.caption')"
MORE_NODES = 1_500
MORE_MB = 20

Open = Callable[[Demonstration], Page]


@pytest.fixture
def open_screen(chromium: Browser) -> Iterator[Open]:
    """The hall's own screen, watched and heard."""
    with ExitStack() as contexts:

        def open_one(demo: Demonstration) -> Page:
            context = chromium.new_context(viewport=FULL_HD, locale="zh-CN")
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            for script in SCRIPTS:
                context.add_init_script(script)
            page = context.new_page()
            page.goto(f"{demo.url}/halls/small/display")
            expect(page.locator("footer")).to_be_visible(timeout=PATIENCE_MS)
            return page

        yield open_one


def a_hall_whose_voice_has(folder: Path, setting: str) -> None:
    """The hall of sixteen windows, with a line about its voice in the file."""
    file = a_hall_of_windows(folder / "halls") / "small" / "hall.toml"
    file.write_text(f"{file.read_text('utf-8')}\n[voice]\n{setting}\n", "utf-8")


def take_numbers(demo: Demonstration, count: int) -> None:
    with Line(demo, "kiosk") as line:
        for each in range(count):
            order = line.ask("POST", "/halls/small/tickets", {"service": "A"}, f"take-{each}")
            assert order[0] == 201, order


def press_next(line: Line, counter: int, press: str) -> Any:
    status, answer = line.ask("POST", f"/halls/small/counters/{counter}/calls", {}, press)
    assert status == 201, answer
    return answer


def sit(line: Line, counter: int) -> None:
    assert line.ask("POST", f"/halls/small/counters/{counter}/sessions", {})[0] == 201


def call_everybody(demo: Demonstration, calls: int, during_s: float) -> None:
    """Sixteen officers press together, evenly over the time; with none, as fast as they are answered."""
    begin = time.monotonic()

    def officer(counter: int) -> None:
        with Line(demo, f"officer:{counter}") as line:
            sit(line, counter)
            for place in range(counter - 1, calls, OFFICERS):
                time.sleep(max(0.0, begin + during_s * place / calls - time.monotonic()))
                press_next(line, counter, f"press-{place}")

    with ThreadPoolExecutor(OFFICERS) as officers:
        list(officers.map(officer, range(1, OFFICERS + 1)))


def numbers_said(page: Page) -> list[str]:
    return [re.findall(r"A\d+", each)[0] for each in page.evaluate("watched.said")]


def called_in_order(demo: Demonstration) -> list[str]:
    """Every number in the order of its call, by the record."""
    with Line(demo, "manager") as line:
        found = line.ask("GET", "/halls/small/events?limit=1000")[1]["events"]
        while len(more := line.ask("GET", _after(found))[1]["events"]):
            found += more
    return [each["number"] for each in found if each["kind"] == "ticket_called"]


def _after(found: list[Any]) -> str:
    return f"/halls/small/events?limit=1000&after={found[-1]['sequence']}"


def size_of(page: Page) -> dict[str, float]:
    """Nodes and megabytes of the page, once what is not needed was thrown away."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.collectGarbage")
    metrics = {
        each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]
    }
    session.detach()
    return {"nodes": metrics["Nodes"], "mb": metrics["JSHeapUsedSize"] / 1e6}


@pytest.mark.parametrize(
    ("calls", "stale_s", "during_s"),
    [
        (60, 10, 0),
        *long_run((300, 10, 0), (300, 90, A_MINUTE_S)),
    ],
    ids=["60 at once", "300 at once", "300 in a minute"],
)
def test_hundreds_of_calls_are_shown_and_said_or_dropped_and_the_voice_goes_on(
    open_screen: Open, tmp_path: Path, calls: int, stale_s: int, during_s: float
) -> None:
    a_hall_whose_voice_has(tmp_path, f"stale_s = {stale_s}")
    with demonstrating(tmp_path) as demo:
        take_numbers(demo, calls + 1)
        page = open_screen(demo)
        before = size_of(page)

        call_everybody(demo, calls, during_s)
        order = called_in_order(demo)
        page.wait_for_function("number => watched.shown[number]", arg=order[-1])
        page.wait_for_timeout(stale_s * 1_000)
        page.wait_for_function(QUIET)
        with Line(demo, "officer:1") as line:
            last = press_next(line, 1, "the last")["number"]
        page.wait_for_function("number => watched.said.at(-1)?.includes(number)", arg=last)
        page.wait_for_function(QUIET)
        after, shown = size_of(page), page.evaluate("Object.keys(watched.shown)")

    said = numbers_said(page)
    # At once, a busy machine draws one picture of dozens of calls: what is said is seen, and where they end.
    seen = [*order, last] if during_s else {*said, *order[-OFFICERS:], last}
    assert set(seen) <= set(shown) <= {*order, last}
    assert said == [each for each in [*order, last] if each in set(said)], "each once, in order"
    assert (len(said) > 2, len(said) < calls, said[-1]) == (True, True, last)
    assert after["nodes"] < before["nodes"] + MORE_NODES
    assert after["mb"] < before["mb"] + MORE_MB


def test_a_server_that_dies_while_somebody_is_called_costs_no_word_and_repeats_none(
    open_screen: Open, tmp_path: Path
) -> None:
    a_hall_whose_voice_has(tmp_path, "repeats = 3")  # long enough to be died in
    with demonstrating(tmp_path) as demo:
        take_numbers(demo, 2)
        page = open_screen(demo)
        with Line(demo, "officer:1") as line:
            sit(line, 1)
            press_next(line, 1, "first")
            clips = _clips(line)
        page.wait_for_function("() => heard.clips > 1")  # the chime is over, the words have begun
        demo.stop(signal.SIGKILL)
        died_speaking = page.locator(".caption").count()
        page.wait_for_function(QUIET)
        heard = page.evaluate("heard.clips")

        demo.start()
        with Line(demo, "officer:1") as line:
            press_next(line, 1, "second")
        page.wait_for_function("() => watched.said.at(-1)?.includes('A002')")
        page.wait_for_function(QUIET)
        again = page.evaluate("heard.clips")

    assert (died_speaking, heard, again) == (1, clips, 2 * clips)
    assert numbers_said(page) == ["A001", "A002"]


def test_a_clip_that_is_damaged_is_known_to_the_manager(open_screen: Open, tmp_path: Path) -> None:
    with demonstrating(tmp_path) as demo:
        take_numbers(demo, 1)
        page = open_screen(demo)
        page.route("**/sounds/zh-CN/counter/1.mp3", lambda route: route.fulfill(body=b"no sound"))
        with Line(demo, "officer:1") as line:
            sit(line, 1)
            press_next(line, 1, "first")
        page.wait_for_function("() => watched.said.length === 1")
        page.wait_for_function(QUIET)
        told = until(lambda: _what_a_screen_lacks(demo), PATIENCE_MS / 1_000)

    assert told == [(["zh-CN/counter/1"], "clips")]


def _what_a_screen_lacks(demo: Demonstration) -> list[tuple[list[str], str]]:
    with Line(demo, "manager") as line:
        displays = line.ask("GET", "/halls/small/displays")[1]["displays"]
    return [(each["missing"], each["alarm"]) for each in displays if each["missing"]]


def _clips(line: Line) -> int:
    """How many are heard of the last call: the chime once, the words as often as the hall wants."""
    board = line.ask("GET", "/halls/small/board")[1]
    said = board["calls"][0]["announcement"]
    return 1 + sum(each["times"] * len(set(each["clips"]) - {"chime"}) for each in said)
