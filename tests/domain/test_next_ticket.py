"""Who is next: the fullest bar goes first, and nobody starves."""

from collections import defaultdict
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.names import CounterNumber
from queue_server.domain.next_ticket import in_order, next_ticket, precedence
from tests.domain.builders import NINE, a_counter, a_take, a_ticket, after

COUNTER = a_counter(
    3,
    takes=[
        a_take("A"),
        a_take("B", classes=["elderly"]),
        a_take("B", detour=7),
        a_take("C", classes=["normal", "urgent"], detour=2),
    ],
)
CLASSES = ["normal", "elderly", "appointment", "urgent"]
NOW = after(60)

shapes = st.tuples(
    st.sampled_from("ABCD"),
    st.sampled_from(CLASSES),
    st.integers(-30, 90),
    st.sampled_from([None, None, None, CounterNumber(3), CounterNumber(4)]),
    st.sampled_from([None, None, None, after(50), after(70)]),
)


def a_crowd(shapes):
    return [
        a_ticket(
            id=n,
            service=service,
            priority_class=code,
            clock=after(clock),
            reserved_for=counter,
            not_before=ready,
        )
        for n, (service, code, clock, counter, ready) in enumerate(shapes, start=1)
    ]


crowds = st.lists(shapes, max_size=25).map(a_crowd)


def heads(crowd, now):
    """The first of each line among those who may be called already."""
    lines = defaultdict(list)
    for ticket in crowd:
        if ticket.not_before is None or ticket.not_before <= now:
            lines[ticket.service, ticket.priority_class, ticket.reserved_for].append(ticket)
    return [min(line, key=lambda ticket: (ticket.clock, ticket.id)) for line in lines.values()]


@given(crowds)
def test_the_first_of_each_line_are_enough_to_know_who_is_next(crowd):
    assert next_ticket(heads(crowd, NOW), COUNTER, NOW) is next_ticket(crowd, COUNTER, NOW)


@given(crowds)
def test_the_order_is_who_would_be_called_one_after_the_other(crowd):
    left, called = list(crowd), []
    while (ticket := next_ticket(left, COUNTER, NOW)) is not None:
        called.append(ticket)
        left.remove(ticket)

    assert in_order(crowd, COUNTER, NOW) == called
    assert all(precedence(ticket, COUNTER, NOW) is None for ticket in left)


@given(st.randoms(use_true_random=False), crowds)
def test_the_order_of_asking_does_not_matter(random, crowd):
    shuffled = random.sample(crowd, len(crowd))

    assert next_ticket(shuffled, COUNTER, NOW) is next_ticket(crowd, COUNTER, NOW)


@given(crowds)
def test_the_green_channel_goes_before_everyone(crowd):
    tiers = [ticket.tier for ticket in in_order(crowd, COUNTER, NOW)]

    assert tiers == sorted(tiers, reverse=True)


def test_a_minute_of_one_promised_5_counts_as_six_of_one_promised_30():
    normal = a_ticket(id=1, priority_class="normal", clock=NINE)
    elderly = a_ticket(id=2, priority_class="elderly", clock=after(25))
    call = [(after(29), normal), (after(30), normal), (after(31), elderly)]

    assert [next_ticket([elderly, normal], COUNTER, now) for now, _ in call] == [
        ticket for _, ticket in call
    ]


def test_equal_bars_go_in_the_order_of_issue():
    later = a_ticket(id=2, priority_class="elderly", clock=after(25))
    earlier = a_ticket(id=1, priority_class="normal", clock=NINE)

    assert earlier.share(after(30)) == later.share(after(30)) == 1.0
    assert next_ticket([later, earlier], COUNTER, after(30)) is earlier


def test_an_appointment_is_called_before_its_time_only_when_nobody_else_waits():
    early = a_ticket(id=1, priority_class="appointment", clock=after(30))
    newcomer = a_ticket(id=2, priority_class="normal", clock=after(10))

    assert next_ticket([early, newcomer], COUNTER, after(10)) is newcomer
    assert next_ticket([early], COUNTER, after(10)) is early


def test_a_second_choice_waits_for_its_detour():
    second = a_ticket(id=1, service="B", clock=NINE)
    first = a_ticket(id=2, service="A", clock=after(6.9))
    late = a_ticket(id=3, service="A", clock=after(7.1))

    assert in_order([second, first, late], COUNTER, after(20)) == [first, second, late]


def test_a_detour_is_no_detour_for_the_class_that_is_taken_at_once():
    elderly = a_ticket(id=1, service="B", priority_class="elderly", clock=NINE)

    assert precedence(elderly, COUNTER, after(5)) == (0, 1.0, -1)


def test_a_reserved_ticket_waits_for_its_counter_even_for_what_that_does_not_take():
    reserved = a_ticket(service="D", reserved_for=CounterNumber(3))

    assert next_ticket([reserved], COUNTER, NOW) is reserved
    assert next_ticket([reserved], a_counter(4, takes="ABCD"), NOW) is None


def test_a_deferred_ticket_is_not_called_before_its_time():
    deferred = a_ticket(clock=after(30), not_before=after(40))

    assert next_ticket([deferred], COUNTER, after(39.99)) is None
    assert next_ticket([deferred], COUNTER, after(40)) is deferred


def test_what_a_counter_does_not_take_is_never_called():
    assert next_ticket([a_ticket(service="D")], COUNTER, NOW) is None
    assert next_ticket([a_ticket(service="C", priority_class="elderly")], COUNTER, NOW) is None


def the_calls(arrivals, gaps):
    """Everyone of an afternoon, called one after the other by one counter: (ticket, called at)."""
    everyone, clock = [], NINE
    for n, (gap, code) in enumerate(arrivals, start=1):
        clock += timedelta(seconds=gap)
        everyone.append(a_ticket(id=n, priority_class=code, clock=clock))
    calls, left, now = [], list(everyone), NINE
    for gap in gaps:
        now += timedelta(seconds=gap)
        ticket = next_ticket([each for each in left if each.clock <= now], COUNTER, now)
        if ticket is not None:
            left.remove(ticket)
            calls.append((ticket, now))
    return calls


ARRIVALS = st.lists(
    st.tuples(st.integers(0, 600), st.sampled_from(["normal", "elderly", "appointment"])),
    max_size=30,
)


@given(ARRIVALS, st.lists(st.integers(1, 1200), max_size=40))
def test_nobody_is_overtaken_by_those_who_came_after_the_first_part_of_the_wait(arrivals, gaps):
    calls = the_calls(arrivals, gaps)

    for place, (mine, called_at) in enumerate(calls):
        waited = called_at - mine.clock
        for other, _ in calls[:place]:
            if other.id > mine.id and other.clock > mine.clock:
                part = 1 - other.promise / mine.promise
                assert other.clock - mine.clock <= waited * max(0.0, part) + timedelta(
                    microseconds=1
                )


@given(ARRIVALS)
def test_within_a_class_the_order_of_coming_is_kept(arrivals):
    calls = the_calls(arrivals, [60] * 60)

    for code in CLASSES:
        ids = [ticket.id for ticket, _ in calls if ticket.priority_class == code]
        assert ids == sorted(ids)
