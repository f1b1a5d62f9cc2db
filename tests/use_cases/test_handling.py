"""What an officer does with a ticket; times, clocks and counters after it."""

import pytest

from queue_server.domain import errors
from queue_server.domain.hall import Rules
from queue_server.domain.lifecycle import TicketState
from queue_server.use_cases import citizen
from queue_server.use_cases.principal import Role
from tests.domain.builders import NINE, OFFICER, a_counter, a_hall, a_service, after, minutes

S = TicketState


@pytest.fixture
def called(office):
    """A001 is called to counter 3, where chen sits; A002 waits."""
    office.take()
    office.take()
    office.sit()
    office.clock.pass_(2)
    office.call()
    return office


@pytest.fixture
def serving(called):
    """As called, and started a minute later."""
    called.clock.pass_(1)
    called.handle("start", "A001")
    return called


def line(office, letter="A"):
    return {
        each.priority_class: each.waiting
        for each in office.ask(lambda view: view.lines())
        if each.service == letter
    }


def test_a_recall_announces_again_and_counts(called):
    called.clock.pass_(1)
    ticket = called.handle("recall", "A001")

    assert (ticket.attempt, ticket.called_at, called.events()[-1].attempt) == (2, after(2), 2)


def test_a_start_begins_the_service(serving):
    ticket = serving.ticket("A001")

    assert (ticket.state, ticket.called_at, ticket.started_at) == (S.SERVING, after(2), after(3))


def test_a_mistaken_call_is_undone_as_if_it_had_not_been(called):
    called.handle("put_back", "A001")

    ticket = called.ticket("A001")
    assert (ticket.state, ticket.clock, ticket.called_at, ticket.counter, ticket.attempt) == (
        S.WAITING,
        NINE,
        None,
        None,
        0,
    )
    assert (called.seat().ticket, line(called), called.call().number) == (
        None,
        {"normal": 2},
        "A001",
    )


def test_a_completed_one_leaves_the_counter_free(serving):
    serving.clock.pass_(6)
    ticket = serving.handle("complete", "A001")

    assert (ticket.state, ticket.ended_at, serving.seat().ticket) == (S.COMPLETED, after(9), None)
    assert serving.ask(lambda view: view.served_at(3)) == (1, 360.0)


def test_a_missed_one_leaves_the_counter_free_and_is_still_known(called):
    ticket = called.handle("miss", "A001")

    assert (ticket.state, ticket.misses, called.seat().ticket) == (S.MISSED, 1, None)


def test_a_hold_counts_for_nobody_s_time_and_the_service_goes_on_after_it(serving):
    serving.clock.pass_(4)
    serving.handle("hold", "A001", "photo")
    held, free = serving.ticket("A001"), serving.seat().ticket
    serving.clock.pass_(30)
    serving.choose("A001")
    serving.clock.pass_(1)
    serving.handle("start", "A001")
    serving.clock.pass_(5)
    done = serving.handle("complete", "A001")

    assert (held.state, held.served, held.started_at, free) == (S.HELD, minutes(4), None, None)
    assert (done.called_at, done.started_at, done.served) == (after(2), after(38), minutes(4))
    assert serving.ask(lambda view: view.served_at(3)) == (1, 9 * 60.0)
    assert [each.reason for each in serving.events() if each.kind == "ticket_held"] == ["photo"]


def test_a_hold_may_ask_to_be_reminded_and_the_next_hold_decides_anew(serving):
    serving.handle("hold", "A001", "photo", minutes(10))
    reminded, event = serving.ticket("A001").remind_at, serving.events()[-1]
    serving.choose("A001")
    serving.handle("start", "A001")
    serving.handle("hold", "A001", "payment")

    assert (reminded, event.remind_at) == (after(13), after(13))
    assert serving.ticket("A001").remind_at is None


def test_nobody_is_served_for_less_than_no_time_by_a_machine_whose_clock_is_late(
    database_office,
):
    office = database_office
    office.take()
    office.sit()
    office.call()
    office.handle("start", "A001")
    office.clock.pass_(-10)
    office.handle("hold", "A001", "photo")
    held = office.ticket("A001").served
    office.choose("A001")
    office.handle("start", "A001")
    office.clock.pass_(-10)
    office.handle("complete", "A001")

    assert held == minutes(0)
    assert office.ask(lambda view: view.served_at(3)) == (1, 0.0)
    assert office.verified()[0] == 0


