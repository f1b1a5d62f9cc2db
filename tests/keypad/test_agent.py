"""The agent with a fake hall: a press is answered, kept while the server is away, and never sent twice."""

import json
import threading
import time
from contextlib import contextmanager

import pytest

from counter_client.keypad import looking
from counter_client.keypad import sender as sending
from counter_client.keypad.deeds import Deed
from counter_client.keypad.kept_press import FRESH_S, KeptPress, PressFile
from counter_client.keypad.pad import Intention
from counter_client.keypad.sources import KeyEvent, Motion
from counter_client.requests import Request
from tests.fakes.officer_counters import a_morning
from tests.fakes.officer_hall import OfficerHall
from tests.keypad.agents import KEYS, an_agent
from tests.processes import until

ENTER, PLUS, BACK, RATE = (KeyEvent(key) for key in ("enter", "plus", "backspace", "f1"))


@pytest.fixture(autouse=True)
def _soon_again(monkeypatch):
    monkeypatch.setattr(sending, "AGAIN_S", 0.05)


@pytest.fixture
def hall():
    return OfficerHall(a_morning())


@pytest.fixture
def url(hall):
    with hall.running() as address:
        yield address


@contextmanager
def with_an_agent(hall, url, **options):
    with an_agent(url, hall.room.token, **options) as agent:
        agent.wait(1)
        yield agent


def test_a_press_is_told_heard_shown_and_spoken(hall, url):
    with with_an_agent(hall, url) as agent:
        agent.pad.press(ENTER)
        lines = agent.wait(2)

    assert lines == [
        "Ready: hand pad",
        "next: B046  called at counter 3 · B · regular · waited 28 min · 5 waiting",
    ]
    assert agent.ear.heard == ["done", "B046"]
    assert (agent.pad.shown, agent.pad.lit) == (["B046/5"], [False])
    assert hall.commands() == [("/counters/3/calls", {"current": "A012"})]


def test_a_refused_press_says_why(hall, url):
    with with_an_agent(hall, url) as agent:
        agent.pad.press(PLUS)
        agent.wait(2)
        hall.room.handle("A012", "completions", {})
        agent.pad.press(PLUS)
        lines = agent.wait(3)

    assert lines[1:] == [
        "recall: not done. illegal_transition",
        "recall: not done. Nobody is at the counter",
    ]
    assert (agent.ear.heard, agent.pad.shown) == (["refused", "refused"], ["?", "?"])


def test_what_an_older_server_does_not_know_is_said(hall, url):
    with with_an_agent(hall, url) as agent:
        agent.pad.press(BACK)
        agent.wait(2)
        agent.pad.press(RATE)
        lines = agent.wait(3)

    assert lines[1:] == [
        "undo: not done. nothing_to_undo",
        "rating 5: not done. This server cannot do that",
    ]


def test_a_lost_answer_is_asked_for_again_with_the_same_key_and_counts_once(hall, url):
    hall.answers_to_lose = 3
    with with_an_agent(hall, url, as_json=True) as agent:
        agent.pad.press(ENTER)
        lines = [json.loads(line) for line in agent.wait(3)]

    assert [line.get("ending") for line in lines] == [None, "waiting", "done"]
    assert lines[2]["answer"]["number"] == "B046"
    assert hall.commands() == [("/counters/3/calls", {"current": "A012"})] * 4
    assert (hall.room.completed, len(hall.kept)) == (28, 1)
    assert (agent.pad.lit, agent.ear.heard) == ([True, False], ["waiting", "done", "B046"])


def test_while_one_press_waits_others_are_refused_and_backspace_gives_it_up(hall, url):
    hall.answers_to_lose = 10_000
    with with_an_agent(hall, url) as agent:
        agent.pad.press(ENTER)
        agent.wait(2)
        agent.pad.press(PLUS)
        agent.wait(3)
        agent.pad.press(BACK)
        agent.wait(4)
        hall.answers_to_lose = 0
        agent.pad.press(PLUS)
        lines = agent.wait(5)

    assert [line.partition(":")[0] for line in lines[1:]] == ["next", "recall", "next", "recall"]
    assert lines[2] == "recall: not taken, the press before it is still waiting"
    assert lines[3].startswith("next: no longer waited for.")
    assert agent.ear.heard == ["waiting", "busy", "refused", "done", "B046"]
    assert {path for path, _ in hall.commands()} == {"/counters/3/calls", "/tickets/B046/recalls"}


def test_after_the_button_has_acted_it_means_nothing_for_a_moment(hall, url):
    with with_an_agent(hall, url, keys=KEYS.replace("settle_s = 0", "settle_s = 5")) as agent:
        agent.pad.press(ENTER)
        agent.wait(2)
        agent.pad.press(ENTER, ENTER)
        agent.pad.press(PLUS)
        lines = agent.wait(3)

    assert [line.partition(":")[0] for line in lines[1:]] == ["next", "recall"]
    assert [path for path, _ in hall.commands()] == ["/counters/3/calls", "/tickets/B046/recalls"]


