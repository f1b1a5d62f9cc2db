"""Papers that a kiosk gave while it worked alone join the line: the number on paper wins.

Each comes with the id that the kiosk made for the press before it asked the server for anything.
So a press is one ticket, however often it is told and whatever became of its first requests:

- nobody knows of it: it becomes a ticket whose clock is the time of the press, and the one rule of
  order puts it where it belongs;
- it has a ticket already, since only the answer was lost: the ticket takes the number on the paper,
  and the one that nobody ever saw is void;
- that number was called meanwhile: it stays, and the officer is shown what stands on the paper;
- the number is somebody else's, or the hall cannot serve what was chosen: nothing is changed, and
  the manager is told of a paper that a person must help with.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from queue_server.domain import calendar
from queue_server.domain.errors import Invalid, NotFound, NumberConflict, Refusal
from queue_server.domain.events import PaperConflict
from queue_server.domain.names import HallId, TicketId
from queue_server.domain.number_block import is_given_alone
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.kiosk_presses import Press
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.principal import Principal
from queue_server.use_cases.print_job import PrintJob, PrintState
from queue_server.use_cases.ticketing import HERE_AND_NOW, Order, allowed_class, issued_event

OLDEST = timedelta(days=7)
"""A paper of an older day is nobody's concern any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A number as it stands on a paper that a kiosk gave."""

    issue: str
    """What the kiosk made for the press before anything else."""
    day: date
    number: str
    order: Order
    pressed_at: datetime
    state: PrintState | None
    """None where the kiosk does not know, as of a number of the server's own after a restore."""
    detail: str | None = None
    secret: str
    """Of the link that is on the paper."""


class Outcome(StrEnum):
    """What became of a paper."""

    ISSUED = "issued"
    KNOWN = "known"
    RENUMBERED = "renumbered"
    ALIASED = "aliased"
    CONFLICT = "conflict"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reconciled:
    """What became of a paper, and the ticket that it is of."""

    outcome: Outcome
    ticket: Ticket | None
    why: str | None = None
    """The code, where it is a conflict."""


def reconcile(uow: UnitOfWork, *, hall: str, paper: Paper, by: Principal) -> Reconciled:
    """Take a paper into the line, once.

    Invalid for a day that is not now. A conflict is returned, not raised: it is recorded.
    """
    with uow.locked(hall) as locked:
        if not timedelta(0) <= locked.day - paper.day <= OLDEST:
            raise Invalid(field="day")
        pressed = locked.kiosks.find_press(paper.issue)
        if pressed is not None and pressed.device != by.device:
            raise NotFound(what="issue", issue=paper.issue)
        ticket = None if pressed is None else _ticket_of(locked, pressed)
        if ticket is not None and paper.number in {ticket.number, ticket.alias}:
            return _known(locked, ticket, paper)
        why = _why_not(uow, locked, paper, by, ticket)
        if why is not None:
            return _conflict(locked, paper, by, pressed, why)
        if ticket is not None:
            return _take_over(locked, ticket, paper, by)
        return _issue(locked, paper, by)


def _ticket_of(locked: LockedHall, pressed: Press) -> Ticket | None:
    return None if pressed.ticket is None else locked.get_ticket_by_id(pressed.ticket)


def _known(locked: LockedHall, ticket: Ticket, paper: Paper) -> Reconciled:
    """Told before; perhaps more has become known of the paper itself."""
    _keep_paper(locked, ticket, paper)
    return Reconciled(outcome=Outcome.KNOWN, ticket=ticket)


def _why_not(
    uow: UnitOfWork, locked: LockedHall, paper: Paper, by: Principal, ticket: Ticket | None
) -> str | None:
    """The code of why a paper cannot be taken into the line."""
    if locked.kiosks.is_taken(paper.day, paper.number) or uow.find_ticket_by_secret(paper.secret):
        return NumberConflict.code
    count = int(paper.number[1:])
    blocks = locked.kiosks.blocks(paper.day)
    if is_given_alone(count) and not any(
        each.service == paper.number[0] and each.has(count) for each in blocks
    ):
        return "not_leased"
    if paper.number[0] != paper.order.service:
        return Invalid.code
    try:
        if ticket is None:
            allowed_class(locked.hall, paper.order, by)
    except Refusal as refusal:
        return refusal.code
    return None