def test_a_transfer_keeps_the_number_and_the_clock_and_begins_a_stage(serving):
    serving.halls.set(
        a_hall(
            services=(a_service("A"), a_service("B", promises={"normal": minutes(12)})),
            counters=(a_counter(1, "B"), a_counter(3, "AB")),
        )
    )
    serving.clock.pass_(4)
    sent = serving.handle("transfer", "A001", service="B", counter=None)

    assert (sent.number, sent.service, sent.state, sent.clock) == ("A001", "B", S.WAITING, NINE)
    assert (sent.promise, sent.queued_at, sent.stage, sent.reserved_for) == (
        minutes(12),
        after(7),
        2,
        None,
    )
    stage = serving.ticket("A001").stages[0]
    assert (stage.service, stage.counter, stage.officer) == ("A", 3, OFFICER)
    assert (stage.waiting_since, stage.called_at, stage.started_at, stage.ended_at) == (
        NINE,
        after(2),
        after(3),
        after(7),
    )
    assert (line(serving), line(serving, "B"), serving.seat().ticket) == (
        {"normal": 1},
        {"normal": 1},
        None,
    )


def test_who_is_sent_to_a_counter_is_called_only_there(serving):
    serving.sit(1, "wang")
    serving.handle("transfer", "A001", service=None, counter=1)

    assert serving.ticket("A001").reserved_for == 1
    assert serving.call(3).number == "A002"
    assert serving.call(1, "wang").number == "A001"


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ({"service": "Z", "counter": None}, "unknown_service"),
        ({"service": None, "counter": 99}, "not_found"),
        ({"service": None, "counter": None}, "invalid"),
        ({"service": "A", "counter": 1}, "invalid"),
        ({"service": "B", "counter": None}, "not_eligible"),
    ],
)
def test_nobody_is_sent_where_nobody_serves(serving, to, code):
    serving.halls.set(a_hall(counters=(a_counter(1, "A"), a_counter(3, "A"))))
    before = serving.everything()

    with pytest.raises(errors.Refusal) as refusal:
        serving.handle("transfer", "A001", **to)

    assert (refusal.value.code, serving.everything()) == (code, before)


def test_a_restored_one_waits_from_now_and_the_hall_s_penalty(called):
    called.has(rules=Rules(restore_penalty=minutes(3)))
    called.handle("miss", "A001")
    called.clock.pass_(10)
    ticket = called.handle("restore", "A001")

    assert (ticket.state, ticket.clock, ticket.queued_at) == (S.WAITING, after(15), after(12))
    assert called.call().number == "A002"


def test_who_comes_back_with_papers_goes_first_in_class_with_a_full_bar(serving):
    serving.clock.pass_(5)
    away = serving.handle("send_for_papers", "A001", "copy of the passport", code="K7MX3P2A")
    free = serving.seat().ticket
    serving.clock.pass_(1)
    back = serving.handle("come_back", "A001")

    assert (away.state, free) == (S.AWAY, None)
    assert (back.state, back.share(after(9)) >= 1) == (S.WAITING, True)
    assert back.clock < serving.ticket("A002").clock
    assert serving.call().number == "A001"


def test_who_comes_back_goes_before_those_whose_bar_is_fuller_than_full(serving):
    serving.handle("send_for_papers", "A001", None, code="K7MX3P2A")
    serving.clock.pass_(60)
    serving.take("A", "elderly")
    back = serving.handle("come_back", "A001")

    assert (back.clock, serving.call().number) == (NINE - minutes(1 / 60_000_000), "A001")


def test_a_cancelled_one_frees_the_counter_that_had_called_it(called):
    ticket = called.handle("cancel", "A001", "went home")

    assert (ticket.state, ticket.ended_at, called.seat().ticket) == (S.CANCELLED, after(2), None)
    assert called.events()[-1].reason == "went home"


def test_a_citizen_s_own_cancelling_frees_the_counter_too(called):
    secret = called.ticket("A001").secret
    called.run(lambda uow: citizen.cancel(uow, secret=secret))

    assert (called.seat().ticket, called.events()[-1].actor) == (None, "citizen")


