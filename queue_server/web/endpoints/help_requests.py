"""The bell of a kiosk: rung there, answered by the staff; and everything that rings in a hall."""

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.errors import NotFound
from queue_server.use_cases import assistance, help_wanted
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import Everything, UnitOfWork
from queue_server.web.access import KIOSKS, STAFF, only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.desk_json import help_json, kiosk_json, printer_json, prints
from queue_server.web.help_json import assistance_json
from queue_server.web.schemas.asked import Nothing
from queue_server.web.schemas.of_desks import HelpOut, KioskOut, PrintersOut
from queue_server.web.schemas.of_help import HelpsOut

bp = APIBlueprint("help_requests", __name__, tag="Help")


@bp.get("/devices/self")
@only(*KIOSKS)
@bp.output(KioskOut)
def this_kiosk() -> Response:
    """How this kiosk is: its printer, and who comes to help."""
    device, find = principal().device or "", services().find_officer

    def question(everything: Everything) -> object:
        found = everything.devices.find_device(device)
        if found is None:
            raise NotFound(what="device", device=device)
        return kiosk_json(found, find)

    return show(services().questions.ask_all(question))


@bp.post("/devices/self/help-requests")
@only(*KIOSKS)
@bp.input(Nothing)
@bp.output(HelpOut, status_code=201)
def ask_for_help(json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """Somebody at this kiosk wants a person to come (请人帮忙)."""
    device, find = principal().device or "", services().find_officer
    return run(lambda uow: help_json(help_wanted.ask(uow, device=device), find))


@bp.delete("/devices/self/help-requests/current")
@only(*KIOSKS)
@bp.output(HelpOut)
def withdraw_help() -> Response:
    """Nobody is needed any more."""
    device, find = principal().device or "", services().find_officer
    return run(lambda uow: help_json(help_wanted.withdraw(uow, device=device), find), status=200)


@bp.get("/halls/<hall>/printers")
@only(*STAFF)
@bp.output(PrintersOut)
def list_printers(hall: str) -> Response:
    """Where a paper may come out: the hall's kiosks and printers that were let in."""
    services().halls.get(hall)
    found = services().questions.ask_all(lambda everything: everything.devices.devices(hall))
    return show({"printers": [printer_json(each) for each in found if prints(each)]})


@bp.get("/halls/<hall>/help-requests")
@only(*STAFF)
@bp.output(HelpsOut)
def list_help(hall: str) -> Response:
    """Kiosks where somebody wants help, longest waiting first, who goes there, and calls from counters."""
    find, who = services().find_officer, principal()

    def question(view: HallView) -> list[object]:
        asks = assistance.person_of(view, who)
        return [
            assistance_json(each, view.hall, asks, find)
            for each in view.assistances()
            if asks.leads or each.is_for(asks) or each.caller == asks.name
        ]

    calls = services().questions.ask(hall, question)
    found = services().questions.ask_all(lambda everything: everything.devices.devices(hall))
    rung = [each for each in found if each.help_at is not None]
    rung.sort(key=lambda each: str(each.help_at))
    return show({"help_requests": [help_json(each, find) for each in rung], "calls": calls})


@bp.post("/halls/<hall>/help-requests/<device>/acknowledgements")
@only(*STAFF)
@bp.input(Nothing)
@bp.output(HelpOut, status_code=201)
def answer_help(hall: str, device: str, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """I go there: the bell is still, and the kiosk says who comes."""
    by, find = principal().name, services().find_officer

    def act(uow: UnitOfWork) -> object:
        return help_json(help_wanted.answer(uow, hall=hall, device=device, by=by), find)

    return run(act)
