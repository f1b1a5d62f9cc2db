"""One button: who comes, what becomes of who was there, and presses that are one."""

import pytest

from queue_server.domain import errors
from queue_server.domain.counter import CounterState
from queue_server.domain.hall import Rules
from queue_server.domain.lifecycle import TicketState
from queue_server.use_cases import counters
from tests.domain.builders import OFFICER, a_counter, a_hall, a_take, after, minutes

S = TicketState


@pytest.fixture
def three(office):
    """Three wait and an officer sits at counter 3."""
    for _ in range(3):
        office.take()
    office.sit()
    return office


def states(office):
    return {t.number: t.state for t in office.ask(lambda view: view.tickets())}


# -- the next ---------------------------------------------------------------------------


def test_the_next_is_called_to_the_counter(three):
    three.clock.pass_(2)

    ticket = three.call()

    assert (ticket.number, ticket.state, ticket.counter, ticket.officer) == (
        "A001",
        S.CALLED,
        3,
        OFFICER,
    )
    assert (ticket.called_at, ticket.attempt, ticket.started_at) == (after(2), 1, None)
    assert three.seat().ticket == ticket.id
    assert three.kinds()[-1] == "ticket_called"


def test_the_fullest_bar_goes_first(office):
    office.take("A", "normal")
    office.clock.pass_(4)
    office.take("A", "elderly")
    office.clock.pass_(1)
    office.sit()

    assert office.call().number == "A002"  # 1 of 5 minutes, against 5 of 30


def test_who_was_called_and_never_came_is_missed_by_the_next_call(three):
    three.call()
    three.call()

    assert states(three) == {"A001": S.MISSED, "A002": S.CALLED, "A003": S.WAITING}
    assert three.kinds()[-3:] == ["ticket_called", "ticket_missed", "ticket_called"]


def test_who_is_being_served_is_completed_by_the_next_call(three):
    three.call()
    three.handle("start", "A001")
    three.clock.pass_(7)
    three.call()

    assert states(three) == {"A001": S.COMPLETED, "A002": S.CALLED, "A003": S.WAITING}
    assert three.ticket("A001").ended_at == after(7)


def test_where_service_starts_on_the_call_the_next_call_completes(office):
    office.has(rules=Rules(start_on_call=True))
    office.take()
    office.take()
    office.sit()
    first = office.call()
    office.clock.pass_(7)
    office.call()

    assert states(office) == {"A001": S.COMPLETED, "A002": S.CALLED}
    assert (first.started_at, office.ticket("A001").ended_at) == (after(0), after(7))


def test_nothing_to_call_changes_nothing_also_for_who_is_in_hand(office):
    office.take()
    office.sit()
    office.call()
    office.handle("start", "A001")
    before = office.everything()

    with pytest.raises(errors.NothingToCall):
        office.call()

    assert office.everything() == before


def test_a_counter_calls_only_what_it_takes(office):
    office.halls.set(a_hall(counters=(a_counter(3, "B"), a_counter(1, "A"))))
    office.take("A")
    office.sit()

    with pytest.raises(errors.NothingToCall):
        office.call()


def test_a_second_choice_is_called_when_its_bar_is_full_enough(office):
    office.halls.set(a_hall(counters=(a_counter(3, [a_take("B"), a_take("A", detour=10)]),)))
    office.take("A")
    office.clock.pass_(5)
    office.take("B")
    office.clock.pass_(1)
    office.sit()

    assert [office.call().number, office.call().number] == ["B001", "A001"]


def test_only_who_sits_at_an_open_counter_calls(three):
    three.do(counters.sit_down, counter=1, officer="wang")
    before = three.everything()

    with pytest.raises(errors.Forbidden):
        three.call(3, "wang")
    with pytest.raises(errors.CounterClosed):
        three.call(2, "wang")
    with pytest.raises(errors.NotFound):
        three.call(99, "wang")

    assert three.everything() == before


def test_a_paused_counter_calls_nobody(three):
    three.do(counters.set_state, counter=3, officer=OFFICER, state=CounterState.PAUSED)

    with pytest.raises(errors.CounterClosed):
        three.call()


def test_by_the_hall_s_rule_the_last_miss_abandons(office):
    office.has(rules=Rules(misses_allowed=2))
    office.take()
    office.sit()
    office.call()
    office.handle("miss", "A001")
    office.handle("restore", "A001")
    office.call()
    office.handle("miss", "A001")

    ticket = office.ticket("A001")
    assert (ticket.state, ticket.misses, office.events()[-1].reason) == (S.ABANDONED, 2, "missed")
    assert (office.events()[-1].actor, office.seat().ticket) == ("hall", None)


def test_the_next_call_abandons_by_the_same_rule(office):
    office.has(rules=Rules(misses_allowed=1))
    office.take()
    office.take()
    office.sit()
    office.call()

    assert office.call().number == "A002"
    assert states(office) == {"A001": S.ABANDONED, "A002": S.CALLED}


