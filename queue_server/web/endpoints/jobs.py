"""Papers: what a printing device has to make, and what became of it."""

from apiflask import APIBlueprint
from flask import Response

from queue_server.use_cases import printing
from queue_server.use_cases.ports import Everything, HallView, UnitOfWork
from queue_server.use_cases.principal import Role
from queue_server.use_cases.print_job import PrintJob
from queue_server.web.access import only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.jobs_json import job_json, layout_json
from queue_server.web.links import linker
from queue_server.web.schemas.answered import JobOut, JobsOut
from queue_server.web.schemas.asked import JobOutcome, JobsQuery
from queue_server.web.tickets_json import LinkTo

bp = APIBlueprint("jobs", __name__, tag="Devices")
PRINTING = (Role.KIOSK, Role.PRINTER)


@bp.get("/devices/self/jobs")
@only(*PRINTING)
@bp.input(JobsQuery, location="query")
@bp.output(JobsOut)
def list_my_jobs(query_data: JobsQuery) -> Response:
    """The papers that I have to make or to tell about; waits for one if there is none."""
    who, link_to = principal(), linker()
    device, hall = who.device or "", who.hall or ""

    def look() -> list[PrintJob]:
        return services().questions.ask_all(lambda all_: _open_jobs(all_, device))

    jobs = services().job_waiters.wait_for(device, look, query_data.wait_s)
    layouts = services().questions.ask(
        hall, lambda view: [_with_layout(view, j, link_to) for j in jobs]
    )
    return show({"jobs": layouts})


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


def _open_jobs(everything: Everything, device: str) -> list[PrintJob]:
    return everything.devices.open_jobs(device)


def _with_layout(view: HallView, job: PrintJob, link_to: LinkTo) -> dict[str, object]:
    ticket = view.get_ticket_by_id(job.ticket)
    return {**job_json(job), "layout": layout_json(job, ticket, view.hall, link_to(ticket.secret))}
