"""What a kiosk may give while the server is gone. Pure: what was known last goes in, why not comes out."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ticket_printer.kiosk.orders import Leased, NotAlone, Order

Hall = Mapping[str, Any]
"""The answer to `GET /halls/{hall}`, as it was last heard."""


def local_day(hall: Hall, now: datetime) -> date:
    """The hall's own date; in UTC where its zone is not known here."""
    try:
        return now.astimezone(ZoneInfo(hall["timezone"])).date()
    except (KeyError, ZoneInfoNotFoundError):
        return now.date()


def leased_days(days: Iterable[Mapping[str, Any]]) -> list[Leased]:
    """The days of a lease as the server told them."""
    return [
        Leased(
            day=date.fromisoformat(of["day"]),
            hours=tuple(
                (datetime.fromisoformat(begin), datetime.fromisoformat(end))
                for begin, end in of["hours"]
            ),
        )
        for of in days
    ]


def require_open(hall: Hall, days: Iterable[Leased], now: datetime) -> date:
    """The day for which numbers may be given now; NotAlone where the hall is closed or nothing leased."""
    today = local_day(hall, now)
    leased = next((each for each in days if each.day == today), None)
    if leased is None:
        raise NotAlone("numbers_used_up")
    if not any(begin <= now < end for begin, end in leased.hours) or _ended_early(hall, today):
        raise NotAlone("hall_closed")
    return today


def require_allowed(hall: Hall, order: Order) -> None:
    """NotAlone for what this kiosk does not offer, or what only a person may grant."""
    services = {each["letter"]: each for each in hall["services"] if each["kiosk"]}
    service = services.get(order.service)
    if service is None:
        raise NotAlone("unknown_service")
    if service.get("paused"):
        raise NotAlone("service_paused")
    if service.get("sold_out"):
        raise NotAlone("no_capacity")
    if service.get("identity") == "required":
        raise NotAlone("identity_needs_server")  # one person, one number: only the server knows
    wanted = {each["code"]: each for each in hall["classes"]}.get(order.priority_class)
    if wanted is None or wanted["who"] != "declared" or wanted["by_check_in"]:
        raise NotAlone("unknown_class")
    if service["classes"] is not None and order.priority_class not in service["classes"]:
        raise NotAlone("not_eligible")


def _ended_early(hall: Hall, today: date) -> bool:
    """A manager ended this very day before the connection was lost."""
    then = datetime.fromisoformat(hall["now"])
    return bool(hall["ended_early"]) and local_day(hall, then) == today
