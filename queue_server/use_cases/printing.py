"""Papers: what the printing device reports, and another copy."""

from queue_server.domain.errors import Forbidden, Invalid, NotFound
from queue_server.domain.events import PaperDecided, TicketReprinted
from queue_server.domain.online import CheckIn
from queue_server.domain.ticket import Ticket
from queue_server.use_cases import online
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.principal import Principal, Role
from queue_server.use_cases.print_job import TIME_TO_LIVE, Decision, PrintJob, PrintState


def report(
    uow: UnitOfWork, *, job: str, state: PrintState, detail: str | None, by: Principal
) -> PrintJob:
    """What became of a paper; a late or repeated report is answered with what is kept."""
    found = uow.find_job(job)
    if found is None:
        raise NotFound(what="job", job=job)
    if found.device != by.device:
        raise Forbidden(job=job)
    with uow.locked(found.hall) as locked:
        kept = uow.find_job(job) or found
        if kept.report(state, detail, locked.now):
            _keep(locked, kept)
        return kept


def expire(uow: UnitOfWork, *, hall: str) -> None:
    """Give up papers that no printer fetched in time: nobody wants them tomorrow morning."""
    with uow.locked(hall) as locked:
        for job in locked.unfetched_jobs(locked.now - TIME_TO_LIVE):
            job.report(PrintState.EXPIRED, "printer_away", locked.now)
            _keep(locked, job)


COPIES_BY_KIOSK = 3
"""Whoever lost more papers of one number than that asks a person."""


def reprint(
    uow: UnitOfWork,
    *,
    hall: str,
    number: str,
    printer: str | None,
    by: Principal,
    holder: str | None = None,
) -> PrintJob:
    """Another paper of the same number, marked as a copy (重打).

    Where it was printed before, unless a printer is named; Invalid if it never was. At a kiosk
    only for the ``holder`` whose document it has read: Forbidden otherwise. Whoever took the
    number from a phone has thereby arrived.
    """
    with uow.locked(hall) as locked:
        ticket = locked.get_ticket(number)
        if Role.KIOSK in by.roles:
            printer, copies = by.device, len(locked.jobs_of(ticket.id))
            if holder is None or ticket.holder != holder or copies >= COPIES_BY_KIOSK:
                raise Forbidden(number=number)
            if ticket.may_lapse and locked.hall.online is not None:
                online.check_in(locked, ticket, actor=by.name, method=CheckIn.DOCUMENT)
        return _reprint(locked, ticket, printer, by)


def decide(
    uow: UnitOfWork, *, hall: str, job: str, decision: Decision, by: Principal
) -> tuple[PrintJob, PrintJob | None]:
    """What a person says of a paper in doubt: the paper as it is then, and its copy if one is to come."""
    with uow.locked(hall) as locked:
        found = uow.find_job(job)
        if found is None or found.hall != locked.hall.id:
            raise NotFound(what="job", job=job)
        found.decide(decision, locked.now)
        ticket = _keep(locked, found)
        locked.record(
            PaperDecided(
                at=locked.now,
                ticket=ticket.id,
                number=ticket.number,
                actor=by.name,
                copy=found.copy,
                printer=found.device,
                decision=decision.value,
            ),
            ticket=ticket,
        )
        wants_copy = decision is Decision.REPRINT
        return found, _reprint(locked, ticket, found.device, by) if wants_copy else None


def _reprint(locked: LockedHall, ticket: Ticket, printer: str | None, by: Principal) -> PrintJob:
    papers = locked.jobs_of(ticket.id)
    printer = printer or (papers[-1].device if papers else None)
    if printer is None:
        raise Invalid(field="printer")
    copy = len(papers) + 1
    job = PrintJob(
        id=f"{ticket.hall}-{ticket.id}-{copy}",
        hall=ticket.hall,
        ticket=ticket.id,
        device=printer,
        copy=copy,
        created_at=locked.now,
    )
    ticket.paper = job.state.value
    locked.save_job(job)
    locked.record(
        TicketReprinted(
            at=locked.now,
            ticket=ticket.id,
            number=ticket.number,
            actor=by.name,
            copy=copy,
            printer=printer,
        ),
        ticket=ticket,
    )
    return job


def _keep(locked: LockedHall, job: PrintJob) -> Ticket:
    """The paper as it is now; the ticket knows its newest one."""
    locked.save_job(job)
    ticket = locked.get_ticket_by_id(job.ticket)
    if job.copy == len(locked.jobs_of(job.ticket)):
        ticket.paper = job.state.value
        locked.save_ticket(ticket)
    return ticket
