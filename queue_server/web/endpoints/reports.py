"""What managers read: statistics and the record; and the end of the day."""

from datetime import date

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.errors import Invalid
from queue_server.use_cases import day
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.principal import Role
from queue_server.use_cases.statistics import statistics, total
from queue_server.web.access import MANAGERS, only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.report_json import group_json
from queue_server.web.schemas.answered import DayClosedOut, DayOpenOut, EventsOut, StatisticsOut
from queue_server.web.schemas.asked import EventsQuery, Nothing, StatisticsQuery
from queue_server.web.tickets_json import event_json

bp = APIBlueprint("reports", __name__, tag="Managers")
LONGEST_DAYS = 366


@bp.get("/halls/<hall>/statistics")
@only(*MANAGERS)
@bp.input(StatisticsQuery, location="query")
@bp.output(StatisticsOut)
def get_statistics(hall: str, query_data: StatisticsQuery) -> Response:
    """Counts, waits and services by any grouping: service, class, counter, officer, hour, day."""
    by = [name for name in query_data.by.split(",") if name]
    find = services().find_officer

    def question(view: HallView) -> object:
        begin, end = _days(view.day, query_data)
        stages = view.stages_between(begin, end)
        return {
            "hall": hall,
            "from": begin.isoformat(),
            "to": end.isoformat(),
            "by": by,
            "groups": [group_json(each, find) for each in statistics(stages, by, view.hall.zone)],
            "total": group_json(total(stages), find),
        }

    return show(services().questions.ask(hall, question))


@bp.get("/halls/<hall>/events")
@only(*MANAGERS, Role.AUDITOR)
@bp.input(EventsQuery, location="query")
@bp.output(EventsOut)
def list_events(hall: str, query_data: EventsQuery) -> Response:
    """The record: what happened, in order."""

    def question(view: HallView) -> object:
        events = view.events_after(query_data.after, query_data.limit)
        return {"events": [event_json(each) for each in events], "sequence": view.sequence()}

    return show(services().questions.ask(hall, question))


@bp.post("/halls/<hall>/closings")
@only(*MANAGERS)
@bp.input(Nothing)
@bp.output(DayClosedOut, status_code=201)
def close_day(hall: str, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """End the day, once every number has an ending."""
    by = principal().name

    def act(uow: UnitOfWork) -> object:
        day.close(uow, hall=hall, by=by)
        return {"hall": hall, "closed": True}

    return run(act)


@bp.post("/halls/<hall>/openings")
@only(*MANAGERS)
@bp.input(Nothing)
@bp.output(DayOpenOut, status_code=201)
def reopen_day(hall: str, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """Take numbers again today, after the day was ended too early."""
    by = principal().name

    def act(uow: UnitOfWork) -> object:
        day.reopen(uow, hall=hall, by=by)
        return {"hall": hall, "open": True}

    return run(act)


def _days(today: date, query: StatisticsQuery) -> tuple[date, date]:
    begin = query.from_day or query.to_day or today
    end = query.to_day or today
    if not begin <= end or (end - begin).days > LONGEST_DAYS:
        raise Invalid(field="from")
    return begin, end
