"""Print jobs as JSON: what goes on paper."""

from collections.abc import Sequence
from datetime import datetime

from queue_server.domain.hall import Hall
from queue_server.domain.names import Texts
from queue_server.domain.ticket import Ticket
from queue_server.protocol.languages import companion, nearest
from queue_server.use_cases.print_job import TIME_TO_LIVE, PrintJob
from queue_server.web.wire import iso, seconds


def job_json(job: PrintJob) -> dict[str, object]:
    """A job without its layout."""
    return {
        "id": job.id,
        "copy": job.copy,
        "state": job.state.value,
        "detail": job.detail,
        "created_at": iso(job.created_at),
        "ttl_s": seconds(TIME_TO_LIVE),
    }


def layout_json(
    job: PrintJob, ticket: Ticket, hall: Hall, link: str, notices: Sequence[Texts]
) -> dict[str, object]:
    """Everything that the paper shows, in the hall's languages; the printer draws it.

    ``notices`` are those that hang in the hall now; the paper has room for the first.
    """
    first = ticket.stages[0].service if ticket.stages else ticket.service
    service, ordinary = hall.get_service(first), hall.classes[0].code
    forecast = ticket.forecast
    return {
        "hall": hall.name,
        "service": service.name,
        "languages": _languages(hall, ticket),
        "number": ticket.number,
        "class": None
        if ticket.priority_class == ordinary
        else hall.get_class(ticket.priority_class).name,
        "ahead": job.ahead,
        "forecast": None
        if forecast is None
        else dict(zip(("p10_s", "p50_s", "p90_s"), forecast, strict=True)),
        "issued_at_local": _local(ticket.issued_at, hall),
        "area": service.area or hall.area,
        "link": link,
        "notice": notices[0] if notices else None,
        "reprint": job.copy > 1,
    }


def _languages(hall: Hall, ticket: Ticket) -> list[str]:
    """The holder's language, large; under it the hall's next that helps somebody else."""
    chosen = nearest(ticket.language)
    first = chosen if chosen and chosen in hall.languages else hall.languages[0]
    second = companion(hall.languages, first)
    return [first] if second is None else [first, second]


def _local(at: datetime, hall: Hall) -> str:
    return f"{at.astimezone(hall.zone):%Y-%m-%d %H:%M}"
