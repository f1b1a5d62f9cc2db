"""Getting ready: after a call the next few of the counter are told, each of them once."""

from datetime import timedelta

import pytest

from queue_server.domain.events import TicketsPrecalled
from queue_server.domain.hall import Rules, Voice
from queue_server.use_cases import citizen
from tests.domain.builders import a_counter, after, minutes

TWO = Voice(pre_call=2)


@pytest.fixture
def hall(office):
    """Two get ready; A001 to A005 wait, chen sits at counter 3, wang at 1."""
    office.has(voice=TWO, rules=Rules(restore_penalty=minutes(2)))
    for _ in range(5):
        office.take()
        office.clock.pass_(seconds=1)
    office.sit()
    office.sit(1, "wang")
    return office


def told(office):
    """The numbers of each time."""
    return [each.numbers for each in office.events() if isinstance(each, TicketsPrecalled)]


def last_told(office):
    return told(office)[-1]


def test_after_a_call_the_next_two_get_ready(hall):
    hall.clock.pass_(1)
    hall.call()

    assert hall.events()[-1] == TicketsPrecalled(
        at=hall.clock(),
        actor="hall",
        counter=3,
        tickets=[2, 3],
        numbers=["A002", "A003"],
        languages=["zh-CN", "zh-CN"],
    )
    assert [hall.ticket(number).precalled_at for number in ("A001", "A002", "A003", "A004")] == [
        None,
        hall.clock(),
        hall.clock(),
        None,
    ]
    assert hall.verified()[0] == 0


def test_each_is_told_once_whoever_calls(hall):
    for counter, officer in [(3, "chen"), (1, "wang"), (3, "chen"), (1, "wang"), (3, "chen")]:
        hall.call(counter, officer)

    assert told(hall) == [["A002", "A003"], ["A004"], ["A005"]]


def test_a_chosen_call_tells_those_who_come_after_it(hall):
    hall.choose("A002")

    assert told(hall) == [["A001", "A003"]]


def test_a_recall_tells_nobody(hall):
    hall.call()
    hall.handle("recall", "A001")

    assert len(told(hall)) == 1


def test_only_those_get_ready_whom_the_counter_may_call_now(hall):
    hall.has(voice=TWO, counters=(a_counter(3, "A"), a_counter(1, "AB")))
    secret = hall.ticket("A002").secret
    hall.run(lambda uow: citizen.defer(uow, secret=secret, by=timedelta(minutes=20)))
    hall.take("B")
    hall.choose("A003", 1, "wang")
    hall.handle("transfer", "A003", service=None, counter=1, officer="wang")

    hall.call()

    assert told(hall) == [["A001", "A004"], ["A005"]]


def test_a_mistaken_call_that_is_undone_tells_nobody_twice(hall):
    hall.call()
    hall.call()
    hall.handle("put_back", "A002")
    hall.call(1, "wang")

    assert told(hall) == [["A002", "A003"], ["A004"]]
    assert hall.ticket("A002").state == "called"


def test_one_who_missed_the_call_and_is_back_is_not_told_twice_and_not_sent_to_get_ready(hall):
    hall.call()
    hall.call()
    assert hall.ticket("A003").is_precalled
    hall.handle("miss", "A002")
    hall.clock.pass_(1)
    hall.handle("restore", "A002")
    for _ in range(3):
        hall.call()

    assert told(hall) == [["A002", "A003"], ["A004"], ["A005"]]
    assert hall.ticket("A002").precalled_at is not None
    assert not hall.ticket("A002").is_precalled


def test_one_who_is_sent_on_may_be_told_anew(hall):
    hall.call()
    hall.call()
    hall.handle("transfer", "A002", service="B", counter=None)
    hall.choose("A003", 1, "wang")

    assert told(hall) == [["A002", "A003"], ["A004"], ["A002"]]


def test_one_who_asked_to_be_called_later_is_told_when_the_time_has_come(hall):
    hall.call()
    secret = hall.ticket("A002").secret
    hall.run(lambda uow: citizen.defer(uow, secret=secret, by=timedelta(minutes=5)))
    assert not hall.ticket("A002").is_precalled
    hall.call()
    hall.clock.pass_(6)
    hall.call()

    assert told(hall) == [["A002", "A003"], ["A004", "A005"], ["A002"]]


def test_a_call_costs_no_question_more_where_nobody_is_told(office):
    office.take()
    office.take()
    office.sit()
    raw = office.connections.get().connection.driver_connection
    office.connections.get().rollback()
    asked = []
    raw.set_trace_callback(asked.append)

    office.call()

    raw.set_trace_callback(None)
    assert len([each for each in asked if each.lstrip().startswith("SELECT")]) == SELECTS_OF_A_CALL
    assert told(office) == []


SELECTS_OF_A_CALL = 5
"""The hall's row, the counters, the first of each line, the ticket, how many wait in each line."""


def test_the_moment_is_kept_until_the_ticket_waits_for_something_else(hall):
    hall.clock.pass_(seconds=55)
    hall.call()
    hall.call()

    assert hall.ticket("A002").precalled_at == after(1)


def test_a_tickets_history_says_each_time_it_was_told_and_no_other_time(hall):
    hall.clock.pass_(1)
    hall.call()
    hall.call(1, "wang")
    hall.call()
    hall.handle("transfer", "A003", service="B", counter=None)
    hall.choose("A004", 1, "wang")

    def kinds(number):
        ticket = hall.ticket(number)
        history = hall.ask(lambda view: view.history_of(ticket))
        assert [each.sequence for each in history] == sorted({each.sequence for each in history})
        return [each.event.kind for each in history]

    assert told(hall) == [["A002", "A003"], ["A004"], ["A005"], ["A003"]]
    assert kinds("A001") == ["ticket_issued", "ticket_called", "ticket_missed"]
    assert kinds("A003") == [
        "ticket_issued",
        "tickets_precalled",
        "ticket_called",
        "ticket_transferred",
        "tickets_precalled",
    ]
