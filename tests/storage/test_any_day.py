"""Whatever people do in whatever order, the tables agree with the record and with each other."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queue_server.domain.lifecycle import IN_HAND, TicketState
from queue_server.domain.next_ticket import next_ticket
from queue_server.domain.ticket_number import ticket_number
from tests.storage.any_day import AnyDay, any_day, any_hall
from tests.storage.office import Office, empty

SOME = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def an_office(database):
    made = []

    def make(*, start_on_call):
        while made:  # a server has only so many connections
            made.pop().close()
        empty(database)
        made.append(Office(database, any_hall(start_on_call=start_on_call)))
        return made[-1]

    yield make
    for office in made:
        office.close()


def lines_kept(office):
    return {(r["day"], r["service"], r["class"]): r["waiting"] for r in office.rows("line")}


def lines_counted(office):
    return Counter(
        (row["day"], row["service"], row["class"])
        for row in office.rows("ticket")
        if row["state"] == TicketState.WAITING
    )


def numbers(office):
    """Day and letter: every count that was given, in the order of issue."""
    given_out = {}
    for row in sorted(office.rows("ticket"), key=lambda row: row["id"]):
        given_out.setdefault((row["day"], row["number"][0]), []).append(row["number"])
    return given_out


def summary(office):
    return f"guangdong: verified, {len(office.record())} events, {len(office.rows())} tickets"


@SOME
@given(drawn=any_day, start_on_call=st.booleans())
def test_the_tables_agree_with_the_record_and_with_each_other(an_office, drawn, start_on_call):
    office = an_office(start_on_call=start_on_call)
    AnyDay(office).live(drawn)

    kept, counted = lines_kept(office), lines_counted(office)
    assert {key: count for key, count in kept.items() if count} == dict(counted)
    assert [each.sequence for each in office.record()] == list(range(1, len(office.record()) + 1))
    assert office.record() == office.heard.recorded
    for (_day, letter), given_out in numbers(office).items():
        assert given_out == [ticket_number(letter, n) for n in range(1, len(given_out) + 1)]
    assert office.verified() == (0, [summary(office)])
    held_by_seats = {row["number"]: row["ticket"] for row in office.rows("seat") if row["ticket"]}
    in_hand = {row["counter"]: row["id"] for row in office.rows() if row["state"] in IN_HAND}
    assert held_by_seats == in_hand


@SOME
@given(drawn=any_day)
def test_the_first_of_each_line_are_enough_to_know_who_is_next(an_office, drawn):
    office = an_office(start_on_call=False)
    AnyDay(office).live(drawn)
    now = office.clock()

    for counter in office.hall.counters:
        heads = office.ask(lambda view, at=counter: list(view.heads(at)))
        everyone = office.ask(lambda view: list(view.tickets((TicketState.WAITING,))))

        first, expected = (next_ticket(of, counter, now) for of in (heads, everyone))
        assert (first and first.id) == (expected and expected.id)
