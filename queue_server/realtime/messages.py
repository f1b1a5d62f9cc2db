"""What each audience is told of an event: the message on the wire, with the fields it may see.

A hall's audiences get every event, if only its kind: so a gap is a missing number. The public
(screens, kiosks) never learns a class, an officer's user name, a reason or a rating; officers see
who and why; managers all. Secrets, appointment codes and holders are told to nobody.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from queue_server.domain.announcement import (
    Announcement,
    announcement,
    notice_announcements,
    pre_call_announcements,
)
from queue_server.domain.case_events import CaseEvent, CaseOpened
from queue_server.domain.events import (
    CounterOpened,
    DutyChanged,
    Event,
    Fact,
    MediaChanged,
    NoticeChanged,
    NoticeSpoken,
    TicketCalled,
    TicketsPrecalled,
    own_fields,
)
from queue_server.domain.hall import Hall
from queue_server.domain.wording import SPOKEN_NOTICES
from queue_server.realtime.audiences import STAFF, Audience
from queue_server.use_cases.media import address, media_from_json, turns_json
from queue_server.use_cases.recorded import Recorded

Message = dict[str, Any]
Officer = Mapping[str, str | None]
"""``{"badge", "name", "photo"}``."""
FindRendered = Callable[[Announcement], Message | None]
"""``{"url", "replaces"}`` of a sound that says the first clips of it better, where one is there."""


def nothing_rendered(said: Announcement) -> None:  # noqa: ARG001 -- whatever is said
    """The twin of a server without better voices."""
    return


_PUBLIC: Mapping[str, frozenset[str]] = {
    "ticket_issued": frozenset({"service"}),
    "ticket_called": frozenset({"attempt", "service", "language"}),
    "tickets_precalled": frozenset({"numbers"}),
    "ticket_transferred": frozenset({"service", "completed"}),
    "ticket_moved": frozenset({"service"}),
    "counter_paused": frozenset({"reason", "expected_at"}),
    "action_undone": frozenset({"was", "state"}),
    "counter_closed": frozenset({"reason"}),
    "hall_opened": frozenset({"day"}),
    "hall_closed": frozenset({"day"}),
    "notice_changed": frozenset({"notices"}),
    "notice_spoken": frozenset({"code"}),
    "screen_changed": frozenset({"screen"}),
    "forecast": frozenset({"services"}),
    "service_changed": frozenset({"service", "paused"}),
}
"""Facts of a kind that hang in the hall; of the others, only that number and counter."""

_NOT_PUBLIC = frozenset(
    {
        "arrival_changed",
        "assistance_answered",
        "assistance_ended",
        "assistance_wanted",
        "assistance_withdrawn",
        "case_answered",
        "case_closed",
        "case_due_changed",
        "case_erased",
        "case_handed_on",
        "case_noted",
        "case_opened",
        "case_reopened",
        "class_granted",
        "cool_down_lifted",
        "device_changed",
        "numbers_leased",
        "paper_conflict",
        "paper_decided",
        "presence_lapsed",
        "promise_at_risk",
        "record_restored",
        "route_changed",
        "ticket_aliased",
        "ticket_checked_in",
        "ticket_deferred",
        "ticket_rated",
        "ticket_remarked",
        "ticket_reprinted",
    }
)
"""Kinds of which the public learns nothing, not even whose they are."""

_HOLDER: Mapping[str, frozenset[str]] = {
    "ticket_issued": frozenset(
        {"service", "priority_class", "promise_s", "clock", "language", "channel", "party_size"}
    ),
    "ticket_called": frozenset({"attempt", "service", "language"}),
    "ticket_missed": frozenset({"misses"}),
    "ticket_restored": frozenset({"clock"}),
    "ticket_transferred": frozenset({"service", "promise_s", "reserved_for", "completed"}),
    "ticket_moved": frozenset({"service", "promise_s", "reserved_for"}),
    "ticket_sent_for_papers": frozenset({"reason", "missing"}),
    "ticket_came_back": frozenset({"clock"}),
    "route_changed": frozenset({"service", "change"}),
    "ticket_deferred": frozenset({"clock", "not_before"}),
    "ticket_checked_in": frozenset({"here_until"}),
    "arrival_changed": frozenset({"arrive_from", "arrive_by"}),
    "action_undone": frozenset({"was", "state"}),
    "class_granted": frozenset({"priority_class", "promise_s"}),
    "ticket_rated": frozenset({"grade", "stage"}),
    "promise_at_risk": frozenset({"due_at", "expected_at"}),
}
"""Facts of one's own ticket."""

_SECRET = frozenset({"appointment"})
_ONLY_MANAGERS: Mapping[str, frozenset[str]] = {
    "case_opened": frozenset(own_fields(CaseOpened)) - {"case", "owner"},
    "ticket_rated": frozenset({"grade", "stage", "reasons"}),
    "device_changed": frozenset({"device", "device_kind", "state"}),
    "record_restored": frozenset({"device", "epoch", "given"}),
}
"""What officers are not told: a rating is given in confidence, and so is a complaint."""

