"""What reports are made of, on each database: the record of a span, grants, the page of a day."""

from dataclasses import replace
from datetime import timedelta

from queue_server.domain.assistance import Whom
from queue_server.domain.counter import CounterState
from queue_server.use_cases import assistance, counters, day
from queue_server.use_cases.day_report import HelpCall, Pause, day_report
from queue_server.use_cases.granted import Grant, grants
from queue_server.use_cases.principal import Role
from tests.domain.builders import MONDAY, NINE, after, minutes
from tests.storage.office import an_officer

A_DAY = timedelta(days=1)
BOSS = an_officer("boss", Role.MANAGER)


def grants_of(office, begin=MONDAY, end=MONDAY):
    return office.ask(lambda view: grants(view.hall, view.granted(begin, end)))


def pause(office, reason=None, state=CounterState.PAUSED):
    office.do(counters.set_state, counter=3, officer="chen", state=state, reason=reason)


def test_every_grant_is_told_with_its_waits_and_other_numbers_are_not(office):
    office.take()
    office.take()
    office.issue("A", "urgent", by=an_officer("wang"), reason="抢险")
    office.take("A", "elderly")
    office.sit()
    office.clock.pass_(7)
    office.handle("grant", "A002", priority_class="urgent", reason="突发疾病")
    office.clock.pass_(3)
    office.call()
    office.call()

    both = {"service": "A", "priority_class": "urgent"}
    assert grants_of(office) == [
        Grant(
            number="A003", reason="抢险", by="wang", at=NINE,
            waited=minutes(0), called_after=minutes(10), **both,
        ),
        Grant(
            number="A002", reason="突发疾病", by="chen", at=after(7),
            waited=minutes(7), called_after=minutes(10), **both,
        ),
    ]  # fmt: skip
    assert grants_of(office, MONDAY - A_DAY, MONDAY - A_DAY) == []


def test_who_still_waits_after_a_grant_was_called_after_no_time(office):
    office.take()
    office.handle("grant", "A001", priority_class="urgent", reason="突发疾病")

    assert [each.called_after for each in grants_of(office)] == [None]


def test_what_happened_in_a_span_is_found_without_an_index(office):
    for _ in range(17):
        office.take()
        office.clock.pass_(10)
    span = after(60), after(90)

    found = office.ask(lambda view: view.happened(*span, {"ticket_issued"}))

    assert [each.event.at for each in found] == [after(60), after(70), after(80)]
    assert office.ask(lambda view: view.happened(*span, {"ticket_called"})) == []
    assert office.ask(lambda view: view.happened(NINE - A_DAY, NINE, {"ticket_issued"})) == []


def test_the_page_of_a_day_has_its_hours_pauses_calls_and_grants(office):
    office.do(day.turn)
    office.sit()
    office.take()
    office.clock.pass_(10)
    pause(office, "meal")
    office.clock.pass_(20)
    pause(office, state=CounterState.OPEN)
    asked = office.do(assistance.ask, counter=3, whom=Whom.DUTY_LEADER, by=an_officer())
    office.clock.pass_(seconds=45)
    office.do(assistance.answer, counter=3, call=asked.call, by=BOSS)
    office.handle("grant", "A001", priority_class="urgent", reason="突发疾病")
    office.serve()
    pause(office, "training")
    office.do(day.close, by="boss")
    office.clock.pass_(3 * 24 * 60)

    report = office.ask(lambda view: day_report(view, MONDAY))

    closed = after(35, seconds=45)
    assert (report.opened_at, report.closed_at, report.closed_by) == (NINE, closed, "boss")
    assert (report.total.issued, report.total.completed) == (1, 1)
    assert [each.group for each in report.classes] == [{"class": "urgent"}]
    assert [each.number for each in report.grants] == ["A001"]
    assert report.pauses == [
        Pause(counter=3, reason="meal", begin=after(10), end=after(30), length=minutes(20)),
        Pause(counter=3, reason="training", begin=closed, end=closed, length=minutes(0)),
    ]
    assert report.calls == [
        HelpCall(
            counter=3, whom="duty_leader", caller="chen", asked_at=after(30), comers=("boss",),
            answered_after=timedelta(seconds=45), ended_at=closed, how="close_of_day",
        )
    ]  # fmt: skip


def test_a_pause_that_nobody_ended_lasts_until_the_hall_closed(office):
    office.do(day.turn)
    office.sit()
    office.clock.pass_(6 * 60)  # 15:00
    pause(office, "away")
    still = office.ask(lambda view: day_report(view, MONDAY)).pauses
    office.clock.pass_(30)
    later = office.ask(lambda view: day_report(view, MONDAY)).pauses
    office.clock.pass_(24 * 60)
    office.do(day.turn)
    after_all = office.ask(lambda view: day_report(view, MONDAY)).pauses

    begun = Pause(counter=3, reason="away", begin=after(360), end=None, length=minutes(0))
    assert still == [begun]
    assert later == [replace(begun, length=minutes(30))]
    assert after_all == [replace(begun, length=minutes(120))]  # to the end of the hours


def test_a_day_without_anything_is_a_page_too(office):
    report = office.ask(lambda view: day_report(view, MONDAY - A_DAY))

    assert (report.opened_at, report.total.issued, report.pauses, report.calls) == (None, 0, [], [])
