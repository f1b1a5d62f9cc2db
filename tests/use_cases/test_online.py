"""Waiting online: taking, being there, being passed over, and what the clock brings."""

import pytest

from queue_server.domain import errors, events
from queue_server.domain.online import CheckIn, Online
from queue_server.use_cases import citizen, online
from queue_server.use_cases.outlook import standing
from queue_server.use_cases.principal import Role
from queue_server.use_cases.ticketing import Order
from tests.domain.builders import a_counter, after, minutes

RULES = {"services": ("A",), "in_person_share": 0.5}


@pytest.fixture
def hall(office):
    """A hall that gives numbers of A to phones; the others of its rules by default."""
    office.has(online=Online(**RULES))
    return office


def take(office, service="A", *, phone="mine", is_here=False, **facts):
    order = Order(service=service, device=phone, **facts)
    secret = office.a_secret()
    return office.do(online.take, order=order, secret=secret, is_here=is_here).ticket


def there(office, ticket, method=CheckIn.CODE):
    return office.run(lambda uow: citizen.check_in(uow, secret=ticket.secret, method=method))


def tend(office):
    office.do(online.tend)


# -- taking ---------------------------------------------------------------------------------------


def test_a_number_from_a_phone_waits_and_its_holder_is_not_there(hall):
    ticket = take(hall, language="en")

    assert (ticket.number, ticket.state, ticket.channel) == ("A001", "waiting", "online")
    assert (ticket.here, ticket.arrive_from, ticket.arrive_by) == (False, after(0), after(10))
    event = hall.events()[0]
    assert (event.here, event.arrive_from, event.arrive_by) == (False, after(0), after(10))
    assert (event.actor, hall.rows("line")[0]["waiting"], hall.rows("line")[0]["on_the_way"]) == (
        "anyone",
        0,
        1,
    )
    assert hall.verified()[0] == 0


def test_the_window_follows_the_line(hall):
    hall.sit()
    for _ in range(20):
        hall.take()

    ticket = take(hall)

    early, middle, _ = ticket.forecast
    off = [
        ticket.arrive_from - after(-10, seconds=early),
        ticket.arrive_by - after(-10, seconds=middle),
    ]
    assert [round(each.total_seconds()) for each in off] == [0, 0]


@pytest.mark.parametrize(
    ("rules", "service"), [(None, "A"), (RULES, "B")], ids=["no hall", "no service"]
)
def test_nothing_is_given_to_phones_that_the_hall_does_not_offer(office, rules, service):
    office.has(online=None if rules is None else Online(**rules))
    before = office.everything()

    with pytest.raises(errors.OnlineClosed):
        take(office, service)

    assert office.everything() == before


def test_outside_the_hours_phones_get_nothing_either(hall):
    hall.clock.now = after(-60)

    with pytest.raises(errors.HallClosed):
        take(hall)


def test_what_is_kept_for_those_who_come_in_person_is_not_given_to_phones(office):
    """Twenty minutes until five; one window, eight minutes each: two more, one of them for phones."""
    office.has(online=Online(**RULES, per_device=9), counters=(a_counter(3, "A"),))
    office.clock.now = after(460)
    office.sit()
    take(office)

    with pytest.raises(errors.NoCapacity) as refused:
        take(office)

    assert refused.value.details == {"service": "A", "reason": "in_person"}
    assert office.take().number == "A002"
    assert take(office, is_here=True).number == "A003"


def test_one_phone_holds_only_so_many_and_one_person_one(hall):
    take(hall, holder="somebody")
    with pytest.raises(errors.LimitReached) as person:
        take(hall, phone="another", holder="somebody")
    take(hall)
    with pytest.raises(errors.LimitReached) as phone:
        take(hall)

    assert person.value.details == {"limit": "per_person"}
    assert phone.value.details == {"limit": "per_device"}
    hall.run(lambda uow: citizen.cancel(uow, secret="secret-0001"))
    assert take(hall).number == "A003"


def test_a_hall_that_asks_who_it_is_gives_nothing_without(office):
    office.has(online=Online(**RULES, asks_identity=True))

    with pytest.raises(errors.IdentityRequired):
        take(office)

    assert take(office, holder="somebody").holder == "somebody"


