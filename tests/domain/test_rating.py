"""Who may rate what, and until when."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.errors import IllegalTransition, Invalid, TooLateToRate
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.rating import (
    REASONS,
    Grade,
    Rating,
    Served,
    get_served,
    give,
    pad_until,
    require_in_time,
    served_stages,
)
from tests.domain.builders import NINE, OFFICER, a_ticket_in, after, minutes

DAY = timedelta(hours=24)
PAD = minutes(3)
durations = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3))


def a_stage(**facts):
    """A stage that ended at nine at counter 3."""
    defaults = {"n": 1, "service": "A", "priority_class": "normal", "counter": 3}
    return Served(**{**defaults, "officer": OFFICER, "ended_at": NINE, **facts})


def completed(**facts):
    """A ticket that was served at counter 3 until 09:08."""
    ticket = a_ticket_in(TicketState.SERVING, **facts)
    ticket.complete(OFFICER, after(8))
    return ticket


def sent_on(*, started):
    """A ticket of counter 3 that waits for service B since 09:05, served before or only called."""
    ticket = a_ticket_in(TicketState.SERVING if started else TicketState.CALLED)
    ticket.transfer(OFFICER, after(5), service="B", promise=minutes(30))
    return ticket


def said(served, **facts):
    """A rating of a completed ticket at 09:09."""
    chosen = {"grade": 5, "reasons": (), "comment": None, "at": after(9), **facts}
    return give(completed(), served, **chosen)


def test_what_was_served_and_has_ended_may_be_rated():
    (stage,) = served_stages(completed())

    assert stage == a_stage(ended_at=after(8))


@pytest.mark.parametrize("state", [each for each in TicketState if each != TicketState.COMPLETED])
def test_nothing_else_may_be_rated(state):
    ticket = a_ticket_in(state)

    assert served_stages(ticket) == []
    with pytest.raises(IllegalTransition):
        get_served(ticket, None)


def test_each_step_of_a_visit_is_a_service_of_its_own():
    ticket = sent_on(started=True)
    ticket.call(5, "wang", after(20))
    ticket.start("wang", after(21))
    before = served_stages(ticket)
    ticket.complete("wang", after(30))

    first = a_stage(ended_at=after(5))
    second = a_stage(n=2, service="B", counter=5, officer="wang", ended_at=after(30))
    assert (before, served_stages(ticket)) == ([first], [first, second])
    assert [get_served(ticket, n) for n in (1, 2, None)] == [first, second, second]
    with pytest.raises(IllegalTransition):
        get_served(ticket, 3)


def test_a_step_from_which_the_person_was_only_sent_on_is_no_service():
    assert (served_stages(sent_on(started=False)), len(served_stages(sent_on(started=True)))) == (
        [],
        1,
    )


@given(within=durations, passed=durations)
def test_a_rating_is_in_time_until_the_very_end(within, passed):
    try:
        require_in_time(a_stage(), within=within, now=NINE + passed)
        is_in_time = True
    except TooLateToRate:
        is_in_time = False

    assert is_in_time == (passed <= within)


@given(pad=durations, called=st.booleans(), served=st.booleans())
def test_the_next_person_never_lengthens_what_the_pad_offers(pad, called, served):
    alone = pad_until(a_stage(), pad=pad, next_called=False, next_served=False)
    until = pad_until(a_stage(), pad=pad, next_called=called or served, next_served=served)

    assert alone == NINE + pad
    assert NINE <= until <= alone


def test_the_pad_leaves_the_one_who_was_served_the_time_that_the_next_one_walks():
    def until(**facts):
        return pad_until(a_stage(), pad=PAD, **{"next_called": True, "next_served": False, **facts})

    assert (until(), until(next_served=True)) == (after(seconds=30), NINE)


def test_a_rating_says_who_was_rated_and_nothing_of_who_rates():
    assert said(a_stage(), grade=2, reasons=("slow",)) == Rating(
        ticket=1,
        stage=1,
        service="A",
        priority_class="normal",
        counter=3,
        officer=OFFICER,
        grade=Grade.DISSATISFIED,
        reasons=("slow",),
        at=after(9),
    )


@given(st.lists(st.sampled_from([*REASONS, "friendly", "他说了我的名字"]), max_size=10))
def test_only_codes_of_the_list_are_reasons_and_nothing_that_was_said_is_lost(reasons):
    rating = said(a_stage(), grade=1, reasons=reasons, comment="说了很多")

    kept = [*rating.reasons, *(rating.comment or "").split("\n")]
    assert (set(rating.reasons) <= set(REASONS), set(kept)) == (True, {*reasons, "说了很多"})


@pytest.mark.parametrize("grade", [0, 6, -1])
def test_there_are_five_grades(grade):
    with pytest.raises(Invalid):
        said(a_stage(), grade=grade)


def test_the_last_two_grades_are_bad():
    assert [grade.value for grade in Grade if grade.is_bad] == [2, 1]
