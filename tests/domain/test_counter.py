"""Counters: what they take, and who may sit, call, pause and leave."""

from copy import deepcopy

import pytest

from queue_server.domain import errors
from queue_server.domain.counter import CounterState
from queue_server.domain.events import CounterClosed, CounterOpened, CounterPaused
from queue_server.domain.names import TicketId
from tests.domain.builders import NINE, OFFICER, a_counter, a_seat, a_take, after, minutes


def an_open_seat(**facts):
    return a_seat(**({"state": CounterState.OPEN, "officer": OFFICER, "since": NINE} | facts))


def test_the_first_take_that_fits_is_what_a_counter_does():
    counter = a_counter(takes=[a_take("A", classes=["urgent"]), a_take("A", detour=15)])

    assert counter.find_take("A", "urgent").detour == minutes(0)
    assert counter.find_take("A", "normal").detour == minutes(15)
    assert counter.find_take("B", "normal") is None


def test_who_sits_down_opens_the_counter():
    seat = a_seat()

    event = seat.sit_down(OFFICER, NINE)

    assert event == CounterOpened(at=NINE, counter=3, actor=OFFICER, officer=OFFICER)
    assert (seat.state, seat.officer, seat.since) == (CounterState.OPEN, OFFICER, NINE)


def test_who_sits_there_may_sit_down_again_and_nobody_else_may():
    seat = an_open_seat()
    seat.sit_down(OFFICER, after(5))
    before = deepcopy(seat)

    with pytest.raises(errors.CounterTaken) as refusal:
        seat.sit_down("wang", after(6))

    assert refusal.value.details == {"counter": 3}
    assert seat == before


def test_who_gets_up_leaves_the_counter_closed_and_free():
    seat = an_open_seat()

    event = seat.get_up(OFFICER, after(60))

    assert event == CounterClosed(at=after(60), counter=3, actor=OFFICER, reason=None)
    assert seat == a_seat(since=after(60))


def test_a_pause_has_a_reason_and_ends_with_open():
    seat = an_open_seat()

    paused = seat.pause(OFFICER, "meal", after(180))
    assert paused == CounterPaused(at=after(180), counter=3, actor=OFFICER, reason="meal")
    assert (seat.state, seat.reason, seat.since) == (CounterState.PAUSED, "meal", after(180))

    opened = seat.open(OFFICER, after(240))
    assert opened == CounterOpened(at=after(240), counter=3, actor=OFFICER, officer=OFFICER)
    assert (seat.state, seat.reason) == (CounterState.OPEN, None)


def test_a_pause_may_say_when_it_ends_and_forgets_it_with_the_pause():
    seat = an_open_seat()

    paused = seat.pause(OFFICER, "meal", after(180), minutes(30))
    assert (paused.expected_at, seat.until) == (after(210), after(210))

    again = seat.pause(OFFICER, "meeting", after(200))
    assert (again.expected_at, seat.until) == (None, None)

    seat.pause(OFFICER, "meal", after(210), minutes(15))
    seat.open(OFFICER, after(215))
    assert seat.until is None


def test_a_person_in_hand_is_still_served_in_a_pause_but_holds_the_officer():
    seat = an_open_seat(ticket=TicketId(7))
    seat.pause(OFFICER, "meal", after(5))
    before = deepcopy(seat)

    for leave in (
        lambda: seat.close(OFFICER, None, after(6)),
        lambda: seat.get_up(OFFICER, after(6)),
    ):
        with pytest.raises(errors.TicketInHand):
            leave()
        assert seat == before


def test_a_closed_counter_still_knows_its_officer():
    seat = an_open_seat()

    event = seat.close(OFFICER, "shift", after(480))

    assert event == CounterClosed(at=after(480), counter=3, actor=OFFICER, reason="shift")
    assert (seat.state, seat.officer) == (CounterState.CLOSED, OFFICER)


VERBS = {
    "get_up": lambda seat, who: seat.get_up(who, after(1)),
    "open": lambda seat, who: seat.open(who, after(1)),
    "pause": lambda seat, who: seat.pause(who, None, after(1)),
    "close": lambda seat, who: seat.close(who, None, after(1)),
    "call": lambda seat, who: seat.require_calling(who),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_nobody_does_anything_at_an_empty_counter_or_another_s(verb):
    empty, taken = a_seat(), an_open_seat()

    with pytest.raises(errors.CounterClosed):
        verb(empty, OFFICER)
    with pytest.raises(errors.Forbidden):
        verb(taken, "wang")

    assert (empty, taken) == (a_seat(), an_open_seat())


@pytest.mark.parametrize("state", [CounterState.PAUSED, CounterState.CLOSED])
def test_only_an_open_counter_calls(state):
    an_open_seat().require_calling(OFFICER)

    with pytest.raises(errors.CounterClosed):
        an_open_seat(state=state).require_calling(OFFICER)
