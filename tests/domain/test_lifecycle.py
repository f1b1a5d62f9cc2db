"""Every verb from every state does what the table of the manual says, or is refused and changes nothing."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain import events
from queue_server.domain.errors import IllegalTransition
from queue_server.domain.events import Event
from queue_server.domain.lifecycle import ENDED, IN_HAND, LIFECYCLE, TicketState, Verb
from queue_server.domain.names import CounterNumber
from queue_server.domain.online import CheckIn, Window
from queue_server.domain.ticket import Ticket
from tests.domain.builders import OFFICER, a_ticket, a_ticket_in, after, minutes

TEN = after(60)
COUNTER = CounterNumber(5)

DO: dict[Verb, Callable[[Ticket], Event]] = {
    Verb.CALL_NEXT: lambda t: t.call(COUNTER, OFFICER, TEN),
    Verb.CALL_TICKET: lambda t: t.call(COUNTER, OFFICER, TEN, chosen=True, reason="mother waits"),
    Verb.RECALL: lambda t: t.recall(OFFICER, TEN),
    Verb.START: lambda t: t.start(OFFICER, TEN),
    Verb.MISS: lambda t: t.miss(OFFICER, TEN),
    Verb.RESTORE: lambda t: t.restore(OFFICER, TEN, minutes(5)),
    Verb.PUT_BACK: lambda t: t.put_back(OFFICER, TEN),
    Verb.HOLD: lambda t: t.hold(OFFICER, TEN, "photo"),
    Verb.TRANSFER: lambda t: t.transfer(OFFICER, TEN, service="B", promise=minutes(20)),
    Verb.ASK_TO_COME_BACK: lambda t: t.ask_to_come_back(OFFICER, TEN, "household register"),
    Verb.COME_BACK: lambda t: t.come_back(OFFICER, TEN, None),
    Verb.DEFER: lambda t: t.defer("citizen", TEN, minutes(10)),
    Verb.GRANT: lambda t: t.grant(
        OFFICER, TEN, priority_class="urgent", tier=1, promise=minutes(5), reason="funeral"
    ),
    Verb.MOVE: lambda t: t.move("desk", TEN, service="B", promise=minutes(20)),
    Verb.CHECK_IN: lambda t: t.check_in("citizen", TEN, CheckIn.CODE, minutes(90)),
    Verb.LAPSE: lambda t: t.lapse("hall", TEN),
    Verb.EXPECT: lambda t: t.expect("hall", TEN, Window(begin=TEN, end=after(70))),
    Verb.MOVE_ON: lambda t: t.move_on(OFFICER, TEN, service="B", promise=minutes(20)),
    Verb.COMPLETE: lambda t: t.complete(OFFICER, TEN),
    Verb.CANCEL: lambda t: t.cancel("citizen", TEN),
    Verb.ABANDON: lambda t: t.abandon("hall", TEN, "closing"),
}

MANUAL = """
    call_next         waiting                           called     ticket_called
    call_ticket       waiting missed held               called     ticket_called
    recall            called                            called     ticket_called
    start             called                            serving    service_started
    miss              called                            missed     ticket_missed
    restore           missed                            waiting    ticket_restored
    put_back          called                            waiting    ticket_put_back
    hold              serving                           held       ticket_held
    transfer          called serving                    waiting    ticket_transferred
    ask_to_come_back  serving                           away       ticket_sent_for_papers
    come_back         away                              waiting    ticket_came_back
    defer             waiting                           waiting    ticket_deferred
    grant             waiting                           waiting    class_granted
    move              waiting                           waiting    ticket_moved
    check_in          waiting                           waiting    ticket_checked_in
    lapse             waiting                           waiting    presence_lapsed
    expect            waiting                           waiting    arrival_changed
    complete          serving                           completed  service_completed
    move_on           serving                           waiting    ticket_transferred
    cancel            waiting called held missed away   cancelled  ticket_cancelled
    abandon           waiting called missed held away   abandoned  ticket_abandoned
