"""What the phone shows before any script has run: number, place and expected time, as plain HTML.

On a slow network it is there a second earlier than the scripts, and it stays where they never run.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources

from queue_server.domain.lifecycle import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.protocol.languages import FIRST, nearest, text_for
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.outlook import Outlook
from queue_server.web.texts import catalogue as shared_catalogue


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the card."""

    text: str
    is_large: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstView:
    """A ticket in a few lines."""

    language: str
    hall: str
    number: str
    about: str
    state: str
    lines: tuple[Line, ...]


def first_view(
    ticket: Ticket, view: HallView, expected: Outlook | None, asked: str | None
) -> FirstView:
    """The lines of a ticket in the language asked for, else that in which it was taken."""
    language = nearest(asked or ticket.language) or FIRST
    hall, service = view.hall, view.hall.get_service(ticket.service)
    area = service.area or hall.area
    names = [service.name, *([area] if area else [])]
    return FirstView(
        language=language,
        hall=text_for(hall.name, language),
        number=ticket.number,
        about=" · ".join(text_for(each, language) for each in names),
        state=ticket.state.value,
        lines=_lines(ticket, view, expected, _texts(language)),
    )


def _lines(
    ticket: Ticket, view: HallView, expected: Outlook | None, texts: dict[str, str]
) -> tuple[Line, ...]:
    if ticket.state is TicketState.CALLED:
        said = texts["called.to"].replace("{counter}", str(ticket.counter))
        return (Line(text=said, is_large=True),)
    forecast = None if expected is None else expected.forecast
    if forecast is None:
        return (Line(text=texts[f"state.{ticket.state.value}"]),)
    early, late = (_clock(view, view.now + each) for each in (forecast.p10, forecast.p90))
    when = early if early == late else texts["range"].format_map({"from": early, "to": late})
    return (Line(text=texts["expected"]), Line(text=when, is_large=True))


def _clock(view: HallView, at: datetime) -> str:
    return f"{at.astimezone(view.hall.zone):%H:%M}"


@cache
def _texts(language: str) -> dict[str, str]:
    """The phone page's texts and the shared ones."""
    file = resources.files("queue_server.web") / "citizen" / "locales" / f"{language}.json"
    own: dict[str, str] = json.loads(file.read_text("utf-8"))
    return {**shared_catalogue(language), **own}
