"""The route of a visit: every step once, in order, and an end exactly when nothing is left."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain import route
from queue_server.domain.errors import WrongStep
from queue_server.domain.route import StepState

LETTERS = "CDEFGHJK"
PLAN = ("C", (("D",), ("E", "F"), ("G",)))


@st.composite
def plans(draw):
    """A service, and groups of others after it."""
    first, *others = draw(st.permutations(LETTERS))
    used = others[: draw(st.integers(1, len(others)))]
    cuts = sorted(draw(st.sets(st.integers(1, len(used)), max_size=3)) | {0, len(used)})
    groups = [tuple(used[a:b]) for a, b in itertools.pairwise(cuts)]
    return first, tuple(groups)


def services(of):
    return [step.service for step in route.steps_of(of)]


def states(of):
    return {step.service: step.state.value for step in route.steps_of(of)}


@given(plans(), st.data())
def test_a_visit_does_each_step_once_in_the_order_of_groups_and_ends_when_none_is_left(plan, data):
    here, groups = plan
    left, visited = route.planned(here, groups), [here]
    while coming := route.following(left := route.finished(left, visited[-1])):
        visited.append(data.draw(st.sampled_from(coming)))

    place = {letter: nth for nth, group in enumerate(((here,), *groups)) for letter in group}
    assert sorted(visited) == sorted(services(left))
    assert [place[letter] for letter in visited] == sorted(place[letter] for letter in visited)
    assert set(states(left).values()) == {"done"}


@given(plans(), st.data())
def test_skipping_and_adding_keep_the_order_of_the_others(plan, data):
    here, groups = plan
    before = route.planned(here, groups)
    service, change = data.draw(st.sampled_from(LETTERS)), data.draw(st.sampled_from("+-"))
    after = data.draw(st.sampled_from([None, *services(before)]))
    try:
        if change == "-":
            changed = route.skipped(before, service, here)
        else:
            changed = route.added(before, service, here, after)
    except WrongStep:
        changed = before

    assert [each for each in services(changed) if each in services(before)] == services(before)
    assert len(set(services(changed))) == len(services(changed))
    assert set(services(before)) <= set(services(changed)) <= {*services(before), service}
    assert route.from_json(route.as_json(changed)) == changed


def test_a_skipped_step_is_passed_over():
    left = route.finished(route.planned(*PLAN), "C")

    assert route.following(route.skipped(left, "D", "C")) == ("E", "F")


def test_a_step_is_added_right_after_this_one_or_after_another():
    planned = route.planned(*PLAN)

    assert services(route.added(planned, "H", "C")) == list("CHDEFG")
    assert services(route.added(planned, "H", "C", "E")) == list("CDEFHG")


def test_a_skipped_step_can_be_done_after_all_at_its_place():
    skipped = route.skipped(route.planned(*PLAN), "D", "C")

    assert route.added(skipped, "D", "C") == route.planned(*PLAN)


def test_a_number_of_one_step_becomes_a_visit_of_several():
    made = route.added(None, "D", "C")

    assert states(made) == {"C": "todo", "D": "todo"}
    assert route.following(route.finished(made, "C")) == ("D",)


def test_after_a_detour_the_step_that_was_left_is_still_to_do():
    """A transfer changes no route: whoever was sent from D to H comes back to D."""
    left = route.finished(route.planned(*PLAN), "C")

    assert route.following(route.finished(left, "H")) == ("D",)


@pytest.mark.parametrize(("service", "state"), [("C", StepState.DONE), ("D", "here"), ("H", None)])
def test_a_step_that_is_over_or_here_or_none_is_not_skipped(service, state):
    left = route.finished(route.planned(*PLAN), "C")

    with pytest.raises(WrongStep) as refusal:
        route.skipped(left, service, "D")
    assert refusal.value.details == {"service": service, "state": state}


@pytest.mark.parametrize(
    ("service", "after", "named", "state"),
    [
        ("C", None, "C", "done"),
        ("D", None, "D", "here"),
        ("E", None, "E", "todo"),
        ("H", "K", "K", None),
    ],
)
def test_a_step_is_not_added_twice_nor_after_one_that_is_none(service, after, named, state):
    left = route.finished(route.planned(*PLAN), "C")

    with pytest.raises(WrongStep) as refusal:
        route.added(left, service, "D", after)
    assert refusal.value.details == {"service": named, "state": state}


def test_of_steps_in_any_order_the_one_comes_first_where_fewest_wait():
    assert route.shortest(("E", "F"), {"E": 2.0, "F": 0.5}) == "F"
    assert route.shortest(("E", "F"), {"E": 1.0, "F": 1.0}) == "E"
