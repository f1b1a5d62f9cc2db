"""Being told on the phone: which ways there are, and asking for it. The ticket's secret is the key."""

import secrets
from hashlib import sha256

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.errors import Invalid
from queue_server.use_cases import outbox
from queue_server.use_cases.messages import Messenger
from queue_server.use_cases.ports import UnitOfWork
from queue_server.web.access import anyone, services
from queue_server.web.commands import run, scope_of, show
from queue_server.web.flood import ONE_PHONE
from queue_server.web.origin import origin
from queue_server.web.schemas.answered_online import MessengersOut, SubscriptionOut
from queue_server.web.schemas.of_phones import SubscriptionOrder

bp = APIBlueprint("subscriptions", __name__, tag="Citizens")


@bp.get("/messengers")
@anyone
@bp.output(MessengersOut)
def list_messengers() -> Response:
    """The ways in which this server tells phones, by channel, and what a phone needs for each."""
    return show({"messengers": {name: each.public() for name, each in _all().items()}})


@bp.post("/tickets/<secret>/subscriptions")
@anyone
@bp.input(SubscriptionOrder)
@bp.output(SubscriptionOut, status_code=201)
def subscribe(secret: str, json_data: SubscriptionOrder) -> Response:
    """Tell me there what becomes of my number, until it is over."""
    services().flood.take(ONE_PHONE, origin(), sha256(secret.encode()).digest())
    messenger, address = _all().get(json_data.channel), dict(json_data.address)
    if messenger is None:
        raise Invalid(field="channel")
    if not messenger.accepts(address):
        raise Invalid(field="address")

    about = {"secret": secret, "channel": json_data.channel, "made_up": secrets.token_hex(16)}

    def act(uow: UnitOfWork) -> object:
        made = outbox.subscribe(uow, **about, address=address)
        return {"id": made.id, "channel": made.channel}

    return run(act, scope=scope_of("ticket", secret))


@bp.delete("/tickets/<secret>/subscriptions/<subscription>")
@anyone
@bp.output({}, status_code=204)
def unsubscribe(secret: str, subscription: str) -> Response:
    """Tell me nothing there any more; the address is forgotten at once."""
    services().flood.take(ONE_PHONE, origin(), sha256(secret.encode()).digest())
    services().writer.run(
        lambda uow: outbox.unsubscribe(uow, secret=secret, subscription=subscription)
    )
    return Response(status=204)


def _all() -> dict[str, Messenger]:
    return dict(services().messengers)
