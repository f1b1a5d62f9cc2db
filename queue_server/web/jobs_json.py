"""Print jobs as JSON: what goes on paper."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from queue_server.domain.hall import Hall
from queue_server.domain.names import Texts
from queue_server.domain.paper_plan import PaperPlan
from queue_server.domain.route import StepState, steps_of
from queue_server.domain.ticket import Ticket
from queue_server.protocol.languages import companion, nearest
from queue_server.use_cases.device import Device
from queue_server.use_cases.print_job import TIME_TO_LIVE, PrintJob
from queue_server.web.wire import iso, iso_or_none, seconds

SAMPLE_LINK = "https://queue.example/t/0000000000000000000000"
"""As long as a real one, and nobody's."""


def job_json(job: PrintJob, issue: str | None = None) -> dict[str, object]:
    """A job without its layout; ``issue`` is the press at a kiosk that it is the first paper of."""
    return {
        "id": job.id,
        "copy": job.copy,
        "state": job.state.value,
        "detail": job.detail,
        "created_at": iso(job.created_at),
        "ttl_s": seconds(TIME_TO_LIVE),
        "issue": issue,
    }


def layout_json(
    job: PrintJob, ticket: Ticket, hall: Hall, link: str, notices: Sequence[Texts]
) -> dict[str, object]:
    """Everything that the paper shows, in the hall's languages; the printer draws it.

    ``notices`` are those that hang in the hall now; the paper has room for the first.
    """
    paper = Paper(
        number=ticket.number,
        service=ticket.stages[0].service if ticket.stages else ticket.service,
        priority_class=ticket.priority_class,
        language=ticket.language,
        ahead=job.ahead,
        forecast=ticket.forecast,
        issued_at=ticket.issued_at,
        link=link,
        is_copy=job.copy > 1,
        holder=ticket.holder_name,
        route=_steps(ticket),
    )
    return paper_json(paper, hall, notices)


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """What differs from one paper of a hall to the next."""

    number: str
    service: str
    priority_class: str
    language: str
    ahead: int
    forecast: tuple[float, float, float] | None
    issued_at: datetime
    link: str
    is_copy: bool = False
    holder: str | None = None
    """The covered name, where the hall prints one."""
    route: tuple[str, ...] = ()
    """The steps of a visit that has several."""


def paper_json(paper: Paper, hall: Hall, notices: Sequence[Texts]) -> dict[str, object]:
    """The paper with everything that its hall puts on it."""
    service, languages = hall.get_service(paper.service), _languages(hall, paper.language)
    is_ordinary = paper.priority_class == hall.classes[0].code
    forecast = paper.forecast
    return {
        "hall": hall.name,
        "service": service.name,
        "languages": languages,
        "number": paper.number,
        "class": None if is_ordinary else hall.get_class(paper.priority_class).name,
        "ahead": paper.ahead,
        "forecast": None
        if forecast is None
        else dict(zip(("p10_s", "p50_s", "p90_s"), forecast, strict=True)),
        "issued_at_local": _local(paper.issued_at, hall),
        "area": service.area or hall.area,
        "link": paper.link,
        "notice": notices[0] if notices else None,
        "reprint": paper.is_copy,
        "plan": _plan_json(hall.paper_in(languages[0])),
        "holder": paper.holder,
        "route": _names(hall, paper.route),
    }


def _steps(ticket: Ticket) -> tuple[str, ...]:
    steps = steps_of(ticket.route or ())
    return tuple(each.service for each in steps if each.state is not StepState.SKIPPED)


def _names(hall: Hall, letters: Sequence[str]) -> list[Texts] | None:
    """The names of services; None for none, and those are left out that the hall file has no more."""
    names: dict[str, Texts] = {each.letter: each.name for each in hall.services}
    return [names[each] for each in letters if each in names] or None


def sample_paper(
    hall: Hall, language: str, now: datetime, notices: Sequence[Texts]
) -> dict[str, object]:
    """A made-up ticket of the hall with everything on it: to look at, never to be called."""
    special = next((each for each in hall.classes[1:]), hall.classes[0])
    paper = Paper(
        number=f"{hall.services[0].letter}012",
        service=hall.services[0].letter,
        priority_class=special.code,
        language=language,
        ahead=3,
        forecast=(620, 900, 1480),
        issued_at=now,
        link=SAMPLE_LINK,
    )
    return paper_json(paper, hall, notices)


def doubtful_json(job: PrintJob, number: str, device: Device | None) -> dict[str, object]:
    """A paper in doubt as the staff see it."""
    return {
        "id": job.id,
        "number": number,
        "copy": job.copy,
        "state": job.state.value,
        "detail": job.detail,
        "device": job.device,
        "device_name": device and device.name,
        "created_at": iso(job.created_at),
        "reported_at": iso_or_none(job.reported_at),
        "decisions": [each.value for each in job.decisions],
    }


def _plan_json(plan: PaperPlan) -> dict[str, object]:
    return {
        "blocks": [block.value for block in plan.blocks],
        "sizes": {block.value: size.value for block, size in plan.sizes.items()},
        "foot": plan.foot,
        "logo": None if plan.logo is None else b64encode(plan.logo).decode(),
    }


def _languages(hall: Hall, holders: str) -> list[str]:
    """The holder's language, large; under it the hall's next that helps somebody else."""
    chosen = nearest(holders)
    first = chosen if chosen and chosen in hall.languages else hall.languages[0]
    second = companion(hall.languages, first)
    return [first] if second is None else [first, second]


def _local(at: datetime, hall: Hall) -> str:
    return f"{at.astimezone(hall.zone):%Y-%m-%d %H:%M}"
