"""A server that is killed again and again while numbers are taken and called: everybody just goes on."""

import signal

import pytest

from tests.chaos.crowd import PATIENCE_S, Crowd
from tests.chaos.demonstration import demonstrating
from tests.chaos.follower import following
from tests.chaos.test_database_away import in_the_record
from tests.chaos.test_many_at_once import numbers_of
from tests.processes import until

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("times", [1, pytest.param(10, marks=pytest.mark.chaos)])
def test_every_acknowledged_command_is_there_and_none_was_done_twice(tmp_path, database, times):
    with demonstrating(tmp_path, database=database) as demo, following(demo.url) as screen:
        with Crowd(demo, pause_s=0.005) as crowd:
            for _ in range(times):
                crowd.go_on()
                demo.stop(signal.SIGKILL)
                demo.start()
            crowd.go_on()
        url = database or f"sqlite:///{demo.folder / 'lunhou.db'}"
        issued, _ = in_the_record(url, "ticket_issued")
        called, last = in_the_record(url, "ticket_called")
        caught_up = until(lambda: screen.sequence == last, PATIENCE_S)
        exit_code = demo.stop()
        verified, said = demo.verify()

    assert issued == sorted(crowd.numbers()) == sorted(numbers_of(len(issued)))
    assert called == sorted(crowd.called())
    assert crowd.lost > 0, "nothing was under way when it was killed"
    assert (caught_up, screen.gaps, screen.boards > times) == (True, 0, True)
    assert (exit_code, verified) == (0, 0), said
