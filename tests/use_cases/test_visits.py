"""Visits of several steps: completing moves on, the route is changed, and the record tells it all."""

import pytest

from queue_server.domain import errors
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.route import steps_of
from queue_server.use_cases import undoing, visits
from queue_server.use_cases.principal import Role
from tests.domain.builders import MONDAY, NINE, a_counter, a_service, after
from tests.storage.office import an_officer

S = TicketState
CHEN, DESK = an_officer(), an_officer("desk", Role.DESK)


@pytest.fixture
def visit(office):
    """H001 is served at counter 3, where its visit begins: then C, D and E in any order, F."""
    services = [a_service("H", route=(("C",), ("D", "E"), ("F",))), *map(a_service, "CDEF")]
    counters = [a_counter(3, "H"), a_counter(4, "C"), a_counter(5, "DF"), a_counter(6, "E")]
    office.has(services=services, counters=counters)
    office.sit()
    office.take("H")
    begin(office)
    return office


def begin(office, counter=3, officer="chen"):
    office.sit(counter, officer)
    ticket = office.call(counter, officer)
    office.handle("start", ticket.number, officer=officer)


def go_through(office, counter, officer):
    """Call at a counter, start, and complete after two minutes."""
    begin(office, counter, officer)
    office.clock.pass_(2)
    return office.handle("complete", "H001", officer=officer)


def route(office, number="H001"):
    return [(step.service, step.state.value) for step in steps_of(office.ticket(number).route)]


def skip(office, service, by=CHEN):
    return office.do(visits.skip, number="H001", by=by, service=service)


def add(office, service, after=None, by=CHEN):
    return office.do(visits.add, number="H001", by=by, service=service, after=after)


def test_completing_moves_on_with_the_same_number_and_the_clock_running(visit):
    visit.clock.pass_(4)
    moved = visit.handle("complete", "H001")

    assert (moved.number, moved.state, moved.service, moved.stage) == ("H001", S.WAITING, "C", 2)
    assert (moved.clock, moved.queued_at, moved.ended_at) == (NINE, after(4), None)
    assert (visit.seat().ticket, visit.kinds()[-1]) == (None, "ticket_transferred")
    assert (visit.events()[-1].service, visit.events()[-1].completed) == ("C", "H")
    assert route(visit) == [(s, "done" if s == "H" else "todo") for s in "HCDEF"]


def test_the_visit_ends_when_nothing_is_left_and_the_record_is_whole(visit):
    visit.handle("complete", "H001")
    go_through(visit, 4, "li")
    go_through(visit, 5, "wang")
    go_through(visit, 6, "zhao")
    ended = go_through(visit, 5, "wang")

    assert (ended.state, ended.stage, ended.service) == (S.COMPLETED, 5, "F")
    assert {state for _, state in route(visit)} == {"done"}
    assert visit.verified()[0] == 0
    stages = visit.ask(lambda view: view.stages_between(MONDAY, MONDAY))
    assert [(each.n, each.service) for each in sorted(stages, key=lambda each: each.n)] == [
        *enumerate("HCDEF", start=1)
    ]


def test_the_one_button_moves_on_too(visit):
    visit.take("H")
    called = visit.call()

    assert (called.number, visit.ticket("H001").service) == ("H002", "C")
    assert visit.kinds()[-2:] == ["ticket_transferred", "ticket_called"]


def test_of_steps_in_any_order_first_the_one_where_fewest_wait_for_each_open_counter(visit):
    visit.handle("complete", "H001")
    for _ in range(2):
        visit.take("D")
    visit.take("E")
    visit.sit(5, "wang")
    visit.sit(6, "zhao")

    assert go_through(visit, 4, "li").service == "E"


def test_a_step_without_an_open_counter_comes_last_of_those_in_any_order(visit):
    visit.handle("complete", "H001")
    visit.take("E")
    visit.sit(6, "zhao")

    assert go_through(visit, 4, "li").service == "E"


def test_a_step_is_skipped_and_one_is_added(visit):
    skip(visit, "C")
    skip(visit, "F")
    add(visit, "F", after="H")

    assert [each.kind for each in visit.events()[-3:]] == ["route_changed"] * 3
    assert route(visit)[:3] == [("H", "todo"), ("F", "todo"), ("C", "skipped")]
    assert visit.handle("complete", "H001").service == "F"
    assert visit.verified()[0] == 0


def test_a_transfer_leaves_no_step_forgotten(visit):
    visit.handle("transfer", "H001", service="F", counter=None)

    assert go_through(visit, 5, "wang").service == "H"


def test_a_number_of_one_step_gets_another(visit):
    visit.take("C")
    begin(visit, 4, "li")
    visit.do(visits.add, number="C001", by=an_officer("li"), service="F", after=None)

    assert visit.handle("complete", "C001", officer="li").service == "F"
    assert visit.verified()[0] == 0


REFUSED = {
    "skipping a step that is here": (skip, "H", errors.WrongStep),
    "skipping what is no service": (skip, "X", errors.UnknownService),
    "adding a step that is to come": (add, "C", errors.WrongStep),
    "adding what is no service": (add, "X", errors.UnknownService),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_route_is_not_changed_by(visit, case):
    act, service, refusal = REFUSED[case]
    before = visit.everything()

    with pytest.raises(refusal):
        act(visit, service)
    assert visit.everything() == before


def test_a_step_that_is_done_is_neither_skipped_nor_added_again(visit):
    visit.handle("complete", "H001")

    for act in (skip, add):
        with pytest.raises(errors.WrongStep) as refusal:
            act(visit, "H", by=DESK)
        assert refusal.value.details == {"service": "H", "state": "done"}


def test_a_step_that_no_counter_serves_is_not_added(visit):
    services = [*visit.hall.services, a_service("G")]
    visit.has(services=services, counters=visit.hall.counters)

    with pytest.raises(errors.NotEligible):
        add(visit, "G")


def test_an_officer_changes_the_visit_in_hand_alone_and_the_desk_any_that_lives(visit):
    visit.handle("complete", "H001")

    with pytest.raises(errors.Forbidden):
        skip(visit, "F")
    assert skip(visit, "F", by=DESK).state is S.WAITING
    visit.handle("cancel", "H001", None)
    with pytest.raises(errors.IllegalTransition):
        skip(visit, "D", by=DESK)


def test_at_close_of_day_a_visit_ends_at_the_window(visit):
    from queue_server.use_cases import day

    visit.clock.pass_(24 * 60)
    visit.do(day.turn)

    assert visit.rows()[0]["state"] == "completed"
    assert visit.verified()[0] == 0


def test_one_press_that_moved_on_and_called_is_taken_back_whole(visit):
    visit.take("H")
    before = visit.ticket("H001")
    called = visit.call()
    gone_on = visit.ticket("H001").service

    visit.do(undoing.undo, counter=3, officer="chen")

    assert (called.number, gone_on) == ("H002", "C")
    again = visit.ticket("H001")
    assert (again.state, again.service, again.route) == (S.SERVING, "H", before.route)
    assert (again.stage, again.stages, visit.seat().ticket) == (1, [], again.id)
    assert visit.ticket("H002").state is S.WAITING
    assert visit.verified()[0] == 0
