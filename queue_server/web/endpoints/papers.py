"""Papers in doubt, what the staff say of them, and how the hall's papers look."""

from base64 import b64encode

from apiflask import APIBlueprint
from flask import Response

from queue_server.use_cases import printing
from queue_server.use_cases.device import Device
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.notices import notices
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.print_job import PrintJob
from queue_server.web.access import MANAGERS, STAFF, only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.jobs_json import doubtful_json, job_json, sample_paper
from queue_server.web.schemas.asked import PaperDecision, PaperSampleQuery
from queue_server.web.schemas.of_papers import DecidedOut, PaperSampleOut, PapersOut

bp = APIBlueprint("papers", __name__, tag="Devices")
MOST = 200


@bp.get("/halls/<hall>/papers")
@only(*STAFF)
@bp.output(PapersOut)
def list_papers_in_doubt(hall: str) -> Response:
    """Today's papers that are held or unsure, oldest first, and what may be said of each."""

    def question(view: HallView) -> list[tuple[PrintJob, str]]:
        doubtful = view.doubtful_jobs(MOST)
        return [(job, view.get_ticket_by_id(job.ticket).number) for job in doubtful]

    using = services()
    papers = using.questions.ask(hall, question)
    devices: dict[str, Device] = {}
    if papers:
        found = using.questions.ask_all(lambda everything: everything.devices.devices(hall))
        devices = {each.id: each for each in found}
    return show(
        {"papers": [doubtful_json(job, number, devices.get(job.device)) for job, number in papers]}
    )


@bp.post("/halls/<hall>/papers/<job>/decisions")
@only(*STAFF)
@bp.input(PaperDecision)
@bp.output(DecidedOut, status_code=201)
def decide_about_paper(hall: str, job: str, json_data: PaperDecision) -> Response:
    """Somebody looked: the citizen holds it, or it is printed again (重打), or given up.

    A held paper is withdrawn from its printer, which gives it up unless it is half printed.
    """
    by = principal()

    def act(uow: UnitOfWork) -> object:
        paper, another = printing.decide(
            uow, hall=hall, job=job, decision=json_data.decision, by=by
        )
        return {"paper": job_json(paper), "another": another and job_json(another)}

    return run(act)


@bp.get("/halls/<hall>/papers/sample")
@only(*MANAGERS)
@bp.input(PaperSampleQuery, location="query")
@bp.output(PaperSampleOut)
def draw_sample_paper(hall: str, query_data: PaperSampleQuery) -> Response:
    """A made-up ticket as the hall's printers draw it: what `[paper]` in the hall's file does."""

    def question(view: HallView) -> dict[str, object]:
        return sample_paper(view.hall, query_data.language, view.now, notices(view).texts)

    using = services()
    sample = using.questions.ask(hall, question)
    picture = using.slowly.run(using.draw_paper, sample, query_data.paper)
    return show(
        {
            "paper": query_data.paper,
            "language": query_data.language,
            "png": b64encode(picture).decode(),
        }
    )
