"""What a manager has set about a hall's screens and services, and who set it last.

Each thing that can be set alone is one row: a screen, the notices, the duty leader, the list of
pictures and videos. The row is what its last event says, so that the record alone brings it back.
A manager who changes something says which state was seen; where another has been faster, the
change is refused instead of undoing the other's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from queue_server.domain import events
from queue_server.domain.errors import ChangedMeanwhile
from queue_server.domain.events import Event, Json
from queue_server.domain.names import Texts


class What(StrEnum):
    """The kinds of things that can be set."""

    SCREEN = "screen"
    NOTICES = "notices"
    DUTY = "duty"
    MEDIA = "media"
    SERVICE = "service"


class Origin(StrEnum):
    """Who says how something is."""

    DEFAULT = "default"
    FILE = "file"
    MANAGER = "manager"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One thing as a manager has set it."""

    what: What
    key: str
    """Which one, where there are several: a screen's id."""
    value: Json
    """None where the hall file decides again."""
    sequence: int
    """The event that set it: what a manager has seen is named by it."""


class Holder(Protocol):
    """The hall while a command changes it."""

    def shown(self) -> Sequence[Shown]:
        """Everything that was ever set."""
        ...

    def next_sequence(self) -> int:
        """The sequence that the next recorded event will have."""
        ...

    def record(self, event: Event) -> None:
        """Record an event."""
        ...

    def save_shown(self, shown: Shown) -> None:
        """Keep a thing as it is now."""
        ...


def find(shown: Sequence[Shown], what: What, key: str = "") -> Shown | None:
    """The row of a thing, if it was ever set."""
    return next((each for each in shown if each.what is what and each.key == key), None)


def change(hall: Holder, event: Event, *, seen: int | None) -> Shown:
    """Record what was set and keep it; ChangedMeanwhile if ``seen`` is not the state it replaces.

    ``seen`` is the sequence that the manager's page had; None for a program that does not mind.
    """
    after = set_by(event, hall.next_sequence())
    assert after is not None, event.kind  # noqa: S101 -- only the events below come here
    check_seen(hall.shown(), after.what, after.key, seen=seen)
    hall.record(event)
    hall.save_shown(after)
    return after


def check_seen(shown: Sequence[Shown], what: What, key: str = "", *, seen: int | None) -> None:
    """ChangedMeanwhile if a thing is not in the state that was seen, where one was said."""
    kept = find(shown, what, key)
    now = 0 if kept is None else kept.sequence
    if seen is not None and seen != now:
        raise ChangedMeanwhile(what=what.value, version=now)


def set_by(event: Event, sequence: int) -> Shown | None:
    """The row that an event leaves behind; None for events that set nothing."""
    match event:
        case events.ScreenChanged():
            what, key, value = What.SCREEN, event.screen, event.configured
        case events.NoticeChanged():
            return Shown(what=What.NOTICES, key="", value=event.notices, sequence=sequence)
        case events.DutyChanged():
            what, key, value = What.DUTY, "", _duty(event)
        case events.MediaChanged():
            return Shown(what=What.MEDIA, key="", value=event.media, sequence=sequence)
        case events.ServiceChanged():
            what, key = What.SERVICE, event.service
            value = {"reason": event.reason} if event.paused else None
        case _:
            return None
    return Shown(what=what, key=key, value=value, sequence=sequence)


def _duty(event: events.DutyChanged) -> dict[str, Json] | None:
    if event.badge is None:
        return None
    day = event.day.isoformat()
    return {"day": day, "badge": event.badge, "name": event.name, "photo": event.photo}


def day_of(value: Mapping[str, Json]) -> date:
    """The day of a duty leader that was kept."""
    return date.fromisoformat(str(value["day"]))


def texts_of(value: Json) -> Texts:
    """One text as it was kept."""
    assert isinstance(value, dict)  # noqa: S101 -- what was kept was checked when it came
    return {language: str(text) for language, text in value.items()}
