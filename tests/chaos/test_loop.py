"""Nothing that a hall does makes the loop stand still: all wait for a disk on threads of their own."""

import time
from statistics import median

import pytest

from queue_server.realtime.async_mode import AsyncMode
from tests.chaos.crowd import Crowd
from tests.chaos.demonstration import Line, demonstrating

pytestmark = pytest.mark.slow
CLIENTS = 32
OFFICERS = 8
ROUNDS = 3
"""Of which the middle one counts: a machine that is busy with other things disturbs one."""
ROUND_S = 0.5
STALL_MS = 300
"""What an fsync of a slow disk takes, or a lock that somebody holds."""


def pauses(demo, act=lambda: None):
    """The longest pause of each round, in seconds; each begins with an act."""
    with Line(demo, None) as line:
        line.ask("GET", "/watched")
        found = []
        for _ in range(ROUNDS):
            act()
            time.sleep(ROUND_S)
            found.append(line.ask("GET", "/watched")[1]["longest_s"])
    return found


@pytest.mark.parametrize("mode", list(AsyncMode))
def test_the_loop_never_stands_still_under_load(tmp_path, mode):
    with demonstrating(tmp_path, mode=mode, program="tests.chaos.watched_server") as demo:
        with Line(demo, None) as line:
            body = {"milliseconds": STALL_MS}
            stalled = pauses(demo, lambda: line.ask("POST", "/watched/stall", body))
        with Crowd(demo, kiosks=CLIENTS, officers=OFFICERS) as crowd:
            crowd.go_on()
            busy = pauses(demo)
        exit_code = demo.stop()

    assert median(stalled) > STALL_MS / 1000 / 2, "a loop that stands still is not found out"
    assert median(busy) < median(stalled) / 2, (busy, stalled)
    assert exit_code == 0
