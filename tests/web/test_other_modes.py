"""What the web tests say of threads holds for green threads, too: all of them run in each mode."""

import pytest

from queue_server.realtime.async_mode import AsyncMode
from tests.processes import passed_in_mode

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("mode", [AsyncMode.GEVENT, AsyncMode.EVENTLET])
def test_the_web_tests_pass_in_every_mode(mode):
    found = passed_in_mode("tests.web.in_mode", mode)

    assert found["mode"] == mode
    assert (found["passed"] > 200, found["skipped"]) == (True, 0)
