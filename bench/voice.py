"""From an officer's press to the first sound, in a real Chromium before a real server; bursts; a long day."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.results import Limit, Row
from bench.running import Options
from queue_server.protocol import Client

HALL, SERVICE = "guangdong", "A"
OFFICERS = (2, 3, 4, 5)
PRESSES, BURSTS = 20, 4
BURST_PAUSE_S = 3.0
P95_MS, JOIN_MS = 150.0, 10.0
HOURS, CALLS_AN_HOUR, SPEED = 12, 60, 200
GROWTH_MB = 2.0
"""What a day may add to the page's heap, after its first hour."""
REPEAT = "python -m bench voice"
FLAGS = ("--no-sandbox", "--autoplay-policy=no-user-gesture-required")
READY_S, PATIENCE_MS = 60, 240_000
SILENCE_MS = 600
"""Past the quarter of a second that a screen leaves between two announcements: that is manners, not delay."""
LISTENER = Path(__file__).with_name("voice.js")
JOIN = """async (clips) => {
  const { stepsOf, timeline } = await import("/static/display/announcement_steps.js");
  const { createPlayer } = await import("/static/display/web_audio_player.js");
  const player = createPlayer({ context: new AudioContext() });
  await player.load(clips);
  const announcement = [{ language: "zh-CN", text: "", clips }];
  const times = [];
  for (let turn = 0; turn < 200; turn += 1) {
    const begin = performance.now();
    const durations = player.loaded(clips);
    const { steps } = stepsOf(announcement, { has: (clip) => durations.has(clip), crowded: true });
    const { moments } = timeline(steps, (clip) => durations.get(clip), player.soonest() + 60);
    void player.play(moments, 0).catch(() => undefined);
    times.push(performance.now() - begin);
  }
  return times;
}"""


def voice(_options: Options) -> list[Row]:
    """One hall, one screen that speaks, four officers."""
    with demonstration() as demo, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        hall = _Hall(demo)
        with _screen(browser, demo, speed=1) as page:
            rows = [_first_sound(hall, page), _joining(hall, page), _bursts(hall, page)]
        with _screen(browser, demo, speed=SPEED) as page:
            rows.append(_long_day(hall, page))
        browser.close()
    return rows


class _Hall:
    """The people of the hall, over the public interface."""

    def __init__(self, demo: dict[str, Any]) -> None:
        url, tokens = demo["url"], demo["tokens"]
        self._kiosk = Client(url, token=tokens["kiosk"])
        self._officers = {each: Client(url, token=tokens[f"officer:{each}"]) for each in OFFICERS}
        for number, officer in self._officers.items():
            officer.post(f"/halls/{HALL}/counters/{number}/sessions", {})

    def come(self) -> None:
        """Somebody takes a number."""
        order = {"service": SERVICE, "class": "normal", "language": "zh-CN", "channel": "kiosk"}
        self._kiosk.post(f"/halls/{HALL}/tickets", order)

    def press(self, officer: int) -> str:
        """The next number is called; which one it was."""
        answer = self._officers[officer].post(f"/halls/{HALL}/counters/{officer}/calls", {})
        return str(answer["number"])

    def clips(self) -> list[str]:
        """Of the newest call's first language."""
        board = self._kiosk.get(f"/halls/{HALL}/board")
        return list(board["calls"][0]["announcement"][0]["clips"])


def _first_sound(hall: _Hall, page: Page) -> Row:
    """Each press into silence: nothing else is being said."""
    delays = []
    for turn in range(PRESSES):
        hall.come()
        before = page.evaluate("heard.starts.length")
        pressed_ms = time.time() * 1e3
        hall.press(OFFICERS[turn % len(OFFICERS)])
        page.wait_for_function("count => heard.starts.length > count", arg=before)
        delays.append(page.evaluate("count => heard.starts[count]", before) - pressed_ms)
        _until_silent(page)
        page.wait_for_timeout(SILENCE_MS)
    p95 = quantiles(delays, n=20)[-1]
    return Row(
        measure="press to first sample",
        figure=f"p50 {sorted(delays)[len(delays) // 2]:.0f} ms, p95 {p95:.0f} ms",
        against=f"{PRESSES} presses into silence",
        limits=[Limit(name="p95 ms", value=p95, at_most=P95_MS)],
        repeat=REPEAT,
    )


