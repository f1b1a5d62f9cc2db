"""What the clock does by itself, and when it keeps quiet."""

import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest

from queue_server.domain.case_lifecycle import CaseKind, Outcome, Why
from queue_server.domain.errors import Busy
from queue_server.domain.hall import Rules
from queue_server.use_cases import cases
from queue_server.use_cases.cases import Of, Opening
from queue_server.use_cases.clockwork import Clockwork
from queue_server.use_cases.outlook import usual_pace
from queue_server.use_cases.paces import BELIEF, Paces
from queue_server.use_cases.print_job import TIME_TO_LIVE
from queue_server.use_cases.statistics import StageFacts
from tests.domain.builders import HALL, MONDAY, NINE, a_hall, after, minutes
from tests.storage.office import an_officer


class Writes:
    """A writer that does it at once, or says that it cannot."""

    def __init__(self, office):
        self.office = office
        self.refusal = None

    def run(self, command):
        if self.refusal is not None:
            raise self.refusal
        return self.office.run(command)


@pytest.fixture
def writes(office):
    return Writes(office)


def a_clockwork(office, writes, holder="one"):
    return Clockwork(
        halls=office.halls,
        writer=writes,
        questions=office.reader,
        paces=Paces(),
        holder=holder,
    )


@pytest.fixture
def clockwork(office, writes):
    return a_clockwork(office, writes)


def tick(office, clockwork, minutes_later=0, **how):
    """What is recorded by a tick."""
    office.clock.pass_(minutes_later)
    before = len(office.record())
    clockwork.tick(office.hall, **how)
    return [each.kind for each in office.events()[before:]]


def test_a_quiet_morning_says_nothing_twice(office, clockwork):
    first = tick(office, clockwork)

    assert first[0] == "hall_opened"
    assert tick(office, clockwork, 1) == []


def test_a_forecast_is_told_when_it_is_news(office, clockwork):
    office.sit()
    tick(office, clockwork)
    office.take()
    little = tick(office, clockwork)
    for _ in range(4):
        office.take()
    much = tick(office, clockwork)

    assert ("forecast" in little, much.count("forecast")) in ((True, 1), (False, 1))
    event = [each for each in office.events() if each.kind == "forecast"][-1]
    assert set(event.services) == {"A", "B"}
    assert set(event.services["A"]) == {"p10_s", "p50_s", "p90_s"}
    assert tick(office, clockwork) == []


def test_a_promise_at_risk_is_told_once_also_by_the_next_server(office, writes, clockwork):
    office.take()
    tick(office, clockwork)
    at_risk = tick(office, clockwork, 26)
    again = tick(office, clockwork, 1)
    restarted = a_clockwork(office, writes, "another")

    assert (at_risk, "promise_at_risk" in again) == (["promise_at_risk"], False)
    assert "promise_at_risk" not in tick(office, restarted, 2)
    event = next(each for each in office.events() if each.kind == "promise_at_risk")
    assert (event.number, event.due_at, event.actor) == ("A001", after(30), "hall")


def test_what_could_not_be_told_is_told_later(office, writes, clockwork):
    office.take()
    tick(office, clockwork)
    writes.refusal = Busy(retry_after_s=1)
    refused = tick(office, clockwork, 26)
    writes.refusal = None

    assert (refused, tick(office, clockwork)) == ([], ["promise_at_risk"])


def test_a_forecast_that_could_not_be_told_is_told_later(office, writes, clockwork):
    office.sit()
    for _ in range(5):
        office.take()
    writes.refusal = Busy(retry_after_s=1)
    refused = tick(office, clockwork)
    writes.refusal = None

    assert (refused, "forecast" in tick(office, clockwork)) == ([], True)


def test_a_paper_that_nobody_fetched_expires(office, clockwork):
    office.take(printer="k1")
    tick(office, clockwork)
    office.clock.pass_(seconds=TIME_TO_LIVE.total_seconds() + 1)
    tick(office, clockwork)

    assert (office.rows("job")[0]["state"], office.ticket("A001").paper) == ("expired", "expired")


def test_the_missed_are_let_go_by_the_clock(office, clockwork):
    office.has(rules=Rules(missed_kept=minutes(10)))
    office.take()
    office.sit()
    office.call()
    office.handle("miss", "A001")

    assert "ticket_abandoned" in tick(office, clockwork, 11)


def test_a_hall_that_fails_does_not_stop_the_clock(office, writes, clockwork):
    writes.refusal = ZeroDivisionError()
    clockwork.tick(office.hall, learn=True)
    writes.refusal = None

    assert "hall_opened" in tick(office, clockwork)


# -- paces ---------------------------------------------------------------------------------


