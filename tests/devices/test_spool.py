from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queue_server.protocol import JobState
from tests.devices.builders import LINK, NINE, a_job, iso
from ticket_printer.job_states import IllegalMove, check_move, is_over
from ticket_printer.spool import CROSSING, KEPT, Spool, SpoolInUse


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "spool"


@pytest.fixture
def a_spool(folder):
    """Opens the one spool, as after a restart where it was open before."""
    opened = []

    def open_spool(*jobs, now=NINE):
        for spool in opened:
            spool.close()
        opened.append(Spool(folder, now=now))
        for job in jobs:
            opened[-1].accept(job, now=now)
        return opened[-1]

    yield open_spool
    for spool in opened:
        spool.close()


def nine_job(**changes):
    return a_job(created_at=iso(NINE), **changes)


def told(spool):
    return [(outcome.job, outcome.state, outcome.detail) for outcome in spool.unreported()]


def test_jobs_wait_in_the_order_in_which_they_came(a_spool):
    spool = a_spool(nine_job(id="b"), nine_job(id="a"))

    first = spool.next_waiting()
    spool.move("b", JobState.SENDING, "", now=NINE)

    assert (first.id, spool.next_waiting().id) == ("b", "a")


def test_a_job_is_taken_once_however_often_it_is_delivered(a_spool):
    job = nine_job(id="a")
    spool = a_spool(job)
    spool.move("a", JobState.SENDING, "", now=NINE)

    assert (spool.accept(job, now=NINE), spool.next_waiting()) == (False, None)


@pytest.mark.parametrize("path", [["sending"], ["sending", "held"]])
def test_what_was_under_way_when_the_agent_died_is_unsure(a_spool, path):
    spool = a_spool(nine_job(id="a"))
    for state in path:
        spool.move("a", JobState(state), "", now=NINE)

    again = a_spool()

    assert told(again)[-1] == ("a", "unsure", "agent_stopped")
    assert again.next_waiting() is None


def test_a_job_that_waited_for_the_printer_still_waits_after_a_restart(a_spool):
    spool = a_spool(nine_job(id="a"))
    spool.move("a", JobState.HELD, "paper_out", now=NINE)

    again = a_spool()

    assert (again.next_waiting().id, told(again)) == ("a", [("a", "held", "paper_out")])


def test_a_job_expires_when_nothing_was_sent_in_its_time(a_spool):
    spool = a_spool(nine_job(id="a", ttl_s=90), nine_job(id="b", ttl_s=90))
    spool.move("b", JobState.SENDING, "", now=NINE)

    early = spool.expire(now=NINE + timedelta(seconds=89))
    late = spool.expire(now=NINE + timedelta(seconds=90))

    assert (early, late) == ([], ["a"])
    assert told(spool) == [("b", "sending", ""), ("a", "expired", "")]


def test_outcomes_are_told_until_they_are_acknowledged_with_the_same_key(a_spool):
    spool = a_spool(nine_job(id="a"))
    spool.move("a", JobState.SENDING, "", now=NINE)
    (first,) = spool.unreported()
    spool.move("a", JobState.PRINTED, "", now=NINE)
    again = a_spool()

    before = again.unreported()
    again.acknowledge(before[0])

    assert (before[0], told(again)) == (first, [("a", "printed", "")])


def test_the_same_state_is_told_once(a_spool):
    spool = a_spool(nine_job(id="a"))

    news = [spool.move("a", JobState.HELD, "paper_out", now=NINE) for _ in range(3)]

    assert (news, told(spool)) == ([True, False, False], [("a", "held", "paper_out")])


def test_a_move_that_cannot_be_changes_nothing(a_spool):
    spool = a_spool(nine_job(id="a"))
    spool.move("a", JobState.SENDING, "", now=NINE)

    with pytest.raises(IllegalMove):
        spool.move("a", JobState.EXPIRED, "", now=NINE)
    with pytest.raises(KeyError):
        spool.move("b", JobState.SENDING, "", now=NINE)

    assert (told(spool), spool.next_waiting()) == ([("a", "sending", "")], None)


def test_a_server_that_forgot_an_outcome_hears_it_again(a_spool):
    job = nine_job(id="a")
    spool = a_spool(job)
    spool.move("a", JobState.SENDING, "", now=NINE)
    spool.move("a", JobState.PRINTED, "", now=NINE)
    for outcome in spool.unreported():
        spool.acknowledge(outcome)

    spool.accept(job, now=NINE + CROSSING - timedelta(seconds=1))
    crossed = told(spool)
    for _ in range(3):
        spool.accept(job, now=NINE + CROSSING)

    assert (crossed, told(spool)) == ([], [("a", "printed", "")])


def test_a_spool_that_was_lost_does_not_print_what_was_under_way(a_spool):
    spool = a_spool(nine_job(id="a", state="sending"), nine_job(id="b", state="void"))

    assert (spool.next_waiting(), told(spool)) == (None, [("a", "unsure", "spool_lost")])


def test_the_link_is_erased_when_the_job_is_over(a_spool, folder):
    spool = a_spool(nine_job(id="a"))
    file = folder / "spool.sqlite3"
    before = LINK.encode() in file.read_bytes()
    spool.move("a", JobState.SENDING, "", now=NINE)
    spool.move("a", JobState.PRINTED, "", now=NINE)

    after = [LINK.encode() in part.read_bytes() for part in folder.iterdir()]
    assert (before, after) == (True, [False] * len(after))


def test_only_the_owner_may_look_into_the_spool(a_spool, folder):
    a_spool()

    assert folder.stat().st_mode & 0o777 == 0o700


def test_ended_jobs_are_forgotten_after_their_time_and_not_before(a_spool):
    job = nine_job(id="a")
    spool = a_spool(job)
    spool.expire(now=NINE + timedelta(hours=1))
    spool.acknowledge(spool.unreported()[0])

    soon = a_spool(now=NINE + KEPT)
    known = not soon.accept(job, now=NINE + KEPT)
    soon.acknowledge(soon.unreported()[0])
    late = a_spool(now=NINE + KEPT + timedelta(hours=2))

    assert (known, late.accept(job, now=NINE)) == (True, True)


def test_a_spool_belongs_to_one_agent(a_spool, folder):
    a_spool()

    with pytest.raises(SpoolInUse):
        Spool(folder, now=NINE)


@given(path=st.lists(st.sampled_from(JobState), max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_path_leads_from_the_first_byte_back_to_sending(path):
    state, was_sent, sendings = JobState.QUEUED, False, 0
    for wanted in path:
        try:
            check_move(state, wanted, was_sent=was_sent)
        except IllegalMove:
            continue
        state = wanted
        sendings += wanted is JobState.SENDING
        was_sent = was_sent or wanted is JobState.SENDING
    assert sendings <= 1
    assert is_over(state, was_sent=was_sent) == (
        state not in {JobState.QUEUED, JobState.SENDING, JobState.HELD}
    )
