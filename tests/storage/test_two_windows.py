"""Two officers at the same instant, on two threads and either database: one wins, the other is told."""

from threading import Barrier, Thread

import pytest

from queue_server.domain.errors import Refusal
from queue_server.use_cases import calling, handling, undoing
from queue_server.use_cases.handling import Subject
from queue_server.use_cases.principal import Role
from tests.domain.builders import HALL, a_counter
from tests.storage.office import an_officer


@pytest.fixture
def windows(office):
    """chen at counter 3 and wang at counter 1, who take the same services; ten numbers wait."""
    office.has(counters=(a_counter(3, "A"), a_counter(1, "A")))
    for _ in range(10):
        office.take()
    office.sit()
    office.sit(1, "wang")
    return office


def at_once(office, *commands):
    """What each is answered: a ticket's number and state, or the code of the refusal."""
    writer, together = office.a_writer(), Barrier(len(commands))
    answers = [None] * len(commands)

    def run(place, command):
        together.wait()
        try:
            answered = writer.run(command, hall=HALL)
            answers[place] = answered and getattr(answered, "number", "done")
        except Refusal as refusal:
            answers[place] = refusal.code

    threads = [Thread(target=run, args=each) for each in enumerate(commands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def choose(number, counter, officer):
    return lambda uow: calling.call_ticket(
        uow, hall=HALL, counter=counter, officer=officer, number=number
    )


def test_a_number_that_two_windows_call_is_called_by_one(windows):
    for place in range(1, 9):
        number = f"A{place:03}"
        answers = at_once(windows, choose(number, 3, "chen"), choose(number, 1, "wang"))

        assert sorted(answers) == [number, "illegal_transition"]
        in_hand = [windows.seat(3).ticket, windows.seat(1).ticket]
        assert in_hand.count(windows.ticket(number).id) == 1
    assert windows.verified()[0] == 0


def test_an_undo_and_another_window_s_call_of_the_same_number_never_both_succeed(windows):
    for place in range(1, 6):
        number = f"A{place:03}"
        windows.choose(number)
        windows.handle("miss", number)
        undo = lambda uow: undoing.undo(uow, hall=HALL, counter=3, officer="chen")  # noqa: E731 -- a command
        undone, called = at_once(windows, undo, choose(number, 1, "wang"))

        assert (undone, called) in {("done", "illegal_transition"), ("nothing_to_undo", number)}
        assert [windows.seat(3).ticket, windows.seat(1).ticket].count(
            windows.ticket(number).id
        ) == 1
        windows.handle("miss", number, officer="boss", role=Role.MANAGER)
    assert windows.verified()[0] == 0


def test_what_the_manager_cancelled_in_the_same_instant_is_completed_by_nobody(windows):
    windows.call()
    chen = Subject(hall=HALL, number="A001", by=an_officer())
    boss = Subject(hall=HALL, number="A001", by=an_officer("boss", Role.MANAGER))
    answers = at_once(
        windows,
        lambda uow: handling.cancel(uow, boss, None),
        lambda uow: handling.start(uow, chen),
    )

    assert sorted(answers) == ["A001", "illegal_transition"]
    assert windows.verified()[0] == 0
