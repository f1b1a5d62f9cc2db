"""Devices ask to be let in, and managers decide."""

import secrets
from hashlib import sha256

from apiflask import APIBlueprint
from flask import Response

from queue_server.use_cases import devices
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.principal import Role
from queue_server.web.access import DEVICES, MANAGERS, anyone, only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.device_json import device_json
from queue_server.web.endpoints.pairings import ask_for_code
from queue_server.web.schemas.asked import DeviceDecision, Enrolment, Heartbeat
from queue_server.web.schemas.of_devices import DeviceOut, DevicesOut, HeartbeatOut
from queue_server.web.schemas.of_displays import EnrolledOut
from queue_server.web.wire import iso

bp = APIBlueprint("devices", __name__, tag="Devices")


@bp.post("/devices")
@anyone
@bp.input(Enrolment)
@bp.output(EnrolledOut, status_code=201)
def enrol(json_data: Enrolment) -> Response:
    """A device asks to be let in; or a screen for a code, which a manager types.

    A device's token works once a manager has approved it.
    """
    if json_data.pairing:
        return ask_for_code()
    token, device = secrets.token_urlsafe(32), secrets.token_hex(8)

    def act(uow: UnitOfWork) -> object:
        asked = devices.enrol(
            uow,
            hall=json_data.hall,
            kind=json_data.kind,
            name=json_data.name,
            device=device,
            token=sha256(token.encode()).digest(),
            counter=json_data.counter,
        )
        return {**device_json(asked), "token": token}

    return run(act, scope="enrolment")


@bp.get("/halls/<hall>/devices")
@only(*MANAGERS, Role.SYSTEM_ADMINISTRATOR)
@bp.output(DevicesOut)
def list_devices(hall: str) -> Response:
    """Every device of the hall."""
    services().halls.get(hall)
    found = services().questions.ask_all(lambda everything: everything.devices.devices(hall))
    return show({"devices": [device_json(each) for each in found]})


@bp.put("/halls/<hall>/devices/<device>")
@only(*MANAGERS, Role.SYSTEM_ADMINISTRATOR)
@bp.input(DeviceDecision)
@bp.output(DeviceOut)
def decide(hall: str, device: str, json_data: DeviceDecision) -> Response:
    """Approve or revoke a device; a revoked one is out at once. A display may get another screen."""
    by = principal().name
    response = run(
        lambda uow: device_json(
            devices.decide(
                uow,
                hall=hall,
                device=device,
                state=json_data.state,
                by=by,
                screen=json_data.screen,
                name=json_data.name,
            )
        ),
        status=200,
    )
    services().recognition.forget()
    return response


@bp.post("/devices/self/heartbeats")
@only(*DEVICES)
@bp.input(Heartbeat)
@bp.output(HeartbeatOut)
def heartbeat(json_data: Heartbeat) -> Response:
    """I live, and this is how I am."""
    device, clock = principal().device or "", services().clock

    def act(uow: UnitOfWork) -> object:
        alive = devices.heartbeat(uow, device=device, status=json_data.status)
        return {"hall": alive.hall, "server_time": iso(clock())}

    return run(act, status=200)
