"""Taking back what was done last at a counter: as if it had not been, and the record says both."""

from datetime import timedelta

import pytest

from queue_server.domain import errors
from queue_server.domain.counter import CounterState
from queue_server.domain.hall import Rules, Voice
from queue_server.domain.lifecycle import TicketState
from queue_server.storage.shared import Shared
from queue_server.storage.unit_of_work import SqlUnitOfWork
from queue_server.use_cases import calling, citizen, counters, handling, ticketing, undoing
from queue_server.use_cases.handling import Subject
from queue_server.use_cases.principal import Role
from queue_server.use_cases.ticketing import Order
from tests.domain.builders import HALL, OFFICER, a_counter, a_service
from tests.storage.office import KIOSK, an_officer

S = TicketState
COUNTERS = (a_counter(3, "AB"), a_counter(1, "AB"))
SERVICES = (a_service("A"), a_service("B"))
MOVES = {"changed_at", "sequence"}
"""What an undo does change: the record goes on."""
TOLD = MOVES | {"precalled_at"}
"""The same, where another was told to get ready after a call: nobody is untold."""


def tables(office, but=MOVES):
    """Everything of the queue that stands in tables, but for when it was touched last."""
    return {
        table: sorted(
            repr({name: value for name, value in row.items() if name not in but})
            for row in office.rows(table)
            if table != "line" or row["waiting"]
        )
        for table in ("ticket", "stage", "seat", "line", "number")
    }


def set_state(office, state, reason=None):
    office.do(counters.set_state, counter=3, officer=OFFICER, state=state, reason=reason)


@pytest.fixture
def desk(office):
    """A001 is called to counter 3, three more wait; the last miss is the second."""
    rules = Rules(misses_allowed=2)
    office.has(rules=rules, counters=COUNTERS, services=SERVICES, voice=Voice(pre_call=1))
    for _ in range(4):
        office.take()
    office.sit()
    office.clock.pass_(2)
    office.call()
    office.clock.pass_(seconds=20)
    return office


@pytest.fixture
def serving(desk):
    """A001 is being served, was on hold before, and came from another service."""
    desk.handle("start", "A001")
    desk.clock.pass_(seconds=61.7)
    desk.handle("transfer", "A001", service="B")
    desk.choose("A001")
    desk.handle("start", "A001")
    desk.clock.pass_(seconds=30.6)
    desk.handle("hold", "A001", "photo")
    desk.choose("A001")
    desk.handle("start", "A001")
    desk.clock.pass_(seconds=20.3)
    return desk


PRESSES = {
    "complete": lambda at: at.handle("complete", "A001"),
    "complete and call": lambda at: at.call(current="A001"),
    "hold": lambda at: at.handle("hold", "A001", "payment"),
    "transfer": lambda at: at.handle("transfer", "A001", service="A"),
    "return to sender": lambda at: at.handle("transfer", "A001", back=True),
    "send for papers": lambda at: at.handle("send_for_papers", "A001", None, code="K7MX3P2A"),
    "cancel another": lambda at: at.handle("cancel", "A003", None),
    "put off another": lambda at: at.attend("defer", "A003", by=timedelta(minutes=10)),
    "raise another": lambda at: at.handle("grant", "A004", priority_class="urgent", reason="ill"),
    "pause": lambda at: set_state(at, CounterState.PAUSED, "meal"),
}


@pytest.mark.parametrize("press", PRESSES)
def test_of_a_served_one_everything_is_as_before(serving, press):
    but = TOLD if "call" in press else MOVES
    before = tables(serving, but)
    PRESSES[press](serving)
    serving.clock.pass_(seconds=9)
    done = tables(serving, but)
    serving.undo()

    assert done != before
    assert tables(serving, but) == before
    assert serving.verified()[0] == 0


def test_who_was_sent_on_and_told_to_get_ready_by_the_press_is_at_the_window_again(serving):
    """That the hall told them is a part of the press, not something that happened since."""
    before = tables(serving, TOLD)
    serving.handle("transfer", "A001", service="A")
    serving.choose("A004")
    sent_on = serving.ticket("A001")
    serving.undo()

    assert sent_on.precalled_at == serving.ticket("A001").precalled_at == serving.clock.now
    assert tables(serving, TOLD) == before
    assert serving.verified()[0] == 0


CALLED = {
    "start": lambda at: at.handle("start", "A001"),
    "miss": lambda at: at.handle("miss", "A001"),
    "put back": lambda at: at.handle("put_back", "A001"),
    "cancel": lambda at: at.handle("cancel", "A001", None),
    "transfer": lambda at: at.handle("transfer", "A001", counter=3),
    "miss and call": lambda at: at.call(current="A001"),
    "miss and call a chosen one": lambda at: at.choose("A003"),
}


@pytest.mark.parametrize("press", CALLED)
@pytest.mark.parametrize("misses", [0, 1])
def test_of_a_called_one_everything_is_as_before(desk, press, misses):
    if misses:
        desk.handle("miss", "A001")
        desk.clock.pass_(1)
        desk.choose("A001")
        desk.clock.pass_(seconds=20)
    but = TOLD if "call" in press else MOVES
    before = tables(desk, but)
    CALLED[press](desk)
    desk.undo()

    assert tables(desk, but) == before
    assert desk.verified()[0] == 0


