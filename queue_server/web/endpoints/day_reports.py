"""Grants of some days, and the report of one: for managers, and for who audits them."""

from datetime import date

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.errors import Invalid
from queue_server.use_cases import day_report
from queue_server.use_cases.granted import Grant, grants
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.principal import Role
from queue_server.web.access import MANAGERS, only, services
from queue_server.web.commands import show
from queue_server.web.errors import asked_languages
from queue_server.web.report_json import grant_json, grants_csv, report_json
from queue_server.web.schemas.of_reports import DayReportOut, GrantsOut, GrantsQuery
from queue_server.web.texts import best_language

bp = APIBlueprint("day_reports", __name__, tag="Managers")
LONGEST_DAYS = 366


@bp.get("/halls/<hall>/grants")
@only(*MANAGERS, Role.AUDITOR)
@bp.input(GrantsQuery, location="query")
@bp.output(GrantsOut)
def list_grants(hall: str, query_data: GrantsQuery) -> Response:
    """Who was raised to which class by whom and why (绿色通道), with how long they waited.

    With ``format=csv`` the same as a table that Excel opens, reasons in the language asked for.
    """
    find, language = services().find_officer, best_language(asked_languages())

    def question(view: HallView) -> tuple[date, date, list[Grant]]:
        begin, end = _days(view.day, query_data)
        return begin, end, grants(view.hall, view.granted(begin, end))

    begin, end, found = services().questions.ask(hall, question)
    of = services().halls.get(hall)
    if query_data.format == "csv":
        return _file(grants_csv(found, of, find, language), f"{hall}-grants-{begin}-{end}.csv")
    told = [grant_json(each, of, find) for each in found]
    return show({"hall": hall, "from": begin.isoformat(), "to": end.isoformat(), "grants": told})


@bp.get("/halls/<hall>/days/<day>/report")
@only(*MANAGERS, Role.AUDITOR)
@bp.output(DayReportOut)
def get_day_report(hall: str, day: str) -> Response:
    """A day on one page: numbers, waits by class, grants, pauses, calls for help; as far as it has come."""
    asked, find = _day(day), services().find_officer

    def question(view: HallView) -> object:
        if asked > view.day:
            raise Invalid(field="day")
        return report_json(day_report.day_report(view, asked), view.hall, find)

    return show(services().questions.ask(hall, question))


def _day(text: str) -> date:
    """``2026-11-23``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(field="day") from None


def _days(today: date, query: GrantsQuery) -> tuple[date, date]:
    begin = query.from_day or query.to_day or today
    end = query.to_day or today
    if not begin <= end or (end - begin).days > LONGEST_DAYS:
        raise Invalid(field="from")
    return begin, end


def _file(table: str, name: str) -> Response:
    response = Response(table, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
