"""Who went before me, and why: exactly those, and for the true reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.explanation import Before, Why, explain
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.names import CounterNumber
from queue_server.domain.next_ticket import next_ticket
from tests.domain.builders import (
    NINE,
    OFFICER,
    a_counter,
    a_hall,
    a_service,
    a_take,
    a_ticket,
    after,
    minutes,
)

HALL = a_hall(
    services=(a_service("A"), a_service("B")),
    counters=(
        a_counter(1, takes="AB"),
        a_counter(2, takes="B"),
        a_counter(3, takes=[a_take("B"), a_take("A", detour=10)]),
    ),
)
MINE = {"id": 5, "clock": after(10)}


def called(ticket, *, counter=1, at):
    ticket.call(CounterNumber(counter), OFFICER, after(at))
    return ticket


def why(other, *, chosen=(), **mine):
    """The reason why somebody went, or goes, before me at 9:30."""
    told = explain(a_ticket(**(MINE | mine)), [other], HALL, after(30), frozenset(chosen))
    return [each.why for each in told]


def later(**facts):
    """Another A, who came five minutes after me."""
    return a_ticket(**({"id": 9, "clock": after(15)} | facts))


def test_who_went_before_me_is_told_in_full():
    other = called(later(priority_class="elderly"), at=19)

    assert explain(a_ticket(**MINE), [other], HALL, after(30), frozenset()) == (
        Before(
            number="A009",
            why=Why.SHORTER_PROMISE,
            priority_class="elderly",
            promise=minutes(5),
            share=0.8,
            called_at=after(19),
        ),
    )


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (called(later(priority_class="urgent"), at=20), Why.URGENT),
        (called(later(priority_class="appointment"), at=20), Why.APPOINTMENT),
        (called(later(priority_class="elderly"), at=20), Why.SHORTER_PROMISE),
        (called(later(service="B"), counter=2, at=20), Why.OTHER_COUNTER),
        (called(later(service="B"), counter=3, at=20), Why.FIRST_CHOICE),
        (called(later(service="B", priority_class="elderly"), at=20), Why.SHORTER_PROMISE),
        (called(later(clock=after(5), queued_at=after(15)), at=20), Why.STARTED_EARLIER),
        (later(clock=after(5), queued_at=after(15)), Why.STARTED_EARLIER),
        (later(priority_class="elderly", clock=after(26)), Why.SHORTER_PROMISE),
        (later(priority_class="urgent", clock=after(30)), Why.URGENT),
        (a_ticket(id=2, clock=after(8)), Why.STARTED_EARLIER),
    ],
)
def test_the_reason_is_the_true_one(other, reason):
    assert why(other) == [reason]


def test_a_chosen_one_was_chosen_whatever_else_is_true():
    other = called(later(priority_class="elderly"), at=20)

    assert why(other, chosen=[9]) == [Why.CHOSEN]


def test_between_two_appointments_the_time_alone_does_not_explain():
    other = called(later(priority_class="appointment", clock=after(5)), at=20)

    assert why(other, priority_class="appointment") == [Why.STARTED_EARLIER]


def test_who_asked_to_be_called_later_is_told_so():
    other = called(later(), at=20)

    assert why(other, clock=after(40), queued_at=after(10), not_before=after(40)) == [Why.DEFERRED]


def test_whom_a_counter_is_reserved_for_waits_for_that_counter():
    other = called(later(), at=20)

    assert why(other, reserved_for=CounterNumber(2)) == [Why.OTHER_COUNTER]


@pytest.mark.parametrize(
    "other",
    [
        a_ticket(**MINE),
        called(a_ticket(id=2, clock=after(8)), at=12),
        called(later(), at=31),
        later(),
        later(priority_class="elderly", clock=after(29)),
        later(priority_class="elderly", clock=after(26), not_before=after(40)),
        later(service="B", priority_class="urgent"),
        later(priority_class="elderly", state=TicketState.CANCELLED),
    ],
    ids=[
        "myself",
        "came-earlier-and-was-called",
        "called-after-now",
        "came-later-and-waits",
        "bar-less-full",
        "deferred",
        "other-line",
        "gone",
    ],
)
def test_others_did_not_go_before_me(other):
    assert why(other) == []


def test_what_happened_before_i_joined_this_line_is_not_told():
    other = called(later(priority_class="elderly"), at=20)

    assert why(other, queued_at=after(25)) == []


def test_the_newest_call_stands_first_and_those_who_wait_last():
    waiting = later(id=6, priority_class="urgent")
    first = called(later(id=7, priority_class="elderly"), at=18)
    second = called(later(id=8, priority_class="elderly"), at=22)

    told = explain(a_ticket(**MINE), [waiting, first, second], HALL, after(30), frozenset())

    assert [each.number for each in told] == ["A008", "A007", "A006"]


def test_once_i_was_called_only_those_before_my_call_are_told():
    mine = a_ticket(id=5, clock=NINE)
    before, behind = (later(id=n, priority_class="elderly", clock=NINE) for n in (6, 7))
    called(before, at=5)
    called(mine, at=8)
    called(behind, at=9)

    told = explain(mine, [before, behind, later(id=8)], HALL, after(30), frozenset())

    assert [each.number for each in told] == ["A006"]


ARRIVALS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["normal", "elderly", "appointment", "urgent"])),
    min_size=2,
    max_size=20,
)


@given(ARRIVALS, st.lists(st.integers(1, 9), min_size=1, max_size=25))
def test_those_told_are_exactly_those_whom_the_rule_called_before_me(arrivals, gaps):
    everyone, clock, now = [], 0, 0
    for n, (gap, code) in enumerate(arrivals, start=1):
        clock += gap
        everyone.append(a_ticket(id=n, priority_class=code, clock=after(clock)))
    for gap in gaps:
        now += gap
        waiting = [
            each
            for each in everyone
            if each.state is TicketState.WAITING and each.clock <= after(now)
        ]
        ticket = next_ticket(waiting, HALL.counters[0], after(now))
        if ticket is not None:
            called(ticket, at=now)

    for mine in (each for each in everyone if each.called_at):
        told = explain(mine, everyone, HALL, after(now), frozenset())
        assert {each.number for each in told} == {
            other.number
            for other in everyone
            if other.called_at and mine.clock <= other.called_at <= mine.called_at
            if other.id > mine.id
        }
        assert Why.FULLER_BAR not in {each.why for each in told}
