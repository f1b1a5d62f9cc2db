"""The bound itself: the record of a day in which somebody went before too late is found out."""

from dataclasses import replace

import pytest

from queue_server.domain.events import (
    ActionUndone,
    CounterOpened,
    CounterPaused,
    TicketCalled,
    TicketIssued,
    TicketTransferred,
)
from queue_server.use_cases.recorded import Recorded
from tests.domain.builders import HALL, MONDAY, PROMISES, TIERS, after
from tests.model.overtaking import overtaken_past_the_bound


def issued(number, minute, code="normal"):
    return TicketIssued(
        at=after(minute),
        number=number,
        service=number[0],
        priority_class=code,
        tier=TIERS.get(code, 0),
        promise_s=PROMISES[code] * 60,
        clock=after(minute),
        day=MONDAY,
        language="zh-CN",
        channel="kiosk",
    )


def called(number, minute, counter=1, **facts):
    facts = {"attempt": 1, "service": number[0], "language": "zh-CN"} | facts
    return TicketCalled(at=after(minute), number=number, counter=counter, **facts)


def overtaken(*told):
    """Pairs of who was overtaken by whom past the bound."""
    ids, record = {}, []
    for sequence, event in enumerate(told, start=1):
        named = None if event.number is None else ids.setdefault(event.number, sequence)
        known = replace(event, ticket=named)
        record.append(Recorded(hall=HALL, sequence=sequence, event=known))
    found = overtaken_past_the_bound(record)
    return [(waits["number"], goes["number"]) for waits, goes, _, _ in found]


def test_in_the_order_of_coming_nobody_is_overtaken():
    assert (
        overtaken(issued("A001", 0), issued("A002", 1), called("A001", 5), called("A002", 6)) == []
    )


def test_nobody_of_one_s_own_class_who_came_later_goes_before():
    told = issued("A001", 0), issued("A002", 1), called("A002", 5), called("A001", 6)

    assert overtaken(*told) == [("A001", "A002")]


@pytest.mark.parametrize(("came", "expected"), [(24, []), (26, [("A001", "A002")])])
def test_a_shorter_promise_goes_before_who_came_in_the_first_part_of_the_wait(came, expected):
    """Promised 5 against 30, and waited 30: the first 25 minutes of it."""
    told = (
        issued("A001", 0),
        issued("A002", came, "elderly"),
        called("A002", 29),
        called("A001", 30),
    )

    assert overtaken(*told) == expected


def test_an_emergency_goes_before_everyone_and_is_overtaken_by_nobody():
    early, late = issued("A001", 0), issued("A002", 9, "urgent")

    assert overtaken(early, late, called("A002", 9), called("A001", 10)) == []
    assert overtaken(early, late, called("A001", 9), called("A002", 10)) == [("A002", "A001")]


def test_where_a_counter_does_not_take_it_nothing_is_bound():
    """Counter 1 takes no C."""
    assert (
        overtaken(issued("C001", 0), issued("A001", 1), called("A001", 2), called("C001", 3, 3))
        == []
    )


def test_a_second_choice_counts_from_its_detour():
    """Counter 2 puts A ten minutes back."""
    first, second = issued("A001", 0), issued("B001", 9)

    assert overtaken(first, second, called("B001", 12, 2), called("A001", 13, 2)) == []


def test_a_chosen_one_is_the_officer_s_own_affair():
    told = issued("A001", 0), issued("A002", 1), called("A002", 5, chosen=True), called("A001", 6)

    assert overtaken(*told) == []


@pytest.mark.parametrize(("gap", "expected"), [(0, []), (1, [("A001", "A002")])])
def test_who_is_sent_on_by_the_press_that_calls_another_waits_from_then_on(gap, expected):
    sent = TicketTransferred(at=after(5), number="A001", counter=1, service="A", promise_s=1800)
    told = issued("A001", 0), issued("A002", 2), called("A001", 3), sent
    last = called("A001", 9)

    assert overtaken(*told, called("A002", 5 + gap), last) == expected


@pytest.mark.parametrize(("state", "expected"), [("open", []), ("paused", [("A001", "A002")])])
def test_a_counter_whose_pause_was_taken_back_keeps_who_waits_for_it_alone(state, expected):
    sits = CounterOpened(at=after(0), counter=1, officer="zhao")
    sent = TicketTransferred(
        at=after(5), number="A001", counter=2, service="A", promise_s=1800, reserved_for=1
    )
    pause = CounterPaused(at=after(6), counter=1, reason=None)
    back = ActionUndone(at=after(6), counter=1, undone=[4], was="counter_paused", state=state)
    told = issued("A001", 0), issued("A002", 2), sits, called("A001", 3, 2), sent, pause, back

    assert overtaken(*told, called("A002", 30, 2), called("A001", 40)) == expected