_FOR_THE_RECORD: Mapping[str, frozenset[str]] = {
    "assistance_wanted": frozenset({"officer"}),
    "ticket_called": frozenset({"tier"}),
    "ticket_issued": frozenset({"pressed_at", "route", "reserved_for", "comeback"}),
    "route_changed": frozenset({"route"}),
    "ticket_remarked": frozenset({"digest"}),
    "ticket_renumbered": frozenset({"pressed_at", "clock"}),
    "tickets_precalled": frozenset({"tickets", "languages"}),
    "cool_down_lifted": frozenset({"tickets"}),
    **dict.fromkeys(
        (each.kind for each in CaseEvent.__subclasses__()),
        frozenset({"text_digest", "contact_digest"}),
    ),
}
"""What the record needs and nobody is told."""
_IN_OTHER_WORDS = frozenset({"duty_changed", "media_changed"})
"""Kinds of whose facts everyone gets what the board says of them, and nobody the raw ones."""

_ON_THE_WIRE = {"priority_class": "class"}
_NOTHING: frozenset[str] = frozenset()


def message_for(
    recorded: Recorded,
    hall: Hall,
    audience: Audience,
    *,
    previous: int | None = None,
    officer: Officer | None = None,
    find_rendered: FindRendered = nothing_rendered,
) -> Message:
    """The message of an event for an audience.

    ``previous`` is the sequence of the event that the audience got before; unsaid, the one before
    this, since a hall's audiences get them all. ``officer`` is what hangs over the window of the one
    who opened it: the user name in the event is for the record.
    """
    event, sequence = recorded.event, recorded.sequence
    message: Message = {
        "hall": recorded.hall,
        "sequence": sequence,
        "previous": sequence - 1 if previous is None else previous,
        "kind": event.kind,
        "at": wire_time(event.at),
        **_whose(event, audience),
    }
    for name, fact in event.data().items():
        if _may_see(name, event.kind, audience):
            message[_ON_THE_WIRE.get(name, name)] = _wire(fact)
    message |= _in_other_words(hall, event)
    if isinstance(event, CounterOpened):
        message["officer"] = officer
    elif audience is Audience.DISPLAY:
        message |= _said(hall, event, find_rendered)
    return message


def announcement_of(
    hall: Hall, call: TicketCalled, find_rendered: FindRendered = nothing_rendered
) -> list[Message]:
    """What the voice says of a call, also for a board's ``calls``: one item for each language."""
    return _spoken(announcement(hall, call), find_rendered)


def wire_time(at: datetime) -> str:
    """ISO 8601 in UTC with ``Z``, in milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _said(hall: Hall, event: Event, find_rendered: FindRendered) -> Message:
    """What a display has to say of an event, beside its facts."""
    match event:
        case TicketCalled():
            first = {"first": True} if event.tier else {}
            return {**first, "announcement": announcement_of(hall, event, find_rendered)}
        case TicketsPrecalled():
            soon = pre_call_announcements(hall, numbers=event.numbers, languages=event.languages)
            return {"announcement": _spoken(soon)}
        case NoticeSpoken() if event.code in SPOKEN_NOTICES:  # an old record's may be gone from it
            said = notice_announcements(hall, code=event.code, counter=event.counter)
            return {"announcement": _spoken(said)}
    return {}


def _spoken(
    said: Iterable[Announcement], find_rendered: FindRendered = nothing_rendered
) -> list[Message]:
    return [_item(each, find_rendered(each)) for each in said]


def _item(each: Announcement, rendered: Message | None) -> Message:
    item: Message = {
        "language": each.language,
        "text": each.text,
        "clips": each.clips,
        "times": each.times,
    }
    return item if rendered is None else {**item, "rendered": rendered}


def _in_other_words(hall: Hall, event: Event) -> Message:
    """What hangs in the hall after a change, as boards say it; where those go who get ready."""
    if isinstance(event, MediaChanged):
        return {"media": turns_json(hall.id, media_from_json(event.media))}
    if isinstance(event, NoticeChanged) and event.notices is None:
        return {"notices": list(hall.notices)}
    if isinstance(event, TicketsPrecalled):
        return {"area": hall.area}
    if not isinstance(event, DutyChanged):
        return {}
    photo = None if event.photo is None else address(hall.id, event.photo)
    leader = (event.badge, event.name) if event.badge is not None else hall.duty_leader
    if leader is None:
        return {"duty_leader": None}
    return {"duty_leader": {"badge": leader[0], "name": leader[1], "photo": photo}}


def _whose(event: Event, audience: Audience) -> Message:
    """The common facts: whose number, which counter, and for the staff who did it."""
    if event.kind in _NOT_PUBLIC and audience in {
        Audience.DISPLAY,
        Audience.KIOSK,
        Audience.PRINTER,
    }:
        return {}
    facts = {"number": event.number, "counter": event.counter}
    if audience in STAFF:
        facts["actor"] = event.actor
    return {name: fact for name, fact in facts.items() if fact is not None}


def _may_see(name: str, kind: str, audience: Audience) -> bool:
    if name in _SECRET or kind in _IN_OTHER_WORDS or name in _FOR_THE_RECORD.get(kind, _NOTHING):
        return False
    if audience is Audience.MANAGER:
        return True
    if audience is Audience.COUNTER:
        return name not in _ONLY_MANAGERS.get(kind, _NOTHING)
    table = _HOLDER if audience is Audience.TICKET else _PUBLIC
    return name in table.get(kind, _NOTHING)


def _wire(fact: Fact) -> object:
    if isinstance(fact, datetime):
        return wire_time(fact)
    if isinstance(fact, date):
        return fact.isoformat()
    return fact