def _conflict(
    locked: LockedHall, paper: Paper, by: Principal, pressed: Press | None, why: str
) -> Reconciled:
    """Nothing of anybody is changed; the manager is told, once."""
    kept = pressed or _press(paper, by, None)
    if kept.conflict is None or kept.number != paper.number:
        locked.kiosks.save_press(replace(kept, number=paper.number, conflict=why))
        locked.record(
            PaperConflict(
                at=locked.now, number=paper.number, actor=by.name, device=by.device or "", why=why
            )
        )
    return Reconciled(outcome=Outcome.CONFLICT, ticket=None, why=why)


def _take_over(locked: LockedHall, ticket: Ticket, paper: Paper, by: Principal) -> Reconciled:
    """The answer was lost: the ticket has another number than the paper."""
    if ticket.was_ever_called:
        locked.record(ticket.take_alias(paper.number, by.name, locked.now), ticket=ticket)
        outcome = Outcome.ALIASED
    else:
        pressed = _pressed_at(locked, paper)
        taken = ticket.take_number(paper.number, by.name, locked.now, pressed)
        locked.record(taken, ticket=ticket)
        outcome = Outcome.RENUMBERED
    ticket.secret = paper.secret  # of the other link nobody ever heard
    locked.save_number(ticket)
    locked.kiosks.save_press(_press(paper, by, ticket.id))
    _keep_paper(locked, ticket, paper)
    return Reconciled(outcome=outcome, ticket=ticket)


def _issue(locked: LockedHall, paper: Paper, by: Principal) -> Reconciled:
    """The server hears of it for the first time."""
    ticket = _new_ticket(locked, paper)
    event = issued_event(ticket, paper.order, by, HERE_AND_NOW, at=locked.now)
    locked.record(replace(event, pressed_at=ticket.issued_at), ticket=ticket)
    if not is_given_alone(int(paper.number[1:])):
        locked.kiosks.raise_count(paper.day, paper.order.service, int(paper.number[1:]))
    locked.kiosks.save_press(_press(paper, by, ticket.id))
    job = PrintJob(
        id=f"{ticket.hall}-{ticket.id}-1",
        hall=ticket.hall,
        ticket=ticket.id,
        device=by.device or "",
        created_at=locked.now,
    )
    job.report(paper.state or PrintState.UNSURE, paper.detail, locked.now)
    locked.save_job(job)
    return Reconciled(outcome=Outcome.ISSUED, ticket=ticket)


def _new_ticket(locked: LockedHall, paper: Paper) -> Ticket:
    hall, order, at = locked.hall, paper.order, _pressed_at(locked, paper)
    priority_class = hall.get_class(order.priority_class)
    return Ticket(
        id=TicketId(locked.next_sequence()),
        hall=HallId(hall.id),
        day=paper.day,
        number=paper.number,
        service=order.service,
        priority_class=priority_class.code,
        tier=priority_class.tier,
        promise=hall.promise(order.service, priority_class.code),
        issued_at=at,
        clock=at,
        queued_at=at,
        language=order.language,
        channel=order.channel,
        party_size=order.party_size,
        paper=(paper.state or PrintState.UNSURE).value,
        secret=paper.secret,
        start_on_call=hall.rules.start_on_call,
        route=hall.get_service(order.service).new_route,
    )


def _pressed_at(locked: LockedHall, paper: Paper) -> datetime:
    """When the person pressed: on that day, not before the number was leased, and not after now."""
    zone, count = locked.hall.zone, int(paper.number[1:])
    begin = calendar.moment(paper.day, calendar.MORNING, zone)
    end = calendar.moment(paper.day, calendar.MIDNIGHT, zone) - timedelta(microseconds=1)
    leased = [
        each.leased_at
        for each in locked.kiosks.blocks(paper.day)
        if each.service == paper.number[0] and each.has(count)
    ]
    earliest, latest = max([begin, *leased]), min(end, locked.now)
    return min(max(paper.pressed_at, earliest), latest)


def _press(paper: Paper, by: Principal, ticket: TicketId | None) -> Press:
    return Press(
        issue=paper.issue,
        device=by.device or "",
        day=paper.day,
        number=paper.number,
        ticket=ticket,
        at=paper.pressed_at,
    )


def _keep_paper(locked: LockedHall, ticket: Ticket, paper: Paper) -> None:
    """What the kiosk knows of its paper; the server's own request for one is thereby answered."""
    jobs = locked.jobs_of(ticket.id)
    if paper.state and jobs and jobs[0].report(paper.state, paper.detail, locked.now):
        locked.save_job(jobs[0])
        if len(jobs) == 1:
            ticket.paper = jobs[0].state.value
            locked.save_ticket(ticket)