def a_service_of(lasted, service="A"):
    return StageFacts(
        day=MONDAY,
        service=service,
        priority_class="normal",
        counter=3,
        officer="chen",
        promise=minutes(30),
        waiting_since=NINE,
        called_at=NINE,
        started_at=NINE,
        ended_at=NINE + lasted,
        served=minutes(0),
        state=None,
        n=1,
        misses=0,
        grade=None,
    )


def test_until_something_was_learnt_the_hall_file_is_believed():
    assert Paces()(a_hall(), "A") == usual_pace(a_hall(), "A") == (minutes(8), 0.6)


def test_what_was_seen_moves_the_pace_as_far_as_it_was_often_seen():
    paces = Paces()
    paces.learn(a_hall(), [a_service_of(minutes(4))] * BELIEF)

    mean, variation = paces(a_hall(), "A")
    assert (mean, paces(a_hall(), "B")) == (minutes(6), usual_pace(a_hall(), "B"))
    assert 0 < variation < 0.8


def test_a_service_that_was_forgotten_to_be_ended_teaches_nothing():
    paces = Paces()
    paces.learn(a_hall(), [a_service_of(minutes(300)), a_service_of(minutes(0))])

    assert paces(a_hall(), "A") == usual_pace(a_hall(), "A")


def test_the_clockwork_learns_from_the_record(office, clockwork):
    for _ in range(20):
        office.take()
    office.sit()
    for _ in range(20):
        office.serve(minutes=4)
    clockwork.tick(office.hall, learn=True)

    assert clockwork._paces(office.hall, "A")[0] == minutes(6)


def test_of_two_processes_one_does_it(office, writes, clockwork):
    other = a_clockwork(office, writes, "another")
    office.take()
    tick(office, clockwork)

    assert tick(office, other, 0.5) == []
    assert tick(office, clockwork, 0) == []
    assert office.rows("lease")[0]["holder"] == "one"


def test_it_moves_when_its_process_is_gone(office, writes, clockwork):
    other = a_clockwork(office, writes, "another")
    office.take()
    tick(office, clockwork)
    too_early = tick(office, other, 0.5)
    later = tick(office, other, 26)

    assert (too_early, later[-1]) == ([], "promise_at_risk")
    assert (tick(office, clockwork), tick(office, other)) == ([], [])


def test_it_moves_at_once_when_its_process_stops_in_good_order(office, writes, clockwork):
    tick(office, clockwork)
    assert office.rows("lease")[0]["holder"] == "one"
    stop = threading.Event()
    stop.set()
    clockwork.run(stop)

    tick(office, a_clockwork(office, writes, "another"))

    assert office.rows("lease")[0]["holder"] == "another"


def test_a_citys_halls_have_their_turns_spread_over_the_tick(office):
    halls = [replace(office.hall, id=name) for name in ("east", "west", "south", "north")]
    parts = dict.fromkeys(("writer", "questions", "paces", "holder"))
    days = Turns(halls=SimpleNamespace(all=lambda: halls), **parts)
    stop = StopsAfter(9)

    days.run(stop, tick_s=20.0)

    assert days.ticked == ["east", "west", "south", "north"] * 2
    assert stop.waited == [0.0] * 4 + [5.0] * 5


class Turns(Clockwork):
    """A clockwork that only notes whose turn it is."""

    def __init__(self, **parts):
        super().__init__(**parts)
        self.ticked = []

    def tick(self, hall, **_how):
        self.ticked.append(hall.id)

    def _carefully(self, _act):
        pass


class StopsAfter:
    """An event that is set while it is waited for the last of so many times."""

    def __init__(self, count):
        self.count, self.waited = count, []

    def wait(self, seconds):
        self.waited.append(seconds)
        return len(self.waited) == self.count


def test_every_process_learns_how_long_services_take(office, writes, clockwork):
    tick(office, clockwork)
    for _ in range(4):
        office.take()
    office.sit()
    for _ in range(4):
        office.serve(minutes=9)
    other = a_clockwork(office, writes, "another")
    tick(office, clockwork, learn=True)

    tick(office, other, learn=True)

    learnt = other._paces(office.hall, "A")
    assert (learnt, learnt == usual_pace(office.hall, "A")) == (
        clockwork._paces(office.hall, "A"),
        False,
    )


def test_what_was_said_in_cases_is_erased_when_the_clock_learns(office, clockwork):
    opening = Opening(kind=CaseKind.UNDONE, why=Why.OTHER, text="x", contact="555 0100")
    case = office.do(cases.open_case, opening=opening, number=None, by=an_officer())
    of = Of(hall=HALL, number=case.number, by=an_officer(), seen=None)
    office.run(lambda uow: cases.close(uow, of, outcome=Outcome.SOLVED, text=None))
    days = 24 * 60

    assert "case_erased" not in tick(office, clockwork, 90 * days, learn=True)
    assert "case_erased" not in tick(office, clockwork, days)
    assert "case_erased" in tick(office, clockwork, learn=True)
