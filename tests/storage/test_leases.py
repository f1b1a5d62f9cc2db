"""One holder at a time does a work of a hall, on both databases, also when several ask at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from queue_server.storage.instants import from_micros
from queue_server.use_cases import leases
from queue_server.use_cases.leases import LENGTH, RENEW
from tests.domain.builders import HALL
from tests.storage.office import Office


def taken(office, holder, work="clockwork"):
    return office.do(leases.take, work=work, holder=holder)


def given_up(office, holder):
    office.do(leases.give_up, work="clockwork", holder=holder)


def ends_in(office):
    (row,) = office.rows("lease")
    return from_micros(row["until"]) - office.clock()


def test_who_asks_first_has_it_for_its_length(office):
    assert (taken(office, "one"), taken(office, "two")) == (True, False)
    assert ends_in(office) == LENGTH


def test_it_is_renewed_when_little_is_left(office):
    taken(office, "one")
    office.clock.pass_(seconds=RENEW.seconds)
    early = taken(office, "one"), ends_in(office)
    office.clock.pass_(seconds=1)

    assert early == (True, LENGTH - RENEW)
    assert (taken(office, "one"), ends_in(office)) == (True, LENGTH)


@pytest.mark.parametrize(("seconds", "moves"), [(59, False), (60, True)])
def test_it_moves_when_it_has_run_out(office, seconds, moves):
    taken(office, "one")
    office.clock.pass_(seconds=seconds)

    assert (taken(office, "two"), taken(office, "one")) == (moves, not moves)


def test_it_moves_at_once_when_given_up_by_its_holder_alone(office):
    taken(office, "one")
    given_up(office, "two")
    before = taken(office, "two")
    given_up(office, "one")

    assert (before, taken(office, "two")) == (False, True)


def test_a_clock_that_is_set_back_an_hour_does_not_stop_the_work(office):
    taken(office, "one")
    office.clock.pass_(minutes=-60)

    assert (taken(office, "two"), ends_in(office)) == (True, LENGTH)


def test_another_work_has_a_lease_of_its_own(office):
    taken(office, "one")

    assert taken(office, "two", work="other") is True


def test_of_many_that_ask_at_once_one_gets_it(office):
    writer = office.a_writer()

    def ask(n):
        return writer.run(
            lambda uow: leases.take(uow, hall=HALL, work="clockwork", holder=f"holder {n}")
        )

    with ThreadPoolExecutor(8) as asking:
        answers = list(asking.map(ask, range(16)))

    assert sorted(answers) == [False] * 15 + [True]


def test_processes_with_connections_of_their_own_agree(database):
    offices = [Office(database) for _ in range(4)]

    with ThreadPoolExecutor(4) as asking:
        answers = list(asking.map(lambda each: taken(each, str(id(each))), offices))

    assert sorted(answers) == [False, False, False, True]
    for each in offices:
        each.close()
