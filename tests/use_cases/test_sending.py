"""Where a person is sent: to an officer wherever that one sits, back, and never where nobody is."""

import pytest

from queue_server.domain import errors
from queue_server.domain.counter import CounterState
from queue_server.use_cases import counters, handling
from queue_server.use_cases.handling import Subject
from queue_server.use_cases.people import Account
from queue_server.use_cases.principal import Role
from tests.domain.builders import HALL, NINE, OFFICER, a_counter, a_service
from tests.storage.office import an_officer

PEOPLE = {OFFICER: ("1", HALL), "wang": ("2", HALL), "zhao": ("3", HALL), "far": ("9", "linkou")}
"""Badge and hall, by name."""


@pytest.fixture
def hall(office):
    """A001 is served by chen at counter 3, A002 waits; wang sits at counter 1, nobody at counter 2."""
    office.has(
        counters=(a_counter(1, "B"), a_counter(2, "AB"), a_counter(3, "A")),
        services=tuple(a_service(letter) for letter in "ABC"),
    )
    for name, (badge, of) in PEOPLE.items():
        roles = frozenset({Role.OFFICER})
        made = Account(name=name, password="", roles=roles, hall=of, badge=badge, created_at=NINE)
        office.run(lambda uow, one=made: uow.people.save_account(one))
    office.take()
    office.take()
    office.sit()
    office.sit(1, "wang")
    office.call()
    office.handle("start", "A001")
    return office


def transfer(office, number="A001", *, by=OFFICER, **where):
    of = Subject(hall=HALL, number=number, by=an_officer(by))
    return office.run(lambda uow: handling.transfer(uow, of, **where))


def test_to_an_officer_is_to_where_that_one_sits_now(hall):
    sent = transfer(hall, officer="2")

    assert (sent.service, sent.reserved_for, hall.call(1, "wang").number) == ("A", 1, "A001")


def test_the_desk_moves_one_who_waits_to_an_officer_too(hall):
    of = Subject(hall=HALL, number="A002", by=an_officer("desk", Role.DESK))
    moved = hall.run(lambda uow: handling.move(uow, of, officer="2"))

    assert (moved.reserved_for, hall.call(1, "wang").number) == (1, "A002")


def test_back_is_to_the_counter_that_had_sent_it_for_what_it_came_for_there(hall):
    transfer(hall, service="B")
    hall.call(1, "wang")
    back = transfer(hall, by="wang", back=True)

    assert (back.service, back.reserved_for, back.stage) == ("A", 3, 3)
    assert hall.call().number == "A001"


def test_who_is_sent_to_a_counter_that_does_not_call_may_be_called_by_all(hall):
    hall.do(counters.set_state, counter=1, officer="wang", state=CounterState.PAUSED)

    assert transfer(hall, counter=1).reserved_for == 1
    assert hall.call().number == "A001"


@pytest.mark.parametrize(
    ("where", "code", "details"),
    [
        ({"counter": 99}, "not_found", {"what": "counter", "counter": 99}),
        ({"officer": "3"}, "counter_closed", {"officer": "3"}),
        ({"officer": "9"}, "not_found", {"what": "officer", "officer": "9"}),
        ({"officer": "77"}, "not_found", {"what": "officer", "officer": "77"}),
        ({"service": "C"}, "not_eligible", {"service": "C", "class": "normal"}),
        ({"back": True}, "no_sender", {"number": "A001"}),
        ({"back": True, "counter": 1}, "invalid", {"field": "service"}),
        ({"officer": "2", "service": "B"}, "invalid", {"field": "service"}),
    ],
)
def test_nobody_is_sent_where_nobody_serves(hall, where, code, details):
    before = hall.everything()

    with pytest.raises(errors.Refusal) as refused:
        transfer(hall, **where)
    assert (refused.value.code, refused.value.details) == (code, details)
    assert hall.everything() == before


def test_back_to_a_counter_that_was_left_is_refused(hall):
    transfer(hall, service="B")
    hall.do(counters.get_up, counter=3, officer=OFFICER)
    hall.call(1, "wang")

    with pytest.raises(errors.CounterClosed):
        transfer(hall, by="wang", back=True)
