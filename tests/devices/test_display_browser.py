"""A real Chromium kept on its page: killed, its page hung, stopped, crashed, gone astray or empty."""

import os
import signal
import stat
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from display_client.browser import kiosk_command
from display_client.keeper import Keeper, server_answers
from display_client.page_watch import Pace
from display_client.running import RunningBrowser
from display_client.start_page import write_start_page
from tests.long_run import long_run

WRAPPER = """#!/bin/sh
exec {chromium} --headless=new --no-sandbox --disable-gpu --disable-background-networking "$@" 2>/dev/null
"""
DRAWN = b"<!doctype html><div id=app><p>A001</p></div>"
PAGES = {
    "/good": DRAWN,
    "/empty": b"<!doctype html><div id=app></div>",
    "/astray": b"<!doctype html><meta http-equiv=refresh content='0; url=data:text/html,gone'>",
    "/busy": DRAWN + b"<script>setTimeout(() => { for (;;); }, 500)</script>",
    "/healthz": b"",
}
QUICK = Pace(look_s=0.3, answer_s=1.0, faults=2, start_s=20.0)
PATIENCE_S = 90


class Site(ThreadingHTTPServer):
    """A server whose page is what a test wants; it counts how often it was opened."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.page, self.opened = "/good", 0
        self.url = f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    """Its pages."""

    def do_GET(self):
        path = self.path
        if path == "/screen":
            self.server.opened += 1
            path = self.server.page
        body = PAGES.get(path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_arguments):
        """A test needs no access log."""


@pytest.fixture
def site():
    with Site() as site:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        yield site
        site.shutdown()
        thread.join()


@pytest.fixture
def browser(chromium_path, tmp_path):
    path = tmp_path / "chromium"
    path.write_text(WRAPPER.format(chromium=chromium_path))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture
def kept(site, browser, tmp_path):
    """A keeper that runs over the site; the processes of its profile are found by it."""
    profile, stop = tmp_path / "profile", threading.Event()
    start = write_start_page(profile, f"{site.url}/screen", None)
    keeper = Keeper(
        kiosk_command(browser, start.as_uri(), profile),
        why_not=lambda: None if server_answers(site.url) else "away",
        origin=f"{site.url}/",
        pace=QUICK,
        first_pause_s=0.1,
    )
    thread = threading.Thread(target=keeper.run, args=(stop,))
    thread.start()
    yield profile
    stop.set()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()
    assert processes("arguments", profile) == []


def wait_until(condition, patience_s=PATIENCE_S):
    deadline = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def processes(column: str, value: object, *, having: str = "") -> list[int]:
    """Processes that are not dead, of a group or with a word among their arguments."""
    said = subprocess.run(
        ["ps", "-eo", "pid=,pgid=,stat=,args="], check=True, capture_output=True, text=True
    ).stdout
    found = []
    for line in said.splitlines():
        pid, group, state, arguments = line.split(None, 3)
        is_meant = group == str(value) if column == "group" else str(value) in arguments
        if is_meant and having in arguments and state[0] != "Z":
            found.append(int(pid))
    return found


def renderers() -> list[int]:
    return processes("group", main_process(), having="--type=renderer")


def main_process() -> int:
    """The browser itself: a child of ours with a process group of its own."""
    said = subprocess.run(
        ["ps", "-o", "pid=,pgid=,stat=", "--ppid", str(os.getpid())],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    lines = [line.split() for line in said.splitlines()]
    (found,) = [int(pid) for pid, group, state in lines if pid == group and state[0] != "Z"]
    return found


def stays_open_once(site, for_s=5.0):
    time.sleep(for_s)
    return site.opened == 1


def test_a_page_that_lives_is_left_alone(site, kept):
    wait_until(lambda: site.opened == 1)

    assert stays_open_once(site)


def test_a_browser_that_is_killed_comes_back(site, kept):
    wait_until(lambda: site.opened == 1)

    os.kill(main_process(), signal.SIGKILL)

    wait_until(lambda: site.opened == 2)


def test_a_page_that_stands_still_is_begun_anew_and_nothing_of_it_stays(site, kept):
    wait_until(lambda: site.opened == 1)
    wait_until(renderers)
    stopped = renderers()

    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)

    wait_until(lambda: site.opened == 2)
    assert set(stopped).isdisjoint(processes("arguments", "--type=renderer"))


def test_a_page_that_computes_for_ever_is_begun_anew(site, kept):
    site.page = "/busy"

    wait_until(lambda: site.opened >= 2)


def test_a_page_that_crashed_is_begun_anew(site, kept):
    wait_until(lambda: site.opened == 1)
    wait_until(renderers)

    for pid in renderers():
        os.kill(pid, signal.SIGSEGV)

    wait_until(lambda: site.opened == 2)


def test_a_browser_that_stands_still_altogether_is_begun_anew(site, kept):
    wait_until(lambda: site.opened == 1)
    time.sleep(2)  # it was well before

    os.kill(main_process(), signal.SIGSTOP)

    wait_until(lambda: site.opened == 2)


@pytest.mark.parametrize("page", ["/astray", *long_run("/empty")])
def test_a_page_that_is_not_the_screen_is_begun_anew(site, kept, page):
    wait_until(lambda: site.opened == 1)
    time.sleep(2)
    site.page = page
    os.kill(main_process(), signal.SIGKILL)
    wait_until(lambda: site.opened == 2)
    site.page = "/good"

    wait_until(lambda: site.opened == 3)


def test_a_browser_that_cannot_be_asked_is_only_watched_for_its_end(caplog):
    """`sleep` knows of no pipe."""
    running = RunningBrowser(["sleep", "60"])
    try:
        assert running.ask("Target.getTargets", timeout_s=0.2) is None
        assert running.poll() is None
    finally:
        running.end()
    assert running.poll() == -signal.SIGTERM
