"""What the web tests say of threads holds for green threads, too: all of them run in each mode."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from queue_server.realtime.async_mode import AsyncMode

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("mode", [AsyncMode.GEVENT, AsyncMode.EVENTLET])
def test_the_web_tests_pass_in_every_mode(mode):
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.in_mode", mode],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=600,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["mode"] == mode
    assert (found["passed"] > 200, found["skipped"]) == (True, 0)
