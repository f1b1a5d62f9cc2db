"""Statistics: every figure by hand, for every grouping, and the same from the record alone."""

from collections import defaultdict
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings

from queue_server.domain import events
from queue_server.domain.errors import Invalid
from queue_server.domain.lifecycle import TicketState
from queue_server.use_cases import citizen
from queue_server.use_cases.statistics import Spread, spread, statistics, total
from tests.domain.builders import HALL, MONDAY, a_counter, a_hall, a_service
from tests.storage.any_day import AnyDay, any_day, any_hall
from tests.storage.office import Office, empty

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def a_day(office):
    """Three at A and one at B, at two counters; one is missed, one sent on, one goes home.

    09:00 A001 normal, A002 elderly   09:10 counter 3 calls A002 (10 min, promised 5), serves 4 min
    09:14 counter 3 calls A001 (14 min, promised 30), 6 min, sends on to B
    09:20 A003; counter 5 calls A001 at B at once, 8 min; rated 4
    09:28 counter 3 calls A003 (8 min), who is missed; A004 comes and goes home
    """
    office.halls.set(
        a_hall(services=(a_service("A"), a_service("B")), counters=(a_counter(3), a_counter(5)))
    )
    office.take("A")
    office.take("A", "elderly")
    office.sit(3)
    office.clock.pass_(10)
    assert office.serve(3, minutes=4).number == "A002"
    office.call(3)
    office.handle("start", "A001")
    office.clock.pass_(6)
    office.handle("transfer", "A001", service="B", counter=None)
    office.take("A")
    office.sit(5, "wang")
    assert office.choose("A001", 5, "wang").stage == 2
    office.handle("start", "A001", officer="wang")
    office.clock.pass_(8)
    office.handle("complete", "A001", officer="wang")
    secret = office.ticket("A001").secret
    office.run(lambda uow: citizen.rate(uow, secret=secret, grade=4, reasons=(), comment=None))
    office.call(3)
    office.handle("miss", "A003")
    gone = office.take("A")
    office.run(lambda uow: citizen.cancel(uow, secret=gone.secret))
    return office


def stages(office):
    return office.ask(lambda view: view.stages_between(MONDAY, view.day))


def table(office, *by):
    """Group: issued, called, completed, missed, abandoned, cancelled."""
    return {
        tuple(each.group.values()): (
            each.issued,
            each.called,
            each.completed,
            each.missed,
            each.abandoned,
            each.cancelled,
        )
        for each in statistics(stages(office), by, ZONE)
    }


def waits(office, *by):
    """Group: count, mean, median, 90 % and largest wait in minutes, and the share within promise."""
    return {
        tuple(each.group.values()): (
            each.wait.count,
            *(None if s is None else s / 60 for s in (each.wait.mean_s, each.wait.max_s)),
            each.within_promise,
        )
        for each in statistics(stages(office), by, ZONE)
    }


def services(office, *by):
    return {
        tuple(each.group.values()): (each.service.count, each.service.mean_s)
        for each in statistics(stages(office), by, ZONE)
    }


def test_by_service(a_day):
    assert table(a_day, "service") == {("A",): (4, 3, 1, 1, 0, 1), ("B",): (0, 1, 1, 0, 0, 0)}
    assert waits(a_day, "service") == {
        ("A",): (3, pytest.approx(32 / 3, abs=1e-4), 14.0, round(2 / 3, 4)),
        ("B",): (1, 0.0, 0.0, 1.0),
    }
    assert services(a_day, "service") == {("A",): (2, 300.0), ("B",): (1, 480.0)}


def test_by_class(a_day):
    assert table(a_day, "class") == {
        ("elderly",): (1, 1, 1, 0, 0, 0),
        ("normal",): (3, 3, 1, 1, 0, 1),
    }
    assert waits(a_day, "class")["elderly",] == (1, 10.0, 10.0, 0.0)


def test_by_counter_and_officer(a_day):
    assert table(a_day, "counter") == {
        (3,): (3, 3, 1, 1, 0, 0),
        (5,): (0, 1, 1, 0, 0, 0),
        (None,): (1, 0, 0, 0, 0, 1),
    }
    assert table(a_day, "counter", "officer") == {
        (3, "chen"): (3, 3, 1, 1, 0, 0),
        (5, "wang"): (0, 1, 1, 0, 0, 0),
        (None, None): (1, 0, 0, 0, 0, 1),
    }


