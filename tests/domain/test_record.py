"""What is kept of an event gives the same event back, and is plain JSON."""

import json
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain import events
from queue_server.domain.events import Event, Json, own_fields
from queue_server.domain.record import KINDS, event_data, event_from_record
from tests.domain.builders import NINE, after

moments = st.timedeltas(timedelta(days=-9999), timedelta(days=9999)).map(lambda gone: NINE + gone)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
st.register_type_strategy(datetime, moments)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


def facts(kind):
    """Every fact of a kind, of its type."""
    special = {list[Json]: st.lists(json_values, max_size=3)}
    special[dict[str, Json]] = st.dictionaries(st.text(), json_values, max_size=3)
    return {
        field.name: special[field.type] if field.type in special else st.from_type(field.type)
        for field in fields(kind)
    }


CONTRACT = """
    ticket_issued ticket_called service_started ticket_missed ticket_restored ticket_put_back
    case_opened case_noted case_handed_on case_due_changed case_answered case_closed case_reopened
    case_erased ticket_held ticket_transferred ticket_sent_for_papers ticket_came_back ticket_deferred
    class_granted service_completed ticket_cancelled ticket_abandoned ticket_rated
    ticket_reprinted paper_decided counter_opened counter_paused counter_closed hall_opened hall_closed
    notice_changed notice_spoken tickets_precalled screen_changed duty_changed media_changed
    device_changed forecast promise_at_risk numbers_leased record_restored ticket_renumbered
    ticket_aliased paper_conflict ticket_checked_in presence_lapsed arrival_changed
    ticket_moved cool_down_lifted service_changed help_wanted help_answered help_withdrawn
    assistance_wanted assistance_answered assistance_withdrawn assistance_ended
    action_undone ticket_remarked
    route_changed
"""

any_event = st.sampled_from(sorted(KINDS)).flatmap(
    lambda kind: st.builds(KINDS[kind], **facts(KINDS[kind]))
)


def common(event):
    return {name: getattr(event, name) for name in ("at", "ticket", "number", "counter", "actor")}


@given(any_event)
def test_every_event_comes_back_from_its_record(event):
    data = json.loads(json.dumps(event_data(event)))

    assert event_from_record(event.kind, common(event), data) == event


def test_every_kind_of_the_contract_is_known():
    assert sorted(KINDS) == sorted(CONTRACT.split())


def test_only_what_the_kind_adds_is_kept_apart():
    event = events.TicketRestored(at=NINE, ticket=7, number="A007", actor="chen", clock=after(5))

    assert event_data(event) == {"clock": "2026-11-23T01:05:00Z"}
    assert own_fields(events.TicketRestored) == ("clock",)
    assert event_data(events.ServiceStarted(at=NINE)) == {}


def test_days_and_times_are_written_as_iso_8601():
    local = datetime(2026, 11, 23, 9, 0, 0, 1, tzinfo=timezone(timedelta(hours=8)))
    issued = events.TicketIssued(
        at=NINE,
        service="A",
        priority_class="normal",
        tier=0,
        promise_s=1800.0,
        clock=local,
        day=date(2026, 11, 23),
        language="zh-CN",
        channel="kiosk",
    )

    data = event_data(issued)

    assert (data["clock"], data["day"]) == ("2026-11-23T01:00:00.000001Z", "2026-11-23")


def test_a_fact_that_was_kept_before_it_existed_takes_its_default():
    data = {"attempt": 1, "service": "A", "language": "en"}
    who = common(Event(at=datetime(2026, 1, 1, tzinfo=UTC)))

    assert event_from_record("ticket_called", who, data).chosen is False


@pytest.mark.parametrize(
    ("kind", "data", "says"),
    [
        ("ticket_lost", {}, "no event is of the kind 'ticket_lost'"),
        ("ticket_missed", {"misses": 1, "shoe": 7}, "ticket_missed has no shoe"),
        ("ticket_missed", {}, "ticket_missed: .*missing 1 required.*'misses'"),
        ("ticket_restored", {"clock": "noon"}, "noon"),
    ],
)
def test_a_record_that_cannot_be_understood_is_refused(kind, data, says):
    with pytest.raises(ValueError, match=says):
        event_from_record(kind, common(Event(at=NINE)), data)
