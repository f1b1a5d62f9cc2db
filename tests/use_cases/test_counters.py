"""Sitting down, pausing, getting up: one officer at a counter, one counter for an officer."""

import pytest

from queue_server.domain import errors
from queue_server.domain.counter import CounterState
from queue_server.domain.events import CounterClosed, CounterOpened
from queue_server.use_cases import counters
from tests.domain.builders import NINE, OFFICER, after


def test_who_sits_down_opens_the_counter(office):
    seat = office.sit()

    assert (seat.state, seat.officer, seat.since) == (CounterState.OPEN, OFFICER, NINE)
    assert office.events() == [CounterOpened(at=NINE, counter=3, actor=OFFICER, officer=OFFICER)]
    assert office.seat() == seat


def test_sitting_down_where_one_sits_changes_nothing(office):
    office.sit()
    before = office.everything()
    office.clock.pass_(1)

    office.sit()

    assert office.everything() == before


def test_sitting_down_again_ends_a_pause(office):
    office.sit()
    office.do(counters.set_state, counter=3, officer=OFFICER, state=CounterState.PAUSED, reason="x")

    assert (office.sit().state, office.seat().reason) == (CounterState.OPEN, None)


def test_a_counter_that_is_taken_stays_taken(office):
    office.sit()
    before = office.everything()

    with pytest.raises(errors.CounterTaken):
        office.sit(3, "wang")

    assert office.everything() == before


def test_who_sits_down_elsewhere_leaves_the_first_counter(office):
    office.sit(3)
    office.clock.pass_(5)
    office.sit(1)

    assert (office.seat(3).officer, office.seat(3).state, office.seat(1).officer) == (
        None,
        CounterState.CLOSED,
        OFFICER,
    )
    assert office.events()[1:] == [
        CounterClosed(at=after(5), counter=3, actor=OFFICER, reason=None),
        CounterOpened(at=after(5), counter=1, actor=OFFICER, officer=OFFICER),
    ]


LEAVES = {
    "gets up": lambda office: office.do(counters.get_up, counter=3, officer=OFFICER),
    "closes": lambda office: office.do(
        counters.set_state, counter=3, officer=OFFICER, state=CounterState.CLOSED
    ),
    "sits elsewhere": lambda office: office.sit(1),
}


@pytest.mark.parametrize("leave", LEAVES.values(), ids=LEAVES)
def test_with_somebody_in_hand_nobody_leaves(office, leave):
    office.take()
    office.sit()
    office.call()
    before = office.everything()

    with pytest.raises(errors.TicketInHand):
        leave(office)

    assert office.everything() == before


def test_who_gets_up_leaves_it_free_for_the_next(office):
    office.sit()
    office.do(counters.get_up, counter=3, officer=OFFICER)

    assert (office.seat().officer, office.sit(3, "wang").officer) == (None, "wang")


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (CounterState.PAUSED, "counter_paused"),
        (CounterState.CLOSED, "counter_closed"),
        (CounterState.OPEN, "counter_opened"),
    ],
)
def test_a_counter_s_state_is_set_with_its_reason(office, state, kind):
    office.sit()
    seat = office.do(counters.set_state, counter=3, officer=OFFICER, state=state, reason="meal")

    assert (seat.state, office.kinds()[-1]) == (state, kind)
    assert office.seat() == seat


@pytest.mark.parametrize(("counter", "refusal"), [(1, "counter_closed"), (99, "not_found")])
def test_nobody_sets_what_is_not_theirs(office, counter, refusal):
    with pytest.raises(errors.Refusal) as refused:
        office.do(counters.set_state, counter=counter, officer=OFFICER, state=CounterState.PAUSED)

    assert refused.value.code == refusal
