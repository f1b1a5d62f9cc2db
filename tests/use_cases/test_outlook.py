"""What people have to expect: the same for one and for all, and told before a promise is broken."""

import pytest

from queue_server.use_cases.clockwork import Clockwork
from queue_server.use_cases.outlook import standing, standings
from queue_server.use_cases.paces import Paces


@pytest.fixture
def busy(office):
    """Nine wait, of both classes, and one officer sits."""
    for place in range(9):
        office.take("A", "elderly" if place % 3 == 0 else "normal")
        office.clock.pass_(1)
    office.sit()
    return office


@pytest.fixture
def clockwork(office):
    return Clockwork(
        halls=office.halls, writer=office, questions=office.reader, paces=Paces(), holder="one"
    )


def test_all_are_told_what_each_would_be_told(busy):
    together = busy.ask(lambda view: {head.id: expected for head, expected in standings(view, "A")})

    one_by_one = busy.ask(
        lambda view: {ticket.id: standing(view, ticket) for ticket in view.tickets()}
    )
    assert together == one_by_one
    assert sorted(expected.ahead for expected in together.values()) == list(range(9))


def test_a_promise_that_will_be_broken_is_told_once(busy, clockwork):
    busy.clock.pass_(40)

    clockwork.tick(busy.hall)
    clockwork.tick(busy.hall)

    warned = [each.event.number for each in busy.record() if each.event.kind == "promise_at_risk"]
    assert sorted(warned) == [f"A00{n}" for n in range(1, 10)]


def test_nobody_is_warned_while_there_is_time(office, clockwork):
    office.take()
    office.sit()

    clockwork.tick(office.hall)

    assert "promise_at_risk" not in office.kinds()


def test_who_was_sent_to_a_counter_is_warned_too(busy, clockwork):
    number = busy.call().number
    busy.handle("start", number)
    busy.handle("transfer", number, service=None, counter=3)
    busy.clock.pass_(120)

    clockwork.tick(busy.hall)

    warned = [each.event.number for each in busy.record() if each.event.kind == "promise_at_risk"]
    assert number in warned


def test_before_a_counter_opens_each_who_comes_is_told_a_longer_wait(office):
    told = [office.take("A").forecast for _ in range(3)]

    assert told == sorted(set(told))
