"""The one button means the same on the keypad as on the officer's page: one table of cases for both."""

import json
from pathlib import Path

import pytest

from counter_client.primary import absent_act, primary_act

CASES = json.loads((Path(__file__).parents[1] / "primary_cases.json").read_text("utf-8"))


def meaning(act):
    return act and [act.verb, act.words, act.current, act.next]


def test_where_the_hall_does_not_tell_who_waits_the_count_decides():
    serving = {"number": "A012", "state": "serving"}
    at = {"state": "open", "current": None, "next": [], "details": False}

    assert [
        meaning(primary_act({**at, **more}, start_on_call=False))
        for more in ({"waiting": 3}, {"waiting": 3, "current": serving}, {"waiting": 0})
    ] == [
        ["next", "next_unseen", None, None],
        ["next", "complete_and_next_unseen", "A012", None],
        ["none", "none", None, None],
    ]
    called = {"waiting": 3, "current": {**serving, "state": "called"}}
    assert meaning(absent_act({**at, **called}, start_on_call=False)) == [
        "next", "absent_next_unseen", "A012", None,
    ]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_button_means_what_the_page_says(case):
    at, rule = case["counter"], case["start_on_call"]

    assert meaning(primary_act(at, start_on_call=rule)) == case["big"]
    assert meaning(absent_act(at, start_on_call=rule)) == case["beside"]