def test_by_hour_and_day(a_day):
    a_day.clock.pass_(60)
    a_day.take("A")

    assert table(a_day, "hour") == {(9,): (4, 4, 2, 1, 0, 1), (10,): (1, 0, 0, 0, 0, 0)}
    assert table(a_day, "day", "hour")["2026-11-23", 10] == (1, 0, 0, 0, 0, 0)
    a_day.clock.pass_(24 * 60)
    a_day.take("A")
    assert table(a_day, "day") == {
        ("2026-11-23",): (5, 4, 2, 1, 0, 1),
        ("2026-11-24",): (1, 0, 0, 0, 0, 0),
    }


def test_everything_together(a_day):
    everything = total(stages(a_day))

    assert (everything.issued, everything.called, everything.completed) == (4, 4, 2)
    assert everything.wait == Spread(count=4, mean_s=480.0, p50_s=480.0, p90_s=840.0, max_s=840.0)
    assert everything.service == Spread(
        count=3, mean_s=360.0, p50_s=360.0, p90_s=480.0, max_s=480.0
    )
    assert (everything.within_promise, everything.ratings) == (0.75, {5: 0, 4: 1, 3: 0, 2: 0, 1: 0})


def test_a_rating_stands_with_who_was_rated(a_day):
    by = {
        tuple(e.group.values()): e.ratings[4] for e in statistics(stages(a_day), ["officer"], ZONE)
    }

    assert by == {("chen",): 0, ("wang",): 1, (None,): 0}


def test_an_unknown_grouping_is_refused(a_day):
    with pytest.raises(Invalid) as refusal:
        statistics(stages(a_day), ["service", "moon"], ZONE)

    assert refusal.value.details == {"field": "by", "value": "moon"}


def test_of_nothing_there_is_no_mean():
    nothing = Spread(count=0, mean_s=None, p50_s=None, p90_s=None, max_s=None)

    assert (spread([]), total([]).wait, total([]).within_promise) == (nothing, nothing, None)
    assert statistics([], ["service"], ZONE) == []


def test_ranks_are_those_of_real_people():
    ten = spread(timedelta(minutes=n) for n in range(1, 11))

    assert (ten.p50_s, ten.p90_s, ten.max_s, ten.mean_s) == (300.0, 540.0, 600.0, 330.0)


# -- the same from the record ----------------------------------------------------------------------


def counted(record):
    """Issued, completed, missed, abandoned and cancelled of the whole record."""
    kinds = [each.event.kind for each in record]
    wanted = (
        events.TicketIssued,
        events.ServiceCompleted,
        events.TicketMissed,
        events.TicketAbandoned,
        events.TicketCancelled,
    )
    return tuple(kinds.count(kind.kind) for kind in wanted)


def completed_by_counter(record):
    by = defaultdict(int)
    for each in record:
        if isinstance(each.event, events.ServiceCompleted):
            by[each.event.counter] += 1
    return dict(by)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=any_day)
def test_counts_are_those_of_the_record_whatever_happened(sqlite_database, drawn):
    empty(sqlite_database)
    office = Office(sqlite_database, any_hall())
    AnyDay(office).live(drawn)
    record = office.record()
    every = office.ask(lambda view: view.stages_between(date(2026, 1, 1), date(2027, 1, 1)))
    of_all = total(every)

    assert (
        of_all.issued,
        of_all.completed,
        of_all.missed,
        of_all.abandoned,
        of_all.cancelled,
    ) == counted(record)
    by_counter = {e.group["counter"]: e.completed for e in statistics(every, ["counter"], ZONE)}
    assert {at: count for at, count in by_counter.items() if count} == completed_by_counter(record)
    for by in ("service", "class", "counter", "officer", "hour", "day"):
        groups = statistics(every, [by], ZONE)
        assert sum(each.issued for each in groups) == of_all.issued
        assert sum(each.wait.count for each in groups) == of_all.wait.count
    office.close()


def test_a_missed_one_counts_where_it_was_missed_though_it_was_served_elsewhere(office):
    office.take("A")
    office.sit(3)
    office.call(3)
    office.handle("miss", "A001")
    office.handle("restore", "A001")
    office.call(3)
    office.handle("start", "A001")
    office.handle("transfer", "A001", service="B", counter=None)
    office.sit(1, "wang")
    office.call(1, "wang")

    assert table(office, "service") == {("A",): (1, 1, 0, 1, 0, 0), ("B",): (0, 1, 0, 0, 0, 0)}
    assert office.ticket("A001").state is TicketState.CALLED
    assert office.hall.id == HALL
