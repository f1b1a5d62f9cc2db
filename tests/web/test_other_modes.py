"""What the web tests say of threads holds for green threads, too: what waits here, in `chaos` all in both."""

import pytest

from queue_server.realtime.async_mode import AsyncMode
from tests.processes import passed_in_mode

pytestmark = pytest.mark.slow
modes = pytest.mark.parametrize("mode", [AsyncMode.GEVENT, AsyncMode.EVENTLET])


def test_what_waits_passes_in_the_usual_mode():
    found = passed_in_mode("tests.web.in_mode", AsyncMode.GEVENT)

    assert found["mode"] == AsyncMode.GEVENT
    assert (found["passed"] > 60, found["skipped"]) == (True, 0)


@pytest.mark.chaos
@modes
def test_all_web_tests_pass_in_every_mode(mode):
    found = passed_in_mode("tests.web.in_mode", mode, "whole")

    assert found["mode"] == mode
    assert (found["passed"] > 400, found["skipped"]) == (True, 0)
