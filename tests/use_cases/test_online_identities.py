"""Numbers from phones beside documents, kiosks, the desk and cool-downs: one person, one number."""

from dataclasses import replace

import pytest

from queue_server.domain import errors, events
from queue_server.domain.identity import Asks, Identity
from queue_server.domain.online import CheckIn, Online
from queue_server.use_cases import leasing, no_shows, online, printing
from queue_server.use_cases.leasing import Known
from queue_server.use_cases.principal import Role
from tests.domain.builders import a_counter, a_service, after
from tests.storage.office import KIOSK, an_officer
from tests.use_cases.test_online import take, tend, there
from tests.use_cases.test_reconciling import reconcile

CARD, OTHER = "a" * 64, "b" * 64
DESK = an_officer("desk", Role.DESK)
ONLINE = Online(services=("A", "B"), in_person_share=0.0)


@pytest.fixture
def hall(office):
    """A hall that knows people by their documents and gives numbers of A and B to phones."""
    office.has(
        identity=Identity(otherwise=Asks.OPTIONAL, no_shows=1),
        online=ONLINE,
    )
    return office


def with_card(office, service="A", card=CARD, **facts):
    return office.take(service, holder=card, holder_last4="1234", is_read=True, **facts)


def do_not_come(office, ticket):
    """Wait until a number from a phone ends because nobody arrived."""
    office.clock.pass_((ticket.arrive_by - office.clock()).total_seconds() / 60 + 31)
    tend(office)
    assert office.ticket(ticket.number).state == "abandoned"


# -- one living number ------------------------------------------------------------------------------


def test_a_person_has_one_living_number_whether_from_the_phone_or_the_kiosk(hall):
    take(hall, phone="mine", holder=CARD)
    with_card(hall, "B")
    before = hall.everything()

    with pytest.raises(errors.AlreadyWaiting) as at_the_kiosk:
        with_card(hall)
    with pytest.raises(errors.AlreadyWaiting) as on_the_phone:
        take(hall, "B", phone="other", holder=CARD)
    with pytest.raises(errors.AlreadyWaiting):
        with_card(hall, by=DESK)

    assert at_the_kiosk.value.details == {"service": "A", "number": "A001"}
    assert on_the_phone.value.details == {"service": "B"}  # nobody has read a document
    assert hall.everything() == before


def test_a_service_that_asks_for_a_document_asks_on_the_phone_too(hall):
    hall.has(identity=Identity(services={"A": Asks.REQUIRED}), online=ONLINE)

    with pytest.raises(errors.IdentityRequired):
        take(hall)

    asked = [online.needs_identity(hall.hall, hall.hall.online, offered) for offered in ("A", "B")]
    assert asked == [True, False]
    assert (take(hall, holder=CARD).number, take(hall, "B").number) == ("A001", "B001")


# -- arriving ---------------------------------------------------------------------------------------


def test_whose_document_a_kiosk_reads_has_arrived_and_gets_a_paper_of_the_same_number(hall):
    ticket = take(hall, holder=CARD)

    job = hall.do(printing.reprint, number="A001", printer=None, by=KIOSK, holder=CARD)

    now = hall.ticket("A001")
    assert (job.ticket, now.here, now.here_until) == (ticket.id, True, after(90))
    arrived = next(each for each in hall.events() if isinstance(each, events.TicketCheckedIn))
    assert (arrived.method, arrived.actor) == (CheckIn.DOCUMENT, KIOSK.name)
    assert hall.sit() is None or hall.call().number == "A001"
    assert hall.verified()[0] == 0


def test_another_person_s_document_brings_nobody_there(hall):
    take(hall, holder=CARD)

    with pytest.raises(errors.Forbidden):
        hall.do(printing.reprint, number="A001", printer=None, by=KIOSK, holder=OTHER)

    assert not hall.ticket("A001").here


def test_a_paper_from_the_desk_says_nothing_of_where_the_person_is(hall):
    take(hall, holder=CARD)

    hall.do(printing.reprint, number="A001", printer="k1", by=DESK)

    assert not hall.ticket("A001").here


# -- the desk's verbs, while nobody is there ---------------------------------------------------------


def test_a_number_that_the_desk_moves_stays_on_the_way_until_its_holder_arrives(hall):
    ticket = take(hall, holder=CARD)
    hall.handle("move", "A001", officer="desk", role=Role.DESK, service="B", counter=None)
    hall.sit()

    with pytest.raises(errors.NothingToCall):
        hall.call()
    there(hall, ticket)

    assert hall.call().number == "A001"
    assert hall.verified()[0] == 0


def test_a_class_that_is_granted_brings_nobody_there(hall):
    ticket = take(hall)
    hall.handle(
        "grant", "A001", officer="desk", role=Role.DESK, priority_class="urgent", reason="急病"
    )
    first = hall.take()
    hall.sit()

    assert hall.call().number == first.number
    there(hall, ticket)
    assert hall.call().number == "A001"
    assert hall.verified()[0] == 0


def test_a_number_for_one_counter_alone_is_passed_over_there_too(hall):
    ticket = take(hall)
    hall.sit()
    hall.handle("move", "A001", officer="desk", role=Role.DESK, service=None, counter=3)

    with pytest.raises(errors.NothingToCall):
        hall.call()
    there(hall, ticket)
    assert hall.call().number == "A001"
    assert hall.verified()[0] == 0


# -- who does not come --------------------------------------------------------------------------------


def test_a_number_from_a_phone_that_nobody_came_for_counts_like_a_missed_call(hall):
    do_not_come(hall, take(hall, holder=CARD))

    with pytest.raises(errors.CoolingDown):
        take(hall, "B", holder=CARD)
    with pytest.raises(errors.CoolingDown):
        with_card(hall)
    found = hall.ask(no_shows.cool_downs)
    assert [[each.number for each in one.lost] for one in found] == [["A001"]]

    hall.do(no_shows.lift, cool_down=found[0].id, reason="堵车", by="desk")
    assert with_card(hall).number == "A002"
    assert hall.verified()[0] == 0


def test_a_number_that_was_given_back_in_time_or_is_too_early_to_arrive_for_counts_not(hall):
    hall.handle("cancel", take(hall, holder=CARD).number, None)
    hall.clock.pass_(60)

    assert take(hall, holder=CARD).number == "A002"


# -- papers of kiosks that worked alone ----------------------------------------------------------------


def test_numbers_that_a_kiosk_gave_alone_are_places_that_phones_no_longer_have(hall):
    of_a = replace(ONLINE, services=("A",))
    hall.has(services=(a_service("A", per_day=2),), online=of_a, counters=(a_counter(3, "A"),))
    hall.do(leasing.lease, known=Known(), by=KIOSK)
    places = [hall.ask(online.offers)[0].left]

    for number in ("A801", "A802"):
        reconcile(hall, number=number)
        places.append(hall.ask(online.offers)[0].left)

    assert places == [2, 1, 0]
    with pytest.raises(errors.NoCapacity):
        take(hall)
    assert hall.verified()[0] == 0
