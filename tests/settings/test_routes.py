"""Routes in hall files: what is a visit of several steps, and each thing that can be wrong with one."""

import pytest

from queue_server.settings.hall_file import read_hall
from tests.settings.small_hall import SMALL, faults

LETTER = 'letter = "A"\n'


def with_route(route):
    return SMALL.replace(LETTER, f"{LETTER}route = {route}\n")


def test_a_route_is_groups_of_letters_after_the_service_itself(hall_file):
    text = with_route('["B"]').replace("[rules]", "")
    hall = read_hall(hall_file(text))

    assert [each.route for each in hall.services] == [(("B",),), ()]
    assert [each.new_route is None for each in hall.services] == [False, True]


WRONG = {
    '["C"]': "C is no service of this hall",
    '["B", "B"]': "B is a step twice; the service itself is the first step",
    '[["B", "A"]]': "A is a step twice; the service itself is the first step",
    '["B", []]': "an empty step",
    "[]": "should have at least 1 item",
    '["Bb"]': "one capital letter",
}


@pytest.mark.parametrize("route", WRONG)
def test_a_wrong_route_is_named(hall_file, route):
    told = " ".join(message for _, message in faults(hall_file(with_route(route))))

    assert WRONG[route] in told


def test_a_step_that_no_counter_takes_is_named_with_whom_it_leaves_out(hall_file):
    takes = '{ service = "B", detour_min = 2.5 }'
    only = takes.replace(" }", ', classes = ["normal"] }')
    text = with_route('["B"]').replace(takes, only)

    told = [message for _, message in faults(hall_file(text))]
    assert "no counter takes step B for urgent" in told
