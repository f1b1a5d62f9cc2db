"""Kiosks that may work alone: numbers for their way, and the papers that they come back with."""

from datetime import date

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.errors import NotFound, NumberConflict
from queue_server.use_cases import leasing, reconciling
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.leasing import Known, Leased, LeasedDay
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.principal import Principal, Role
from queue_server.use_cases.reconciling import Paper, Reconciled
from queue_server.use_cases.ticketing import Order
from queue_server.web.access import MANAGERS, STAFF, only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.links import linker
from queue_server.web.schemas.of_kiosks import (
    HighestCount,
    LeaseOrder,
    LeasesOut,
    PaperConflictsOut,
    PaperTold,
    ReconciledOut,
)
from queue_server.web.wire import iso

bp = APIBlueprint("kiosks", __name__, tag="Devices")
Json = dict[str, object]


@bp.post("/devices/self/leases")
@only(Role.KIOSK)
@bp.input(LeaseOrder)
@bp.output(LeasesOut)
def lease_numbers(json_data: LeaseOrder) -> Response:
    """Numbers that I may give while I cannot reach the server; the same ones while they last."""
    by, using, link_to = principal(), services(), linker()
    hall, known = _hall_of(by), _known(json_data)

    def act(uow: UnitOfWork) -> Json:
        leased = leasing.lease(uow, hall=hall, known=known, by=by)
        return {
            **_leases_json(leased),
            "hall": hall,
            "server_time": iso(using.clock()),
            "link": link_to(""),
        }

    return run(act, status=200)


@bp.post("/devices/self/reconciliations")
@only(Role.KIOSK)
@bp.input(PaperTold)
@bp.output(ReconciledOut)
def reconcile_paper(json_data: PaperTold) -> Response:
    """A paper that I gave while I worked alone; told again, it is the same ticket."""
    by, paper = principal(), _paper(json_data)
    hall = _hall_of(by)

    def act(uow: UnitOfWork) -> object:
        done = reconciling.reconcile(uow, hall=hall, paper=paper, by=by)
        if done.ticket is None:
            return NumberConflict(number=paper.number, why=done.why)
        return _reconciled_json(done)

    return run(act, status=200)


@bp.get("/halls/<hall>/paper-conflicts")
@only(*MANAGERS, *STAFF)
@bp.output(PaperConflictsOut)
def list_paper_conflicts(hall: str) -> Response:
    """Today's papers of kiosks that a person must help with."""
    using = services()
    devices = using.questions.ask_all(lambda everything: everything.devices.devices(hall))
    names = {each.id: each.name for each in devices}

    def question(view: HallView) -> list[Json]:
        return [
            {
                "number": each.number,
                "device": each.device,
                "name": names.get(each.device),
                "at": iso(each.at),
                "why": each.conflict,
            }
            for each in view.paper_conflicts()
        ]

    return show({"conflicts": using.questions.ask(hall, question)})


def _hall_of(by: Principal) -> str:
    if by.hall is None:
        raise NotFound(what="hall")
    return by.hall


def _known(told: LeaseOrder) -> Known:
    mark, issued = told.mark, told.issued
    return Known(
        epoch=told.epoch,
        mark=None if mark is None else (mark.sequence, mark.digest),
        issued=None if issued is None else (issued.sequence, issued.number),
        counts={_place(each): each.given for each in told.counts},
        leased={_place(each): each.leased for each in told.counts},
        blocks=[(each.day, each.service, each.first, each.last) for each in told.blocks],
    )


def _place(of: HighestCount) -> tuple[date, str]:
    return of.day, of.service


def _paper(told: PaperTold) -> Paper:
    return Paper(
        issue=told.issue,
        day=told.day,
        number=told.number,
        order=Order(
            service=told.service,
            priority_class=told.priority_class,
            language=told.language,
            party_size=told.party_size,
        ),
        pressed_at=told.pressed_at,
        state=told.print_state,
        detail=told.detail,
        secret=told.secret,
    )


def _leases_json(leased: Leased) -> Json:
    sequence, digest = leased.mark
    return {
        "epoch": leased.epoch,
        # Before the first event there is no place in the record.
        "mark": {"sequence": sequence, "digest": digest} if sequence else None,
        "days": [_day_json(each) for each in leased.days],
    }


def _day_json(of: LeasedDay) -> Json:
    return {
        "day": of.day.isoformat(),
        "hours": [[iso(begin), iso(end)] for begin, end in of.hours],
        "ends_at": iso(of.ends_at),
        "blocks": [
            {"service": each.service, "first": each.first, "last": each.last} for each in of.blocks
        ],
        "given": dict(of.counts),
        "leased": dict(of.leased),
    }


def _reconciled_json(done: Reconciled) -> Json:
    ticket = done.ticket
    if ticket is None:
        raise NotFound(what="ticket")
    return {
        "outcome": done.outcome.value,
        "id": f"{ticket.hall}-{ticket.id}",
        "number": ticket.number,
    }
