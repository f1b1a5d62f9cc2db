"""From a new screen to the wall: server, pages and the screen's program are real."""

import os
import re
import signal
import sqlite3
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Screenshot
from tests.processes import a_process, the_demonstration, until

pytestmark = pytest.mark.slow

WRAPPER = """#!/bin/sh
exec {chromium} --headless=new --no-sandbox --disable-gpu --disable-background-networking "$@" 2>/dev/null
"""
NOTICED_S = 100
"""A hung page is seen within half a minute, a lost screen within a minute; a busy machine takes longer."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("guangdong")
    with the_demonstration("guangdong", folder) as demo:
        yield demo | {"folder": folder}


@pytest.fixture
def ask(demo: dict[str, Any]) -> Callable[..., Any]:
    """`ask("GET", "displays")` as the manager."""

    def ask(method: str, path: str, body: Any = None) -> Any:
        answer = requests.request(
            method,
            f"{demo['url']}/api/v1/halls/guangdong/{path}",
            json=body,
            headers={"Authorization": f"Bearer {demo['tokens']['manager']}"},
            timeout=20,
        )
        answer.raise_for_status()
        return answer.json()

    return ask


def named(ask: Callable[..., Any], name: str) -> dict[str, Any]:
    found = [each for each in ask("GET", "displays")["displays"] if each["name"] == name]
    return found[0] if found else {"connected": None, "alarm": None}


def code_on(screen: Page) -> str:
    expect(screen.locator(".code")).to_have_text(re.compile(r"^\s*\d{3}\s*\d{3}\s*$"))
    return re.sub(r"\D", "", screen.locator(".code").inner_text())


def pair_by_hand(manager: Page, code: str, screen: str, name: str) -> None:
    manager.get_by_role("button", name="配对新屏幕").click()
    manager.get_by_label("屏幕上的配对码").fill(f"{code[:3]} {code[3:]}")
    manager.get_by_label("显示什么").select_option(screen)
    manager.get_by_label("名字").fill(name)
    manager.get_by_role("button", name="配对", exact=True).click()


@pytest.fixture
def manager(page: Page, demo: dict[str, Any]) -> Page:
    page.goto(demo["pages"]["manager"])
    page.get_by_role("button", name="设备").first.click()
    return page


def test_a_screen_shows_a_code_is_paired_by_hand_moved_and_revoked(
    chromium: Browser, manager: Page, demo: dict[str, Any], ask: Callable[..., Any]
) -> None:
    screen = chromium.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    screen.goto(f"{demo['url']}/display")
    code = code_on(screen)
    screen.reload()
    assert code_on(screen) == code

    pair_by_hand(manager, f"{(int(code) + 1) % 1_000_000:06d}", "hall", "东墙")
    expect(manager.get_by_role("alert").last).to_contain_text("没有屏幕显示这个配对码")
    manager.get_by_label("屏幕上的配对码").fill(code)
    manager.get_by_role("button", name="配对", exact=True).click()

    screen.wait_for_url("**/halls/guangdong/display")
    expect(screen.locator("#app")).to_contain_text("出入境接待大厅")
    row = manager.locator(".displays tr", has_text="东墙")
    expect(row).to_contain_text("正常")
    device = named(ask, "东墙")["device"]

    change = {"state": "approved", "screen": "window-3", "name": "三号窗口"}
    ask("PUT", f"devices/{device}", change)
    screen.wait_for_url("**/halls/guangdong/counters/3/display", timeout=60_000)

    ask("PUT", f"devices/{device}", {"state": "revoked"})
    screen.wait_for_url(f"{demo['url']}/display", timeout=60_000)
    assert code_on(screen) != code
    screen.context.close()


def test_a_code_is_read_from_afar(page: Page, demo: dict[str, Any], screenshot: Screenshot) -> None:
    for size in ((1920, 1080), (1080, 1920), (1280, 720)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(f"{demo['url']}/display")
        code_on(page)
        screenshot(f"pairing-{size[0]}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_code_s_page_harms_nobody_s_eyes(
    page: Page, demo: dict[str, Any], faults: Callable[[], list[str]]
) -> None:
    page.goto(f"{demo['url']}/display")
    code_on(page)

    assert faults() == []


def test_a_server_that_is_away_is_said_on_the_screen(page: Page, demo: dict[str, Any]) -> None:
    page.goto(f"{demo['url']}/display")
    code_on(page)
    page.context.set_offline(True)
    expect(page.get_by_role("status")).to_contain_text("暂时连不上服务器")
    page.context.set_offline(False)

    expect(page.get_by_role("status")).to_contain_text("配对码还有")


def renderers(program: int) -> set[int]:
    """The pages of the browser that a program keeps: its child leads a group of processes."""
    said = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,pgid=,stat=,args="], check=True, capture_output=True, text=True
    ).stdout
    lines = [line.split(None, 4) for line in said.splitlines()]
    groups = {pid for pid, parent, *_ in lines if parent == str(program)}
    return {
        int(pid)
        for pid, _, group, state, words in lines
        if group in groups and "--type=renderer" in words and state[0] != "Z"
    }


def shown_code(demo: dict[str, Any]) -> str | None:
    """The newest code of the installation: the program's browser is looked at by nobody else."""
    with sqlite3.connect(demo["folder"] / "lunhou.db") as database:
        row = database.execute("SELECT code FROM pairing ORDER BY ends_at DESC").fetchone()
    return row and row[0]


@pytest.mark.chaos
def test_the_program_pairs_its_screen_keeps_it_over_a_restart_and_mends_a_hung_page(
    chromium_path: str, demo: dict[str, Any], ask: Callable[..., Any], tmp_path: Path
) -> None:
    browser, profile = tmp_path / "chromium", tmp_path / "profile"
    browser.write_text(WRAPPER.format(chromium=chromium_path))
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    with sqlite3.connect(demo["folder"] / "lunhou.db") as database:
        database.execute("DELETE FROM pairing")
    places = ["--browser", str(browser), "--profile", str(profile)]
    places += ["--settings", str(tmp_path / "display.json")]
    log = tmp_path / "display.log"

    with a_process(log, "display_client", "run", "--server", demo["url"], *places):
        code = until(lambda: shown_code(demo), NOTICED_S)
        ask("POST", "pairings", {"code": code, "screen": "hall", "name": "西墙"})
        assert until(lambda: named(ask, "西墙")["connected"], NOTICED_S), log.read_text()
        until(lambda: False, 8)  # Chromium writes what a page keeps some seconds later
    with a_process(log, "display_client", "run", *places) as program:
        assert until(lambda: renderers(program.pid), NOTICED_S), log.read_text()
        until(lambda: False, 20)  # it was well before, and its page has a process of its own
        hung = renderers(program.pid)
        for pid in hung:
            with suppress(ProcessLookupError):  # a spare one may go by itself
                os.kill(pid, signal.SIGSTOP)
        assert until(lambda: "its page does not answer" in log.read_text(), NOTICED_S)
        assert until(lambda: renderers(program.pid) - hung, NOTICED_S)
        seen_at = named(ask, "西墙")["seen_at"]
        assert until(lambda: named(ask, "西墙")["seen_at"] > seen_at, NOTICED_S)
    assert until(lambda: named(ask, "西墙")["alarm"] == "lost", NOTICED_S)
    assert code not in log.read_text()
