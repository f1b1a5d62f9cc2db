"""From the key at a window to the next number on the officer's page, while the rest of the hall works."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.fill import Filling
from bench.load import HOST, Clients, Request, Turn, in_own_process
from bench.results import Limit, Row
from bench.running import Options, Running, running
from bench.voice import FLAGS
from queue_server.domain.hall import Hall

COUNTER = 3
WARM, PRESSES = 3, 6
"""Before anything counts; of each turn."""
WAITING = 400
PER_SECOND = 10
"""Calls and numbers of the others together: three times a full hall's."""
PAUSE_MS = 900
"""Past the moment for which the button wants nothing, having just changed its meaning."""
P95_MS = 80.0
LISTENER = Path(__file__).with_name("window.js")
REPEAT = "python -m bench window"


def window(options: Options) -> list[Row]:
    """One officer with a real Chromium; twelve others call and a kiosk gives numbers meanwhile."""
    with running(options, Filling(waiting=WAITING)) as server, sync_playwright() as playwright:
        hall = server.halls[0]
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.add_init_script(LISTENER.read_text())
        token = server.tokens[hall.id].officers[COUNTER]
        at = f"http://{HOST}:{server.port}/halls/{hall.id}/counter?counter={COUNTER}"
        page.goto(f"{at}#token={token}")
        page.wait_for_selector(".desk .next")
        presses = PRESSES * options.turns
        alone = _presses(page, presses)
        with _others(server, hall, 4 * presses * PAUSE_MS / 1e3) as turns:
            busy = _presses(page, presses)
        browser.close()
    answered = sum(turn.answered for turn in turns)
    seconds = sum(turn.seconds for turn in turns)
    return [
        _row("alone", alone, ""),
        _row(
            "while others work",
            busy,
            f"{answered / seconds if seconds else 0:.0f} commands/s of others, p95 "
            f"{max((turn.percentile(0.95) for turn in turns), default=0):.0f} ms",
        ),
    ]


def _presses(page: Page, count: int) -> list[float]:
    """So many next ones, each started before the one after it is called; the first few only warm up."""
    before = page.evaluate("shown.length")
    for _ in range(WARM + count):
        calls = page.evaluate("shown.length")
        page.wait_for_selector(".next.next:not(.settling):not(.start)")
        page.keyboard.press("Space")
        page.wait_for_function("count => shown.length > count", arg=calls)
        page.wait_for_timeout(PAUSE_MS)
        page.keyboard.press("Space")  # the person has come
        page.wait_for_timeout(PAUSE_MS)
    return [each["ms"] for each in page.evaluate("shown")[before + WARM :]]


@contextmanager
def _others(server: Running, hall: Hall, at_most_s: float) -> Iterator[list[Turn]]:
    """Everybody else, until the page is done: turns of two seconds, one after the other."""
    presses = [each for each in server.presses(hall) if f"/{COUNTER}/calls" not in each.path]
    orders = server.orders(hall, len(presses))
    both: list[Request] = [each for pair in zip(presses, orders, strict=True) for each in pair]
    turns: list[Turn] = []
    is_over = threading.Event()
    with in_own_process(Clients, server.port, {"both": both}) as clients:

        def work() -> None:
            until = time.monotonic() + at_most_s
            while not is_over.is_set() and time.monotonic() < until:
                turns.append(clients.paced("both", PER_SECOND, 2.0))

        worker = threading.Thread(target=work)
        worker.start()
        try:
            yield turns
        finally:
            is_over.set()
            worker.join()


def _row(measure: str, delays: list[float], against: str) -> Row:
    ordered: list[Any] = sorted(delays)
    p95 = quantiles(ordered, n=20)[-1]
    return Row(
        measure=f"press to the next number painted, {measure}",
        figure=f"p50 {ordered[len(ordered) // 2]:.0f} ms, p95 {p95:.0f} ms, most {ordered[-1]:.0f} ms",
        against=against or f"{len(delays)} presses",
        limits=[Limit(name="p95 ms", value=p95, at_most=P95_MS)],
        repeat=REPEAT,
    )
