"""One command is one transaction: whole, or nothing; its answer is kept with it."""

import gc
import weakref

import pytest

from queue_server.domain import errors
from queue_server.storage.unit_of_work import SqlUnitOfWork
from queue_server.use_cases import answers, ticketing
from queue_server.use_cases.answers import Key
from queue_server.use_cases.ports import Answer
from queue_server.use_cases.ticketing import Order
from tests.domain.builders import HALL, NINE, a_hall
from tests.storage.office import KIOSK

PRESS = Key(scope="device:k1", key="press-1", fingerprint=bytes(32))


def test_what_was_done_is_kept_and_told_with_its_events(office):
    ticket = office.take()

    assert office.ticket("A001") == ticket
    assert office.record() == office.heard.recorded
    assert [(each.sequence, each.event.number) for each in office.record()] == [(1, "A001")]


def test_a_refusal_leaves_nothing_behind(office):
    office.take()
    before = office.everything()

    def takes_a_number_and_is_refused(uow):
        ticketing.issue(uow, hall=HALL, order=Order(service="A"), by=KIOSK, secret="s")
        raise errors.NothingToCall

    with pytest.raises(errors.NothingToCall):
        office.run(takes_a_number_and_is_refused)

    assert office.everything() == before
    assert office.take().number == "A002"


def test_nothing_is_written_before_the_command_is_done(office):
    with office.database.writing.begin() as connection:
        work = SqlUnitOfWork(connection, office.halls, NINE)
        ticketing.issue(work, hall=HALL, order=Order(service="A"), by=KIOSK, secret="s")

        assert work.find_ticket_by_secret("s") is None
        work.flush()
        assert work.find_ticket_by_secret("s").number == "A001"


def test_the_events_of_several_halls_are_told_in_each_halls_order(office):
    office.halls.set(a_hall(id="linkou"))
    office.database.add_halls(["linkou"])

    def one_in_each(uow):
        for n, hall in enumerate((HALL, "linkou", HALL)):
            ticketing.issue(uow, hall=hall, order=Order(service="A"), by=KIOSK, secret=f"s{n}")

    office.run(one_in_each)

    assert [(each.hall, each.sequence) for each in office.heard.recorded] == [
        (HALL, 1),
        (HALL, 2),
        ("linkou", 1),
    ]
    assert office.verified()[0] == 0


def test_a_hall_that_nobody_serves_is_not_found(office):
    with pytest.raises(errors.NotFound):
        office.run(lambda uow: uow.locked("nowhere").__enter__())


# -- answers -------------------------------------------------------------------------


def a_press(office, key=PRESS):
    """Take a number under a key; the answer says which."""

    def act(uow):
        issued = ticketing.issue(
            uow, hall=HALL, order=Order(service="A"), by=KIOSK, secret=office.a_secret()
        )
        return Answer(status=201, body=issued.ticket.number.encode())

    def refuse(refusal):
        return Answer(status=409, body=refusal.code.encode())

    return office.run(lambda uow: answers.answer_once(uow, key, act, refuse))


def test_the_same_key_gets_the_first_answer_again_and_changes_nothing(office):
    first = a_press(office)
    before = office.everything()

    again = a_press(office)

    assert (first, again) == (
        Answer(status=201, body=b"A001"),
        Answer(status=201, body=b"A001", is_replay=True),
    )
    assert office.everything() == before


def test_a_refusal_is_an_answer_too_and_stays_one(office):
    office.clock.pass_(minutes=4 * 60 - 30)  # 12:30, the noon break
    refused = a_press(office)
    office.clock.pass_(minutes=60)

    assert (refused, a_press(office)) == (
        Answer(status=409, body=b"hall_closed"),
        Answer(status=409, body=b"hall_closed", is_replay=True),
    )
    assert office.record() == []


def test_a_key_with_another_request_is_refused_and_forgets_nothing(office):
    a_press(office)
    other = Key(scope=PRESS.scope, key=PRESS.key, fingerprint=b"\1" * 32)

    with pytest.raises(errors.IdempotencyKeyReused):
        a_press(office, other)

    assert a_press(office).body == b"A001"


def test_the_same_key_of_someone_else_is_another_key(office):
    a_press(office)

    other = a_press(office, Key(scope="device:k2", key=PRESS.key, fingerprint=bytes(32)))

    assert other == Answer(status=201, body=b"A002")


def test_a_command_that_fails_keeps_no_answer(office):
    with pytest.raises(ZeroDivisionError):
        office.run(
            lambda uow: answers.answer_once(uow, PRESS, lambda _: 1 // 0, lambda _refusal: None)
        )

    assert a_press(office) == Answer(status=201, body=b"A001")


def test_old_answers_are_forgotten_and_young_ones_kept(office):
    a_press(office)
    office.clock.pass_(minutes=60)
    a_press(office, Key(scope=PRESS.scope, key="press-2", fingerprint=bytes(32)))

    office.run(lambda uow: uow.forget_answers(before=uow.now))

    assert [row["key"] for row in office.rows("answer")] == ["press-2"]


def test_a_command_that_is_over_leaves_no_ring_for_the_collector(office):
    gc.disable()
    try:
        with office.database.writing.begin() as connection:
            work = SqlUnitOfWork(connection, office.halls, NINE)
            ticketing.issue(work, hall=HALL, order=Order(service="A"), by=KIOSK, secret="s")
            work.people.find_account("nobody")
            work.flush()
            over = weakref.ref(work)
            del work

        assert over() is None
    finally:
        gc.enable()