# -- being there ------------------------------------------------------------------------------------


def test_who_is_not_there_is_passed_over_and_called_first_after_arriving(hall):
    hall.sit()
    phone, next_one, third = take(hall), hall.take(), hall.take()

    assert hall.call().number == next_one.number
    there(hall, phone)
    assert hall.call().number == phone.number
    assert hall.call().number == third.number
    assert hall.verified()[0] == 0


def test_a_counter_with_only_absent_phones_has_nothing_to_call(hall):
    hall.sit()
    take(hall)

    with pytest.raises(errors.NothingToCall):
        hall.call()


def test_an_officer_may_call_a_chosen_one_whom_they_see(hall):
    hall.sit()
    phone = take(hall)

    assert hall.choose(phone.number).here is True
    hall.handle("put_back", phone.number)
    assert hall.call().number == phone.number


def test_the_desk_checks_in_who_has_no_phone_any_more(hall):
    phone = take(hall)

    seen = hall.handle("check_in", phone.number, officer="desk", role=Role.DESK)

    assert (seen.here, hall.events()[-1].method, hall.events()[-1].actor) == (True, "staff", "desk")


def test_a_hall_takes_only_its_own_ways_of_checking_in(hall):
    phone = take(hall)

    with pytest.raises(errors.Invalid):
        there(hall, phone, CheckIn.LOCATION)

    assert hall.ticket(phone.number).here is False


def test_who_took_the_number_in_the_hall_has_nothing_to_check_in(hall):
    with pytest.raises(errors.IllegalTransition):
        there(hall, hall.take())


def test_who_is_ahead_and_how_many_of_them_are_on_the_way(hall):
    hall.sit()
    take(hall), hall.take()
    mine = hall.take()

    expected = hall.ask(lambda view: standing(view, view.get_ticket(mine.number)))

    assert (expected.ahead, expected.on_the_way) == (2, 1)


# -- what the clock brings ---------------------------------------------------------------------------


def test_a_number_that_nobody_comes_for_ends_and_says_why(hall):
    phone = take(hall)
    hall.clock.pass_(40)
    tend(hall)
    assert hall.ticket(phone.number).state == "waiting"

    hall.clock.pass_(1)
    tend(hall)

    assert hall.events()[-1] == events.TicketAbandoned(
        at=after(41), ticket=phone.id, number="A001", actor="hall", reason="not_arrived"
    )
    assert hall.verified()[0] == 0


def test_presence_runs_out_is_renewed_and_ends_at_last(hall):
    phone = take(hall)
    there(hall, phone)
    hall.clock.pass_(80)
    there(hall, phone)
    hall.clock.pass_(89)
    tend(hall)
    assert hall.ticket(phone.number).here is True

    hall.clock.pass_(1)
    tend(hall)
    assert (hall.ticket(phone.number).here, hall.kinds()[-1]) == (False, "presence_lapsed")

    hall.clock.pass_(31)
    tend(hall)
    assert hall.kinds()[-1] == "ticket_abandoned"
    assert hall.verified()[0] == 0


def test_a_line_that_goes_slower_moves_the_window_and_tells_it_once(hall):
    hall.sit()
    for _ in range(20):
        hall.take()
    phone = take(hall)
    hall.do(online.tend, pace=lambda _hall, _service: (minutes(30), 0.6))
    hall.do(online.tend, pace=lambda _hall, _service: (minutes(30), 0.6))

    moved = hall.ticket(phone.number)
    assert moved.arrive_from > phone.arrive_from + minutes(10)
    assert hall.kinds().count("arrival_changed") == 1
    assert hall.verified()[0] == 0


def test_who_waits_in_the_hall_is_left_alone(hall):
    hall.take()
    hall.clock.pass_(400)
    before = hall.record()

    tend(hall)

    assert hall.record() == before


def test_offers_say_how_many_are_left_and_when_to_come(hall):
    hall.sit()
    (offer,) = hall.ask(online.offers)
    take(hall)
    (after_one,) = hall.ask(online.offers)

    assert (offer.service, offer.window.begin, offer.window.end) == ("A", after(0), after(10))
    assert offer.left > 10
    assert after_one.left < offer.left
