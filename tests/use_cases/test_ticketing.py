"""Taking a number: who gets which, and when none is given."""

import pytest

from queue_server.domain import errors, events
from queue_server.domain.hall import Rules
from queue_server.use_cases.principal import Role
from queue_server.use_cases.print_job import PrintJob
from tests.domain.builders import (
    HALL,
    MONDAY,
    NINE,
    a_counter,
    a_hall,
    a_service,
    a_take,
    after,
    minutes,
)
from tests.storage.office import an_officer

DESK = an_officer("desk", Role.DESK)


def test_the_first_number_of_the_day_is_001_and_waits(office):
    issued = office.issue("A", "elderly", language="en", party_size=2)

    ticket = issued.ticket
    assert (ticket.number, ticket.state, ticket.day, ticket.id) == ("A001", "waiting", MONDAY, 1)
    assert (ticket.clock, ticket.due_at) == (NINE, after(5))
    assert office.events() == [
        events.TicketIssued(
            at=NINE,
            ticket=1,
            number="A001",
            actor="kiosk-1",
            service="A",
            priority_class="elderly",
            tier=0,
            promise_s=300.0,
            clock=NINE,
            day=MONDAY,
            language="en",
            channel="kiosk",
            party_size=2,
        )
    ]


def test_each_service_counts_for_itself_and_each_day_begins_anew(office):
    numbers = [office.take(letter).number for letter in "AABA"]
    office.clock.pass_(minutes=24 * 60)

    assert (numbers, office.take("A").number) == (["A001", "A002", "B001", "A003"], "A001")


def test_past_999_a_number_grows_a_digit(office):
    office.execute("INSERT INTO number VALUES (:hall, '2026-11-23', 'A', 999)", hall=HALL)

    assert office.take("A").number == "A1000"


def test_a_paper_is_made_for_the_device_that_was_named_and_only_then(office):
    with_paper, without = office.issue(printer="k1"), office.issue()

    assert with_paper.job == PrintJob(
        id="guangdong-1-1", hall=HALL, ticket=1, device="k1", created_at=NINE, ahead=0
    )
    assert (with_paper.ticket.paper, without.ticket.paper) == ("queued", "none")
    assert (without.job, len(office.rows("job"))) == (None, 1)


def test_what_is_told_is_what_is_ahead_now(office):
    office.sit(3)
    aheads = [office.issue().outlook.ahead for _ in range(3)]

    issued = office.issue("A", "elderly")

    assert aheads == [0, 1, 2]
    assert issued.outlook.ahead < 3
    assert issued.ticket.forecast == issued.outlook.forecast.seconds()


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ({"service": "Z"}, "unknown_service"),
        ({"priority_class": "king"}, "unknown_class"),
        ({"priority_class": "appointment"}, "forbidden"),
        ({"priority_class": "urgent", "reason": "unwell"}, "forbidden"),
    ],
)
def test_what_a_kiosk_may_not_give_is_refused_and_changes_nothing(office, order, code):
    before = office.everything()

    with pytest.raises(errors.Refusal) as refusal:
        office.issue(**order)

    assert (refusal.value.code, office.everything()) == (code, before)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DESK, Role.MANAGER])
def test_the_green_channel_needs_somebody_who_grants_it_and_a_reason(office, role):
    by = an_officer("wang", role)

    with pytest.raises(errors.Invalid):
        office.issue("A", "urgent", by=by)
    ticket = office.take("A", "urgent", by=by, reason="unwell")

    assert (ticket.tier, ticket.reason, office.events()[0].actor) == (1, "unwell", "wang")


def test_outside_its_hours_a_hall_gives_no_number(office):
    closed = {}
    for name, past in {"noon": 3 * 60, "evening": 8 * 60, "night": 20 * 60}.items():
        office.clock.now = after(past)
        with pytest.raises(errors.HallClosed) as refusal:
            office.take()
        closed[name] = refusal.value.details

    office.clock.now = after(4 * 60)
    assert closed == {when: {"hall": "guangdong"} for when in ("noon", "evening", "night")}
    assert office.take().number == "A001"


def test_a_class_that_no_counter_serves_is_not_eligible(office):
    office.halls.set(
        a_hall(
            services=(a_service("A"), a_service("B", classes=frozenset({"elderly"}))),
            counters=(a_counter(3, [a_take("A", classes=["elderly"]), a_take("B")]),),
        )
    )

    for order in (("A", "normal"), ("B", "normal")):
        with pytest.raises(errors.NotEligible):
            office.take(*order)

    assert (office.take("A", "elderly").number, office.take("B", "elderly").number) == (
        "A001",
        "B001",
    )


def test_a_service_s_own_promise_goes_before_its_class_s(office):
    office.halls.set(a_hall(services=(a_service("A", promises={"normal": minutes(12)}),)))

    assert office.take("A").due_at == after(12)


def test_where_service_starts_on_the_call_the_ticket_knows_it(office):
    office.has(rules=Rules(start_on_call=True))

    assert office.take().start_on_call is True
