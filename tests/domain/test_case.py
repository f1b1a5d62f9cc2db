"""A case's life: what may be done in each state, what each change says, and what it never says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain import events
from queue_server.domain.case import Case, Words, case_number, read_case_number
from queue_server.domain.case_lifecycle import (
    ANSWER_FIRST,
    CASE_LIFECYCLE,
    CaseKind,
    CaseState,
    CaseVerb,
    Outcome,
    Way,
    acts_in,
)
from queue_server.domain.errors import AnswerNeeded, CaseNotSo, Invalid
from queue_server.domain.record import event_data
from tests.domain.builders import HALL, MONDAY, NINE, after

SAID = Words("窗口说打印机坏了", b"s" * 16)
KINDS = st.sampled_from(list(CaseKind))
DEEDS = st.lists(st.sampled_from(list(CaseVerb)), max_size=12)


def a_case(**facts):
    """The first undone case of the year, opened at nine by an officer, to be answered the same day."""
    defaults = {
        "id": 7, "hall": HALL, "year": 2026, "count": 12, "kind": CaseKind.UNDONE,
        "opened_at": NINE, "opened_by": "chen", "owner": "chen", "due": MONDAY,
    }  # fmt: skip
    return Case(**(defaults | facts))


def do(case, verb, at=NINE):
    """A verb with what it needs."""
    facts = {
        CaseVerb.NOTE: (SAID,),
        CaseVerb.HAND_ON: ("wang", None),
        CaseVerb.CHANGE_DUE: (MONDAY, SAID),
        CaseVerb.ANSWER: (SAID, Way.PAGE),
        CaseVerb.CLOSE: (Outcome.SOLVED, None),
        CaseVerb.REOPEN: (MONDAY, SAID),
    }
    return getattr(case, verb.value)("chen", at, *facts.get(verb, ()))


def test_the_table_of_states_and_what_may_be_done():
    table = {state.value: [verb.value for verb in acts_in(state)] for state in CaseState}

    assert table == {
        "open": ["note", "hand_on", "change_due", "answer", "close"],
        "answered": ["note", "hand_on", "answer", "close", "reopen"],
        "closed": ["note", "reopen"],
        "erased": [],
    }


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("verb", CaseVerb)
def test_a_verb_comes_from_the_states_of_the_table_and_from_no_other(verb, state):
    case = a_case(state=state)
    following = CASE_LIFECYCLE[verb].get(state)

    if following is None:
        with pytest.raises(CaseNotSo):
            do(case, verb)
        assert case == a_case(state=state)
    else:
        do(case, verb)
        assert case.state is following


@given(kind=KINDS, deeds=DEEDS)
def test_whatever_is_done_a_case_is_answered_before_it_is_closed_where_that_is_owed(kind, deeds):
    case, answered = a_case(kind=kind), False
    for verb in deeds:
        try:
            do(case, verb)
        except (CaseNotSo, AnswerNeeded):
            continue
        answered = (answered or verb is CaseVerb.ANSWER) and verb is not CaseVerb.REOPEN
        assert (case.answered_at is not None) == answered
        ended = case.state in {CaseState.CLOSED, CaseState.ERASED}
        assert (case.outcome is not None) == (case.closed_at is not None) == ended
        assert answered or not ended or kind not in ANSWER_FIRST


def test_a_complaint_and_a_suggestion_are_closed_only_with_an_answer():
    needed = []
    for kind in CaseKind:
        try:
            do(a_case(kind=kind), CaseVerb.CLOSE)
        except AnswerNeeded:
            needed.append(kind)

    assert needed == [CaseKind.COMPLAINT, CaseKind.SUGGESTION]


def test_each_change_says_who_when_and_what_and_only_the_digest_of_the_words():
    case = a_case()
    opened = case.open(SAID, Words("555 0100", b"t" * 16))
    said = [opened, *(do(case, verb, after(5)) for verb in acts_in(CaseState.OPEN))]

    common = {"actor": "chen", "case": "2026-0012"}
    digest = {"text_digest": SAID.digest}
    assert said[1:] == [
        events.CaseNoted(at=after(5), **common, **digest),
        events.CaseHandedOn(at=after(5), **common, owner="wang"),
        events.CaseDueChanged(at=after(5), **common, **digest, due=MONDAY),
        events.CaseAnswered(at=after(5), **common, **digest, way="page"),
        events.CaseClosed(at=after(5), **common, outcome="solved"),
    ]
    kept = repr([event_data(each) for each in said])
    assert "打印机" not in kept
    assert "0100" not in kept


def test_the_second_answer_does_not_make_the_first_one_later():
    case = a_case()
    case.answer("chen", after(1), SAID, Way.PAGE)
    case.answer("chen", after(9), SAID, Way.PAPER)

    assert case.answered_at == after(1)


def test_a_reopened_case_is_owed_an_answer_again_by_its_new_day():
    case = a_case(kind=CaseKind.COMPLAINT)
    case.answer("chen", after(1), SAID, Way.PAGE)
    case.close("chen", after(2), Outcome.SOLVED, None)
    later = MONDAY.replace(day=30)

    case.reopen("boss", after(3), later, SAID)

    assert (case.state, case.due, case.outcome) == (CaseState.OPEN, later, None)
    with pytest.raises(AnswerNeeded):
        case.close("chen", after(4), Outcome.SOLVED, None)


def test_a_case_is_overdue_the_day_after_its_day_until_it_is_answered():
    case, tuesday = a_case(), MONDAY.replace(day=24)
    late = [case.is_overdue(MONDAY), case.is_overdue(tuesday)]
    case.answer("chen", NINE, SAID, Way.PAGE)

    assert [*late, case.is_overdue(tuesday)] == [False, True, False]


@given(year=st.integers(2000, 2999), count=st.integers(1, 10**8))
def test_a_number_that_is_said_is_read_as_it_was_meant(year, count):
    assert read_case_number(case_number(year, count)) == (year, count)


@pytest.mark.parametrize("text", ["", "2026", "2026-12", "A012", "2026-0012x"])
def test_what_is_no_number_of_a_case_is_told_so(text):
    with pytest.raises(Invalid):
        read_case_number(text)
