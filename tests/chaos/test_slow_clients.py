"""Screens that read nothing, and one that reconnects a hundred times a second: nobody else is delayed."""

import re
import socket
import statistics
import struct
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

import pytest

from queue_server.realtime.outlet import KEPT_BYTES
from tests.chaos.crowd import PATIENCE_S, Crowd
from tests.chaos.demonstration import Line, demonstrating
from tests.chaos.follower import following
from tests.long_run import long_run
from tests.processes import until
from tests.realtime.raw import joined

pytestmark = pytest.mark.slow
A_DISPLAY = (b"{}", b'{"hall":"small","audience":"display"}')
WATCHED = "tests.chaos.watched_server"
MANY = 20
CONNECTIONS_A_SECOND = 100
MEMORY_KIB = MANY * KEPT_BYTES // 1024
"""A server grows by less: what is kept for all is kept once."""


def delays(demo, screen, count):
    """Seconds from asking for a number until a screen has heard of it."""
    took = []
    with Line(demo, "kiosk") as line:
        for _ in range(count):
            began = time.perf_counter()
            _, ticket = line.ask("POST", "/halls/small/tickets", {"service": "B"})
            sequence = int(ticket["id"].removeprefix("small-"))
            assert screen.reaches(sequence), ticket
            took.append(time.perf_counter() - began)
    return took


def is_not_delayed(alone, beside):
    """A ratio, and wide: waiting for one that never reads would be without end."""
    return statistics.median(beside) < 10 * statistics.median(alone) + 0.01


def holdings(demo):
    with Line(demo, None) as line:
        return line.ask("GET", "/watched")[1]


def cut_off(demo):
    with urllib.request.urlopen(f"{demo.url}/metrics") as answer:
        told = re.search(
            r"^lunhou_sockets_cut_off_total (\S+)$", answer.read().decode(), re.MULTILINE
        )
    return int(float(told[1]))


def faults_in(log):
    return [line for line in log.read_text().splitlines() if re.search(r" ERROR |Traceback", line)]


@pytest.mark.parametrize("kept", [64 * 1024, *long_run(KEPT_BYTES)])
def test_screens_that_read_nothing_are_cut_off_and_delay_nobody(tmp_path, monkeypatch, kept):
    monkeypatch.setenv("LUNHOU_TEST_KEPT_BYTES", str(kept))
    with (
        demonstrating(tmp_path, program=WATCHED) as demo,
        following(demo.url) as screen,
        ExitStack() as others,
    ):
        with Crowd(demo) as crowd:
            crowd.go_on()
            alone = delays(demo, screen, 30)
        before = holdings(demo)
        with Crowd(demo):
            for _ in range(MANY):
                others.enter_context(joined(demo, buffer=4096, as_one=A_DISPLAY))
            beside = delays(demo, screen, 30)
            all_cut = until(lambda: cut_off(demo) >= MANY, 2 * PATIENCE_S)
            after = holdings(demo)["memory_kib"]
        nothing_is_kept = until(lambda: holdings(demo)["sockets"] <= before["sockets"], PATIENCE_S)
        exit_code = demo.stop()

    assert all_cut, "a screen that reads nothing is still kept for"
    assert is_not_delayed(alone, beside), (alone, beside)
    assert after - before["memory_kib"] < MEMORY_KIB, (before, after)
    assert nothing_is_kept, "the connections of those who were cut off are still there"
    assert (exit_code, screen.gaps, screen.boards) == (0, 0, 1)
    assert faults_in(demo.log) == []


@contextmanager
def one_that_reconnects(demo):
    """Joins and leaves again and again, with and without a farewell; how often, in a list of one."""
    stop, times = Event(), [0]

    def run():
        began = time.monotonic()
        while not stop.wait(max(0, began + times[0] / CONNECTIONS_A_SECOND - time.monotonic())):
            with joined(demo, buffer=65_536, as_one=A_DISPLAY) as connection:
                if times[0] % 2:
                    reset = struct.pack("ii", 1, 0)
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
            times[0] += 1

    thread = Thread(target=run)
    thread.start()
    try:
        yield times
    finally:
        stop.set()
        thread.join(PATIENCE_S)


@pytest.mark.parametrize("connections", [150, *long_run(5_000)])
def test_one_that_reconnects_all_the_time_delays_nobody_and_leaves_nothing(tmp_path, connections):
    def many(times):
        return until(lambda: times[0] >= connections, PATIENCE_S * (1 + connections / 1_000))

    with demonstrating(tmp_path, program=WATCHED) as demo, following(demo.url) as screen:
        alone = delays(demo, screen, 30)
        with one_that_reconnects(demo) as times:
            assert many(times)  # what grows only at first has grown
        before = holdings(demo)
        with one_that_reconnects(demo) as times:
            beside = delays(demo, screen, 30)
            assert many(times)

        def is_as_before():
            after = holdings(demo)
            return all(after[name] <= before[name] for name in ("sockets", "threads", "greenlets"))

        nothing_is_left = until(is_as_before, PATIENCE_S)
        after = holdings(demo)
        exit_code = demo.stop()

    assert nothing_is_left, (before, after)
    assert is_not_delayed(alone, beside), (alone, beside)
    assert after["memory_kib"] - before["memory_kib"] < 8 * 1024 + connections, (before, after)
    assert (exit_code, screen.gaps) == (0, 0)
    assert faults_in(demo.log) == []
