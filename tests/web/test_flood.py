"""A flood from one phone is held back, and nobody else with it."""

import pytest

from queue_server.domain.errors import TooManyRequests
from queue_server.web.flood import MOST, ONE_PHONE, WRONG_LINKS, Allowance, Flood

SOME = Allowance(3, 0.5)


class Seconds:
    now = 100.0

    def __call__(self):
        return self.now


def ask(flood, *of, times=1):
    """How many of so many requests were let through."""
    passed = 0
    for _ in range(times):
        try:
            flood.take(SOME, *of)
        except TooManyRequests:
            continue
        passed += 1
    return passed


def test_who_asks_too_often_is_told_when_to_ask_again():
    clock = Seconds()
    flood = Flood(clock)
    assert ask(flood, "phone", times=9) == 3

    with pytest.raises(TooManyRequests) as refused:
        flood.take(SOME, "phone")
    assert refused.value.details == {"retry_after_s": 2}

    clock.now += 2
    assert ask(flood, "phone", times=9) == 1


def test_a_flood_keeps_nobody_else_out():
    flood = Flood(Seconds())
    ask(flood, "phone", times=9)

    assert ask(flood, "another phone", times=2) == 2


def test_no_more_is_saved_up_than_the_bucket_holds():
    clock = Seconds()
    flood = Flood(clock)
    ask(flood, "phone", times=9)

    clock.now += 3_600
    assert ask(flood, "phone", times=9) == 3


def test_it_remembers_only_so_many():
    flood = Flood(Seconds())
    ask(flood, "first", times=9)
    for each in range(MOST):
        ask(flood, each)

    assert ask(flood, "first", times=9) == 3


def test_one_phone_that_asks_without_a_pause_is_refused_and_the_others_are_not(hall):
    mine, yours = hall.take(), hall.take()
    answers = [hall.get(f"/tickets/{mine['secret']}") for _ in range(ONE_PHONE.at_once + 20)]

    refused = [each for each in answers if each.status_code != 200]
    assert {each.json["code"] for each in refused} == {"too_many_requests"}
    assert {(each.status_code, each.headers["Retry-After"]) for each in refused} == {(429, "1")}
    assert hall.get(f"/tickets/{yours['secret']}").status_code == 200


def test_who_guesses_links_learns_nothing_and_is_stopped(hall):
    """Whatever is guessed is answered alike; a true link of the same address is answered on."""
    mine = hall.take()
    hall.get(f"/tickets/{mine['secret']}/nothing")
    guesses = [hall.get(f"/tickets/guess-{n}") for n in range(WRONG_LINKS.at_once)]
    again = hall.post("/tickets/guess/cancellations", {}, key="k")

    assert len({(each.status_code, each.data) for each in guesses[:40]}) == 1
    assert guesses[0].json["code"] == "not_found"
    assert (again.status_code, again.json["code"]) == (429, "too_many_requests")
    assert hall.get(f"/tickets/{mine['secret']}").status_code == 200
