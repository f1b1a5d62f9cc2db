"""Rows of stages as the facts that statistics are made of."""

from collections import Counter as Tally
from datetime import date, timedelta

from sqlalchemy import Connection

from queue_server.domain.lifecycle import TicketState
from queue_server.storage import queries
from queue_server.storage.instants import from_micros, from_micros_or_none, to_day
from queue_server.storage.prepared import Row
from queue_server.use_cases.statistics import StageFacts


def stages_between(connection: Connection, hall: str, begin: date, end: date) -> list[StageFacts]:
    """Every stage of a hall's tickets of the days from ``begin`` to ``end``, both included."""
    key = {"hall": hall, "begin": to_day(begin), "end": to_day(end)}
    present = queries.PRESENT_STAGES.rows(connection, key)
    past = queries.PAST_STAGES.rows(connection, key)
    missed: Tally[int] = Tally()
    for row in past:
        missed[row["ticket"]] += row["misses"]
    now = [_present_stage_facts(row, missed[row["id"]]) for row in present]
    return [*now, *map(_past_stage_facts, past)]


def _present_stage_facts(row: Row, missed_before: int) -> StageFacts:
    """The stage that a ticket is at, or ended at; ``missed_before`` is how often in stages before."""
    return StageFacts(
        day=date.fromisoformat(row["day"]),
        service=row["service"],
        priority_class=row["class"],
        counter=row["counter"],
        officer=row["officer"],
        promise=timedelta(seconds=row["promise_s"]),
        waiting_since=from_micros(max(row["clock"], row["queued_at"])),
        called_at=from_micros_or_none(row["called_at"]),
        started_at=from_micros_or_none(row["started_at"]),
        ended_at=from_micros_or_none(row["ended_at"]),
        served=timedelta(seconds=row["served_s"]),
        state=TicketState(row["state"]),
        n=row["stage"],
        misses=row["misses"] - missed_before,
        grade=row["grade"],
    )


def _past_stage_facts(row: Row) -> StageFacts:
    """A stage from which the ticket was sent on."""
    return StageFacts(
        day=date.fromisoformat(row["day"]),
        service=row["service"],
        priority_class=row["class"],
        counter=row["counter"],
        officer=row["officer"],
        promise=timedelta(seconds=row["promise_s"]),
        waiting_since=from_micros(row["waiting_since"]),
        called_at=from_micros_or_none(row["called_at"]),
        started_at=from_micros_or_none(row["started_at"]),
        ended_at=from_micros(row["ended_at"]),
        served=timedelta(seconds=row["served_s"]),
        state=None,
        n=row["n"],
        misses=row["misses"],
        grade=row["grade"],
    )