# -- presses that are one ----------------------------------------------------------------


def test_two_presses_within_the_guard_are_one(three):
    three.has(rules=Rules(guard=minutes(0.1)))
    first = three.call()
    before = three.everything()
    three.clock.pass_(seconds=5)

    assert (three.call(), three.everything()) == (first, before)
    three.clock.pass_(seconds=2)
    assert three.call().number == "A002"


def test_a_press_after_start_is_another_press_even_within_the_guard(three):
    three.has(rules=Rules(guard=minutes(1)))
    three.call()
    three.clock.pass_(seconds=10)
    three.handle("start", "A001")
    three.clock.pass_(seconds=10)

    assert three.call().number == "A002"


def test_choosing_right_after_a_call_is_meant_even_within_the_guard(three):
    three.has(rules=Rules(guard=minutes(1)))
    three.call()

    assert three.choose("A003", current="A001").number == "A003"


def test_choosing_while_somebody_else_came_in_hand_chooses_nobody(three):
    first = three.call(current=None)
    before = three.everything()

    assert (three.choose("A003", current=None), three.everything()) == (first, before)


@pytest.mark.parametrize("seen", [None, "A007"])
def test_a_press_of_who_saw_somebody_else_in_hand_was_done_already(three, seen):
    first = three.call(current=None)
    before = three.everything()

    assert (three.call(current=seen), three.everything()) == (first, before)


def test_a_press_of_who_saw_whom_is_in_hand_calls_the_next(three):
    three.call(current=None)

    assert three.call(current="A001").number == "A002"


def test_a_press_of_who_saw_somebody_but_nobody_is_there_calls_the_next(three):
    assert three.call(current="A007").number == "A001"


# -- a chosen one --------------------------------------------------------------------------


def test_a_waiting_one_can_be_chosen_and_the_record_says_so(three):
    ticket = three.choose("A003", reason="asked")

    event = three.events()[-1]
    assert (ticket.number, ticket.state) == ("A003", S.CALLED)
    assert (event.chosen, event.reason, event.attempt) == (True, "asked", 1)


def test_a_missed_one_can_be_chosen_again(three):
    three.call()
    three.handle("miss", "A001")

    assert (three.choose("A001").state, three.ticket("A001").misses) == (S.CALLED, 1)


def test_a_held_one_is_resumed_by_choosing_it_wherever_it_is_taken(three):
    three.call()
    three.handle("start", "A001")
    three.handle("hold", "A001", "photo")
    three.sit(1, "wang")

    ticket = three.choose("A001", 1, "wang")

    assert (ticket.state, ticket.counter, ticket.officer) == (S.CALLED, 1, "wang")


def test_choosing_whom_one_has_in_hand_is_no_second_call(three):
    first = three.call()
    before = three.everything()

    assert (three.choose("A001"), three.everything()) == (first, before)


def test_yesterday_s_number_in_hand_is_not_today_s_of_the_same_name(three):
    three.call()
    three.clock.pass_(24 * 60)
    todays = three.take()

    assert todays.number == "A001"
    assert three.choose("A001").id == todays.id


def test_choosing_ends_what_was_in_hand_as_the_next_call_does(three):
    three.call()
    three.handle("start", "A001")
    three.choose("A003")

    assert states(three) == {"A001": S.COMPLETED, "A002": S.WAITING, "A003": S.CALLED}


@pytest.mark.parametrize(
    ("number", "code"),
    [("A009", "not_found"), ("B001", "not_eligible"), ("A001", "illegal_transition")],
)
def test_who_cannot_be_chosen_is_refused_and_changes_nothing(three, number, code):
    three.halls.set(a_hall(counters=(a_counter(1, "AB"), a_counter(3, "A"))))
    three.take("B")
    three.sit(1, "wang")
    three.call(1, "wang")
    three.call(3)
    before = three.everything()

    with pytest.raises(errors.Refusal) as refusal:
        three.choose(number)

    assert (refusal.value.code, three.everything()) == (code, before)


def test_where_officers_may_not_choose_nobody_is_chosen(three):
    three.has(rules=Rules(choose=False))

    with pytest.raises(errors.Forbidden):
        three.choose("A003")


def test_who_was_sent_to_this_counter_may_be_chosen_there_and_not_elsewhere(three):
    three.halls.set(a_hall(counters=(a_counter(1, "B"), a_counter(2, "B"), a_counter(3, "AB"))))
    three.sit(1, "wang")
    three.sit(2, "zhao")
    three.call()
    three.handle("start", "A001")
    three.handle("transfer", "A001", service=None, counter=1)

    with pytest.raises(errors.NotEligible):
        three.choose("A001", 2, "zhao")
    assert three.choose("A001", 1, "wang").state is S.CALLED
