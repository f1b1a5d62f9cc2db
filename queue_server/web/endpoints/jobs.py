"""Papers: what a printing device has to make, and what became of it."""

from collections.abc import Sequence

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.names import Texts
from queue_server.use_cases import printing
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.notices import notices
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.principal import Role
from queue_server.use_cases.print_job import WITHDRAWN, PrintJob, PrintState
from queue_server.web.access import only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.jobs_json import job_json, layout_json
from queue_server.web.links import linker
from queue_server.web.schemas.asked import JobOutcome, JobsQuery
from queue_server.web.schemas.of_devices import JobOut, JobsOut
from queue_server.web.tickets_json import LinkTo

bp = APIBlueprint("jobs", __name__, tag="Devices")
PRINTING = (Role.KIOSK, Role.PRINTER)


@bp.get("/devices/self/jobs")
@only(*PRINTING)
@bp.input(JobsQuery, location="query")
@bp.output(JobsOut)
def list_my_jobs(query_data: JobsQuery) -> Response:
    """The papers that I have to make or to tell about; waits for one if there is none."""
    using, who, link_to = services(), principal(), linker()
    device, hall = who.device or "", who.hall or ""

    def look() -> list[PrintJob]:
        return using.questions.ask_all(lambda all_: all_.devices.open_jobs(device))

    def look_for_new() -> list[PrintJob]:
        """What is held or unsure waits for a person, and must not end the poll at once."""
        news = (PrintState.QUEUED,)
        return [job for job in look() if job.state in news or job.detail == WITHDRAWN]

    using.job_waiters.wait_for(device, look_for_new, query_data.wait_s)
    jobs = look()
    return show({"jobs": using.questions.ask(hall, lambda view: _layouts(view, jobs, link_to))})


@bp.post("/jobs/<job>/outcomes")
@only(*PRINTING)
@bp.input(JobOutcome)
@bp.output(JobOut)
def report_outcome(job: str, json_data: JobOutcome) -> Response:
    """What became of a paper; a late or repeated report is answered with what is kept."""
    by = principal()

    def act(uow: UnitOfWork) -> object:
        return job_json(
            printing.report(uow, job=job, state=json_data.state, detail=json_data.detail, by=by)
        )

    return run(act, status=200)


def _layouts(view: HallView, jobs: list[PrintJob], link_to: LinkTo) -> list[dict[str, object]]:
    hanging = notices(view).texts if jobs else ()
    return [_with_layout(view, job, link_to, hanging) for job in jobs]


def _with_layout(
    view: HallView, job: PrintJob, link_to: LinkTo, hanging: Sequence[Texts]
) -> dict[str, object]:
    ticket, pressed = view.get_ticket_by_id(job.ticket), view.find_press_of(job.ticket)
    issue = pressed.issue if pressed is not None and job.copy == 1 else None
    layout = layout_json(job, ticket, view.hall, link_to(ticket.secret), hanging)
    return {**job_json(job, issue), "layout": layout}
