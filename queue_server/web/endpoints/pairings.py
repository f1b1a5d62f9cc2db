"""Screens that show a code, managers who type it, and how the hall's screens are."""

import secrets
from collections.abc import Iterator
from hashlib import sha256

from apiflask import APIBlueprint
from flask import Response

from queue_server.use_cases import displays, pairings
from queue_server.use_cases.device import Device, DeviceKind
from queue_server.use_cases.pairing import Pairing as Asked
from queue_server.web.access import MANAGERS, anyone, only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.device_json import device_json, display_json
from queue_server.web.origin import origin
from queue_server.web.schemas.of_devices import DeviceOut
from queue_server.web.schemas.of_displays import DisplaysOut, PairingOut
from queue_server.web.schemas.of_pairings import Pairing, ScreenSecret
from queue_server.web.wire import iso

bp = APIBlueprint("pairings", __name__, tag="Devices")
TRIES = 20
"""With 600 codes of a million in use, twenty that are all taken do not happen."""


def ask_for_code() -> Response:
    """A screen asks for a code. Kept with no key: its secret stands in no table."""
    secret = secrets.token_urlsafe(32)
    digest, asker = _digest(secret), _digest(origin())
    asked = services().writer.run(
        lambda uow: pairings.ask(uow, digest=digest, origin=asker, codes=_codes())
    )
    return _not_kept(show({"secret": secret, **_code(asked)}, 201))


@bp.post("/devices/pairings")
@anyone
@bp.input(ScreenSecret)
@bp.output(PairingOut)
def find(json_data: ScreenSecret) -> Response:
    """What became of a screen's code, for the screen that has its secret."""
    secret = json_data.secret
    found = services().questions.ask_all(
        lambda everything: pairings.find(everything, digest=_digest(secret))
    )
    if found is None:
        return _not_kept(show({"state": "expired"}))
    if isinstance(found, Device):
        place: dict[str, object] = {"hall": found.hall, "screen": found.screen}
        if found.kind is DeviceKind.RATING_PAD:
            place = {"hall": found.hall, "counter": found.counter}
        return _not_kept(show({"state": "paired", **place, "token": secret}))
    return _not_kept(show({"state": "waiting", **_code(found)}))


@bp.post("/halls/<hall>/pairings")
@only(*MANAGERS)
@bp.input(Pairing)
@bp.output(DeviceOut, status_code=201)
def pair(hall: str, json_data: Pairing) -> Response:
    """The screen that shows the code is this hall's from now on."""
    by, device = principal().name, secrets.token_hex(8)
    services().writer.run(lambda uow: pairings.note_guess(uow, hall=hall), hall=hall)
    return run(
        lambda uow: device_json(
            pairings.pair(
                uow,
                hall=hall,
                code=json_data.code,
                screen=json_data.screen,
                counter=json_data.counter,
                name=json_data.name,
                device=device,
                by=by,
            )
        )
    )


@bp.get("/halls/<hall>/displays")
@only(*MANAGERS)
@bp.output(DisplaysOut)
def list_displays(hall: str) -> Response:
    """Every screen that is paired or was open today: what it shows and says, and what is wrong."""
    using = services()
    of = using.halls.get(hall)
    zones = using.questions.ask(hall, displays.zones)
    found = using.questions.ask_all(
        lambda everything: displays.look(everything, hall=of, zones=zones)
    )
    return show({"displays": [display_json(each) for each in found]})


def _code(of: Asked) -> dict[str, object]:
    left = of.ends_at - services().clock()
    ends = {"expires_at": iso(of.ends_at), "expires_in_s": max(0, int(left.total_seconds()))}
    return {"code": of.code, **ends}


def _codes() -> Iterator[str]:
    for _ in range(TRIES):
        yield f"{secrets.randbelow(1_000_000):06d}"


def _digest(text: str) -> bytes:
    return sha256(text.encode()).digest()


def _not_kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
