"""Who gets ready: as many as the hall wants, in the counter's order, each once."""

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.next_ticket import in_order
from queue_server.domain.pre_call import tell, to_tell
from tests.domain.builders import a_counter, a_take, a_ticket, after

COUNTER = a_counter(3, [a_take("A"), a_take("B", detour=5)])
NOW = after(120)
tickets = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.sampled_from(["normal", "elderly", "urgent"]),
        st.integers(0, 110),
        st.sampled_from([None, None, None, after(100), after(130)]),
        st.sampled_from([None, None, None, 1, 3]),
        st.sampled_from([None, None, after(60)]),
    ),
    max_size=20,
).map(
    lambda facts: [
        a_ticket(
            id=number,
            service=service,
            priority_class=code,
            clock=after(clock),
            not_before=not_before,
            reserved_for=reserved,
            precalled_at=told,
        )
        for number, (service, code, clock, not_before, reserved, told) in enumerate(facts, start=1)
    ]
)


@given(tickets, st.integers(0, 5))
def test_the_first_few_of_the_order_are_told_unless_they_were(waiting, count):
    first = in_order(waiting, COUNTER, NOW)[:count]

    chosen = to_tell(waiting, COUNTER, NOW, count)

    assert chosen == [each for each in first if each.precalled_at is None]


@given(tickets, st.integers(0, 5))
def test_nobody_is_told_twice(waiting, count):
    chosen = to_tell(waiting, COUNTER, NOW, count)
    event = tell(chosen, COUNTER.number, NOW)

    assert to_tell(waiting, COUNTER, NOW, count) == []
    assert (event.numbers, event.tickets) == (
        [each.number for each in chosen],
        [each.id for each in chosen],
    )


@given(tickets, st.integers(1, 5))
def test_the_first_of_each_line_are_enough(waiting, count):
    lines = {}
    for each in sorted(waiting, key=lambda ticket: (ticket.clock, ticket.id)):
        ready = each.not_before is None or each.not_before <= NOW
        if each.reserved_for is None and ready:
            lines.setdefault((each.service, each.priority_class), []).append(each)
    first = [each for line in lines.values() for each in line[:count]]
    reserved = [each for each in waiting if each.reserved_for is not None]

    assert to_tell([*first, *reserved], COUNTER, NOW, count) == to_tell(
        waiting, COUNTER, NOW, count
    )
