"""Papers that were missing: away, back the same day by the number, later by the code."""

from datetime import timedelta

import pytest

from queue_server.domain import errors
from queue_server.domain.hall import Rules
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.papers import PaperCase
from queue_server.use_cases import counters, day
from queue_server.use_cases.appointments import Arrival
from queue_server.use_cases.comebacks import come_back_by_code
from tests.domain.builders import HALL, MONDAY, a_counter, a_service, after
from tests.storage.office import KIOSK

S = TicketState
CODE = "K7MX3P2A"
A_DAY = 24 * 60


@pytest.fixture
def away(office):
    """A001 was sent from counter 3 for a photo; A002 and A003 wait."""
    for _ in range(3):
        office.take()
    office.sit()
    office.call()
    office.handle("start", "A001")
    office.clock.pass_(5)
    send(office)
    return office


def send(office, number="A001", code=CODE):
    return office.handle("send_for_papers", number, "no photo", missing=["photo"], code=code)


def by_code(office, code=CODE, by=KIOSK):
    arrival = Arrival(by=by, secret=office.a_secret(), channel="kiosk", printer=by.device)

    def command(uow):
        with uow.locked(HALL) as locked:
            return come_back_by_code(locked, code=code, arrival=arrival).ticket

    return office.run(command)


def next_morning(office, days=1):
    office.clock.pass_(A_DAY * days)
    office.do(day.turn)


def case(office):
    return office.ask(lambda view: view.find_paper_case(CODE))


def test_what_is_missing_is_kept_with_a_code(away):
    assert case(away) == PaperCase(
        hall=HALL, ticket=1, day=MONDAY, code=CODE, missing=("photo",), counter=3, asked_at=after(5)
    )
    assert (away.events()[-1].missing, away.ticket("A001").state) == (["photo"], S.AWAY)
    assert away.verified()[0] == 0


def test_back_the_same_day_one_is_due_at_once_at_the_same_window(away):
    away.sit(1, "wang")
    away.clock.pass_(10)
    back = away.handle("come_back", "A001", officer="wang")

    assert (back.state, back.share(away.clock()) >= 1, back.reserved_for) == (S.WAITING, True, 3)
    assert away.call(1, "wang").number == "A002"
    assert away.call().number == "A001"
    assert (case(away).used_by, away.verified()[0]) == (1, 0)


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_one_is_never_stuck_before_a_window_that_stops_calling(away, state):
    away.handle("come_back", "A001")
    away.sit(1, "wang")
    away.do(counters.set_state, counter=3, officer="chen", state=counters.CounterState(state))

    assert away.call(1, "wang").number == "A001"


def test_a_window_that_has_closed_is_not_waited_for(away):
    away.do(counters.get_up, counter=3, officer="chen")

    assert away.handle("come_back", "A001", officer="wang").reserved_for is None


def test_who_was_sent_to_a_counter_waits_for_it_again_when_it_calls_again(away):
    away.call()
    away.handle("transfer", "A002", service=None, counter=2)

    assert away.call().number == "A002"
    away.handle("put_back", "A002")
    away.sit(2, "li")
    assert away.call().number == "A003"
    assert away.call(2, "li").number == "A002"


def test_the_code_brings_back_the_same_number_the_same_day(away):
    back = by_code(away)

    assert (back.number, back.state, back.reserved_for) == ("A001", S.WAITING, 3)


def test_at_close_of_day_it_ends_for_papers_and_that_is_no_no_show(away):
    away.execute("UPDATE ticket SET misses = 2, holder = 'somebody' WHERE id = 1")
    next_morning(away)

    ended = next(each for each in away.rows() if each["id"] == 1)
    assert (ended["state"], ended["excused_at"] is not None) == ("abandoned", True)
    said = [each for each in away.events() if each.kind == "ticket_abandoned" and each.ticket == 1]
    assert [each.reason for each in said] == ["papers"]
    assert away.ask(lambda view: view.no_shows(after(-60))) == []


def test_on_a_later_day_the_code_is_a_number_of_that_day_due_at_once(away):
    next_morning(away)
    away.sit()
    others = [away.take().number for _ in range(2)]
    back = by_code(away)

    assert (others, back.number, back.day) == (["A001", "A002"], "A003", MONDAY + timedelta(days=1))
    assert (back.share(away.clock()) >= 1, back.reserved_for, back.priority_class) == (
        True,
        3,
        "normal",
    )
    assert (away.call().number, case(away).used_by) == ("A003", back.id)
    assert away.events()[-2].comeback == 1
    assert away.verified()[0] == 0


def test_the_rest_of_the_visit_goes_on_on_a_later_day(office):
    office.has(
        services=[a_service("H", route=(("C",), ("D",))), *map(a_service, "CD")],
        counters=[a_counter(3, "HC"), a_counter(4, "D")],
    )
    office.take("H")
    office.sit()
    for _ in range(2):
        number = office.call().number
        office.handle("start", number)
        if office.ticket(number).service == "H":
            office.handle("complete", number)
    send(office, number)
    next_morning(office)
    back = by_code(office)
    office.sit()
    office.call()
    office.handle("start", back.number)

    assert (back.number, back.service) == ("C001", "C")
    assert office.handle("complete", back.number).service == "D"
    assert office.verified()[0] == 0


def test_a_code_is_used_once(away):
    next_morning(away)
    by_code(away)

    with pytest.raises(errors.CodeUsed):
        by_code(away)


def test_a_code_of_one_who_was_served_after_all_is_used(away):
    away.handle("come_back", "A001")
    away.serve()

    with pytest.raises(errors.CodeUsed):
        by_code(away)


def test_sent_again_a_person_keeps_the_code(away):
    away.handle("come_back", "A001")
    away.call()
    away.handle("start", "A001")
    send(away, code="ABCDEFGH")

    assert (case(away).code, case(away).used_by) == (CODE, None)
    assert away.verified()[0] == 0


def test_a_code_counts_as_long_as_the_hall_says(away):
    away.has(rules=Rules(papers_kept=timedelta(days=2)))
    next_morning(away, days=3)

    with pytest.raises(errors.CodeExpired) as refusal:
        by_code(away)
    assert refusal.value.details == {"until": "2026-11-25"}


def test_a_code_that_is_nobody_s_is_not_found(away):
    with pytest.raises(errors.NotFound):
        by_code(away, "AAAAAAAA")


def test_outside_the_hours_nobody_comes_back_by_a_code(away):
    away.clock.pass_(9 * 60)

    with pytest.raises(errors.HallClosed):
        by_code(away)
