"""The agent's command line: what is typed is done, and the exit code says how it ended."""

import json
import os
import subprocess
import sys

import pytest

from counter_client.cli import main
from tests.fakes.officer_counters import a_morning
from tests.fakes.officer_hall import OfficerHall


@pytest.fixture
def hall():
    hall = OfficerHall(a_morning())
    with hall.running() as url:
        hall.url = url
        yield hall


def run(hall, *arguments, typed="", **environment):
    """Exit code, lines of JSON, and errors of `counter-client … keypad …`."""
    at = ["--server", hall.url, "--hall", "guangdong", "--counter", "3", "--language", "en"]
    clean = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    done = subprocess.run(
        [sys.executable, "-m", "counter_client", *at, "keypad", "--json", "--no-tones", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env={**clean, "LUNHOU_TOKEN": hall.room.token, **environment},
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_what_is_typed_is_done(hall):
    code, told, _ = run(hall, "--source", "stdin:", typed="/5\n")

    assert (code, told[0]["pad"], told[-1]["ending"]) == (0, "ready", "done")
    assert hall.commands() == [("/tickets/A012/transfers", {"counter": 5})]


def test_a_token_that_the_server_does_not_know_ends_with_1(hall):
    code, told, errors = run(hall, "--source", "stdin:", LUNHOU_TOKEN="somebody else's")

    assert (code, told, errors) == (
        1,
        [],
        "counter-client keypad: unauthenticated: unauthenticated\n",
    )


def test_a_machine_without_a_desktop_ends_with_4_and_says_what_to_do(hall):
    code, told, errors = run(hall, "--source", "hotkeys:")

    assert (code, told, "use a number pad" in errors or "X11 and on Windows" in errors) == (
        4,
        [],
        True,
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "source is missing"),
        (["--source", "radio:"], "no source of keys is called"),
        (["--source", "evdev:pad"], "evdev:usb="),
        (["--source", "stdin:", "--keys", "no-such-file"], "No such file"),
    ],
)
def test_what_cannot_be_meant_ends_with_2(hall, capsys, monkeypatch, arguments, says):
    monkeypatch.setenv("LUNHOU_TOKEN", hall.room.token)
    at = ["--server", hall.url, "--hall", "guangdong", "--counter", "3"]

    assert (main([*at, "keypad", *arguments]), says in capsys.readouterr().err) == (2, True)


def test_settings_of_a_file_are_checked_without_a_server(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LUNHOU_TOKEN", "a token")
    file = tmp_path / "keypad.toml"
    file.write_text(
        'server = "http://127.0.0.1:1"\nhall = "guangdong"\ncounter = 3\nsource = "serial:/dev/ttyUSB0"\n'
        'keys = "rating"\nplayer = ["aplay", "{file}"]\n'
    )

    assert main(["keypad", "--check", "--settings", str(file)]) == 0
    assert capsys.readouterr().out == "settings: ok\n"