def test_a_granted_class_keeps_the_clock_and_takes_a_shorter_promise(called):
    ticket = called.handle("grant", "A002", priority_class="urgent", reason="unwell")

    assert (ticket.priority_class, ticket.tier, ticket.promise, ticket.clock, ticket.reason) == (
        "urgent",
        1,
        minutes(5),
        NINE,
        "unwell",
    )
    assert line(called) == {"urgent": 1}


def test_a_blank_is_no_reason(called):
    with pytest.raises(errors.Invalid):
        called.handle("grant", "A002", priority_class="urgent", reason="  ")


def test_an_appointment_cannot_be_granted(called):
    with pytest.raises(errors.Forbidden):
        called.handle("grant", "A002", priority_class="appointment", reason="x")


def test_only_who_sits_at_its_counter_handles_a_ticket_or_a_manager(called):
    called.sit(1, "wang")
    before = called.everything()

    for verb in ("recall", "start", "miss", "put_back"):
        with pytest.raises(errors.Forbidden):
            called.handle(verb, "A001", officer="wang")
    assert called.everything() == before
    assert called.handle("recall", "A001", officer="boss", role=Role.MANAGER).attempt == 2


ILLEGAL = {
    "recall": (),
    "start": (),
    "miss": (),
    "put_back": (),
    "hold": ("x",),
    "complete": (),
    "restore": (),
    "come_back": (),
}


@pytest.mark.parametrize("verb", ILLEGAL)
def test_what_a_waiting_one_does_not_allow_changes_nothing(called, verb):
    before = called.everything()

    with pytest.raises(errors.IllegalTransition):
        called.handle(verb, "A002", *ILLEGAL[verb])

    assert called.everything() == before


def test_a_number_of_another_day_is_not_todays(called):
    called.clock.pass_(24 * 60)

    with pytest.raises(errors.NotFound):
        called.handle("recall", "A001")


# -- the citizen ------------------------------------------------------------------------------


def test_who_asks_to_be_called_later_is_not_called_before_and_loses_that_time(office):
    secret = office.take().secret
    office.take()
    office.sit()
    later = office.run(lambda uow: citizen.defer(uow, secret=secret, by=minutes(10)))
    first = office.call().number
    with pytest.raises(errors.NothingToCall):
        office.call()
    office.clock.pass_(10)

    assert (later.clock, later.not_before) == (after(10), after(10))
    assert (first, office.call().number) == ("A002", "A001")


@pytest.mark.parametrize("by", [minutes(0.5), minutes(121)])
def test_a_deferral_is_neither_too_short_nor_too_long(office, by):
    secret = office.take().secret

    with pytest.raises(errors.Invalid):
        office.run(lambda uow: citizen.defer(uow, secret=secret, by=by))


def rate(office, secret, grade=5):
    return office.run(
        lambda uow: citizen.rate(
            uow, secret=secret, grade=grade, reasons=("friendly",), comment="好"
        )
    )


def test_a_visit_is_rated_once_after_it_was_completed(serving):
    secret = serving.ticket("A001").secret
    with pytest.raises(errors.IllegalTransition):
        rate(serving, secret)
    serving.handle("complete", "A001")
    rating = rate(serving, secret, 2)
    before = serving.everything()

    with pytest.raises(errors.AlreadyRated):
        rate(serving, secret, 5)

    assert (rating.grade, rating.counter, rating.officer) == (2, 3, OFFICER)
    assert serving.everything() == before
    event = next(each for each in serving.events() if each.kind == "ticket_rated")
    assert (event.kind, event.grade, event.actor) == ("ticket_rated", 2, "citizen")
    assert not hasattr(event, "comment")


def test_a_secret_that_is_nobody_s_does_nothing(called):
    for act in (
        lambda uow: citizen.cancel(uow, secret="x"),
        lambda uow: citizen.defer(uow, secret="x", by=minutes(5)),
        lambda uow: citizen.rate(uow, secret="x", grade=5, reasons=(), comment=None),
    ):
        with pytest.raises(errors.NotFound):
            called.run(act)
