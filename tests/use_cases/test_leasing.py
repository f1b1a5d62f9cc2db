"""Numbers for a kiosk's way alone: leased once, never reused, and what a restored record must learn."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.number_block import is_given_alone, next_block, next_count
from queue_server.use_cases import leasing
from queue_server.use_cases.leasing import Known
from queue_server.use_cases.principal import Principal, Role
from tests.domain.builders import HALL, MONDAY, a_hall, a_service
from tests.storage.office import KIOSK

OTHER = Principal(name="kiosk-2", roles=frozenset({Role.KIOSK}), hall=HALL, device="k2")
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def hall(office):
    office.halls.set(a_hall(services=(a_service("A"), a_service("B"), a_service("C", kiosk=False))))
    return office


def leased(office, by=KIOSK, **known):
    return office.do(leasing.lease, known=Known(**known), by=by)


def blocks(answer, day=MONDAY):
    (of,) = [each for each in answer.days if each.day == day]
    return [(each.service, each.first, each.last) for each in of.blocks]


def known_from(answer, **more):
    """What a kiosk says that has heard this answer."""
    return {
        "epoch": answer.epoch,
        "mark": answer.mark,
        "counts": {(of.day, letter): n for of in answer.days for letter, n in of.counts.items()},
        "leased": {(of.day, letter): n for of in answer.days for letter, n in of.leased.items()},
        "blocks": [(e.day, e.service, e.first, e.last) for of in answer.days for e in of.blocks],
        **more,
    }


@given(st.integers(0, 10_000))
def test_the_servers_numbers_and_those_of_kiosks_never_meet(last):
    first, end = next_block(last)

    assert is_given_alone(next_count(last)) is False
    assert {is_given_alone(count) for count in range(first, end + 1)} == {True}
    assert (first > last, next_count(last) > last, end - first < 40) == (True, True, True)


def test_a_kiosk_has_a_block_for_each_of_its_services_today_and_tomorrow(hall):
    answer = leased(hall)

    assert blocks(answer) == blocks(answer, TUESDAY) == [("A", 801, 840), ("B", 801, 840)]
    assert hall.kinds() == ["numbers_leased"] * 4
    assert hall.verified()[0] == 0


def test_the_same_block_is_its_answer_while_it_lasts_and_nothing_is_recorded(hall):
    first = leased(hall)
    hall.clock.pass_(minutes=60)

    again = leased(hall, **known_from(first))

    assert (again, len(hall.kinds())) == (first, 4)


def test_a_kiosk_that_lost_its_memory_is_not_given_the_same_numbers(hall):
    leased(hall)

    assert blocks(leased(hall))[0] == ("A", 841, 880)


def test_two_kiosks_never_have_the_same_number(hall):
    mine, theirs = leased(hall), leased(hall, by=OTHER)

    assert blocks(mine)[0] == ("A", 801, 840)
    assert blocks(theirs)[0] == ("A", 841, 880)


def test_a_day_later_the_blocks_are_those_that_were_leased_for_it(hall):
    first = leased(hall)
    hall.clock.pass_(minutes=24 * 60)

    again = leased(hall, **known_from(first))

    assert blocks(again, TUESDAY) == blocks(first, TUESDAY)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE block SET last = 900 WHERE first = 801",
        "UPDATE block SET first = 802 WHERE first = 801",
        "UPDATE block SET device = 'k9'",
        "UPDATE block SET day = '2026-11-22' WHERE day = '2026-11-23'",
        "UPDATE block SET leased_at = leased_at + 1",
        "DELETE FROM block WHERE service = 'B'",
        "UPDATE hall SET epoch = 2",
        "UPDATE ticket SET alias = 'A801'",
        "UPDATE press SET number = 'A002'",
        "UPDATE press SET ticket = 7",
    ],
)
def test_the_auditor_finds_what_was_changed_behind_the_record(hall, change):
    leased(hall)
    hall.take(issue="press")
    before = hall.verified()[0]
    hall.execute(change)

    assert (before, hall.verified()[0]) == (0, 1)


def test_the_server_counts_past_the_numbers_of_kiosks(hall):
    hall.execute("INSERT INTO number VALUES (:hall, '2026-11-23', 'A', 799)", hall=HALL)

    assert [hall.take().number for _ in range(2)] == ["A800", "A1000"]


# -- a record that was restored from an older backup ------------------------------------------------


def forget_all(office):
    """As a backup of before the first event would leave it."""
    for table in ("event", "ticket", "number", "block", "press", "job", "line"):
        office.execute(f"DELETE FROM {table}")
    office.execute("UPDATE hall SET sequence = 0, digest = :none, epoch = 1", none=bytes(32))


def test_after_a_restore_no_number_is_given_again_that_a_kiosk_knows(hall):
    before = leased(hall)
    for _ in range(3):
        hall.take()
    known = known_from(leased(hall, **known_from(before)))
    forget_all(hall)

    again = leased(hall, **known)

    assert (again.epoch, blocks(again)) == (2, blocks(before))
    assert hall.take().number == "A004"
    assert hall.verified()[0] == 0


def test_after_a_restore_another_kiosks_block_is_not_given_again(hall):
    leased(hall)
    mine = known_from(leased(hall, by=OTHER))
    forget_all(hall)

    again = leased(hall, by=OTHER, **mine)
    third = leased(hall, by=Principal(name="k3", roles=KIOSK.roles, hall=HALL, device="k3"))

    assert blocks(again)[0] == ("A", 841, 880)
    assert blocks(third)[0] == ("A", 881, 920)
    assert hall.verified()[0] == 0


def test_a_record_that_went_on_after_the_restore_is_recognised_by_its_chain(hall):
    known = known_from(leased(hall))
    forget_all(hall)
    for _ in range(9):
        hall.take("B")

    assert leased(hall, **known).epoch == 2


def test_a_number_that_the_record_lost_is_noticed_too(hall):
    known = known_from(leased(hall))
    ticket = hall.take()
    known["issued"] = (ticket.id, ticket.number)
    kept = leased(hall, **known).epoch
    hall.execute("DELETE FROM event WHERE sequence = 5")
    hall.execute("DELETE FROM ticket")

    assert (kept, leased(hall, **known).epoch) == (1, 2)


def test_the_epoch_rises_once_and_every_kiosk_hears_of_it(hall):
    mine, theirs = known_from(leased(hall)), known_from(leased(hall, by=OTHER))
    forget_all(hall)

    answers = [leased(hall, **mine), leased(hall, by=OTHER, **theirs), leased(hall, **mine)]

    assert [each.epoch for each in answers] == [2, 2, 2]
    epochs = [each.epoch for each in hall.events() if each.kind == "record_restored"]
    assert (epochs, hall.verified()[0]) == ([2, 2], 0)  # each brought blocks that it had lost
