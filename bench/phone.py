"""The phone page on a slow network: how soon number and time are there, and how much of it is script."""

import shutil
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench.results import Limit, Row
from bench.running import Options
from bench.voice import FLAGS, HALL, PATIENCE_MS, SERVICE, demonstration
from queue_server.protocol import Client

TURNS = 7
FIRST_MS, SCRIPT_KB = 1_000.0, 60.0
THREE_G: dict[str, Any] = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
"""A 3G network at its better, as page audits use it."""
PHONE = {"width": 390, "height": 844}
REPEAT = "python -m bench phone"
SHOWN = """() => {
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return paint ? paint.startTime : 0;
}"""
SCRIPTS = """() => performance.getEntriesByType("resource")
  .filter((each) => new URL(each.name).pathname.endsWith(".js"))
  .map((each) => [each.decodedBodySize, each.encodedBodySize])"""


def phone(_options: Options) -> list[Row]:
    """One person's ticket, opened again and again by a phone that has never seen it."""
    with demonstration() as demo, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        looks = [_open(browser, _link(demo)) for _ in range(TURNS)]
        browser.close()
    first, whole = ([each[n] for each in looks] for n in (0, 1))
    written, sent = looks[-1][2], looks[-1][3]
    return [
        Row(
            measure="phone, number and time on 3G",
            figure=f"{median(first):.0f} ms",
            against=f"everything after {median(whole):.0f} ms",
            limits=[Limit(name="", value=median(first), at_most=FIRST_MS)],
            repeat=REPEAT,
        ),
        Row(
            measure="phone, its scripts as sent",
            figure=f"{sent:.1f} KB",
            against=f"{written:.1f} KB as written",
            limits=[Limit(name="", value=sent, at_most=SCRIPT_KB)],
            repeat=REPEAT,
        ),
    ]


def _link(demo: dict[str, Any]) -> str:
    order = {"service": SERVICE, "class": "normal", "language": "zh-CN", "channel": "kiosk"}
    ticket = Client(demo["url"], token=demo["tokens"]["kiosk"]).post(
        f"/halls/{HALL}/tickets", order
    )
    return f"{demo['url']}/t/{ticket['secret']}"


def _open(browser: Browser, link: str) -> tuple[float, float, float, float]:
    """First view and whole page in ms; scripts in KB, as written and as sent."""
    # What a service worker gives has no size of the network; the first time there is none anyhow.
    context = browser.new_context(viewport=PHONE, locale="zh-CN", service_workers="block")  # type: ignore[arg-type] # as playwright has it
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", THREE_G)
    page.goto(link, wait_until="commit")
    page.wait_for_selector(".first h1, .hero h1")
    first = page.evaluate(SHOWN) or page.evaluate("performance.now()")
    page.wait_for_selector(".promise")
    whole = page.evaluate("performance.now()")
    page.wait_for_load_state("networkidle")
    first = page.evaluate(SHOWN) or first
    sizes = page.evaluate(SCRIPTS)
    context.close()
    written, sent = (sum(each[n] for each in sizes) / 1_000 for n in (0, 1))
    return first, whole, written, sent
