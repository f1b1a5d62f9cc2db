"""The hall screen's program, with a browser that only writes down how it was started."""

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from display_client.browser import FLAGS, kiosk_command
from display_client.cli import _parser, main, page_address
from display_client.keeper import Keeper, server_answers
from display_client.start_page import write_start_page

FAKE = """#!{python}
import sys, time
from pathlib import Path
with Path({log!r}).open("a") as log:
    print(*sys.argv[1:], sep="\\t", file=log)
time.sleep({lives_s})
"""
PATIENCE_S = 20


class Healthy(BaseHTTPRequestHandler):
    """Answers that it is alive."""

    def do_GET(self):
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *_arguments):
        """A test needs no access log."""


@pytest.fixture
def server():
    with HTTPServer(("127.0.0.1", 0), Healthy) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def starts(tmp_path) -> Path:
    return tmp_path / "starts.log"


def fake_browser(starts: Path, *, lives_s: float) -> str:
    path = starts.with_name("browser")
    path.write_text(FAKE.format(python=sys.executable, log=str(starts), lives_s=lives_s))
    path.chmod(0o755)
    return str(path)


def count(starts: Path) -> int:
    return len(starts.read_text().splitlines()) if starts.exists() else 0


def wait_until(condition) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def options(*arguments: str):
    return _parser().parse_args(["run", "--server", "http://queue.example/", *arguments])


def test_the_hall_screen_and_the_window_screen_have_their_addresses():
    assert [
        page_address(options("--hall", "guangdong")),
        page_address(options("--hall", "guangdong", "--counter", "3", "--language", "en")),
    ] == [
        "http://queue.example/halls/guangdong/display",
        "http://queue.example/halls/guangdong/counters/3/display?language=en",
    ]


def test_the_command_is_a_kiosk_with_sound_and_a_profile_of_its_own():
    command = kiosk_command("/usr/bin/chromium", "file:///start.html", Path("/profile"))

    assert command == [
        "/usr/bin/chromium",
        *FLAGS,
        "--user-data-dir=/profile",
        "file:///start.html",
    ]
    assert {"--kiosk", "--autoplay-policy=no-user-gesture-required"} <= set(FLAGS)


def test_a_token_stands_in_a_file_that_only_its_user_reads(tmp_path):
    page = write_start_page(tmp_path, "http://queue.example/halls/x/display", "se/cret")

    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert 'url=http://queue.example/halls/x/display#token=se%2Fcret"' in page.read_text()


def test_an_older_start_page_keeps_neither_its_text_nor_its_permissions(tmp_path):
    (tmp_path / "start.html").write_text("old")
    (tmp_path / "start.html").chmod(0o644)

    page = write_start_page(tmp_path, "http://queue.example/", None)

    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert 'url=http://queue.example/"' in page.read_text()


def test_a_browser_that_ends_is_started_again(starts):
    stop = threading.Event()
    keeper = Keeper([fake_browser(starts, lives_s=0)], ready=lambda: True, first_pause_s=0.01)
    thread = threading.Thread(target=keeper.run, args=(stop,))

    thread.start()
    wait_until(lambda: count(starts) >= 3)
    stop.set()
    thread.join(PATIENCE_S)

    assert not thread.is_alive()


def test_no_browser_is_started_before_the_server_answers(starts):
    stop = threading.Event()
    asked = []

    def away() -> bool:
        asked.append(True)
        stop.set()
        return False

    Keeper([fake_browser(starts, lives_s=0)], ready=away).run(stop)

    assert (len(asked), count(starts)) == (1, 0)


def test_a_server_is_there_when_it_says_so(server):
    assert [server_answers(server), server_answers(f"{server}/nowhere")] == [True, False]


def test_nobody_answers_where_nobody_listens(free_address):
    assert server_answers(free_address) is False


@pytest.fixture
def free_address():
    with HTTPServer(("127.0.0.1", 0), Healthy) as server:
        port = server.server_port
    return f"http://127.0.0.1:{port}"


def test_the_program_ends_its_browser_and_itself_on_sigterm(server, starts, tmp_path):
    browser = fake_browser(starts, lives_s=600)
    program = subprocess.Popen(
        [
            *(sys.executable, "-m", "display_client", "run", "--server", server),
            *("--hall", "guangdong", "--counter", "3"),
            *("--browser", browser, "--profile", str(tmp_path / "profile")),
        ],
        env={**os.environ, "LUNHOU_TOKEN": "secret"},
        stderr=subprocess.DEVNULL,
    )
    wait_until(lambda: count(starts) == 1)

    program.send_signal(signal.SIGTERM)

    assert program.wait(PATIENCE_S) == 0
    assert starts.read_text().rstrip("\n").split("\t") == [
        *FLAGS,
        f"--user-data-dir={tmp_path / 'profile'}",
        (tmp_path / "profile" / "start.html").as_uri(),
    ]
    assert "secret" not in starts.read_text()


def test_a_machine_without_a_browser_is_told_so(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")

    code = main(["run", "--server", "http://queue.example", "--hall", "guangdong"])

    assert code == 2
    assert capsys.readouterr().err == (
        "display-client: no browser found (chromium, chromium-browser, google-chrome): "
        "install one or give --browser\n"
    )


def test_the_help_says_what_is_not_there_yet(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])

    assert "Not there yet" in capsys.readouterr().out
