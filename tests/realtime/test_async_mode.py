import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from queue_server.realtime.async_mode import AsyncMode

PROBE = Path(__file__).parent / "async_mode_probe.py"

pytestmark = pytest.mark.parametrize("mode", list(AsyncMode))


STALLED_S = 2.9
"""A loop that stood still did so for the 3 s of what blocked; what a busy machine takes is shorter."""


def probe(mode, name, *arguments):
    """What the probe found, in a fresh process; nothing may be written to standard error."""
    done = subprocess.run(
        [sys.executable, str(PROBE), mode, name, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=PROBE.parents[2],
        env={"PYTHONPATH": str(PROBE.parents[2]), "PATH": "/usr/bin:/bin"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_the_loop_goes_on_while_the_writer_blocks_and_every_waiter_is_woken(mode):
    found = probe(mode, "stall")

    assert found["longest_pause_s"] < STALLED_S
    del found["longest_pause_s"]
    assert found == {"answers": True, "os_threads_of_the_writer": 1, "own_thread": True}


def test_threads_work_side_by_side_except_under_eventlet(mode):
    found = probe(mode, "parallel")

    one_after_the_other = mode is AsyncMode.EVENTLET
    assert (
        (12 if one_after_the_other else 3)
        <= found["took_s"]
        < (math.inf if one_after_the_other else 12)
    )
    assert found["longest_pause_s"] < STALLED_S


def test_what_a_call_raises_comes_back_and_a_call_within_a_call_is_not_locked_out(mode):
    assert probe(mode, "errors") == {
        "raised": "nothing to call",
        "nested": True,
        "after": "goes on",
    }


def test_taking_another_mode_than_the_patched_one_is_refused(mode):
    other = AsyncMode.GEVENT if mode is AsyncMode.THREADING else AsyncMode.THREADING

    assert probe(mode, "patched") == {
        "is": mode,
        "refusal": f"async mode {other} was not patched before the other imports",
    }


def test_threads_that_log_at_the_same_time_all_come_back(mode):
    assert probe(mode, "logs") == {"lines": 8 * 30 + 30}


@pytest.mark.postgresql
def test_a_query_stops_nobody_else_on_the_loop_or_on_a_thread(mode, postgresql_url):
    found = probe(mode, "psycopg", postgresql_url.replace("+psycopg", ""))

    assert found["answers"] == [7, 7]
    if mode is not AsyncMode.THREADING:
        assert found["longest_pause_on_loop_s"] < STALLED_S
    assert found["longest_pause_on_threads_s"] < STALLED_S


@pytest.mark.postgresql
def test_each_thread_works_over_its_own_connection(mode, postgresql_url):
    assert probe(mode, "connections", postgresql_url) == {"answers": True}
