"""Any history of kiosks, a server and a bad network: nothing is lost, doubled or swapped."""

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tests.kiosks.world import EVERY_DEED

deeds = st.tuples(st.sampled_from(EVERY_DEED), st.integers(0, 2**20))
any_history = st.lists(deeds, min_size=5, max_size=60)
SOME = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MANY = settings(SOME, max_examples=10_000, derandomize=False, database=None)


def live(a_world, history, seed):
    with a_world(seed=seed) as world:
        for deed, pick in history:
            note(f"{deed} {pick}")
            world.happens(deed, pick)
        world.end()

        assert world.faults_found() == []
        code, said = world.office.verified()
        assert code == 0, said


@SOME
@given(history=any_history, seed=st.integers(0, 2**20))
def test_nothing_is_lost_doubled_or_swapped(a_world, history, seed):
    live(a_world, history, seed)


@pytest.mark.chaos
@MANY
@given(history=any_history, seed=st.integers(0, 2**32))
def test_nothing_is_lost_doubled_or_swapped_in_ten_thousand_histories(a_world, history, seed):
    live(a_world, history, seed)
