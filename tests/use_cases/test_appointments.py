"""Booked times: never more than places, kept, late, given back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from queue_server.domain import errors
from queue_server.domain.appointment import AppointmentState
from queue_server.domain.service import AppointmentPlan
from queue_server.use_cases import appointments
from tests.domain.builders import HALL, MONDAY, NINE, a_service, after, minutes
from tests.storage.office import KIOSK

PLAN = AppointmentPlan(slot=minutes(30), capacity=2, days_ahead=7)
SERVICES = (a_service("A", appointments=PLAN), a_service("B"))


@pytest.fixture
def booking(office):
    """Service A has two places every half hour."""
    office.has(services=SERVICES)
    return office


def book(office, starts_at, code, **facts):
    return office.do(
        appointments.book, **({"service": "A", "starts_at": starts_at, "code": code} | facts)
    )


def check_in(office, code, **facts):
    secret = office.a_secret()
    return office.run(
        lambda uow: appointments.check_in(uow, code=code, by=KIOSK, secret=secret, **facts)
    )


def booked(office, starts_at):
    found = office.ask(lambda view: appointments.slots(view, "A", office.hall.day(starts_at)))
    return {slot.starts_at: slot.booked for slot in found}[starts_at]


def test_a_day_s_slots_are_the_hall_s_hours_without_what_is_past(booking):
    booking.clock.pass_(60 + 10)
    found = booking.ask(lambda view: appointments.slots(view, "A", MONDAY))

    assert [(found[0].starts_at, found[0].free), found[-1].ends_at] == [
        (after(60), 2),
        after(8 * 60),
    ]
    assert len(found) == 4 + 8  # from ten to noon, from one to five
    assert booking.ask(lambda view: appointments.slots(view, "B", MONDAY)) == []


def test_a_slot_is_booked_until_it_is_full(booking):
    made = [book(booking, after(60), f"CODE{n}") for n in range(2)]
    before = booking.everything()

    with pytest.raises(errors.NoCapacity) as refusal:
        book(booking, after(60), "CODE3")

    assert [each.state for each in made] == [AppointmentState.BOOKED] * 2
    assert (booked(booking, after(60)), booking.everything()) == (2, before)
    assert refusal.value.details["service"] == "A"


def test_two_who_book_the_last_place_at_once_do_not_both_get_it(database_office):
    office = database_office
    office.has(services=SERVICES)
    writer = office.a_writer()

    def try_to_book(n):
        try:
            return writer.run(
                lambda uow: (
                    appointments.book(
                        uow, hall=HALL, service="A", starts_at=after(60), code=f"CODE{n}"
                    ).code
                )
            )
        except errors.NoCapacity:
            return None

    with ThreadPoolExecutor(8) as people:
        got = list(people.map(try_to_book, range(8)))

    assert (len([each for each in got if each]), booked(office, after(60))) == (2, 2)
    assert office.verified()[0] == 0


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"service": "Z"}, "unknown_service"),
        ({"service": "B"}, "invalid"),
        ({"starts_at": after(61)}, "invalid"),
        ({"starts_at": NINE}, "invalid"),
        ({"starts_at": after(3 * 60)}, "invalid"),
        ({"starts_at": after(8 * 24 * 60)}, "invalid"),
        ({"starts_at": datetime(9999, 12, 31, 23, tzinfo=UTC)}, "invalid"),
        ({"starts_at": datetime(1, 1, 1, tzinfo=UTC)}, "invalid"),
    ],
)
def test_what_is_no_slot_is_not_booked(booking, facts, code):
    with pytest.raises(errors.Refusal) as refusal:
        book(booking, **({"starts_at": after(60), "code": "CODE"} | facts))

    assert (refusal.value.code, booking.rows("appointment")) == (code, [])


def test_who_is_in_time_waits_from_the_slot(booking):
    book(booking, after(30), "CODE1", party_size=2, language="en", holder="hash")
    booking.clock.pass_(20)
    issued = check_in(booking, "CODE1", printer="k1")

    ticket = issued.ticket
    assert (ticket.number, ticket.priority_class, ticket.clock, ticket.due_at) == (
        "A001",
        "appointment",
        after(30),
        after(40),
    )
    assert (ticket.party_size, ticket.language, ticket.holder, issued.job.device) == (
        2,
        "en",
        "hash",
        "k1",
    )
    assert (booking.events()[0].appointment, ticket.share(after(20)) < 0) == ("CODE1", True)


def test_who_is_early_is_called_only_when_nobody_else_waits(booking):
    book(booking, after(30), "CODE1")
    check_in(booking, "CODE1")
    booking.take()
    booking.sit()

    assert [booking.call().number, booking.call().number] == ["A002", "A001"]


@pytest.mark.parametrize(("late", "clock"), [(15, 30), (16, 46)])
def test_who_is_later_than_the_grace_waits_from_the_check_in(booking, late, clock):
    book(booking, after(30), "CODE1")
    booking.clock.pass_(30 + late)

    assert check_in(booking, "CODE1").ticket.clock == after(clock)


def test_an_appointment_is_kept_on_its_own_day(booking):
    book(booking, after(24 * 60), "CODE1")

    with pytest.raises(errors.Invalid):
        check_in(booking, "CODE1")
    booking.clock.pass_(24 * 60)

    assert check_in(booking, "CODE1").ticket.number == "A001"


def test_an_appointment_is_kept_once(booking):
    book(booking, after(30), "CODE1")
    check_in(booking, "CODE1")
    before = booking.everything()

    with pytest.raises(errors.IllegalTransition):
        check_in(booking, "CODE1")
    with pytest.raises(errors.IllegalTransition):
        booking.run(lambda uow: appointments.cancel(uow, code="CODE1"))

    assert booking.everything() == before


def test_a_place_given_back_can_be_booked_again(booking):
    for n in range(2):
        book(booking, after(60), f"CODE{n}")
    cancelled = booking.run(lambda uow: appointments.cancel(uow, code="CODE0"))

    assert (cancelled.state, booked(booking, after(60))) == (AppointmentState.CANCELLED, 1)
    assert book(booking, after(60), "CODE3").code == "CODE3"
    with pytest.raises(errors.IllegalTransition):
        check_in(booking, "CODE0")


def test_a_code_that_is_nobody_s_is_not_found(booking):
    with pytest.raises(errors.NotFound):
        check_in(booking, "NOBODY")
    with pytest.raises(errors.NotFound):
        booking.run(lambda uow: appointments.cancel(uow, code="NOBODY"))


def test_a_plan_with_fewer_places_takes_nobody_s_away(booking):
    for n in range(2):
        book(booking, after(60), f"CODE{n}")
    smaller = AppointmentPlan(slot=minutes(30), capacity=1, days_ahead=7)
    booking.has(services=(a_service("A", appointments=smaller), a_service("B")))

    with pytest.raises(errors.NoCapacity):
        book(booking, after(60), "CODE3")
    booking.run(lambda uow: appointments.cancel(uow, code="CODE0"))

    assert (booked(booking, after(60)), check_in(booking, "CODE1").ticket.number) == (1, "A001")
