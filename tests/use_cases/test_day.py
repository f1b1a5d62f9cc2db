"""The hall's day: what the clock ends, opens and forgets, and how a manager closes it."""

from datetime import timedelta

import pytest

from queue_server.domain import errors
from queue_server.domain.counter import CounterState
from queue_server.domain.hall import Rules
from queue_server.domain.lifecycle import TicketState
from queue_server.use_cases import day
from tests.domain.builders import MONDAY, minutes

S = TicketState
TOMORROW = 24 * 60


@pytest.fixture
def opened(office):
    """Monday is open."""
    office.do(day.turn)
    return office


def turn(office, minutes_later=0):
    office.clock.pass_(minutes_later)
    office.do(day.turn)
    return office.kinds()


def states(office):
    rows = sorted(office.rows(), key=lambda row: row["id"])
    return [(row["number"], row["state"]) for row in rows]


def test_the_hall_opens_once_a_day_when_its_hours_begin(office):
    office.clock.pass_(-60)

    assert turn(office) == []
    assert turn(office, 60) == ["hall_opened"]
    assert turn(office, 1) == ["hall_opened"]
    assert office.events()[0].day == MONDAY


def test_in_the_evening_nothing_is_closed_until_the_day_is_over(opened):
    assert turn(opened, 10 * 60) == ["hall_opened"]
    assert turn(opened, 6 * 60) == ["hall_opened", "hall_closed"]  # one in the night
    assert turn(opened, 8 * 60) == ["hall_opened", "hall_closed", "hall_opened"]
    assert [each.day for each in opened.events()][:2] == [MONDAY, MONDAY]


def test_yesterday_s_numbers_all_have_an_ending(opened):
    for _ in range(6):
        opened.take()
    opened.sit()
    opened.serve()  # A001
    opened.call()
    opened.handle("miss", "A002")
    opened.call()
    opened.handle("start", "A003")
    opened.handle("hold", "A003", None)
    opened.call()
    opened.handle("start", "A004")  # still at the window
    turn(opened, TOMORROW)

    assert states(opened) == [
        ("A001", S.COMPLETED),
        ("A002", S.ABANDONED),
        ("A003", S.ABANDONED),
        ("A004", S.COMPLETED),
        ("A005", S.ABANDONED),
        ("A006", S.ABANDONED),
    ]
    assert {row["waiting"] for row in opened.rows("line")} == {0}
    assert opened.verified()[0] == 0


def test_yesterday_s_counters_are_closed_and_free_also_where_somebody_was_in_hand(opened):
    opened.take()
    opened.sit(3)
    opened.sit(1, "wang")
    opened.call(3)
    turn(opened, TOMORROW)

    assert [
        (each.number, each.state, each.officer, each.ticket)
        for each in opened.ask(lambda view: view.seats())
    ] == [(number, CounterState.CLOSED, None, None) for number in (1, 2, 3)]
    assert opened.kinds()[-5:] == [
        "ticket_abandoned",
        "counter_closed",
        "counter_closed",
        "hall_closed",
        "hall_opened",
    ]
    assert opened.verified()[0] == 0


def test_a_new_day_s_numbers_are_not_touched_by_the_turn(opened):
    opened.clock.pass_(TOMORROW)
    opened.take()
    opened.sit()
    opened.call()
    turn(opened)

    assert (states(opened), opened.seat().officer) == ([("A001", S.CALLED)], "chen")


def test_a_missed_one_whom_nobody_restores_is_let_go_after_the_hall_s_time(opened):
    opened.has(rules=Rules(missed_kept=minutes(30)))
    opened.take()
    opened.sit()
    opened.call()
    opened.handle("miss", "A001")
    turn(opened, 30)
    kept = opened.ticket("A001").state
    turn(opened, 1)

    assert (kept, opened.ticket("A001").state, opened.events()[-1].reason) == (
        S.MISSED,
        S.ABANDONED,
        "missed",
    )


def test_a_turn_with_nothing_to_do_writes_nothing(opened):
    opened.take()
    before = opened.everything()

    turn(opened, 1)

    assert opened.everything() == before


def close(office):
    office.do(day.close, by="boss")


def test_a_day_is_closed_only_when_nobody_waits_or_is_served(opened):
    opened.take()
    opened.take()
    opened.sit()
    opened.call()
    before = opened.everything()

    with pytest.raises(errors.TicketsRemaining) as refusal:
        close(opened)

    assert refusal.value.details == {"count": 2, "numbers": ["A001", "A002"]}
    assert opened.everything() == before


def test_closing_ends_who_is_missed_and_held_and_sends_officers_home(opened):
    opened.take()
    opened.take()
    opened.sit()
    opened.call()
    opened.handle("miss", "A001")
    opened.call()
    opened.handle("start", "A002")
    opened.handle("hold", "A002", None)
    close(opened)

    assert states(opened) == [("A001", S.ABANDONED), ("A002", S.ABANDONED)]
    assert (opened.seat().state, opened.seat().officer) == (CounterState.CLOSED, None)
    event = opened.events()[-1]
    assert (event.kind, event.actor, event.day) == ("hall_closed", "boss", MONDAY)
    assert opened.verified()[0] == 0


def test_a_day_that_a_manager_ended_stays_ended_until_it_is_opened_again(opened):
    close(opened)
    opened.do(day.turn)
    with pytest.raises(errors.HallClosed):
        opened.take()

    opened.do(day.reopen, by="boss")

    assert opened.take().number == "A001"


def test_a_manager_may_end_a_day_before_the_clock_has_ended_the_one_before(opened):
    opened.clock.pass_(TOMORROW)
    close(opened)

    closed = [(each.actor, each.day) for each in opened.events()[1:]]
    assert closed == [("hall", MONDAY), ("boss", MONDAY + timedelta(days=1))]
    assert opened.verified()[0] == 0


def test_at_the_window_where_service_starts_on_the_call_the_night_completes(opened):
    opened.has(rules=Rules(start_on_call=True))
    opened.take()
    opened.sit()
    opened.call()
    turn(opened, TOMORROW)

    assert states(opened) == [("A001", S.COMPLETED)]
    assert opened.verified()[0] == 0


def test_the_night_ends_numbers_in_the_order_of_issue(database_office):
    database_office.take()
    database_office.take("A", "elderly")
    database_office.sit()
    database_office.clock.pass_(1)
    database_office.call()
    database_office.handle("miss", "A002")
    turn(database_office, TOMORROW)

    ended = [each.number for each in database_office.events() if each.kind == "ticket_abandoned"]
    assert ended == ["A001", "A002"]
