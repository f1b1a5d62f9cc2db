"""Writers: many commands at once, each whole or not at all, each answered."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from queue_server.domain import errors
from queue_server.storage import writer as writers
from queue_server.storage.locked_hall import ADD_TICKET
from queue_server.storage.prepared import Prepared
from queue_server.storage.transactions import Slot, Transactions
from queue_server.storage.writer import GroupCommitWriter
from queue_server.use_cases import answers, calling, counters, services, ticketing
from queue_server.use_cases.answers import Key
from queue_server.use_cases.ports import Answer
from queue_server.use_cases.ticketing import Order
from tests.domain.builders import HALL
from tests.realtime.processes import wait_until
from tests.storage.office import KIOSK, Heard, OwnThread


def take(secret, service="A"):
    """A command that takes a number."""

    def command(uow):
        order = Order(service=service)
        return ticketing.issue(uow, hall=HALL, order=order, by=KIOSK, secret=secret).ticket.number

    return command


def at_once(writer, commands):
    """What became of each of several commands that come at the same time.

    Every other one names its hall, as most do; a citizen's, for one, does not.
    """

    def outcome(numbered):
        number, command = numbered
        try:
            return writer.run(command, hall=None if number % 2 else HALL)
        except errors.Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(len(commands)) as people:
        return list(people.map(outcome, enumerate(commands)))


class Gate:
    """A thread that does nothing until it is opened, so that commands pile up behind it."""

    def __init__(self):
        self.open = threading.Event()
        self.batches = []

    def run(self, function, batch):
        self.batches.append(len(batch))
        self.open.wait(10)
        return function(batch)


@pytest.fixture
def piled_up(sqlite_office):
    """Runs commands that all wait when the writer begins; and its gate."""
    gate = Gate()
    writer = GroupCommitWriter(
        sqlite_office.transactions,
        thread=gate,
        spawn=lambda pump: threading.Thread(target=pump, daemon=True).start(),
        publisher=sqlite_office.heard,
    )

    def pile(*commands):
        def all_wait():
            wait_until(lambda: len(writer._lane._waiting) + sum(gate.batches) == len(commands), 60)
            gate.open.set()

        threading.Thread(target=all_wait, daemon=True).start()
        return at_once(writer, commands)

    return pile, gate


def test_many_at_once_get_numbers_without_gap_or_double(office):
    writer = office.a_writer()

    numbers = at_once(writer, [take(f"s{n}") for n in range(40)])

    assert sorted(numbers) == [f"A{n:03d}" for n in range(1, 41)]
    assert sorted(each.sequence for each in office.heard.recorded) == list(range(1, 41))
    assert office.verified()[0] == 0


def test_what_happened_is_told_in_the_order_of_the_record(office):
    writer = office.a_writer()

    at_once(writer, [take(f"s{n}") for n in range(40)])

    assert [each.sequence for each in office.heard.recorded] == list(range(1, 41))


def test_two_officers_at_once_never_call_the_same_person(office):
    people = [office.take().number for _ in range(6)]
    for counter, officer in ((1, "chen"), (2, "wang"), (3, "zhao")):
        office.sit(counter, officer)
    writer = office.a_writer()

    def call(counter, officer):
        return lambda uow: (
            calling.call_next(uow, hall=HALL, counter=counter, officer=officer).number
        )

    called = at_once(writer, [call(1, "chen"), call(2, "wang"), call(3, "zhao")] * 2)

    assert sorted(set(called)) == sorted(people)
    assert len(called) == len(set(called))


def test_one_of_two_officers_gets_the_counter(office):
    writer = office.a_writer()

    def sit(officer):
        return lambda uow: counters.sit_down(uow, hall=HALL, counter=3, officer=officer).officer

    outcomes = at_once(writer, [sit("chen"), sit("wang")])

    assert sorted(outcomes) in (["chen", "counter_taken"], ["counter_taken", "wang"])


def test_the_same_press_twice_at_once_is_done_once(office):
    writer = office.a_writer()

    def press(secret):
        def act(uow):
            return Answer(status=201, body=take(secret)(uow).encode())

        key = Key(scope="device:k1", key="press", fingerprint=bytes(32))
        return lambda uow: answers.answer_once(uow, key, act, lambda _: None)

    outcomes = at_once(writer, [press(f"s{n}") for n in range(8)])

    assert [each.body for each in outcomes] == [b"A001"] * 8
    assert sorted(each.is_replay for each in outcomes) == [False] + [True] * 7
    assert len(office.rows("ticket")) == 1


def fail(error):
    def command(_uow):
        raise error

    return command


def break_the_database(uow):
    """A statement that no database carries out, after a number was taken."""
    take("broken")(uow)
    uow.connection.execute(text("INSERT INTO nothing VALUES (1)"))


@pytest.mark.parametrize("bad", [break_the_database, fail(errors.NothingToCall())])
def test_a_bad_command_fails_alone_among_many_on_every_database(office, bad):
    writer = office.a_writer()

    outcomes = at_once(writer, [take("s1"), bad, take("s2")])

    assert (sorted((outcomes[0], outcomes[2])), office.verified()[0]) == (["A001", "A002"], 0)
    assert outcomes[1] in {"storage_unavailable", "nothing_to_call"}


def test_all_who_wait_share_one_transaction(piled_up):
    pile, gate = piled_up

    outcomes = pile(*[take(f"s{n}") for n in range(12)])

    assert sorted(outcomes) == [f"A{n:03d}" for n in range(1, 13)]
    assert len(gate.batches) <= 2


@pytest.mark.postgresql
def test_those_of_one_hall_share_one_transaction_on_postgresql_too(postgresql_office):
    gate = Gate()
    writer = postgresql_office.a_writer(gate)
    with ThreadPoolExecutor(12) as people:
        asked = [people.submit(writer.run, take(f"s{n}"), hall=HALL) for n in range(12)]
        wait_until(lambda: len(writer._lanes[HALL]._waiting) + sum(gate.batches) == 12, 60)
        gate.open.set()

    assert sorted(each.result() for each in asked) == [f"A{n:03d}" for n in range(1, 13)]
    assert len(gate.batches) <= 2
    assert [each.sequence for each in postgresql_office.heard.recorded] == list(range(1, 13))


def test_a_refusal_in_the_middle_of_a_transaction_leaves_the_others(piled_up, sqlite_office):
    pile, _ = piled_up

    def takes_and_is_refused(uow):
        take("refused")(uow)
        raise errors.NothingToCall

    outcomes = pile(take("s1"), takes_and_is_refused, take("s2"))

    assert (sorted((outcomes[0], outcomes[2])), outcomes[1]) == (
        ["A001", "A002"],
        "nothing_to_call",
    )
    assert sqlite_office.verified() == (0, ["guangdong: verified, 2 events, 2 tickets"])


def test_a_database_error_in_the_middle_of_a_transaction_undoes_only_its_own(
    piled_up, sqlite_office, caplog
):
    pile, _ = piled_up

    outcomes = pile(take("s1"), break_the_database, take("s2"))

    assert (sorted((outcomes[0], outcomes[2])), outcomes[1]) == (
        ["A001", "A002"],
        "storage_unavailable",
    )
    assert sqlite_office.verified() == (0, ["guangdong: verified, 2 events, 2 tickets"])
    assert [each.sequence for each in sqlite_office.heard.recorded] == [1, 2]


def test_what_cannot_be_written_fails_alone_and_the_writer_goes_on(sqlite_office):
    writer = sqlite_office.a_writer()

    def says_what_is_no_text(uow):
        order = Order(service="A", remark="\ud800")
        ticketing.issue(uow, hall=HALL, order=order, by=KIOSK, secret="s0")

    with pytest.raises(UnicodeEncodeError):
        writer.run(says_what_is_no_text)

    assert (writer.run(take("s1")), sqlite_office.verified()[0]) == ("A001", 0)


def test_a_publisher_that_fails_does_not_stop_the_writer(sqlite_office):
    class Deaf(Heard):
        def publish(self, _):
            raise ZeroDivisionError

    sqlite_office.heard = Deaf()
    writer = sqlite_office.a_writer()

    with pytest.raises(ZeroDivisionError):
        writer.run(take("s1"))
    sqlite_office.heard.publish = lambda _: None

    assert writer.run(take("s2")) == "A002"


def test_more_than_may_wait_are_told_to_come_again(sqlite_office, monkeypatch):
    monkeypatch.setattr(writers, "QUEUE", 3)
    gate = Gate()
    writer = GroupCommitWriter(
        sqlite_office.transactions,
        thread=gate,
        spawn=lambda pump: threading.Thread(target=pump, daemon=True).start(),
        publisher=sqlite_office.heard,
    )
    with ThreadPoolExecutor(8) as people:
        waiting = [people.submit(writer.run, take(f"s{n}")) for n in range(8)]
        refused = [each.exception(5) for each in waiting if each.done() or _is_refused(each)]
        gate.open.set()
        done = [each.result(10) for each in waiting if each.exception(10) is None]

    assert {type(each) for each in refused} == {errors.Busy}
    assert sorted(done) == [f"A{n:03d}" for n in range(1, len(done) + 1)]
    assert len(done) + len(refused) == 8


def _is_refused(future):
    try:
        return future.exception(0.2) is not None
    except TimeoutError:
        return False


def test_commands_of_one_transaction_share_what_they_see(sqlite_office):
    """The second of a batch sees what the first wrote, before anything is committed."""
    slots = [Slot(take("s1")), Slot(take("s2"))]
    transactions = Transactions(sqlite_office.connections, sqlite_office.halls, sqlite_office.clock)

    OwnThread().run(transactions.run_all, slots)

    assert [slot.value for slot in slots] == ["A001", "A002"]


def test_the_tickets_of_one_transaction_are_written_with_one_call(sqlite_office, monkeypatch):
    """A question that none of them needs to ask the tables anew would write them one by one."""
    transactions = Transactions(sqlite_office.connections, sqlite_office.halls, sqlite_office.clock)
    written, run_many = [], Prepared.run_many

    def count(statement, connection, rows):
        if statement is ADD_TICKET:
            written.append(len(rows))
        run_many(statement, connection, rows)

    monkeypatch.setattr(Prepared, "run_many", count)
    OwnThread().run(transactions.run_all, [Slot(take(f"s{n}")) for n in range(6)])

    assert written == [6]


def test_a_service_that_one_command_paused_gives_no_number_to_the_next(sqlite_office):
    transactions = Transactions(sqlite_office.connections, sqlite_office.halls, sqlite_office.clock)

    def pause(*, paused):
        return lambda uow: services.set_paused(
            uow, hall=HALL, service="A", paused=paused, reason=None, by="wu"
        )

    slots = [
        Slot(each)
        for each in (take("s1"), pause(paused=True), take("s2"), pause(paused=False), take("s3"))
    ]
    OwnThread().run(transactions.run_all, slots)

    assert [slots[0].value, slots[4].value] == ["A001", "A002"]
    assert isinstance(slots[2].error, errors.ServicePaused)
