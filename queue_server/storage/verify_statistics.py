"""The statistics say of the tables what they say of the record.

The rows themselves were compared by then. This looks at what is made of them on the way to a
report: which rows are found for a day, and what counts as a wait and as a service.
"""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from queue_server.domain.lifecycle import TicketState
from queue_server.storage.instants import from_micros, from_micros_or_none
from queue_server.storage.replayed import Replayed
from queue_server.storage.stage_rows import stages_between
from queue_server.use_cases.statistics import StageFacts, statistics

BY = ("day", "service")
UTC = ZoneInfo("UTC")
"""A day is the hall's own as it was recorded, and no hour is asked for: any time zone does."""

Figures = dict[tuple[str, ...], dict[str, object]]
"""By day and service: each figure by its name."""


def statistics_differences(connection: Connection, name: str, said: Replayed) -> Iterator[str]:
    """Every figure of a day and service that is not as the record says."""
    kept = _figures(stages_between(connection, name, date.min, date.max))
    recorded = _figures(list(_stages(said)))
    for group in sorted(kept.keys() | recorded.keys()):
        where = f"statistics {' '.join(group)}"
        if group not in kept or group not in recorded:
            yield f"{where} are not in the {'tables' if group not in kept else 'record'}"
            continue
        for figure, value in recorded[group].items():
            if kept[group][figure] != value:
                yield f"{where}: {figure} is {kept[group][figure]}, the record says {value}"


def _figures(stages: list[StageFacts]) -> Figures:
    found: Figures = {}
    for each in statistics(stages, BY, UTC):
        facts = asdict(each)
        group = tuple(str(facts["group"][part]) for part in BY)
        of = {"wait": facts.pop("wait"), "service": facts.pop("service")}
        spreads = {f"{what} {part}": of[what][part] for what in of for part in of[what]}
        found[group] = facts | spreads
    return found


def _stages(said: Replayed) -> Iterator[StageFacts]:
    """What the record says of every ticket: the stages that it left behind, and the present one."""
    past: dict[int, list[dict[str, Any]]] = {number: [] for number in said.tickets}
    for (number, n), facts in sorted(said.stages.items()):
        past[number].append({**facts, "stage": n, "state": None})
    for number, ticket in said.tickets.items():
        before = sum(stage["misses"] for stage in past[number])
        present: dict[str, Any] = dict(ticket)
        present["waiting_since"] = max(present["clock"], present["queued_at"])
        present["misses"] -= before
        for stage in (*past[number], present):
            grade = said.ratings.get((number, stage["stage"]), {}).get("grade")
            yield _facts({**stage, "grade": grade})


def _facts(stage: dict[str, Any]) -> StageFacts:
    return StageFacts(
        day=date.fromisoformat(stage["day"]),
        service=stage["service"],
        priority_class=stage["class"],
        counter=stage["counter"],
        officer=stage["officer"],
        promise=timedelta(seconds=stage["promise_s"]),
        waiting_since=from_micros(stage["waiting_since"]),
        called_at=from_micros_or_none(stage["called_at"]),
        started_at=from_micros_or_none(stage["started_at"]),
        ended_at=from_micros_or_none(stage["ended_at"]),
        served=timedelta(seconds=stage["served_s"]),
        state=None if stage["state"] is None else TicketState(stage["state"]),
        n=stage["stage"],
        misses=stage["misses"],
        grade=stage["grade"],
    )
