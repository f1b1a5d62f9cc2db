"""Whose work comes before mine: shared by the windows that work, and by no other."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.counter import CounterState
from queue_server.domain.rivalry import Rivalry
from queue_server.domain.waiting_time import Line, weight
from queue_server.use_cases.outlook import outlook
from tests.domain.builders import a_counter, a_hall, a_seat, a_service, a_take, minutes

LETTERS = "ABC"
takes = st.lists(
    st.builds(
        a_take,
        st.sampled_from(LETTERS),
        classes=st.sampled_from([None, ("normal",), ("elderly", "normal")]),
    ),
    min_size=1,
    max_size=3,
)


def a_hall_whose_windows_take(all_):
    return a_hall(
        services=tuple(a_service(each) for each in LETTERS),
        counters=tuple(a_counter(n, each) for n, each in enumerate(all_, start=1)),
    )


halls = st.lists(takes, min_size=1, max_size=6).map(a_hall_whose_windows_take)
promises = st.sampled_from([minutes(5), minutes(30)])
tiers = st.sampled_from([0, 1])


def numbers_of(hall):
    return frozenset(each.number for each in hall.counters)


@st.composite
def halls_at_work(draw):
    """A hall and which of its windows are open: one at the least."""
    hall = draw(halls)
    return hall, frozenset(draw(st.sets(st.sampled_from(sorted(numbers_of(hall))), min_size=1)))


@given(halls_at_work(), promises, tiers, st.data())
def test_a_closed_window_is_as_good_as_none(at_work, mine, tier, data):
    hall, working = at_work
    windows = frozenset(data.draw(st.sets(st.sampled_from(sorted(working)), min_size=1)))
    only = replace(hall, counters=tuple(each for each in hall.counters if each.number in working))

    shares = Rivalry(hall).shares(mine, tier, windows, working)

    assert shares == Rivalry(only).shares(mine, tier, windows, working)


@given(halls_at_work(), promises)
def test_the_open_windows_do_together_all_of_the_work_and_no_more(at_work, mine):
    hall, working = at_work
    rivalry = Rivalry(hall)
    done = {}
    for each in working:
        for line, share in rivalry.shares(mine, 0, frozenset({each}), working).items():
            done[line] = done.get(line, 0.0) + share

    weights = {
        (letter, of.code): 1.0 if of.tier else weight(mine, hall.promise(letter, of.code))
        for letter in LETTERS
        for of in hall.classes
        if any(each.number in working for each in hall.counters_for(letter, of.code))
    }
    assert done == pytest.approx(weights)


@given(halls_at_work(), promises, tiers)
def test_a_share_is_a_share(at_work, mine, tier):
    hall, working = at_work

    shares = Rivalry(hall).shares(mine, tier, working, working).values()

    assert all(0 < share <= 1 for share in shares)


# -- and so the wait ------------------------------------------------------------------------------


def waits(hall, working, waiting, service="A"):
    """The median wait of a newcomer behind ``waiting`` people for A, all open windows busy."""
    seats = [
        a_seat(
            number=each.number,
            state=CounterState.OPEN if each.number in working else CounterState.CLOSED,
            ticket=each.number,
        )
        for each in hall.counters
    ]
    return outlook(hall, [Line("A", "normal", waiting)], seats, service, "normal").forecast.p50


@pytest.mark.parametrize("windows", [1, 2, 3])
def test_windows_that_are_closed_do_not_make_a_wait_shorter(windows):
    hall = a_hall()
    each, waiting = hall.services[0].usual, 30

    told = waits(hall, range(1, windows + 1), waiting)

    exactly = (waiting + 1) * each / windows
    assert abs(told - exactly) < exactly * 0.02


@st.composite
def halls_where_two_serve_me(draw):
    """A hall, its open windows, and one of at least two among them that serve me."""
    others = draw(st.lists(takes, max_size=4))
    hall = a_hall_whose_windows_take([*others, "A", "A"])
    last = len(others) + 2
    open_too = draw(st.sets(st.sampled_from(sorted(numbers_of(hall)))))
    return hall, frozenset(open_too | {last - 1, last}), last


@given(halls_where_two_serve_me(), st.integers(0, 100))
def test_closing_a_window_of_mine_never_makes_my_wait_shorter(at_work, waiting):
    hall, working, one = at_work

    fewer = waits(hall, working - {one}, waiting)

    assert fewer >= waits(hall, working, waiting) - timedelta(seconds=1)


def test_a_line_of_others_counts_by_the_open_windows_that_it_shares_with_me():
    """Two lines, window 1 for both and 2 for the other alone: half of the others stand before me."""
    counters = (a_counter(1, "AB"), a_counter(2, "A"), a_counter(3, "A"))
    hall = a_hall(counters=counters)
    each = hall.services[0].usual

    both, alone = waits(hall, {1, 2}, 30, "B"), waits(hall, {1}, 30, "B")

    assert both == pytest.approx(16 * each, rel=0.02)
    assert alone == pytest.approx(31 * each, rel=0.02)
