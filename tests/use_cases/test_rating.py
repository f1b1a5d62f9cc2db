"""Rating at the pad and with the link: on the tables of both databases, and verified."""

import pytest

from queue_server.domain import errors
from queue_server.domain.hall import Rules
from queue_server.use_cases import citizen, rating
from queue_server.use_cases.rating import Said
from queue_server.use_cases.statistics import statistics
from tests.domain.builders import HALL, MONDAY, after, minutes


@pytest.fixture
def served(office):
    """A001 was served at counter 3 until 09:05; A002 and A003 wait."""
    for _ in range(3):
        office.take()
    office.sit()
    office.serve()
    return office


def press(office, grade=5, *, counter=3, number=None, reasons=()):
    said = Said(grade=grade, reasons=reasons)
    return office.run(
        lambda uow: rating.rate_at_pad(uow, hall=HALL, counter=counter, said=said, number=number)
    )


def rate(office, secret, grade=4, *, stage=None):
    return office.run(
        lambda uow: citizen.rate(
            uow, secret=secret, grade=grade, reasons=(), comment=None, stage=stage
        )
    )


def offered(office, counter=3):
    found = office.ask(lambda view: rating.offered_at(view, counter))
    return found and (found.ticket.number, found.until)


def test_the_pad_offers_what_was_served_last_there(served):
    assert (offered(served), offered(served, 2)) == (("A001", after(8)), None)

    served.clock.pass_(2, seconds=59)
    still = offered(served)
    served.clock.pass_(seconds=1)

    assert (still, offered(served)) == (("A001", after(8)), None)


def test_the_next_call_ends_the_offer_and_leaves_the_last_person_half_a_minute(served):
    served.call()
    just_called = offered(served)
    served.handle("start", "A002")

    assert (just_called, offered(served)) == (("A001", after(5, seconds=30)), None)


def test_one_who_was_called_and_did_not_come_does_not_bring_the_last_one_back(served):
    served.call()
    served.clock.pass_(1)
    served.handle("miss", "A002")

    assert offered(served) is None


def test_a_press_is_a_rating_of_whom_the_counter_served(served):
    ticket, made = press(served, 1, reasons=("slow",))

    assert (ticket.number, made.grade, made.counter, made.officer) == ("A001", 1, 3, "chen")
    event = next(each for each in served.events() if each.kind == "ticket_rated")
    assert (event.kind, event.number, event.counter, event.actor, event.reasons) == (
        "ticket_rated",
        "A001",
        3,
        "citizen",
        ["slow"],
    )
    assert offered(served) is None


@pytest.mark.parametrize("number", [None, "A001"])
def test_what_is_rated_is_not_rated_again(served, number):
    press(served, 2)
    before = served.everything()

    with pytest.raises(errors.AlreadyRated):
        press(served, 5, number=number)
    with pytest.raises(errors.AlreadyRated):
        rate(served, served.ticket("A001").secret)
    assert served.everything() == before


def test_five_keys_alone_rate_nobody_after_the_next_was_called(served):
    served.call()
    served.clock.pass_(seconds=31)

    with pytest.raises(errors.TooLateToRate):
        press(served)


def test_a_press_that_was_kept_is_its_own_persons_while_the_next_is_served(served):
    served.call()
    served.handle("start", "A002")
    served.clock.pass_(seconds=100)
    ticket, _ = press(served, number="A001")

    assert ticket.number == "A001"


@pytest.mark.parametrize("number", [None, "A001"])
def test_a_press_after_the_pads_time_is_too_late_or_of_nothing(served, number):
    served.clock.pass_(3, seconds=1)

    with pytest.raises(errors.NothingToRate if number is None else errors.TooLateToRate):
        press(served, number=number)


@pytest.mark.parametrize("number", [None, "A001", "A002"])
def test_the_pad_of_another_counter_rates_nothing_of_this_one(served, number):
    with pytest.raises(errors.NothingToRate):
        press(served, counter=2, number=number)


def test_the_phone_rates_the_same_day_and_not_for_ever(served):
    served.serve()
    first, second = (served.ticket(number).secret for number in ("A001", "A002"))
    served.clock.pass_(24 * 60 - 5)
    rate(served, first)
    served.has(rules=Rules(rating_within=minutes(60)))

    with pytest.raises(errors.TooLateToRate):
        rate(served, second)


@pytest.fixture
def two_steps(database_office):
    """A001 was served at counter 3 and sent on, and waits for counter 2."""
    office = database_office
    office.take()
    office.sit()
    office.call()
    office.handle("start", "A001")
    office.clock.pass_(5)
    office.handle("transfer", "A001", service="B", counter=None)
    office.sit(2, "wang")
    return office


def test_each_step_of_a_visit_is_rated_once_and_the_record_says_so(two_steps):
    at_three, secret = offered(two_steps), two_steps.ticket("A001").secret
    _, first = press(two_steps, 2, reasons=("unclear", "slow"))
    with pytest.raises(errors.AlreadyRated):
        rate(two_steps, secret, stage=1)
    with pytest.raises(errors.IllegalTransition):
        rate(two_steps, secret, stage=2)
    two_steps.serve(2, "wang")
    left = two_steps.ask(
        lambda view: [each.stage.n for each in rating.unrated(view, view.get_ticket("A001"))]
    )
    second = rate(two_steps, secret, 5)

    assert (at_three, left) == (("A001", after(8)), [2])
    assert [(each.stage, each.counter, each.officer) for each in (first, second)] == [
        (1, 3, "chen"),
        (2, 2, "wang"),
    ]
    stages = two_steps.ask(lambda view: view.stages_between(MONDAY, MONDAY))
    by_counter = statistics(stages, ["counter"], two_steps.hall.zone)
    assert [(each.group["counter"], each.ratings[2], each.ratings[5]) for each in by_counter] == [
        (2, 0, 1),
        (3, 1, 0),
    ]
    assert two_steps.verified()[0] == 0
