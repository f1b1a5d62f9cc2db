"""What became of a hall's cases, for managers."""

from datetime import datetime, timedelta

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.calendar import MORNING, moment
from queue_server.domain.errors import Invalid
from queue_server.use_cases.case_report import case_figures
from queue_server.use_cases.hall_view import HallView
from queue_server.web.access import MANAGERS, only, services
from queue_server.web.cases_json import figures_json
from queue_server.web.commands import show
from queue_server.web.schemas.of_cases import CaseReportOut, CaseReportQuery

bp = APIBlueprint("case_reports", __name__, tag="Cases")
LONGEST = timedelta(days=366)
USUAL = timedelta(days=30)
"""How far a report goes back where nothing is said."""


@bp.get("/halls/<hall>/cases/report")
@only(*MANAGERS)
@bp.input(CaseReportQuery, location="query")
@bp.output(CaseReportOut)
def report_cases(hall: str, query_data: CaseReportQuery) -> Response:
    """By kind: opened, answered in time, overdue, outcomes, and the median of days until the answer."""

    def question(view: HallView) -> object:
        end = query_data.to_day or max(view.day, query_data.from_day or view.day)
        begin = query_data.from_day or end - USUAL
        if not begin <= end <= begin + LONGEST:
            raise Invalid(field="from")
        zone = view.hall.zone
        until: datetime = moment(end + timedelta(days=1), MORNING, zone)
        found = view.cases.opened_between(moment(begin, MORNING, zone), until)
        *kinds, total = case_figures(found, today=view.day, zone=zone)
        return {
            "hall": hall,
            "from": begin.isoformat(),
            "to": end.isoformat(),
            "kinds": [figures_json(each) for each in kinds],
            "total": figures_json(total),
        }

    return show(services().questions.ask(hall, question))