"""
"""The table as the manual prints it: verb, from, to, event."""

ROWS = {
    Verb(verb): ({TicketState(state) for state in come_from}, TicketState(to), kind)
    for verb, *come_from, to, kind in map(str.split, MANUAL.strip().splitlines())
}
SERVED_FROM_THE_CALL = {Verb.HOLD, Verb.ASK_TO_COME_BACK, Verb.COMPLETE, Verb.MOVE_ON}
CASES = [
    pytest.param(verb, state, on_call, id=f"{verb}-from-{state}{'-started-on-call' * on_call}")
    for verb in Verb
    for state in TicketState
    for on_call in (False, True)
]


def follows(verb: Verb, state: TicketState, *, start_on_call: bool) -> TicketState | None:
    """The state that the manual says follows; None where it refuses."""
    come_from, to, _ = ROWS[verb]
    if start_on_call and verb in SERVED_FROM_THE_CALL:
        come_from = come_from | {TicketState.CALLED}
    return to if state in come_from else None


def test_the_table_is_the_manual_s():
    assert {verb: (set(a), to) for verb, (a, to) in LIFECYCLE.items()} == {
        verb: (come_from, to) for verb, (come_from, to, _) in ROWS.items()
    }


@pytest.mark.parametrize(("verb", "state", "on_call"), CASES)
def test_a_verb_does_what_the_manual_says_or_changes_nothing(verb, state, on_call):
    ticket = a_ticket_in(state, start_on_call=on_call)
    before = deepcopy(ticket)
    expected = follows(verb, state, start_on_call=on_call)

    assert ticket.allows(verb) is (expected is not None)
    if expected is None:
        with pytest.raises(IllegalTransition) as refusal:
            DO[verb](ticket)
        assert refusal.value.details == {"number": "A001", "state": state, "verb": verb}
        assert ticket == before
    else:
        event = DO[verb](ticket)
        assert (ticket.state, event.kind) == (expected, ROWS[verb][2])
        assert (event.at, event.ticket, event.number) == (TEN, 1, "A001")


@pytest.mark.parametrize("state", sorted(ENDED))
def test_an_ended_ticket_stays_as_it_ended(state):
    assert [verb for verb in Verb if a_ticket_in(state).allows(verb)] == []


@given(st.lists(st.sampled_from(sorted(DO)), max_size=30), st.booleans())
def test_any_story_keeps_the_ticket_whole(story, start_on_call):
    ticket = a_ticket(start_on_call=start_on_call)
    for verb in story:
        before = deepcopy(ticket)
        try:
            DO[Verb(verb)](ticket)
        except IllegalTransition:
            assert ticket == before

    assert (ticket.ended_at is not None) == (ticket.state in ENDED)
    assert (ticket.called_at is None) == (ticket.attempt == 0)
    assert ticket.state not in IN_HAND or ticket.counter == COUNTER
    assert ticket.state is not TicketState.WAITING or (ticket.counter, ticket.officer) == (
        None,
        None,
    )
    assert ticket.stage == len(ticket.stages) + 1
    assert [stage.n for stage in ticket.stages] == list(range(1, ticket.stage))
    assert ticket.number == "A001"


def test_a_call_says_who_comes_where_in_which_language():
    ticket = a_ticket(language="en")

    event = ticket.call(CounterNumber(3), OFFICER, TEN)

    assert event == events.TicketCalled(
        at=TEN,
        ticket=ticket.id,
        number="A001",
        counter=CounterNumber(3),
        actor=OFFICER,
        attempt=1,
        service="A",
        language="en",
    )


def test_a_recall_rings_again_with_the_next_attempt():
    ticket = a_ticket_in(TicketState.CALLED)

    attempts = [ticket.recall(OFFICER, TEN).attempt, ticket.recall(OFFICER, TEN).attempt]

    assert (attempts, ticket.called_at) == ([2, 3], after(2))


def test_a_missed_ticket_can_be_called_again_the_same_day():
    ticket = a_ticket_in(TicketState.MISSED)

    event = ticket.call(CounterNumber(4), OFFICER, TEN, chosen=True)

    assert (event.counter, event.attempt, ticket.misses) == (4, 1, 1)


def test_service_starts_with_the_person_or_on_the_call_as_the_hall_sets_it():
    pressed, on_call = a_ticket(), a_ticket(start_on_call=True)
    for ticket in (pressed, on_call):
        ticket.call(COUNTER, OFFICER, after(5))
    assert (pressed.started_at, on_call.started_at) == (None, after(5))

    for ticket in (pressed, on_call):
        ticket.start(OFFICER, after(6))
    assert (pressed.started_at, on_call.started_at) == (after(6), after(5))


def test_a_restored_ticket_waits_from_now_and_the_penalty():
    ticket = a_ticket_in(TicketState.MISSED)

    event = ticket.restore(OFFICER, TEN, minutes(5))

    assert (event.clock, ticket.clock, ticket.queued_at) == (after(65), after(65), TEN)


def test_a_mistaken_call_put_back_leaves_the_ticket_as_it_was():
    ticket = a_ticket(reserved_for=CounterNumber(5), not_before=after(10))
    before = deepcopy(ticket)

    ticket.call(COUNTER, OFFICER, TEN, chosen=True)
    event = ticket.put_back(OFFICER, TEN)

    assert ticket == before
    assert event.counter == COUNTER


def test_a_transferred_ticket_keeps_its_number_and_its_clock():
    ticket = a_ticket_in(TicketState.SERVING)

    event = ticket.transfer(
        OFFICER, TEN, service="B", promise=minutes(20), reserved_for=CounterNumber(7)
    )

    assert (ticket.number, ticket.clock, ticket.queued_at) == ("A001", after(0), TEN)
    assert (ticket.service, ticket.promise, ticket.reserved_for) == ("B", minutes(20), 7)
    assert (event.counter, event.service, event.reserved_for) == (3, "B", 7)
    [stage] = ticket.stages
    assert (stage.service, stage.called_at, stage.started_at) == ("A", after(2), after(3))
    assert (stage.counter, stage.officer, stage.ended_at) == (3, OFFICER, TEN)


@pytest.mark.parametrize(
    ("first_clock", "clock"),
    [
        (None, after(60 - 30)),
        (after(50), after(60 - 30)),
        (after(1), after(0, seconds=59.999999)),
    ],
    ids=["nobody-waits", "others-came-later", "another-waits-longer"],
)
def test_one_who_comes_back_stands_at_the_front_with_a_full_bar(first_clock, clock):
    ticket = a_ticket_in(TicketState.AWAY, reserved_for=CounterNumber(3))

    ticket.come_back("desk", TEN, first_clock)

    assert ticket.clock == clock
    assert ticket.share(TEN) >= 1
    assert ticket.reserved_for is None


def test_time_put_off_does_not_count_and_adds_up():
    ticket = a_ticket()

    ticket.defer("citizen", after(10), minutes(30))
    ticket.defer("citizen", after(20), minutes(10))

    assert (ticket.clock, ticket.not_before) == (after(40), after(50))


def test_a_granted_class_brings_its_tier_promise_and_reason():
    ticket = a_ticket()

    DO[Verb.GRANT](ticket)

    assert (ticket.priority_class, ticket.tier) == ("urgent", 1)
    assert (ticket.promise, ticket.reason, ticket.clock) == (minutes(5), "funeral", after(0))


def test_a_moved_ticket_keeps_its_number_its_clock_and_its_stage():
    ticket = a_ticket()

    event = ticket.move(
        "desk", TEN, service="B", promise=minutes(20), reserved_for=CounterNumber(7)
    )

    assert (ticket.number, ticket.clock, ticket.queued_at) == ("A001", after(0), after(0))
    assert (ticket.service, ticket.promise, ticket.reserved_for) == ("B", minutes(20), 7)
    assert (ticket.stage, ticket.stages) == (1, [])
    assert (event.service, event.promise_s, event.reserved_for) == ("B", 1200.0, 7)


def test_the_share_stands_still_once_the_person_was_called():
    ticket = a_ticket(promise=minutes(30))
    assert (ticket.share(after(15)), ticket.due_at) == (0.5, after(30))

    ticket.call(COUNTER, OFFICER, after(15))

    assert ticket.share(after(90)) == 0.5
