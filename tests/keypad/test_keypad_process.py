"""The agent as a process, and the real server, killed in the middle: each press counts once."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from queue_server.protocol import Client
from tests.chaos.demonstration import demonstrating
from tests.long_run import long_run
from tests.processes import until

pytestmark = pytest.mark.slow

KEYS = """
settle_s = 0
[keys]
enter = "go"
plus = "recall"
minus = "miss"
"""
COUNTER = 1


class TypingHand:
    """Writes keys into the file of a simulated pad, and reads what the agent tells."""

    def __init__(self, pad, process):
        self._pad, self._process = pad, process
        self._told = process.stdout

    def press(self, key):
        with self._pad.open("a") as pad:
            print(key, file=pad)

    def next_told(self):
        """The next word about a press, as JSON."""
        while line := self._told.readline():
            told = json.loads(line)
            if "ending" in told:
                return told
        raise AssertionError("the agent has ended")


@contextmanager
def an_agent(demo, folder):
    pad, keys, token = folder / "pad", folder / "keys.toml", folder / "token"
    pad.touch()
    keys.write_text(KEYS)
    token.write_text(demo.tokens[f"officer:{COUNTER}"])
    at = [
        "--server",
        demo.url,
        "--hall",
        "small",
        "--counter",
        str(COUNTER),
        "--token-file",
        str(token),
    ]
    of = ["--source", f"simulated:{pad}", "--keys", str(keys), "--state", str(folder / "state")]
    with (folder / "agent.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "counter_client", *at, "keypad", "--json", "--no-tones", *of],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        assert json.loads(process.stdout.readline())["pad"] == "ready"
        yield TypingHand(pad, process)
    finally:
        process.terminate()
        code = process.wait(20)
        process.stdout.close()
    assert code == 0, (folder / "agent.log").read_text()


def recorded(demo):
    """Kinds and numbers of what is in the record of the counter."""
    with sqlite3.connect(Path(demo.folder) / "lunhou.db") as database:
        rows = database.execute(
            "SELECT kind, number, data FROM event WHERE counter = ? ORDER BY sequence", (COUNTER,)
        ).fetchall()
    return [(kind, number) for kind, number, _ in rows if kind in KINDS]


KINDS = {"ticket_called", "service_started", "service_completed", "ticket_missed"}


def expected_of(told):
    """What the record must say for the presses that were carried out, by their answers."""
    events, in_hand = [], None
    for each in told:
        if each["ending"] != "done":
            continue
        number, state = each["answer"]["number"], each["answer"]["state"]
        if state == "called":
            if in_hand not in (None, number):
                events.append(("service_completed", in_hand))
            events.append(("ticket_called", number))
        else:
            kinds = {"serving": "service_started", "missed": "ticket_missed"}
            events.append((kinds.get(state, "service_completed"), number))
        in_hand = number if state in {"called", "serving"} else None
    return events


def press_through(hand, presses):
    """Each press and the words about it, until it is answered; presses meanwhile are refused."""
    told = []
    for key in presses:
        hand.press(key)
        while True:
            told.append(hand.next_told())
            if told[-1]["ending"] == "waiting":
                hand.press("plus")
            elif told[-1]["ending"] != "busy":
                break
    return told


def kill_under_a_press(demo, hand, *, after_s):
    """A press whose server dies with it, before or after it was carried out."""
    hand.press("enter")
    time.sleep(after_s)
    demo.stop(signal.SIGKILL)
    demo.start()
    told = [hand.next_told()]
    return told if told[0]["ending"] != "waiting" else [*told, hand.next_told()]


def kill_and_start(demo, hand):
    """A press while nobody answers: it is kept, the next one is refused, and it counts when they are back."""
    demo.stop(signal.SIGKILL)
    hand.press("enter")
    told = [hand.next_told()]
    hand.press("enter")
    told.append(hand.next_told())
    demo.start()
    return [*told, hand.next_told()]


@pytest.mark.parametrize(("presses", "deaths"), [(12, 1), *long_run((50, 5))])
def test_each_press_counts_once_whatever_becomes_of_the_server(tmp_path, presses, deaths):
    pattern = ["enter", "enter", "plus", "enter", "minus", "enter"]
    keys = [pattern[place % len(pattern)] for place in range(presses)]
    part = presses // (deaths + 1)
    told, kept = [], []
    with demonstrating(tmp_path) as demo:
        officer = Client(demo.url, demo.tokens[f"officer:{COUNTER}"])
        kiosk = Client(demo.url, demo.tokens["kiosk"])
        officer.post(f"/halls/small/counters/{COUNTER}/sessions", {})
        for _ in range(presses + 2 * deaths):
            kiosk.post("/halls/small/tickets", {"service": "A", "class": "normal"})
        with an_agent(demo, tmp_path) as hand:
            for death in range(deaths + 1):
                told += press_through(hand, keys[death * part : (death + 1) * part])
                if death < deaths:
                    told += (away := kill_and_start(demo, hand))
                    kept.append([each["ending"] for each in away[:2]])
                    told += kill_under_a_press(demo, hand, after_s=0.01 * death) if death else []
        record = recorded(demo)
        exit_code = demo.stop()
        verified, said = demo.verify()

    assert kept == [["waiting", "busy"]] * deaths
    assert (record, len(record) >= presses // 2) == (expected_of(told), True)
    assert (exit_code, verified) == (0, 0), said


def test_an_agent_that_is_killed_with_a_press_sends_it_on_when_it_is_back(tmp_path):
    with demonstrating(tmp_path) as demo:
        officer = Client(demo.url, demo.tokens[f"officer:{COUNTER}"])
        officer.post(f"/halls/small/counters/{COUNTER}/sessions", {})
        Client(demo.url, demo.tokens["kiosk"]).post(
            "/halls/small/tickets", {"service": "A", "class": "normal"}
        )
        place = quote(f"small-{COUNTER}-simulated:{tmp_path / 'pad'}", safe="")
        state = tmp_path / "state" / f"{place}.json"
        state.parent.mkdir()
        request = {
            "method": "POST", "path": f"/halls/small/counters/{COUNTER}/calls", "body": {"current": None},
        }  # fmt: skip
        press = {
            "intention": {"deed": {"name": "go", "arguments": []}, "typed": ""},
            "request": request,
        }
        state.write_text(json.dumps({**press, "key": "a-press", "at": time.time()}))
        with an_agent_that_resumes(demo, tmp_path) as told:
            assert until(lambda: not state.exists())
        assert [each.get("pad", each.get("ending")) for each in told][:1] == ["resumed"]
        record = recorded(demo)

    assert record == [("ticket_called", "A001")]


@contextmanager
def an_agent_that_resumes(demo, folder):
    told = []
    at = ["--server", demo.url, "--hall", "small", "--counter", str(COUNTER)]
    of = ["--source", f"simulated:{folder / 'pad'}", "--state", str(folder / "state")]
    command = [sys.executable, "-m", "counter_client", *at, "keypad", "--json", "--no-tones", *of]
    token = demo.tokens[f"officer:{COUNTER}"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "LUNHOU_TOKEN": token}
    )
    try:
        yield told
    finally:
        process.terminate()
        out, _ = process.communicate(timeout=90)
        told += [json.loads(line) for line in out.splitlines()]
