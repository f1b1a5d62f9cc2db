"""Putting somebody off, a remark for the next officer, a recall too soon, a reason to call out of turn."""

from datetime import timedelta

import pytest

from queue_server.domain import errors
from queue_server.domain.hall import Rules
from queue_server.domain.lifecycle import TicketState
from tests.domain.builders import after, minutes


def test_who_asks_at_the_counter_is_called_later(office):
    office.take()
    office.take()
    office.sit()
    put_off = office.attend("defer", "A001", by=minutes(10))
    told = office.events()[-1]

    assert (put_off.not_before, told.kind, told.actor) == (after(10), "ticket_deferred", "chen")
    assert office.call().number == "A002"


@pytest.mark.parametrize("by", [timedelta(seconds=59), minutes(31)])
def test_nobody_is_put_off_beyond_the_hall_s_limit(office, by):
    office.has(rules=Rules(deferral_at_most=minutes(30)))
    office.take()

    with pytest.raises(errors.Invalid):
        office.attend("defer", "A001", by=by)


def test_who_is_called_is_not_put_off(office):
    office.take()
    office.sit()
    office.call()

    with pytest.raises(errors.IllegalTransition):
        office.attend("defer", "A001", by=minutes(10))


def test_a_remark_is_on_the_ticket_and_its_words_are_not_in_the_record(database_office):
    office = database_office
    office.take()
    office.attend("remark", "A001", words="  家属陪同，请说慢些 ")
    written, told = office.ticket("A001").remark, office.events()[-1]
    office.attend("remark", "A001", words="家属陪同，请说慢些")
    same = len(office.record())
    verified = office.verified()[0]
    office.execute("UPDATE ticket SET remark = 'x'")

    assert (written, told.kind, told.actor) == ("家属陪同，请说慢些", "ticket_remarked", "chen")
    assert (len(told.digest), same, verified) == (32, 2, 0)
    assert office.verified() == (
        1,
        ["guangdong: ticket 1: remark is not the one that the record knows"],
    )


def test_a_remark_is_taken_away_and_none_is_written_on_one_that_ended(office):
    office.take(remark="轮椅")
    office.attend("remark", "A001", words=None)
    taken, told = office.ticket("A001").remark, office.events()[-1].digest
    office.handle("cancel", "A001", None)

    with pytest.raises(errors.IllegalTransition):
        office.attend("remark", "A001", words="轮椅")
    assert (taken, told) == (None, None)


def test_a_recall_within_the_guard_time_announces_nothing(office):
    office.has(rules=Rules(recall_guard=timedelta(seconds=3)))
    office.take()
    office.sit()
    office.call()
    office.clock.pass_(seconds=2.9)
    early = office.handle("recall", "A001").attempt
    office.clock.pass_(seconds=0.1)
    late = office.handle("recall", "A001").attempt
    again = office.handle("recall", "A001").attempt

    assert (early, late, again) == (1, 2, 2)
    assert [each.attempt for each in office.events() if each.kind == "ticket_called"] == [1, 2]


def test_out_of_turn_is_for_a_reason_and_who_was_missed_needs_none(office):
    office.has(rules=Rules(choose_reason=True))
    office.take()
    office.take()
    office.sit()
    for reason in (None, "  "):
        with pytest.raises(errors.ReasonRequired):
            office.choose("A002", reason=reason)
    called = office.choose("A002", reason="轮椅")
    office.handle("miss", "A002")
    again = office.choose("A002")

    assert (called.state, again.state) == (TicketState.CALLED, TicketState.CALLED)
    assert [each.reason for each in office.events() if each.kind == "ticket_called"] == [
        "轮椅",
        None,
    ]
