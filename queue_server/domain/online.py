"""Waiting online (网上轮候): numbers from phones, when to arrive, what is kept for who comes in person.

Whoever takes a number from the phone holds a place in the one line, by the one rule: the clock runs from the
taking. What is added is presence. A number whose holder is not in the hall is passed over, not called; it
keeps its clock, so that its holder is called soon after arriving. So nobody who is there waits for somebody
who is not, and nobody is overtaken by more than the bound of ``next_ticket``, which speaks of clocks alone.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from queue_server.domain.names import Letter
from queue_server.domain.waiting_time import Forecast

CHANNEL = "online"
"""The channel of a number that was taken from a phone, away from the hall."""
WORTH_TELLING = timedelta(minutes=10)
"""A change of the arrival window that is worth a message."""
SHORTEST_WINDOW = timedelta(minutes=10)
NOT_ARRIVED = "not_arrived"
"""Why a number ended whose holder did not come in time."""


class CheckIn(StrEnum):
    """How the holder of a number shows to be in the hall."""

    CODE = "code"
    """By a code that changes every minute and is shown only in the hall."""
    LOCATION = "location"
    """By the phone's own position, of which only the yes is told."""
    STAFF = "staff"
    """Somebody of the staff saw the person."""
    DOCUMENT = "document"
    """A kiosk of the hall has read the holder's document."""


SEEN_BY_THE_HALL = frozenset({CheckIn.STAFF, CheckIn.DOCUMENT})
"""Ways that need no leave of the hall file: the hall itself has the person before it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where the hall is, for phones that compare their own position with it."""

    latitude: float
    longitude: float
    within_m: float = 300.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Online:
    """What a hall allows to phones."""

    services: tuple[Letter, ...]
    in_person_share: float = 0.5
    """Of the day's places of a service, how many are kept for those who come in person."""
    per_device: int = 2
    """Numbers that one phone may hold at a time."""
    per_person: int = 1
    """Numbers that one identity may hold at a time for a service, where it is known."""
    asks_identity: bool = False
    there_before: timedelta = timedelta(minutes=10)
    """How long before the expected call one should be there."""
    kept: timedelta = timedelta(minutes=30)
    """How long after the arrival window, or after presence ran out, the number is kept."""
    present: timedelta = timedelta(minutes=90)
    """How long a check-in counts, until it has to be renewed."""
    check_in: tuple[CheckIn, ...] = (CheckIn.CODE,)
    place: Place | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """When the holder of a number should arrive."""

    begin: datetime
    end: datetime


def arrival_window(now: datetime, expected: Forecast | None, online: Online) -> Window:
    """From the earliest likely call to the expected one, each less the time to be there before it.

    Who arrives at its begin misses a call in one case of ten, who arrives at its end in one of two, and
    misses nothing by it: the number is passed over and called soon after.
    """
    none = timedelta(0)
    early, middle = (none, none) if expected is None else (expected.p10, expected.p50)
    begin = now + max(none, early - online.there_before)
    return Window(begin=begin, end=max(begin + SHORTEST_WINDOW, now + middle - online.there_before))


def moved(told: Window, now: datetime, window: Window) -> Window | None:
    """The window to tell instead of the one that was told; None if it is not worth it.

    It moves when the line goes clearly faster or slower than was thought, and only until it begins: who
    is on the way is not sent back.
    """
    if now >= told.begin or abs(window.begin - told.begin) < WORTH_TELLING:
        return None
    return window


class Expected(Protocol):
    """What is known of a number whose holder may not be there."""

    @property
    def here(self) -> bool:
        """Whether its holder is in the hall."""
        ...

    @property
    def here_until(self) -> datetime | None:
        """Until when that counts; None for good."""
        ...

    @property
    def arrive_by(self) -> datetime | None:
        """The end of its arrival window."""
        ...


def has_lapsed(ticket: Expected, now: datetime) -> bool:
    """Whether a check-in has run out."""
    return ticket.here and ticket.here_until is not None and ticket.here_until <= now


def has_expired(ticket: Expected, now: datetime, online: Online) -> bool:
    """Whether a number was kept long enough for somebody who did not come."""
    return not ticket.here and ticket.arrive_by is not None and now > ticket.arrive_by + online.kept


def places_left(until_closing: timedelta, expected: Forecast | None, gap: timedelta) -> int:
    """How many more can be called today, after all who wait: one every ``gap`` from the forecast on."""
    wait = timedelta(0) if expected is None else expected.p50
    return max(0, math.floor((until_closing - wait) / gap))


def left_for_phones(*, taken: int, online: int, left: int, in_person_share: float) -> int:
    """How many more numbers of a service phones may take.

    In words: of all numbers of today, those taken and those that can still be called before closing, at
    least the kept share is for people who come in person. ``taken`` are today's numbers, ``online`` those
    of them that phones took.
    """
    most = math.floor((taken + left) * (1.0 - in_person_share))
    return max(0, min(left, most - online))


def holds_too_many(
    held: Sequence[tuple[str | None, str | None, str]],
    *,
    device: str,
    holder: str | None,
    service: str,
    online: Online,
) -> str | None:
    """Which limit one more number would break: ``per_device`` or ``per_person``; None if neither.

    ``held`` are (device, holder, service) of the day's numbers from phones that are not over.
    """
    if sum(each[0] == device for each in held) >= online.per_device:
        return "per_device"
    mine = sum(holder is not None and each[1:] == (holder, service) for each in held)
    return "per_person" if mine >= online.per_person else None
