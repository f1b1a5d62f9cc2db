"""Waiting online: who is passed over, when to arrive, what is kept for those who come in person."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain import events
from queue_server.domain.next_ticket import in_order, next_ticket
from queue_server.domain.online import (
    CheckIn,
    Online,
    Window,
    arrival_window,
    has_expired,
    has_lapsed,
    holds_too_many,
    left_for_phones,
    moved,
    places_left,
)
from queue_server.domain.waiting_time import Forecast
from tests.domain.builders import NINE, a_counter, a_ticket, after, minutes

RULES = Online(services=("A",))
COUNTER = a_counter(3, "A")


def a_forecast(p10, p50, p90):
    return Forecast(p10=minutes(p10), p50=minutes(p50), p90=minutes(p90))


def from_a_phone(**facts):
    return a_ticket(**({"here": False, "arrive_from": after(30), "arrive_by": after(40)} | facts))


# -- presence ---------------------------------------------------------------------------------


def test_who_is_not_there_is_passed_over_and_keeps_the_clock():
    phone, next_one = from_a_phone(id=1, clock=NINE), a_ticket(id=2, clock=after(5))
    assert next_ticket([phone, next_one], COUNTER, after(40)) is next_one

    phone.check_in("citizen", after(41), CheckIn.CODE, minutes(90))

    assert next_ticket([phone, next_one], COUNTER, after(41)) is phone


def test_a_check_in_says_how_and_for_how_long():
    phone = from_a_phone()

    event = phone.check_in("citizen", after(20), CheckIn.LOCATION, minutes(90))

    assert (phone.here, phone.here_until) == (True, after(110))
    assert event == events.TicketCheckedIn(
        at=after(20),
        ticket=1,
        number="A001",
        actor="citizen",
        method="location",
        here_until=after(110),
    )


def test_a_check_in_is_renewed_by_another():
    phone = from_a_phone()
    phone.check_in("citizen", after(20), CheckIn.CODE, minutes(90))
    phone.check_in("citizen", after(80), CheckIn.CODE, minutes(90))

    assert phone.here_until == after(170)


def test_a_check_in_runs_out_and_the_number_is_kept_from_then_on():
    phone = from_a_phone()
    phone.check_in("citizen", after(20), CheckIn.CODE, minutes(90))
    assert [has_lapsed(phone, after(each)) for each in (109, 110)] == [False, True]

    event = phone.lapse("hall", after(111))

    assert event == events.PresenceLapsed(at=after(111), ticket=1, number="A001", actor="hall")
    assert (phone.here, phone.clock, phone.arrive_by) == (False, NINE, after(111))
    assert [has_expired(phone, after(each), RULES) for each in (141, 142)] == [False, True]


def test_who_was_before_an_officer_needs_no_check_in_any_more():
    phone = from_a_phone()
    phone.call(3, "chen", after(20), chosen=True)
    phone.put_back("chen", after(21))

    assert (phone.here, phone.may_lapse) == (True, False)


def test_who_asks_for_later_may_also_arrive_later():
    phone = from_a_phone()

    phone.defer("citizen", after(5), minutes(10))

    assert (phone.arrive_from, phone.arrive_by) == (after(40), after(50))


# -- the bound ----------------------------------------------------------------------------------

PROMISES = {"normal": 30, "elderly": 5}
a_person = st.tuples(
    st.sampled_from(sorted(PROMISES)),
    st.integers(0, 60),  # comes, minutes after nine
    st.none() | st.integers(0, 60),  # from a phone: checks in so many minutes later
)


def serve_everyone(people):
    """Call one a minute; (who, when) in the order of the calls. Nobody is there before checking in."""
    tickets = [
        a_ticket(id=n, clock=after(comes), priority_class=code, here=late is None)
        for n, (code, comes, late) in enumerate(people, start=1)
    ]
    there = {
        ticket.id: after(comes + (late or 0))
        for ticket, (_, comes, late) in zip(tickets, people, strict=True)
    }
    calls, now = [], NINE
    while tickets:
        for ticket in tickets:
            ticket.here = there[ticket.id] <= now
        come = [each for each in tickets if each.clock <= now]
        called = next_ticket(come, COUNTER, now)
        present = [each for each in come if each.here]
        assert (called is None) == (not present), "a counter waits for somebody who is not there"
        if called is not None:
            calls.append((called, now))
            tickets.remove(called)
        now += timedelta(minutes=1)
    return calls, there


@given(st.lists(a_person, min_size=1, max_size=12))
def test_absent_phones_hold_up_nobody_and_the_bound_stands(people):
    """Whoever is there is overtaken only by those who came in the first w(1 - p_j / p_i) of the wait."""
    calls, there = serve_everyone(people)

    for place, (mine, called_at) in enumerate(calls):
        for other, at in calls[:place]:
            if at < there[mine.id]:
                continue  # while I was not there, anybody may go
            waited = at - mine.clock
            allowed = waited * max(0.0, 1 - other.promise / mine.promise)
            assert other.clock - mine.clock <= allowed, (mine, other, called_at)


@given(st.lists(a_person, min_size=1, max_size=12), st.integers(0, 120))
def test_among_those_who_are_there_the_order_is_as_if_the_absent_did_not_exist(people, minute):
    tickets = [
        a_ticket(id=n, clock=after(comes), priority_class=code, here=late is None)
        for n, (code, comes, late) in enumerate(people, start=1)
    ]
    present = [each for each in tickets if each.here]

    assert in_order(tickets, COUNTER, after(minute)) == in_order(present, COUNTER, after(minute))


# -- when to arrive --------------------------------------------------------------------------------


def test_one_arrives_ten_minutes_before_the_call_that_is_likely():
    window = arrival_window(NINE, a_forecast(40, 60, 80), RULES)

    assert window == Window(begin=after(30), end=after(50))


@pytest.mark.parametrize("expected", [None, a_forecast(0, 0, 0), a_forecast(5, 8, 12)])
def test_where_nobody_waits_one_may_come_at_once_and_has_time_to(expected):
    assert arrival_window(NINE, expected, RULES) == Window(begin=NINE, end=after(10))


@given(st.tuples(*[st.integers(0, 300)] * 3), st.integers(0, 60))
def test_a_window_never_begins_in_the_past_and_is_never_too_short(quantiles, before):
    rules = Online(services=("A",), there_before=minutes(before))
    window = arrival_window(NINE, a_forecast(*sorted(quantiles)), rules)

    assert window.begin >= NINE
    assert window.end - window.begin >= minutes(10)


def test_a_window_moves_when_it_is_worth_it_and_until_it_begins():
    told = Window(begin=after(30), end=after(40))

    def move_to(begin, *, at=0):
        return moved(told, after(at), Window(begin=after(begin), end=after(begin + 10)))

    assert [move_to(begin) is not None for begin in (20, 21, 39, 40)] == [True, False, False, True]
    assert move_to(60, at=30) is None


# -- what is kept for those who come in person --------------------------------------------------------


def test_half_of_the_numbers_are_for_those_who_come_in_person():
    """Twenty were taken and twenty can still be called: phones may have twenty, and have twelve."""
    left = left_for_phones(taken=20, online=12, left=20, in_person_share=0.5)

    assert left == 8


@given(
    taken=st.integers(0, 500),
    online=st.integers(0, 500),
    left=st.integers(0, 500),
    percent=st.integers(0, 100),
)
def test_phones_never_get_more_than_their_share_nor_more_than_there_is(
    taken, online, left, percent
):
    more = left_for_phones(
        taken=taken, online=min(online, taken), left=left, in_person_share=percent / 100
    )

    assert 0 <= more <= left
    if more:
        assert min(online, taken) + more <= (taken + left) * (100 - percent) / 100 + 1e-6


def test_so_many_can_still_be_called_as_fit_behind_those_who_wait():
    hour = minutes(60)

    assert places_left(hour, a_forecast(10, 20, 30), minutes(4)) == 10
    assert places_left(hour, None, minutes(4)) == 15
    assert places_left(minutes(10), a_forecast(10, 20, 30), minutes(4)) == 0


def test_one_phone_holds_two_numbers_and_one_person_one_for_each_service():
    def limit(held, *, device="mine", holder=None, service="A"):
        return holds_too_many(held, device=device, holder=holder, service=service, online=RULES)

    assert limit([("mine", None, "A")]) is None
    assert limit([("mine", None, "A"), ("mine", None, "B")]) == "per_device"
    assert limit([("other", "chen", "A")], holder="chen") == "per_person"
    assert limit([("other", "chen", "A")], holder="chen", service="B") is None
    assert limit([("other", None, "A")]) is None
