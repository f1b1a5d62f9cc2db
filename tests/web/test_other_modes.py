"""What the web tests say of threads holds for green threads, too: what waits here, in `chaos` all."""

import pytest

from queue_server.realtime.async_mode import AsyncMode
from tests.processes import passed_in_mode

pytestmark = pytest.mark.slow
modes = pytest.mark.parametrize("mode", [AsyncMode.GEVENT, AsyncMode.EVENTLET])


@modes
def test_what_waits_passes_in_every_mode(mode):
    found = passed_in_mode("tests.web.in_mode", mode)

    assert found["mode"] == mode
    assert (found["passed"] > 150, found["skipped"]) == (True, 0)


@pytest.mark.chaos
@modes
def test_all_web_tests_pass_in_every_mode(mode):
    found = passed_in_mode("tests.web.in_mode", mode, "whole")

    assert found["mode"] == mode
    assert (found["passed"] > 400, found["skipped"]) == (True, 0)
