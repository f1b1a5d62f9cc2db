"""Reminders, returns and what comes next, over the wire."""

import pytest

from tests.web.a_server import AT
from tests.web.test_contract import answered


@pytest.fixture
def serving_one(hall):
    """A001 is served at counter 3 since nine; nobody else is there."""
    hall.take()
    hall.post(f"{AT}/counters/3/sessions", {}, by="chen")
    hall.call()
    hall.do("starts")
    return hall


def test_a_pause_says_when_its_officer_means_to_be_back(hall):
    hall.post(f"{AT}/counters/3/sessions", {}, by="chen")
    order = {"state": "paused", "reason": "meal", "expected_s": 1800}

    paused = answered(hall.put(f"{AT}/counters/3/status", order, by="chen"), 200)
    board = answered(hall.get(f"{AT}/board"), 200)
    opened = answered(hall.put(f"{AT}/counters/3/status", {"state": "open"}, by="chen"), 200)

    there = next(each for each in board["counters"] if each["number"] == 3)
    assert [each["expected_at"] for each in (paused, there, opened)] == [
        "2026-11-23T01:30:00.000Z",
        "2026-11-23T01:30:00.000Z",
        None,
    ]


@pytest.mark.parametrize(
    "order",
    [
        {"state": "open", "expected_s": 60},
        {"state": "paused", "expected_s": 0},
        {"state": "paused", "expected_s": 43_201},
    ],
)
def test_only_a_pause_of_a_working_day_has_a_return(hall, order):
    hall.post(f"{AT}/counters/3/sessions", {}, by="chen")

    refused = hall.put(f"{AT}/counters/3/status", order, by="chen")

    assert (refused.status_code, refused.json["code"]) == (422, "invalid")


def test_a_hold_with_a_reminder_is_seen_at_the_counter_until_it_is_called_again(serving_one):
    hall = serving_one

    held = answered(hall.do("holds", body={"reason": "photo", "remind_s": 600}))
    detail = answered(hall.get(f"{AT}/counters/3", by="chen"), 200)
    called = answered(hall.post(f"{AT}/counters/3/calls", {"number": "A001"}, by="chen"))

    assert [each["remind_at"] for each in (held, *detail["held"], called)] == [
        "2026-11-23T01:10:00.000Z",
        "2026-11-23T01:10:00.000Z",
        None,
    ]


def test_an_officer_sees_who_waits_longest_and_whose_promise_ends_soon(hall):
    hall.take()
    hall.clock.pass_(20)
    hall.take()
    hall.post(f"{AT}/counters/3/sessions", {}, by="chen")
    seen = []
    for minutes in (0, 5, 5, 1):  # the first was promised thirty minutes, the second one, too
        hall.clock.pass_(minutes)
        answer = answered(hall.get(f"{AT}/counters/3", by="chen"), 200)
        seen.append((answer["due_soon"], answer["longest_since"]))

    assert seen == [(due, "2026-11-23T01:00:00.000Z") for due in (0, 1, 0, 0)]
