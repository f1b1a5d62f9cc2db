"""Whose promise will be broken: told once, not of who was called meanwhile, and cheap to look for again."""

import pytest

from queue_server.use_cases import at_risk
from queue_server.use_cases.at_risk import Watch
from queue_server.use_cases.outlook import usual_pace
from tests.storage.office import HALL


class Pace:
    """The hall file's, counting how often it was asked for."""

    def __init__(self):
        self.asked = 0

    def __call__(self, hall, service):
        self.asked += 1
        return usual_pace(hall, service)


@pytest.fixture
def late(office):
    """Three wait whose promise of half an hour is over."""
    for _ in range(3):
        office.take()
    office.clock.pass_(31)
    office.sit()
    return office


def tell(office, found):
    def command(uow):
        with uow.locked(HALL) as locked:
            return at_risk.tell(locked, found)

    return office.run(command)


def warned(office):
    return [each.number for each in office.events() if each.kind == "promise_at_risk"]


def test_who_was_called_before_it_was_told_is_not_warned_of(late):
    watch = Watch(usual_pace)
    found = late.ask(watch.find)
    called = late.call()

    told = tell(late, found)

    assert [each.ticket for each in found] == [called.id, *told]
    assert warned(late) == ["A002", "A003"]


def test_who_was_not_told_of_is_found_again_when_waiting_again(late):
    watch = Watch(usual_pace)
    found = late.ask(watch.find)
    number = late.call().number
    watch.remember(tell(late, found))
    late.handle("put_back", number)

    assert [each.ticket for each in late.ask(watch.find)] == [late.ticket(number).id]


def test_who_was_warned_costs_no_forecast(late):
    pace = Pace()
    watch = Watch(pace)
    watch.remember(tell(late, late.ask(watch.find)))
    before = pace.asked

    assert (late.ask(watch.find), pace.asked) == ([], before)
    assert before > 0


def test_a_server_that_comes_after_asks_the_record_once(late):
    first, next_one = Watch(usual_pace), Watch(usual_pace)
    tell(late, late.ask(first.find))
    asked = []

    def question(view):
        events_of = view.events_of
        view.events_of = lambda ticket: asked.append(ticket) or events_of(ticket)
        return next_one.find(view)

    assert [late.ask(question), late.ask(question)] == [[], []]
    assert len(asked) == len(set(asked)) == 3


def test_yesterdays_warnings_are_forgotten(late):
    watch = Watch(usual_pace)
    watch.remember(tell(late, late.ask(watch.find)))
    assert late.ask(watch.find) == []
    late.execute("DELETE FROM event WHERE kind = 'promise_at_risk'")
    late.clock.pass_(24 * 60)
    late.ask(watch.find)
    late.clock.pass_(-24 * 60)

    assert len(late.ask(watch.find)) == 3


def test_who_was_sent_to_a_counter_and_warned_costs_none_either(late):
    number = late.call().number
    late.handle("start", number)
    late.handle("transfer", number, service=None, counter=3)
    late.clock.pass_(31)
    pace = Pace()
    watch = Watch(pace)
    watch.remember(tell(late, late.ask(watch.find)))
    before = pace.asked

    assert (late.ask(watch.find), pace.asked) == ([], before)
    assert number in warned(late)
