"""What the last deed of an officer was, and whether it may be taken back."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain import events
from queue_server.domain.errors import NothingToUndo, TooLateToUndo
from queue_server.domain.undo import ALONE, Deed, last_deed
from queue_server.use_cases.recorded import Recorded
from tests.domain.builders import HALL, NINE, OFFICER

TEN_SECONDS = timedelta(seconds=10)


def an_event(kind, ticket=1, *, actor=OFFICER, counter=3, at=NINE, **facts):
    return kind(
        at=at, ticket=ticket, number=f"A{ticket or 0:03}", counter=counter, actor=actor, **facts
    )


def a_call(ticket=1, *, attempt=1, **facts):
    return an_event(
        events.TicketCalled, ticket, attempt=attempt, service="A", language="zh-CN", **facts
    )


def a_miss(ticket=1, **facts):
    return an_event(events.TicketMissed, ticket, misses=1, **facts)


def a_completion(ticket=1, **facts):
    return an_event(events.ServiceCompleted, ticket, **facts)


def told(*happened, first=1):
    return [
        Recorded(hall=HALL, sequence=first + place, event=each)
        for place, each in enumerate(happened)
    ]


def sequences(deed):
    return [part.sequences for part in deed.parts]


def test_one_deed_is_whole_whatever_became_of_who_was_in_hand():
    lost = an_event(events.TicketAbandoned, 1, actor="hall", reason="missed")

    assert sequences(last_deed(told(a_call(2)), OFFICER)) == [(1,)]
    assert sequences(last_deed(told(a_completion(1), a_call(2)), OFFICER)) == [(2,), (1,)]
    assert sequences(last_deed(told(a_miss(1), a_call(2)), OFFICER)) == [(2,), (1,)]
    assert sequences(last_deed(told(a_miss(1), lost, a_call(2)), OFFICER)) == [(3,), (1, 2)]
    assert sequences(last_deed(told(a_miss(1), lost), OFFICER)) == [(1, 2)]


def test_a_completion_of_another_moment_is_a_deed_of_its_own():
    later = NINE + timedelta(microseconds=1)

    assert sequences(last_deed(told(a_completion(1), a_call(2, at=later)), OFFICER)) == [(2,)]


def test_what_others_do_and_what_is_only_told_leaves_the_last_deed_the_last():
    heard = (
        an_event(
            events.TicketsPrecalled,
            None,
            actor="hall",
            tickets=[3],
            numbers=["A003"],
            languages=["en"],
        ),
        an_event(events.TicketRated, 2, actor="citizen", grade=5, stage=1, reasons=[]),
        a_completion(9, actor="wang"),
    )

    assert last_deed(told(a_call(1), *heard), OFFICER).sequence == 1


@pytest.mark.parametrize(
    "last",
    [
        a_call(1, attempt=2),
        an_event(events.CounterClosed, None, reason=None),
        an_event(events.NoticeSpoken, None, code="quiet"),
        an_event(events.TicketRemarked, 2, digest=None),
        an_event(events.ActionUndone, 1, undone=[1], was="ticket_called", state="waiting"),
    ],
    ids=lambda event: event.kind,
)
def test_what_cannot_be_taken_back_is_the_last_deed_all_the_same(last):
    with pytest.raises(NothingToUndo):
        last_deed(told(a_call(1), last), OFFICER)


def test_who_did_nothing_has_nothing_to_take_back():
    with pytest.raises(NothingToUndo):
        last_deed(told(a_call(1, actor="wang")), OFFICER)


@given(seconds=st.floats(0, 60), rule=st.floats(0, 60))
def test_it_is_taken_back_within_the_hall_s_time_and_not_after(seconds, rule):
    deed, passed = last_deed(told(a_call(1)), OFFICER), timedelta(seconds=seconds)
    assert isinstance(deed, Deed)

    if passed <= timedelta(seconds=rule):
        deed.require_in_time(NINE + passed, timedelta(seconds=rule))
    else:
        with pytest.raises(TooLateToUndo):
            deed.require_in_time(NINE + passed, timedelta(seconds=rule))


_ANYBODY = st.sampled_from([OFFICER, "wang", "hall", "citizen"])
_anything = st.one_of(
    st.builds(a_call, st.integers(1, 4), attempt=st.integers(1, 2), actor=_ANYBODY),
    st.builds(a_completion, st.integers(1, 4), actor=_ANYBODY),
    st.builds(a_miss, st.integers(1, 4), actor=_ANYBODY),
    st.builds(
        lambda t: an_event(events.TicketAbandoned, t, actor="hall", reason="missed"),
        st.integers(1, 4),
    ),
    st.builds(lambda who: an_event(events.CounterPaused, None, actor=who, reason=None), _ANYBODY),
)


@given(happened=st.lists(_anything, max_size=8), first=st.integers(1, 1000))
def test_a_deed_is_the_end_of_what_the_officer_did_and_has_no_gap(happened, first):
    lately = told(*happened, first=first)
    try:
        deed = last_deed(lately, OFFICER)
    except NothingToUndo:
        return

    taken = sorted(n for part in deed.parts for n in part.sequences)
    kinds = [each.event for each in lately if each.sequence in taken]
    assert taken == list(range(taken[0], deed.sequence + 1))
    assert all(isinstance(each, (*ALONE, events.TicketCalled)) for each in kinds)
    own = [each.sequence for each in lately if each.event.actor == OFFICER]
    assert deed.sequence - own[-1] in {0, 1}
