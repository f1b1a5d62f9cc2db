from hypothesis import given
from hypothesis import strategies as st

from queue_server.protocol.ordering import EventOrder


def an_event(sequence, previous=None):
    event = {
        "hall": "x",
        "sequence": sequence,
        "kind": "ticket_called",
        "at": "2026-11-23T01:00:00Z",
    }
    return event if previous is None else {**event, "previous": previous}


def shown(order, *events):
    return [event["sequence"] for one in events for event in order.accept(one)]


def test_events_in_order_are_shown_as_they_come():
    assert shown(EventOrder(10), an_event(11), an_event(12), an_event(13)) == [11, 12, 13]


def test_an_event_that_came_early_waits_for_the_one_before():
    order = EventOrder(10)

    early = shown(order, an_event(12))
    gap = order.has_gap

    assert (early, gap, shown(order, an_event(11)), order.has_gap) == ([], True, [11, 12], False)


def test_numbers_that_this_audience_does_not_get_are_no_gap():
    order = EventOrder(10)

    assert (shown(order, an_event(15, previous=10), an_event(18, previous=15)), order.has_gap) == (
        [15, 18],
        False,
    )


def test_what_the_board_shows_already_is_not_shown_again():
    assert shown(EventOrder(10), an_event(9), an_event(10), an_event(11), an_event(11)) == [11]


def test_the_previous_may_be_older_than_the_board():
    assert shown(EventOrder(10), an_event(12, previous=7)) == [12]


@given(st.permutations(list(range(1, 9))), st.lists(st.integers(1, 8)))
def test_any_order_of_arrival_is_shown_in_the_halls_order_once(arrival, repeated):
    assert shown(EventOrder(0), *[an_event(n) for n in [*arrival, *repeated]]) == list(range(1, 9))