def test_a_key_held_down_is_one_press(hall, url):
    held = [KeyEvent("enter", Motion.HELD, 1 + place / 30) for place in range(60)]
    with with_an_agent(hall, url) as agent:
        agent.pad.press(
            KeyEvent("enter", Motion.DOWN, 1.0), *held, KeyEvent("enter", Motion.UP, 4.0)
        )
        agent.pad.press(PLUS)
        agent.wait(3)

    assert [path for path, _ in hall.commands()][:1] == ["/counters/3/calls"]
    assert hall.room.completed == 28


def test_a_pad_that_comes_back_is_heard_again(hall, url, monkeypatch):
    monkeypatch.setattr("counter_client.keypad.agent.AGAIN_S", 0.02)
    with with_an_agent(hall, url) as agent:
        agent.pad.is_away = True
        agent.wait(3)
        agent.pad.is_away = False
        agent.wait(4)
        agent.pad.press(ENTER)
        lines = agent.wait(5)

    assert lines[:4] == [
        "Ready: hand pad",
        "hand pad was pulled out",
        "No number pad is found: hand pad",
        "Ready: hand pad",
    ]
    assert hall.room.counters[3]["current"] == "B046"


def test_what_is_typed_is_shown_and_then_the_counter_again(hall, url):
    with with_an_agent(hall, url) as agent:
        agent.pad.press(KeyEvent("slash"), KeyEvent("5"), ENTER)
        lines = agent.wait(4)

    assert lines[1:3] == ["… transfer", "… transfer 5"]
    assert agent.pad.shown == [">", ">5", "----/7"]
    assert hall.commands() == [("/tickets/A012/transfers", {"counter": 5})]


def test_a_grade_never_waits_for_the_server_since_it_would_be_the_next_persons(hall, url):
    hall.room.to_rate = "A011"
    with hall.running() as gone:
        pass
    with an_agent(gone, hall.room.token) as agent:
        agent.wait(1)
        agent.pad.press(RATE)
        lines = agent.wait(2)

    assert lines[1] == "rating 5: not done. The server does not answer; please try again later"


def test_the_pads_display_follows_the_counter_while_nobody_presses(hall, url, monkeypatch):
    monkeypatch.setattr(looking, "LOOK_S", 0.02)
    stop = threading.Event()
    with with_an_agent(hall, url) as agent:
        looking.keep_looking(agent.hall, agent.told.put, stop)
        until(lambda: agent.pad.shown)
        hall.room.add("A016", 0)
        until(lambda: agent.pad.shown[-1] == "A012/7")
        agent.pad.press(KeyEvent("1"))
        agent.wait(2)
        stop.set()

    assert (set(agent.pad.shown[:-1]), agent.pad.shown[-1]) == ({"A012/6", "A012/7"}, "1")


@pytest.mark.parametrize(("lost", "answered"), [(0, True), (10_000, False)])
def test_when_the_keys_end_the_last_press_is_still_answered_or_said_not_to_be(
    hall, url, monkeypatch, lost, answered
):
    monkeypatch.setattr("counter_client.keypad.agent.ANSWERED_S", 0.2)
    hall.answers_to_lose = lost
    with with_an_agent(hall, url) as agent:
        agent.pad.press(ENTER)
        agent.pad.has_ended = True
        until(lambda: agent.answered is not None)

    assert agent.answered is answered


# -- a press outlives its program -----------------------------------------------------------------


def a_kept_press(at=1_000.0):
    request = Request(
        method="POST", path="/halls/guangdong/counters/3/calls", body={"current": "A012"}
    )
    return KeptPress(intention=Intention(Deed("go")), request=request, key="k-1", at=at)


def test_a_press_that_a_death_interrupted_is_sent_on_with_its_key_once(hall, url, tmp_path):
    file = PressFile(tmp_path / "press.json")
    file.keep(a_kept_press(at=time.time()))
    hall.kept["k-1"] = (201, hall.room.call(3, {"current": "A012"}))
    with an_agent(url, hall.room.token, keeper=file) as agent:
        lines = agent.wait(3)

    assert min(lines) == "A press from before the restart is sent on"
    assert hall.room.completed == 28
    assert file.find(now=time.time()) is None


def test_a_kept_press_is_found_whole_while_it_is_fresh_and_only_once(tmp_path):
    file = PressFile(tmp_path / "press.json")

    file.keep(a_kept_press())
    found = file.find(now=1_000 + FRESH_S - 1), file.find(now=1_000)
    file.keep(a_kept_press())
    old = file.find(now=1_000 + FRESH_S)
    (tmp_path / "press.json").write_text("{")

    assert (found, old, file.find(now=1_000)) == ((a_kept_press(), None), None, None)


def test_a_disk_that_takes_nothing_stops_nobody(hall, url, tmp_path, caplog):
    with with_an_agent(hall, url, keeper=PressFile(tmp_path / "gone" / "press.json")) as agent:
        agent.pad.press(ENTER)
        agent.wait(2)

    assert hall.room.counters[3]["current"] == "B046"
    assert "kept in memory only" in caplog.text
