import threading
import time

from queue_server.realtime.waiters import Waiters
from tests.realtime.builders import a_call, an_issue


def later(act):
    timer = threading.Timer(0.05, act)
    timer.start()
    return timer


def test_what_is_there_already_is_not_waited_for():
    assert Waiters().wait_for("k1", lambda: ["job"], timeout_s=5) == ["job"]


def test_a_wake_makes_one_look_again():
    waiters, jobs = Waiters(), []

    def arrive():
        waiters.wake("k2")
        waiters.wake("k1")
        jobs.append("job")
        waiters.wake("k1")

    timer = later(arrive)

    assert waiters.wait_for("k1", lambda: list(jobs), timeout_s=5) == ["job"]
    timer.join()


def test_what_comes_between_looking_and_waiting_is_not_missed():
    waiters, jobs = Waiters(), []

    def look():
        found = list(jobs)
        if not jobs:
            jobs.append("job")
            waiters.wake("k1")
        return found

    assert waiters.wait_for("k1", look, timeout_s=5) == ["job"]


def test_after_the_time_the_answer_is_empty():
    began = time.monotonic()

    assert Waiters().wait_for("k1", list, timeout_s=0.05) == []
    assert time.monotonic() - began < 1


def test_closing_lets_everyone_go_and_nobody_waits_again():
    waiters = Waiters()
    timer = later(waiters.close)
    began = time.monotonic()
    waiters.wait_for("k1", list, timeout_s=5)

    assert waiters.wait("k1", timeout_s=5) is False
    assert time.monotonic() - began < 1
    timer.join()


def test_an_event_rings_for_the_printer_it_names():
    waiters = Waiters()
    with waiters.listening("k1") as bell:
        waiters.hear(a_call())
        waiters.hear(an_issue(printer=None))
        waiters.hear(an_issue(printer="k2"))
        assert not bell.is_set()
        waiters.hear(an_issue(printer="k1"))
        assert bell.is_set()


def test_nothing_is_kept_of_those_who_left():
    waiters = Waiters()
    waiters.wait("k1", timeout_s=0)

    assert waiters._bells == {}