def test_a_call_from_missed_or_held_is_taken_back_to_there(desk):
    desk.handle("miss", "A001")
    before = tables(desk, TOLD)
    desk.clock.pass_(1)
    desk.choose("A001")
    desk.undo()
    missed = tables(desk, TOLD)
    desk.choose("A001")
    desk.handle("start", "A001")
    desk.handle("hold", "A001", None)
    held = tables(desk, TOLD)
    desk.choose("A001")
    desk.undo()

    assert (missed, tables(desk, TOLD)) == (before, held)


def test_a_pause_and_an_opening_are_taken_back_with_their_reasons(desk):
    set_state(desk, CounterState.PAUSED, "meal")
    desk.clock.pass_(1)
    before = desk.seat()
    set_state(desk, CounterState.OPEN)
    desk.undo()
    opened = desk.seat()
    set_state(desk, CounterState.PAUSED, "rest")
    desk.undo()

    assert (opened, desk.seat()) == (before, before)
    assert desk.verified()[0] == 0


def test_the_record_keeps_what_was_done_and_says_that_it_counts_no_longer(desk):
    desk.handle("start", "A001")
    desk.call(current="A001")
    called = len(desk.record())
    done = desk.undo()

    told = [(e.kind, e.number, e.undone, e.was, e.state) for e in desk.events()[-2:]]
    last = next(n for n in range(called, 0, -1) if desk.events()[n - 1].kind == "ticket_called")
    assert told == [
        ("action_undone", "A002", [last], "ticket_called", "waiting"),
        ("action_undone", "A001", [last - 1], "service_completed", "serving"),
    ]
    assert [each.number for each in done.tickets] == ["A002", "A001"]
    assert desk.ask(lambda view: view.served_at(3)) == (0, None)


def test_it_is_taken_back_for_a_few_seconds_and_once(desk):
    desk.handle("miss", "A001")
    desk.clock.pass_(seconds=10)
    desk.undo()
    with pytest.raises(errors.NothingToUndo):
        desk.undo()
    desk.handle("miss", "A001")
    desk.clock.pass_(seconds=10.1)
    with pytest.raises(errors.TooLateToUndo):
        desk.undo()


def test_a_hall_may_take_nothing_back(desk):
    desk.handle("miss", "A001")
    desk.has(rules=Rules(undo=timedelta(0)), counters=COUNTERS, services=SERVICES)

    with pytest.raises(errors.Forbidden):
        desk.undo()


def test_the_press_that_is_meant_is_named(desk):
    desk.handle("miss", "A001")
    missed = len(desk.record())
    desk.call()

    with pytest.raises(errors.NothingToUndo):
        desk.undo(sequence=missed)
    assert desk.ticket("A001").state is S.MISSED


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda at: at.choose("A001", 1, "wang"),
        lambda at: at.handle("restore", "A001", officer="desk", role=Role.DESK),
        lambda at: at.handle("cancel", "A001", None, officer="boss", role=Role.MANAGER),
    ],
    ids=["called elsewhere", "restored at the desk", "cancelled by the manager"],
)
def test_what_somebody_else_has_touched_stays(desk, meanwhile):
    desk.sit(1, "wang")
    desk.handle("miss", "A001")
    meanwhile(desk)
    before = desk.everything()

    with pytest.raises(errors.NothingToUndo):
        desk.undo()
    assert desk.everything() == before


def test_who_has_rated_the_visit_stays_served_and_the_call_alone_is_taken_back(desk):
    desk.handle("start", "A001")
    desk.call(current="A001")
    secret = desk.ticket("A001").secret
    desk.run(lambda uow: citizen.rate(uow, secret=secret, grade=5, reasons=(), comment=None))
    desk.undo()

    assert (desk.ticket("A001").state, desk.ticket("A002").state) == (S.COMPLETED, S.WAITING)
    assert desk.seat().ticket is None
    assert desk.verified()[0] == 0


def test_only_the_officer_who_sits_there_takes_back(desk):
    desk.handle("miss", "A001")

    with pytest.raises(errors.Forbidden):
        desk.undo(officer="wang")
    with pytest.raises(errors.CounterClosed):
        desk.undo(counter=1)


def test_sitting_down_is_not_taken_back(office):
    office.sit()

    with pytest.raises(errors.NothingToUndo):
        office.undo()


def test_where_a_call_begins_the_service_it_is_taken_back_too(office):
    office.has(rules=Rules(start_on_call=True), counters=COUNTERS, services=SERVICES)
    office.take()
    office.take()
    office.sit()
    office.call()
    office.clock.pass_(3)
    before = tables(office)
    office.call()
    office.undo()

    assert tables(office) == before
    assert office.ticket("A001").started_at is not None


def test_commands_and_their_undo_in_one_transaction_know_of_each_other(database_office):
    office = database_office
    office.sit()
    shared, by = Shared(), Subject(hall=HALL, number="A001", by=an_officer())
    order = Order(service="A", priority_class="normal")
    commands = [
        lambda uow: ticketing.issue(uow, hall=HALL, order=order, by=KIOSK, secret="secret"),
        lambda uow: calling.call_next(uow, hall=HALL, counter=3, officer=OFFICER),
        lambda uow: handling.start(uow, by),
        lambda uow: handling.complete(uow, by),
        lambda uow: undoing.undo(uow, hall=HALL, counter=3, officer=OFFICER),
    ]
    connection = office.connections.get()
    with connection.begin():
        for command in commands:
            work = SqlUnitOfWork(connection, office.halls, office.clock(), shared)
            command(work)
            work.flush()
        shared.finish(connection)

    assert (office.ticket("A001").state, office.seat().ticket) == (S.SERVING, 2)
    assert office.verified()[0] == 0
