"""The bar: empty at the clock, full when the promise is broken."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.promise import due_at, share_used
from tests.domain.builders import NINE, after, minutes

promises = st.integers(1, 240).map(minutes)
moments = st.timedeltas(timedelta(days=-1), timedelta(days=1)).map(lambda gone: NINE + gone)


def test_the_bar_is_empty_at_the_clock_and_full_at_the_end_of_the_promise():
    assert [share_used(NINE, minutes(20), after(m)) for m in (-10, 0, 5, 20, 30)] == [
        -0.5,
        0.0,
        0.25,
        1.0,
        1.5,
    ]


def test_a_detour_puts_the_bar_back():
    assert share_used(NINE, minutes(20), after(15), minutes(5)) == 0.5


@given(moments, promises, moments)
def test_a_promise_is_broken_exactly_after_it_is_due(clock, promise, now):
    assert (share_used(clock, promise, now) > 1) == (now > due_at(clock, promise))


@given(moments, promises, moments, moments)
def test_the_bar_only_fills(clock, promise, one, other):
    earlier, later = sorted([one, other])

    assert share_used(clock, promise, earlier) <= share_used(clock, promise, later)


@given(moments, promises, promises, moments)
def test_a_shorter_promise_fills_faster(clock, one, other, now):
    shorter, longer = sorted([one, other])

    if now >= clock:
        assert share_used(clock, shorter, now) >= share_used(clock, longer, now)
