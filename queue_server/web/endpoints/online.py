"""Waiting online: what phones may take, taking it, checking in, and the code that the hall shows."""

import hmac
import secrets
from hashlib import sha256

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain import presence_code
from queue_server.domain.online import Online
from queue_server.domain.priority_class import Who
from queue_server.protocol.identity import holder_hash, last_four
from queue_server.use_cases import online
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.online import Offer
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.principal import Role
from queue_server.use_cases.ticketing import Order
from queue_server.web.access import anyone, only, services
from queue_server.web.commands import run, scope_of, show
from queue_server.web.endpoints.tickets import issued_json
from queue_server.web.flood import ONE_ADDRESS
from queue_server.web.links import linker
from queue_server.web.origin import origin
from queue_server.web.presence import require_code
from queue_server.web.qr import qr_svg
from queue_server.web.schemas.answered_online import OnlineOut, PresenceCodeOut
from queue_server.web.schemas.answered_tickets import TicketOut
from queue_server.web.schemas.of_phones import OnlineOrder
from queue_server.web.tickets_json import forecast_json
from queue_server.web.wire import iso, seconds

bp = APIBlueprint("online", __name__, tag="Online")
SECRET_BYTES = 16
SHOWERS = (Role.DISPLAY, Role.KIOSK, Role.DESK, Role.OFFICER, Role.MANAGER)


@bp.get("/halls/<hall>/online")
@anyone
@bp.output(OnlineOut)
def get_online(hall: str) -> Response:
    """What phones may take a number for, when one would have to arrive, and the hall's rules for it."""
    using = services()

    def question(view: HallView) -> dict[str, object]:
        offers = online.offers(view, using.pace)
        return {"open": view.is_open(), "now": iso(view.now), **_offers_json(view, offers)}

    return show(using.questions.ask(hall, question))


@bp.post("/halls/<hall>/online-tickets")
@anyone
@bp.input(OnlineOrder)
@bp.output(TicketOut, status_code=201)
def take_online(hall: str, json_data: OnlineOrder) -> Response:
    """Take a number from a phone (网上取号); with the hall's code, for who is already there."""
    using, link_to = services(), linker()
    of, now, secret = using.halls.get(hall), using.clock(), secrets.token_urlsafe(SECRET_BYTES)
    # The phone's own chance number, keyed and with the day: no two days can be joined by it.
    key = using.identity_key(hall)
    device = hmac.new(key, f"phone\n{of.day(now)}\n{json_data.device}".encode(), sha256).hexdigest()
    using.flood.take(ONE_ADDRESS, origin())
    is_here = json_data.code is not None
    if json_data.code is not None:
        require_code(hall, json_data.code, device)
    holder = json_data.holder
    order = Order(
        service=json_data.service,
        priority_class=json_data.priority_class,
        language=json_data.language,
        party_size=json_data.party_size,
        holder=None if holder is None else holder_hash(key, holder),
        holder_last4=None if holder is None else last_four(holder),
        device=device,
    )

    def act(uow: UnitOfWork) -> object:
        facts = {"hall": hall, "order": order, "secret": secret, "is_here": is_here}
        return issued_json(online.take(uow, **facts, pace=using.pace), link_to)  # type: ignore[arg-type] # as named above

    return run(act, scope=scope_of("phone", device))


@bp.get("/halls/<hall>/presence-code")
@only(*SHOWERS)
@bp.output(PresenceCodeOut)
def get_presence_code(hall: str) -> Response:
    """The hall's code of this minute, for a screen or kiosk that stands in the hall."""
    using = services()
    using.halls.get(hall)
    now = using.clock()
    code = presence_code.code_at(using.presence_key, hall, now)
    # Behind the '#', so that it stands in no log.
    link = f"{using.public_url()}/halls/{hall}/online#code={code}"
    about = {"code": code, "valid_s": presence_code.seconds_left(now), "link": link}
    return show({**about, "qr": qr_svg(link).decode()})


def _offers_json(view: HallView, offers: list[Offer]) -> dict[str, object]:
    rules = view.hall.online
    assert rules is not None, view.hall.id  # noqa: S101 -- who offers has rules
    return {
        "hall": view.hall.id,
        "name": view.hall.name,
        "timezone": view.hall.timezone,
        "languages": list(view.hall.languages),
        "services": [_offer_json(view, rules, each) for each in offers],
        "classes": [
            {"code": each.code, "name": each.name}
            for each in view.hall.classes
            if each.who is Who.DECLARED
        ],
        "in_person_percent": round(rules.in_person_share * 100),
        "per_device": rules.per_device,
        "per_person": rules.per_person,
        "asks_identity": rules.asks_identity,
        "there_before_s": seconds(rules.there_before),
        "kept_s": seconds(rules.kept),
        "check_in": [each.value for each in rules.check_in],
    }


def _offer_json(view: HallView, rules: Online, offer: Offer) -> dict[str, object]:
    service = view.hall.get_service(offer.service)
    return {
        "letter": offer.service,
        "name": service.name,
        "icon": service.icon,
        "bring": service.bring,
        "asks_identity": online.needs_identity(view.hall, rules, offer.service),
        "classes": None if service.classes is None else sorted(service.classes),
        "left": offer.left,
        "ahead": offer.expected.ahead,
        "forecast": forecast_json(offer.expected.forecast),
        "arrive_from": iso(offer.window.begin),
        "arrive_by": iso(offer.window.end),
    }
