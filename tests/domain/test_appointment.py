"""Appointments: slots inside the hours, and where a kept one stands in line."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from queue_server.domain.appointment import AppointmentState, Slot, appointment_clock, slots_of
from queue_server.domain.calendar import Hours
from queue_server.domain.errors import IllegalTransition, UnknownService
from queue_server.domain.names import TicketId
from queue_server.domain.service import AppointmentPlan
from tests.domain.builders import MONDAY, NINE, a_hall, a_service, after, an_appointment, minutes


def a_hall_with(slot=30, capacity=4, **facts):
    plan = AppointmentPlan(slot=minutes(slot), capacity=capacity)
    return a_hall(services=(a_service("A", appointments=plan), a_service("B")), **facts)


def test_slots_fill_the_hours_and_leave_lunch_free():
    slots = slots_of(a_hall_with(60), "A", MONDAY)

    assert [(slot.starts_at - NINE) / minutes(60) for slot in slots] == [0, 1, 2, 4, 5, 6, 7]
    assert {(slot.ends_at - slot.starts_at, slot.capacity, slot.booked) for slot in slots} == {
        (minutes(60), 4, 0)
    }


def test_a_slot_that_would_outlast_the_hours_is_left_out():
    slots = slots_of(a_hall_with(50), "A", MONDAY)

    assert [(slot.starts_at - NINE) / minutes(1) for slot in slots] == [
        0,
        50,
        100,
        240,
        290,
        340,
        390,
    ]
    assert slots_of(a_hall_with(181), "A", MONDAY)[0].starts_at == after(240)


def test_slots_are_told_in_utc():
    assert {slot.starts_at.tzinfo for slot in slots_of(a_hall_with(), "A", MONDAY)} == {UTC}


def test_slots_reach_midnight_where_the_hall_is_always_open():
    slots = slots_of(a_hall_with(60, hours=Hours(always=True)), "A", MONDAY)

    assert len(slots) == 24
    assert slots[-1].ends_at == datetime(2026, 11, 23, 16, tzinfo=UTC)


@pytest.mark.parametrize(("service", "day"), [("B", MONDAY), ("A", date(2026, 11, 22))])
def test_there_are_no_slots_without_appointments_or_hours(service, day):
    assert slots_of(a_hall_with(), service, day) == ()


def test_slots_of_an_unknown_service_are_refused():
    with pytest.raises(UnknownService):
        slots_of(a_hall_with(), "Z", MONDAY)


def test_a_slot_is_free_until_it_is_full_and_never_less_than_empty():
    slot = {"starts_at": NINE, "ends_at": after(30), "capacity": 2}

    assert [Slot(booked=booked, **slot).free for booked in range(4)] == [2, 1, 0, 0]


@pytest.mark.parametrize(
    ("checked_in", "clock"),
    [(after(-40), NINE), (NINE, NINE), (after(15), NINE), (after(15.1), after(15.1))],
    ids=["early", "on-time", "within-the-grace", "late"],
)
def test_a_kept_appointment_waits_from_its_slot_and_a_late_one_from_the_check_in(checked_in, clock):
    assert appointment_clock(NINE, checked_in, timedelta(minutes=15)) == clock


def test_an_appointment_is_kept_or_given_back_once():
    kept, given_back = an_appointment(), an_appointment()
    kept.check_in(TicketId(7))
    given_back.cancel()

    assert (kept.state, kept.ticket) == (AppointmentState.CHECKED_IN, 7)
    assert given_back.state is AppointmentState.CANCELLED
    for ended in (kept, given_back):
        before = (ended.state, ended.ticket)
        with pytest.raises(IllegalTransition):
            ended.check_in(TicketId(8))
        with pytest.raises(IllegalTransition):
            ended.cancel()
        assert (ended.state, ended.ticket) == before


def test_hours_of_a_single_day_move_its_slots():
    holiday = Hours(dates={MONDAY: ((time(10), time(11)),)})

    assert [slot.starts_at for slot in slots_of(a_hall_with(hours=holiday), "A", MONDAY)] == [
        after(60),
        after(90),
    ]
