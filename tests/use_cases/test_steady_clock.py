from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.use_cases.steady_clock import BELIEVED, SteadyClock
from tests.domain.builders import NINE

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


class Machine:
    """Its wall clock, and a count of seconds that nobody sets."""

    def __init__(self):
        self.wall, self.counted = NINE, 0.0

    def clock(self, **options):
        return SteadyClock(lambda: self.wall, steady=lambda: self.counted, **options)

    def passes(self, time):
        self.wall += time
        self.counted += time.total_seconds()

    def is_set(self, by):
        self.wall += by


@pytest.fixture
def machine():
    return Machine()


def test_it_tells_the_machines_time(machine):
    clock = machine.clock()
    machine.passes(MINUTE)

    assert clock() == NINE + MINUTE


def test_a_step_forward_is_believed_at_once(machine):
    clock = machine.clock()
    machine.is_set(HOUR)

    assert clock() == NINE + HOUR


def test_set_back_it_goes_at_half_its_pace_until_the_machine_has_caught_up(machine):
    clock = machine.clock()
    machine.is_set(-HOUR)

    told = []
    for _ in range(5):
        told.append(clock() - NINE)
        machine.passes(HOUR / 2)

    assert told == [timedelta(0), HOUR / 4, HOUR / 2, 3 * HOUR / 4, HOUR]
    assert machine.wall - NINE == 1.5 * HOUR
    assert clock() == machine.wall


def test_what_was_told_before_a_restart_counts(machine):
    clock = machine.clock(last=NINE + MINUTE)

    assert clock() == NINE + MINUTE


def test_a_step_back_by_hours_was_a_correction_and_is_believed(machine, caplog):
    clock = machine.clock()
    clock()
    machine.is_set(-BELIEVED - MINUTE)

    assert clock() == machine.wall
    assert caplog.messages == ["the clock was set back by 2:01:00; it is believed"]


def test_a_step_back_is_told_once(machine, caplog):
    clock = machine.clock()
    machine.is_set(-HOUR)
    for _ in range(3):
        clock()
        machine.passes(MINUTE)

    assert caplog.messages == [
        "the clock was set back by 1:00:00; time goes slowly until it is reached"
    ]


@given(
    st.lists(
        st.tuples(st.integers(0, 600), st.integers(-3600, 3600)),
        max_size=30,
    )
)
def test_it_never_goes_back(steps):
    machine = Machine()
    clock = machine.clock()
    before = clock()
    for seconds, step in steps:
        machine.passes(timedelta(seconds=seconds))
        machine.is_set(timedelta(seconds=step))
        now = clock()
        assert now >= before or before - machine.wall > BELIEVED
        before = now


def test_a_clock_that_stands_still_is_believed(machine):
    clock = machine.clock()
    machine.counted += 60

    assert clock() == NINE
