"""Take the pictures of the documentation: every page of a simulated day at its liveliest.

Usage: python tools/screenshots.py [FOLDER]   (default: docs/pictures; two minutes, most of them waiting)
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from queue_server.protocol import Client

HALL = "guangdong"
COUNTER = 3
LANGUAGE = "zh-CN"
SPEED = 60
FROM = "09:50"
"""The hall's own time from which it is lively."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required")
SETTLE_MS = 2_500
COLOURS = 256
# name: (width and height of the screen it is for, pixels of the picture for each of its pixels)
SCREENS = {
    "hall-screen": ((1920, 1080), 2 / 3),
    "kiosk": ((1080, 1920), 2 / 3),
    "officer": ((1366, 768), 1),
    "manager": ((1440, 900), 1),
    "phone": ((390, 844), 2),
    "papers": ((1280, 720), 1),
}


def main() -> int:
    """Start a demonstration, wait until it is lively, and take every picture."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, a_day(Path(data)) as demo:
        wait_until_lively(demo)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
            for name, address in addresses(demo).items():
                file = folder / f"{name}.png"
                file.write_bytes(take(browser, name, address))
                print(f"{file}  {file.stat().st_size // 1024} KB")
            browser.close()
    return 0


@contextmanager
def a_day(data: Path) -> Iterator[dict[str, Any]]:
    """A demonstration with a simulated day, at any free port; its `demo.json`."""
    server = [sys.executable, "-m", "queue_server", "demo", "--hall", HALL, "--port", "0"]
    options = ["--data", str(data), "--speed", str(SPEED), "--papers", "--log-level", "WARNING"]
    with subprocess.Popen([*server, *options], stdout=subprocess.DEVNULL) as process:
        file = data / "demo.json"
        while process.poll() is None and not file.exists():
            time.sleep(0.2)
        try:
            yield json.loads(file.read_text("utf-8"))
        finally:
            process.terminate()


def wait_until_lively(demo: dict[str, Any]) -> None:
    """Let the morning pass."""
    while hall_time(demo) < FROM:
        time.sleep(1)


def hall_time(demo: dict[str, Any]) -> str:
    """What the clock on the hall's wall shows."""
    hall = Client(demo["url"]).get(f"/halls/{HALL}")
    now = datetime.fromisoformat(hall["now"]).astimezone(ZoneInfo(hall["timezone"]))
    return f"{now:%H:%M}"


def addresses(demo: dict[str, Any]) -> dict[str, str]:
    """Where each picture is taken; the phone is that of a citizen who has just come."""
    tokens, at = demo["tokens"], f"{demo['url']}/halls/{HALL}"
    order = {"service": "A", "class": "normal", "language": LANGUAGE, "channel": "kiosk"}
    ticket = Client(demo["url"], tokens["kiosk"]).post(f"/halls/{HALL}/tickets", order)
    officer = f"counter?counter={COUNTER}#token={tokens[f'officer:{COUNTER}']}"
    return {
        "phone": ticket["link"],
        "hall-screen": f"{at}/display",
        "kiosk": f"{at}/kiosk#token={tokens['kiosk']}",
        "officer": f"{at}/{officer}",
        "manager": f"{at}/manager#token={tokens['manager']}",
        "papers": demo["pages"]["papers"],
    }


def take(browser: Browser, name: str, address: str) -> bytes:
    """One page as a small PNG."""
    (width, height), scale = SCREENS[name]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=max(1, scale),
        locale=LANGUAGE,
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",  # a picture in the middle of a motion shows half of it
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(SETTLE_MS)
    if name == "officer":
        wait_for_a_person(page)
    picture = Image.open(BytesIO(page.screenshot(animations="disabled")))
    context.close()
    return small(picture, (round(width * scale), round(height * scale)))


def wait_for_a_person(page: Page) -> None:
    """An empty window says little."""
    page.wait_for_selector(".ticket-about", timeout=120_000)


def small(picture: Image.Image, size: tuple[int, int]) -> bytes:
    """A PNG of a size in as many colours as the eye misses none of."""
    scaled = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    file = BytesIO()
    scaled.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def chromium() -> str:
    """A Chromium of this machine."""
    found = os.environ.get("LUNHOU_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), "")
    if not found:
        raise SystemExit("no Chromium on the PATH nor in LUNHOU_CHROMIUM")
    return found


if __name__ == "__main__":
    sys.exit(main())