def _joining(hall: _Hall, page: Page) -> Row:
    times = page.evaluate(JOIN, hall.clips())
    p95 = quantiles(times, n=20)[-1]
    return Row(
        measure="joining one announcement",
        figure=f"p95 {p95:.2f} ms",
        limits=[Limit(name="p95 ms", value=p95, at_most=JOIN_MS)],
        repeat=REPEAT,
    )


def _bursts(hall: _Hall, page: Page) -> Row:
    """All officers at once, four times: everyone is shown and said, in the order of the calls."""
    said_before = len(_said(page))
    called = []
    for _ in range(BURSTS):
        for officer in OFFICERS:
            hall.come()
            called.append(hall.press(officer))
        page.wait_for_timeout(BURST_PAUSE_S * 1e3)
    page.wait_for_function(
        "last => [...document.querySelectorAll('[role=log] li')].at(-1)?.textContent.includes(last)",
        arg=called[-1],
        timeout=PATIENCE_MS,
    )
    said = [each for each in _said(page) if any(number in each for number in called)]
    shown = [each for each in page.evaluate("heard.shown") if each in called]
    in_order = all(number in text for number, text in zip(called, said, strict=False))
    _until_silent(page)
    return Row(
        measure=f"{len(called)} calls in bursts of {len(OFFICERS)}",
        figure=f"{len(shown)} shown, {len(said)} said, {'in order' if in_order else 'NOT in order'}",
        against=f"{said_before} said before",
        limits=[
            Limit(name="said in order", value=len(said) * in_order, at_least=len(called)),
            Limit(name="shown", value=len(shown), at_least=len(called)),
        ],
        repeat=REPEAT,
    )


def _long_day(hall: _Hall, page: Page) -> Row:
    """The page's clocks and clips run faster; the heap is weighed after each hour, swept."""
    weights = [_heap_mb(page)]
    for _hour in range(HOURS):
        for call in range(CALLS_AN_HOUR):
            due = time.monotonic() + 3600 / CALLS_AN_HOUR / SPEED
            hall.come()
            hall.press(OFFICERS[call % len(OFFICERS)])
            page.wait_for_timeout(max(0.0, due - time.monotonic()) * 1e3)
        weights.append(_heap_mb(page))
    growth = weights[-1] - weights[1]
    sounds = page.evaluate("heard.starts.length")
    return Row(
        measure=f"heap of a screen, {HOURS} hours at {SPEED} times the clock",
        figure=f"{growth:+.2f} MB, {sounds} sounds or more",
        against=", ".join(f"{each:.1f}" for each in weights) + " MB",
        limits=[Limit(name="MB", value=growth, at_most=GROWTH_MB)],
        repeat=REPEAT,
    )


def _heap_mb(page: Page) -> float:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used: float = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return used / 1e6


def _said(page: Page) -> list[str]:
    return page.locator("[role=log] li").all_inner_texts()


def _until_silent(page: Page) -> None:
    """The caption has gone: nothing is being said."""
    page.wait_for_function("() => !document.querySelector('.caption')", timeout=PATIENCE_MS)


@contextmanager
def _screen(browser: Any, demo: dict[str, Any], *, speed: int) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.add_init_script(LISTENER.read_text().replace("speed = 1;", f"speed = {speed};"))
    page.goto(demo["pages"]["display"])
    page.wait_for_selector(".call-band, .newest, .calls")
    page.wait_for_timeout(2_000)
    yield page
    context.close()


@contextmanager
def demonstration() -> Iterator[dict[str, Any]]:
    """A hall with its accounts and devices, ended with all that it kept."""
    data = Path(tempfile.mkdtemp(prefix="lunhou-bench-"))
    command = [sys.executable, "-m", "queue_server", "demo", "--hall", HALL, "--port", "0"]
    with (data / "log").open("wb") as log:
        process = subprocess.Popen([*command, "--data", str(data)], stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + READY_S
        while not (data / "demo.json").exists():
            if time.monotonic() > deadline or process.poll() is not None:
                raise RuntimeError((data / "log").read_text())
            time.sleep(0.1)
        time.sleep(0.5)
        yield json.loads((data / "demo.json").read_text())
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(data, ignore_errors=True)
