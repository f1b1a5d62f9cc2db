"""The hall screen's program, with a browser that only writes down how it was started."""

import json
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
from display_client.keeper import Keeper, server_answers, why_no_server
from display_client.machine import NO_DISPLAY, NO_SOUND, troubles
from display_client.policy import POLICY
from display_client.settings import BadSettings, find_server, keep_server
from display_client.start_page import write_start_page

FAKE = """#!{python}
import sys, time
from pathlib import Path
with Path({log!r}).open("a") as log:
    print(*sys.argv[1:], sep="\\t", file=log)
time.sleep({lives_s})
"""
PATIENCE_S = 90


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


def address(*arguments: str):
    return page_address(_parser().parse_args(["run", *arguments]), "http://queue.example")


def a_keeper(starts: Path, *, lives_s: float = 0, why_not=lambda: None, **pace):
    """A keeper of a browser that knows of no pipe."""
    browser = fake_browser(starts, lives_s=lives_s)
    return Keeper([browser], why_not=why_not, origin="http://queue.example/", **pace)


def test_a_screen_is_paired_unless_it_is_told_its_place():
    assert [
        address(),
        address("--language", "en"),
        address("--hall", "guangdong"),
        address("--hall", "guangdong", "--counter", "3", "--language", "en"),
    ] == [
        "http://queue.example/display",
        "http://queue.example/display?language=en",
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
    keeper = a_keeper(starts, first_pause_s=0.01)
    thread = threading.Thread(target=keeper.run, args=(stop,))

    thread.start()
    wait_until(lambda: count(starts) >= 3)
    stop.set()
    thread.join(PATIENCE_S)

    assert not thread.is_alive()


def test_no_browser_is_started_before_the_server_answers(starts):
    stop = threading.Event()
    asked = []

    def away() -> str:
        asked.append(True)
        stop.set()
        return "the cable"

    a_keeper(starts, why_not=away).run(stop)

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
            *("--settings", str(tmp_path / "display.json")),
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


def test_a_machine_without_a_browser_is_told_so(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("PATH", "")

    code = main(["run", "--server", "http://queue.example", "--settings", str(tmp_path / "x.json")])

    assert code == 2
    assert capsys.readouterr().err == (
        "display-client: no browser found (chromium, chromium-browser, google-chrome): "
        "install one or give --browser\n"
    )


def test_why_the_server_is_not_there_is_said_in_words(server, free_address):
    said = [
        why_no_server(server),
        why_no_server(f"{server}/nowhere"),
        why_no_server(free_address),
        why_no_server("http://no-such-name.invalid"),
    ]

    assert said[0] is None
    assert [each.split(":")[-1].strip() for each in said[1:]] == [
        "is that the queue's server?",
        "is it switched on, is the address right?",
        "is the network cable in, and the name right?",
    ]


def test_what_is_wrong_is_told_once_while_it_lasts(starts, caplog):
    stop, whys = threading.Event(), iter(["the cable", "the cable", "the name", None])

    def why_not():
        why = next(whys)
        if why is None:
            stop.set()
        return why

    keeper = a_keeper(starts, why_not=why_not)
    stop.wait = lambda _seconds: stop.is_set()
    keeper.run(stop)

    assert [each.getMessage() for each in caplog.records if each.levelname == "WARNING"] == [
        "waiting for the server: the cable",
        "waiting for the server: the name",
    ]


def test_the_server_is_said_once(tmp_path):
    file = tmp_path / "lunhou" / "display.json"
    keep_server(find_server("https://queue.example/", file), file)

    assert find_server(None, file) == "https://queue.example"


@pytest.mark.parametrize(
    ("kept", "said", "words"),
    [
        (None, None, "which server?"),
        ("{", None, "is damaged"),
        ("[]", None, "names no server"),
        ("{}", None, "names no server"),
        (None, "queue.example:8080", "is no address such as"),
        (None, "ftp://queue.example", "is no address such as"),
    ],
)
def test_settings_that_cannot_be_meant_say_what_to_do(tmp_path, kept, said, words):
    file = tmp_path / "display.json"
    if kept is not None:
        file.write_text(kept)

    with pytest.raises(BadSettings, match=words.replace("?", ".")):
        find_server(said, file)


def test_a_counter_without_a_hall_is_refused(tmp_path, capsys):
    said = ["--server", "http://queue.example", "--settings", str(tmp_path / "x.json")]

    assert main(["run", *said, "--counter", "3"]) == 2
    assert "--counter needs --hall" in capsys.readouterr().err


CARD = " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n"


@pytest.mark.parametrize(
    ("cards", "environment", "found"),
    [
        (CARD, {"DISPLAY": ":0"}, []),
        ("--- no soundcards ---\n", {"WAYLAND_DISPLAY": "wayland-0"}, [NO_SOUND]),
        (None, {"DISPLAY": ":0", "PULSE_SERVER": "unix:/x"}, []),
        (None, {}, [NO_DISPLAY, NO_SOUND]),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what sound cards there are")
def test_what_the_machine_lacks_is_said_at_the_start(tmp_path, cards, environment, found):
    file = tmp_path / "cards"
    if cards is not None:
        file.write_text(cards)

    assert troubles(environment, file) == found


def test_the_policy_is_printed_for_the_file_it_belongs_in(capsys):
    assert main(["policy"]) == 0
    assert json.loads(capsys.readouterr().out) == POLICY
