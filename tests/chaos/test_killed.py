"""A server that is killed in the middle of everything, once or again and again: everybody just goes on."""

import signal

import pytest

from tests.chaos.crowd import PATIENCE_S, Crowd
from tests.chaos.demonstration import Line, demonstrating
from tests.chaos.follower import following
from tests.chaos.test_database_away import in_the_record
from tests.chaos.test_many_at_once import numbers_of
from tests.long_run import long_run
from tests.processes import until

pytestmark = pytest.mark.slow


def repeated(demo, press):
    """Somebody presses with the same key after all that."""
    with Line(demo, press.who) as line:
        return line.ask("POST", press.path, press.body, press.key)


@pytest.mark.parametrize("times", [1, *long_run(10)])
def test_every_acknowledged_command_is_there_and_none_was_done_twice(tmp_path, database, times):
    with demonstrating(tmp_path, database=database) as demo, following(demo.url) as screen:
        tokens = demo.tokens
        with Crowd(demo, pause_s=0.005) as crowd:
            for _ in range(times):
                crowd.go_on()
                demo.stop(signal.SIGKILL)
                demo.start()
            crowd.go_on()
        first = crowd.presses[:10]
        again = [repeated(demo, press) for press in first]
        url = database or f"sqlite:///{demo.folder / 'lunhou.db'}"
        issued, _ = in_the_record(url, "ticket_issued")
        called, last = in_the_record(url, "ticket_called")
        caught_up = until(lambda: screen.sequence == last, PATIENCE_S)
        exit_code = demo.stop()
        verified, said = demo.verify()

    assert (again, demo.tokens) == ([(each.status, each.answer) for each in first], tokens)
    assert issued == sorted(crowd.numbers()) == sorted(numbers_of(len(issued)))
    assert called == sorted(crowd.called())
    assert crowd.lost > 0, "nothing was under way when it was killed"
    assert (caught_up, screen.gaps, screen.boards > 1) == (True, 0, True)
    assert (exit_code, verified) == (0, 0), said
