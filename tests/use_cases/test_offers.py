"""When numbers are given no more: the day's are given out, the time is up, or the service is paused."""

import pytest

from queue_server.domain import errors, events
from queue_server.domain.calendar import Hours
from queue_server.domain.hall import Rules
from queue_server.use_cases import services
from queue_server.use_cases.principal import Role
from tests.domain.builders import NINE, a_service, after, minutes
from tests.storage.office import an_officer

DESK = an_officer("desk", Role.DESK)


def pause(office, service="A", *, paused=True, reason=None):
    facts = {"service": service, "paused": paused, "reason": reason, "by": "boss"}
    return office.do(services.set_paused, **facts)


def numbers_until_full(office):
    for taken in range(60):
        try:
            office.take()
        except errors.NoCapacity:
            return taken
    return 60


def test_a_day_s_numbers_are_given_out_and_tomorrow_there_are_others(office):
    office.has(services=(a_service("A", per_day=2), a_service("B")))
    taken = [office.take("A").number for _ in range(2)]
    before = office.everything()

    with pytest.raises(errors.NoCapacity) as refusal:
        office.take("A")

    assert (taken, refusal.value.details) == (["A001", "A002"], {"service": "A"})
    assert office.everything() == before
    assert (office.take("B").number, office.take("A", by=DESK).number) == ("B001", "A003")
    office.clock.pass_(24 * 60)
    assert office.take("A").number == "A001"


def test_without_a_rule_nobody_is_sent_away_however_late(office):
    office.clock.now = after(7 * 60 + 59)
    office.sit()

    assert [office.take().number for _ in range(30)][-1] == "A030"


def test_by_its_rule_a_hall_stops_when_the_rest_of_the_day_is_full(office):
    office.has(rules=Rules(stop_by_forecast=True))
    office.clock.now = after(7 * 60)
    office.sit()
    taken = numbers_until_full(office)

    assert 1 <= taken < 60
    assert office.take(by=DESK).number == f"A{taken + 1:03}"


def test_a_break_is_no_time_to_be_served(office):
    hours, zone = office.hall.hours, office.hall.zone
    left = {minute: hours.left_today(after(minute), zone) for minute in (60, 3 * 60 + 30, 9 * 60)}

    assert left == {60: minutes(6 * 60), 3 * 60 + 30: minutes(4 * 60), 9 * 60: minutes(0)}
    assert Hours(always=True).left_today(NINE, zone) is None


def test_a_paused_service_gives_no_numbers_but_those_of_the_desk(office):
    office.sit()
    first = office.take()
    pause(office, reason="停电")

    with pytest.raises(errors.ServicePaused):
        office.take()

    assert office.take("B").number == "B001"
    assert office.call().number == first.number
    assert office.take(by=DESK).number == "A002"
    assert office.ask(services.paused_services) == {"A"}


def test_a_pause_is_said_once_and_ends(office):
    assert [pause(office), pause(office), pause(office, paused=False)] == [True, False, True]

    assert office.events() == [
        events.ServiceChanged(at=NINE, actor="boss", service="A", paused=True),
        events.ServiceChanged(at=NINE, actor="boss", service="A", paused=False),
    ]
    assert (office.take().number, office.verified()[0]) == ("A001", 0)


def test_a_service_that_the_hall_does_not_have_cannot_be_paused(office):
    with pytest.raises(errors.UnknownService):
        pause(office, "Z")
