"""Reports as JSON, and grants as a table for other programs."""

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from queue_server.domain.hall import Hall
from queue_server.protocol.languages import text_for
from queue_server.use_cases.day_report import DayReport, HelpCall, Pause
from queue_server.use_cases.granted import Grant
from queue_server.use_cases.statistics import Statistics
from queue_server.web.counters_json import FindOfficer
from queue_server.web.help_json import person_json
from queue_server.web.wire import iso, iso_or_none, seconds

Json = dict[str, Any]

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the machine's old code page."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins like this would be run as one."""


def group_json(of: Statistics, find: FindOfficer) -> Json:
    """One group's figures, with the names of the grouping beside them."""
    figures = asdict(of)
    group: Json = figures.pop("group")
    if isinstance(user := group.get("officer"), str):
        account = find(user)
        group["officer_badge"] = account and account.badge
        group["officer_name"] = account and account.display_name
    figures["service_time"] = figures.pop("service")
    figures["ratings"] = {str(grade): count for grade, count in of.ratings.items()}
    return {**figures, **group}


def grant_json(grant: Grant, hall: Hall, find: FindOfficer) -> Json:
    """One grant; ``reason_text`` has a listed reason's words, null where it was said in others."""
    return {
        "number": grant.number,
        "service": grant.service,
        "class": grant.priority_class,
        "reason": grant.reason,
        "reason_text": hall.reasons.get(grant.reason),
        "granted_by": person_json(grant.by, find),
        "at": iso(grant.at),
        "waited_s": seconds(grant.waited),
        "called_after_s": None if grant.called_after is None else seconds(grant.called_after),
    }


def grants_csv(found: Sequence[Grant], hall: Hall, find: FindOfficer, language: str) -> str:
    """The grants as comma-separated values: names as in JSON, the hall's own time, reasons in words."""
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(
        [
            "number",
            "service",
            "class",
            "reason",
            "badge",
            "name",
            "at",
            "waited_s",
            "called_after_s",
        ]
    )
    for each in found:
        by = person_json(each.by, find) or {}
        texts = hall.reasons.get(each.reason)
        told = each.reason if texts is None else text_for(texts, language)
        called = None if each.called_after is None else seconds(each.called_after)
        at = each.at.astimezone(hall.zone).isoformat(timespec="seconds")
        cells = [each.number, each.service, each.priority_class, told, by.get("badge")]
        cells += [by.get("name"), at]
        rows.writerow([*map(_harmless, cells), seconds(each.waited), called])
    return BYTE_ORDER_MARK + table.getvalue()


def report_json(report: DayReport, hall: Hall, find: FindOfficer) -> Json:
    """A day of a hall."""
    return {
        "hall": hall.id,
        "day": report.day.isoformat(),
        "opened_at": iso_or_none(report.opened_at),
        "closed_at": iso_or_none(report.closed_at),
        "closed_by": person_json(report.closed_by, find),
        "total": group_json(report.total, find),
        "classes": [group_json(each, find) for each in report.classes],
        "grants": [grant_json(each, hall, find) for each in report.grants],
        "pauses": [_pause_json(each) for each in report.pauses],
        "help_requests": [_call_json(each, find) for each in report.calls],
    }


def _harmless(cell: str | None) -> str | None:
    return f"'{cell}" if cell is not None and cell.startswith(FORMULA) else cell


def _pause_json(of: Pause) -> Json:
    return {
        "counter": of.counter,
        "reason": of.reason,
        "from": iso(of.begin),
        "until": iso_or_none(of.end),
        "length_s": seconds(of.length),
    }


def _call_json(of: HelpCall, find: FindOfficer) -> Json:
    after = of.answered_after
    return {
        "counter": of.counter,
        "whom": of.whom,
        "caller": person_json(of.caller, find),
        "asked_at": iso(of.asked_at),
        "answered_s": None if after is None else seconds(after),
        "comers": [person_json(each, find) for each in of.comers],
        "ended_at": iso_or_none(of.ended_at),
        "how": of.how,
    }
