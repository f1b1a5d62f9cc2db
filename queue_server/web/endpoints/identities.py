"""Documents: the key by which a kiosk hashes them, and people who may take a number again."""

from apiflask import APIBlueprint
from flask import Response

from queue_server.use_cases import no_shows
from queue_server.use_cases.ports import UnitOfWork
from queue_server.web.access import KIOSKS, STAFF, only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.desk_json import cool_down_json
from queue_server.web.schemas.asked import Lifting
from queue_server.web.schemas.of_desks import CoolDownOut, CoolDownsOut, IdentityKeyOut

bp = APIBlueprint("identities", __name__, tag="Identities")


@bp.get("/devices/self/identity-key")
@only(*KIOSKS)
@bp.output(IdentityKeyOut)
def identity_key() -> Response:
    """How the agent of this kiosk hashes a document's number, so that the number itself stays with it."""
    using, hall = services(), principal().hall or ""
    response = show(
        {
            "hall": hall,
            "algorithm": "HMAC-SHA256",
            "key": using.identity_key(hall).hex(),
            "names": using.halls.get(hall).identity.names,
        }
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/halls/<hall>/cool-downs")
@only(*STAFF)
@bp.output(CoolDownsOut)
def list_cool_downs(hall: str) -> Response:
    """People who get no number yet because they did not come, by the end of their document."""
    found = services().questions.ask(hall, no_shows.cool_downs)
    return show({"cool_downs": [cool_down_json(each) for each in found]})


@bp.post("/halls/<hall>/cool-downs/<int(max=9223372036854775807):cool_down>/liftings")
@only(*STAFF)
@bp.input(Lifting)
@bp.output(CoolDownOut, status_code=201)
def lift_cool_down(hall: str, cool_down: int, json_data: Lifting) -> Response:
    """Forgive a person: a number may be taken again at once."""
    by, reason = principal().name, json_data.reason

    def act(uow: UnitOfWork) -> object:
        return cool_down_json(
            no_shows.lift(uow, hall=hall, cool_down=cool_down, reason=reason, by=by)
        )

    return run(act)
