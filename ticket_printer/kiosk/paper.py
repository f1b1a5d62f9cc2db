"""The paper of a number that the kiosk gave alone: a job of its own, as the server would make one."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from queue_server.protocol.languages import companion, nearest
from queue_server.protocol.messages import Job, Layout, PaperPlan
from ticket_printer.kiosk.alone import Hall
from ticket_printer.kiosk.book_rows import job_of
from ticket_printer.kiosk.orders import Press

LIFE_S = 90.0
"""What is not printed by then is not printed: its person has gone, or written the number down."""


def job_for(press: Press, hall: Hall, link: str, plan: PaperPlan | None) -> Job:
    """The job of a press's only automatic paper; `plan` is how the hall sets its papers, where known."""
    at, layout = _pressed(press), _layout(press, hall, link)
    if plan is not None:
        layout["plan"] = plan
    return {
        "id": job_of(press.issue),
        "copy": 1,
        "state": "queued",
        "created_at": at.isoformat().replace("+00:00", "Z"),
        "ttl_s": LIFE_S,
        "layout": layout,
    }


def ticket_for(press: Press, hall: Hall) -> dict[str, Any]:
    """What the page is told of a number that was given alone: no place in the line, no forecast."""
    at = _pressed(press).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    (of_class,) = [each for each in hall["classes"] if each["code"] == press.order.priority_class]
    (service,) = [each for each in hall["services"] if each["letter"] == press.order.service]
    return {
        "id": job_of(press.issue),
        "hall": hall["hall"],
        "number": press.number,
        "service": press.order.service,
        "class": press.order.priority_class,
        "state": "waiting",
        "language": press.order.language,
        "issued_at": at,
        "promise_s": of_class["promise_s"],
        "ahead": None,
        "forecast": None,
        "print": press.paper,
        "secret": job_of(press.issue),
        "area": service["area"],
        "alone": True,
    }


def _layout(press: Press, hall: Hall, link: str) -> Layout:
    (service,) = [each for each in hall["services"] if each["letter"] == press.order.service]
    (of_class,) = [each for each in hall["classes"] if each["code"] == press.order.priority_class]
    is_ordinary = of_class["code"] == hall["classes"][0]["code"]
    return {
        "hall": hall["name"],
        "service": service["name"],
        "languages": _languages(hall, press.order.language),
        "number": press.number or "",
        "class": None if is_ordinary else of_class["name"],
        "ahead": 0,
        "forecast": None,
        "issued_at_local": _local(_pressed(press), hall),
        "area": service["area"],
        "link": f"{link}{press.secret}",
        "notice": hall["notices"][0] if hall["notices"] else None,
        "reprint": False,
        "alone": True,
    }


def _languages(hall: Hall, wanted: str) -> list[str]:
    """The holder's language, large; under it the hall's next that helps somebody else."""
    chosen = nearest(wanted)
    first = chosen if chosen and chosen in hall["languages"] else hall["languages"][0]
    second = companion(hall["languages"], first)
    return [first] if second is None else [first, second]


def _local(at: datetime, hall: Hall) -> str:
    with suppress(ZoneInfoNotFoundError):  # a machine without that zone: the paper says UTC's time
        at = at.astimezone(ZoneInfo(hall["timezone"]))
    return f"{at:%Y-%m-%d %H:%M}"


def _pressed(press: Press) -> datetime:
    if press.pressed_at is None:
        raise ValueError(press.issue)
    return press.pressed_at
