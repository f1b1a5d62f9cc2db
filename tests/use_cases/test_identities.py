"""One number for each person, patience with those who do not come, and what the kiosk must be shown."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from queue_server.domain import errors, events
from queue_server.domain.hall import Rules
from queue_server.domain.identity import Asks, Identity
from queue_server.use_cases import appointments, no_shows, printing, ticketing
from queue_server.use_cases.appointments import Arrival
from queue_server.use_cases.principal import Principal, Role
from queue_server.use_cases.ticketing import Order
from tests.domain.builders import HALL, NINE, a_service, after
from tests.storage.office import KIOSK, an_officer
from tests.use_cases.test_appointments import PLAN

CARD, OTHER = "a" * 64, "b" * 64
DESK = an_officer("desk", Role.DESK)
A_DAY = 24 * 60


def asking(office, asks=Asks.OPTIONAL, *, services=None, misses=1, **rule):
    """The hall asks for documents."""
    identity = Identity(otherwise=asks, **rule)
    changes = {} if services is None else {"services": services}
    office.has(identity=identity, rules=Rules(misses_allowed=misses), **changes)


def with_card(office, service="A", card=CARD, **facts):
    return office.take(service, holder=card, holder_last4="1234", is_read=True, **facts)


def lose(office, card=CARD, service="A"):
    """Somebody takes a number and does not come."""
    number = with_card(office, service, card).number
    office.sit()
    assert office.call().number == number
    office.handle("miss", number)


def refused(error, do):
    with pytest.raises(error) as refusal:
        do()
    return refusal.value.details


# -- what a service asks ---------------------------------------------------------------------


def test_a_kiosk_gives_no_number_without_the_document_that_a_service_asks_for(office):
    asking(office, Asks.REQUIRED)
    before = office.everything()

    details = refused(errors.IdentityRequired, office.take)

    assert (details, office.everything()) == ({"service": "A"}, before)
    assert with_card(office).holder_last4 == "1234"


def test_an_officer_sees_the_person_and_needs_no_document(office):
    asking(office, Asks.REQUIRED)

    assert office.take(by=DESK).number == "A001"


def test_each_service_asks_for_itself():
    rule = Identity(otherwise=Asks.OPTIONAL, services={"B": Asks.NONE, "C": Asks.REQUIRED})

    assert [rule.asks(letter).value for letter in "ABC"] == ["optional", "none", "required"]


# -- one living number -------------------------------------------------------------------------


def test_a_person_has_one_living_number_for_a_service(office):
    asking(office)
    with_card(office)
    before = office.everything()

    again = refused(errors.AlreadyWaiting, lambda: with_card(office))

    assert (again, office.everything()) == ({"service": "A", "number": "A001"}, before)
    assert with_card(office, "B").number == "B001"
    assert with_card(office, "A", OTHER).number == "A002"


def test_the_living_number_is_told_only_where_the_document_was_read(office):
    asking(office)
    with_card(office)

    typed = refused(errors.AlreadyWaiting, lambda: office.take(holder=CARD))

    assert typed == {"service": "A"}


@pytest.mark.parametrize("asks", [Asks.NONE, Asks.OPTIONAL])
def test_a_hall_may_let_a_person_have_several_numbers(office, asks):
    asking(office, asks, once=asks is Asks.NONE)

    assert [with_card(office).number, with_card(office).number] == ["A001", "A002"]


def test_a_number_that_has_ended_is_no_hindrance(office):
    asking(office)
    with_card(office)
    office.sit()
    office.serve()

    assert with_card(office).number == "A002"


def test_yesterday_s_number_that_nobody_ended_is_no_hindrance(office):
    asking(office)
    with_card(office)
    office.clock.pass_(A_DAY)

    assert with_card(office).number == "A001"


def test_kiosks_that_read_one_card_at_once_give_one_number(database_office):
    office = database_office
    asking(office)
    writer, gate = office.a_writer(), Barrier(8)
    said = []

    def press(number):
        kiosk = Principal(
            name=f"k{number}", roles=frozenset({Role.KIOSK}), hall=HALL, device=f"k{number}"
        )
        order = Order(service="A", holder=CARD, holder_last4="1234", is_read=True)
        facts = {"hall": HALL, "order": order, "by": kiosk, "secret": f"s{number}"}
        gate.wait()
        try:
            issued = writer.run(lambda uow: ticketing.issue(uow, **facts), hall=HALL)
            said.append(("took", issued.ticket.number))
        except errors.AlreadyWaiting as refusal:
            said.append(("has", refusal.details["number"]))

    threads = [Thread(target=press, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(said) == [("has", "A001")] * 7 + [("took", "A001")]
    assert [row["number"] for row in office.rows()] == ["A001"]
    assert office.verified()[0] == 0


# -- people who do not come -------------------------------------------------------------------


def test_who_often_does_not_come_waits_for_the_next_number(office):
    asking(office, no_shows=2, cool_down=timedelta(hours=2))
    lose(office)
    lose(office)
    office.clock.pass_(30)

    details = refused(errors.CoolingDown, lambda: with_card(office, "B"))
    office.clock.pass_(90)

    assert details == {"until": after(120).isoformat(), "seconds": 90 * 60}
    assert with_card(office, "B").number == "B001"


def test_what_was_long_ago_is_forgotten(office):
    asking(office, no_shows=2, within=timedelta(days=3), cool_down=timedelta(days=30))
    lose(office)
    office.clock.pass_(4 * A_DAY)  # Friday
    lose(office)

    assert with_card(office).number == "A002"


def test_numbers_lost_by_others_or_given_back_do_not_count(office):
    asking(office, no_shows=2)
    lose(office)
    lose(office, OTHER)
    office.handle("cancel", with_card(office).number, None, role=Role.MANAGER)

    assert with_card(office).number == "A004"


def test_a_hall_that_set_nothing_never_makes_anybody_wait(office):
    asking(office)
    for _ in range(5):
        lose(office)

    assert with_card(office).number == "A006"


def test_an_officer_forgives_with_a_reason_and_the_record_says_so(office):
    asking(office, no_shows=2)
    lose(office)
    lose(office)
    (known,) = office.ask(no_shows.cool_downs)
    said = (known.last4, known.until, [each.number for each in known.lost])

    office.do(no_shows.lift, cool_down=known.id, reason=" 住院 ", by="desk")

    assert said == ("1234", NINE + timedelta(days=1), ["A001", "A002"])
    lifted = events.CoolDownLifted(
        at=NINE, actor="desk", tickets=[each.id for each in known.lost], reason="住院"
    )
    assert office.events()[-1] == lifted
    assert office.ask(no_shows.cool_downs) == []
    assert with_card(office).number == "A003"
    assert office.verified()[0] == 0


@pytest.mark.parametrize(
    ("reason", "cool_down", "error"), [(" ", None, errors.Invalid), ("住院", 99, errors.NotFound)]
)
def test_nothing_is_forgiven_without_a_reason_or_to_nobody(office, reason, cool_down, error):
    asking(office, no_shows=1)
    lose(office)
    known = office.ask(no_shows.cool_downs)[0].id
    before = office.everything()

    refused(
        error,
        lambda: office.do(no_shows.lift, cool_down=cool_down or known, reason=reason, by="desk"),
    )

    assert office.everything() == before


# -- appointments and papers -------------------------------------------------------------------


def booked(office, code, minute=60, holder=CARD):
    facts = {"service": "A", "starts_at": after(minute), "code": code, "holder": holder}
    return office.do(appointments.book, **facts)


def come(office, holder=CARD):
    arrival = Arrival(by=KIOSK, secret=office.a_secret(), printer="k1", last4="1234")
    return office.do(appointments.check_in_by_holder, holder=holder, arrival=arrival)


@pytest.fixture
def with_slots(office):
    asking(office, services=(a_service("A", appointments=PLAN), a_service("B")))
    return office


def test_a_document_checks_in_what_its_holder_booked_first_for_today(with_slots):
    booked(with_slots, "LATE", 120)
    booked(with_slots, "SOON", 60)
    booked(with_slots, "MORROW", A_DAY)
    booked(with_slots, "OTHERS", 60, OTHER)

    issued = come(with_slots)

    kept = {row["code"]: row["state"] for row in with_slots.rows("appointment")}
    assert (issued.ticket.priority_class, issued.ticket.clock) == ("appointment", after(60))
    assert kept == {
        "LATE": "booked",
        "SOON": "checked_in",
        "MORROW": "booked",
        "OTHERS": "booked",
    }


def test_who_has_booked_nothing_for_today_is_told_so(with_slots):
    booked(with_slots, "MORROW", A_DAY)

    refused(errors.NotFound, lambda: come(with_slots))


def test_a_kiosk_prints_again_for_who_shows_the_document_and_not_without_end(office):
    asking(office)
    with_card(office, printer="k1")

    def again(holder=CARD, by=KIOSK):
        facts = {"number": "A001", "printer": None, "by": by, "holder": holder}
        return office.do(printing.reprint, **facts).copy

    for holder in (None, OTHER):
        refused(errors.Forbidden, lambda holder=holder: again(holder))
    assert [again(), again()] == [2, 3]
    refused(errors.Forbidden, again)
    assert again(None, an_officer()) == 4
