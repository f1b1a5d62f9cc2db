"""Screens, and what they show besides calls, as JSON."""

from collections.abc import Container, Mapping, Sequence
from datetime import time
from typing import Any

from queue_server.domain.announcement import spoken_as, spoken_languages
from queue_server.domain.calendar import Interval
from queue_server.domain.counter import CounterState, Seat
from queue_server.domain.hall import Hall
from queue_server.domain.next_ticket import whoever_is_free
from queue_server.domain.ticket import Ticket
from queue_server.use_cases import media
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.media import Medium
from queue_server.use_cases.notices import Duty, Notices
from queue_server.use_cases.screens import Placed, screen_to_json

Json = dict[str, Any]

COMING_SHOWN = 5
"""Of each service."""


def screen_json(placed: Placed) -> Json:
    """A screen, how high its numbers must be, who configured it, and which state of it this is."""
    return {
        **screen_to_json(placed.screen),
        "digit_mm": placed.screen.digit_mm,
        "origin": placed.origin.value,
        "version": placed.version,
    }


def notices_json(of: Notices) -> Json:
    """The notices with who wrote them, and those of the hall file."""
    return {
        "notices": [dict(each) for each in of.texts],
        "usual": [dict(each) for each in of.usual],
        "origin": of.origin.value,
        "version": of.version,
    }


def duty_json(hall: str, of: Duty) -> Json:
    """Today's duty leader with who named them."""
    return {
        "duty_leader": duty_leader_json(hall, of),
        "photo": of.leader and of.leader.photo,
        "origin": of.origin.value,
        "version": of.version,
    }


def duty_leader_json(hall: str, of: Duty) -> Json | None:
    """Badge, name and photo, as they hang in the hall."""
    if of.leader is None:
        return None
    photo = of.leader.photo
    return {
        "badge": of.leader.badge,
        "name": of.leader.name,
        "photo": None if photo is None else media.address(hall, photo),
    }


def photos(view: HallView) -> Mapping[str, str]:
    """Where the photos of people are, by their badges."""
    found = media.portraits_in(media.media(view).media)
    return {badge: media.address(view.hall.id, each) for badge, each in found.items()}


def media_json(hall: str, of: media.Media) -> Json:
    """Every picture and video, for the manager."""
    return {"media": [medium_json(hall, each) for each in of.media], "version": of.version}


def coming_json(view: HallView, seats: Sequence[Seat]) -> list[Json]:
    """The next few of each service in the order of calling, and the open windows that may call them."""
    is_open = {seat.number for seat in seats if seat.state is CounterState.OPEN}
    reserved = view.reserved()
    coming: list[Json] = []
    for service in view.hall.services:
        mine = [ticket for ticket in reserved if ticket.service == service.letter]
        first = view.waiting_first(service.letter, COMING_SHOWN)
        for ticket in whoever_is_free([*first, *mine], view.now)[:COMING_SHOWN]:
            counters = [each for each in _callers(view.hall, ticket, is_open) if each in is_open]
            coming.append(
                {"number": ticket.number, "service": service.letter, "counters": counters}
            )
    return coming


def voice_json(hall: Hall) -> Json:
    """How the hall speaks, its hours in its own time."""
    voice = hall.voice
    spoken = list(dict.fromkeys(map(spoken_as, hall.spoken)))
    return {
        "repeats": voice.repeats,
        "yao": voice.yao,
        "stale_s": round(voice.stale.total_seconds()),
        "volume": voice.volume,
        "volumes": [
            {"from": hours[0], "to": hours[1], "percent": percent}
            for interval, percent in voice.volumes
            for hours in [hours_json(interval)]
        ],
        "quiet": [hours_json(each) for each in voice.quiet],
        "pre_call": voice.pre_call,
        "languages": [each for each in spoken if each in spoken_languages()],
    }


def hours_json(hours: Interval) -> list[str]:
    """From when to when, in the hall's own time; the end of a day is 24:00."""
    return [_clock(each) for each in hours]


def _clock(at: time) -> str:
    return "24:00" if at == time.max else f"{at:%H:%M}"


def _callers(hall: Hall, ticket: Ticket, is_open: Container[int]) -> list[int]:
    if ticket.reserved_for is not None and ticket.reserved_for in is_open:
        return [ticket.reserved_for]
    return [each.number for each in hall.counters_for(ticket.service, ticket.priority_class)]


def medium_json(hall: str, of: Medium) -> Json:
    """One picture or video, for the manager."""
    return {
        "id": of.id,
        "kind": of.kind.value,
        "content_type": of.content_type,
        "size": of.size,
        "url": media.address(hall, of.id),
        "seconds": of.seconds,
        "text": of.text,
        "shown": of.shown,
        "portrait": of.portrait,
    }
