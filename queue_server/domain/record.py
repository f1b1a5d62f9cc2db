"""Events as they are kept and sent: the facts of a kind as JSON, and back.

The common facts (when, who, which ticket and counter) are columns of the record and
fields of the message; what only one kind has is one JSON object.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import TypedDict

from queue_server.domain import events
from queue_server.domain.events import Event, Fact, Json, own_fields
from queue_server.domain.names import CounterNumber, TicketId


class Common(TypedDict):
    """The facts that every event has."""

    at: datetime
    ticket: TicketId | None
    number: str | None
    counter: CounterNumber | None
    actor: str | None


KINDS: Mapping[str, type[Event]] = {
    each.kind: each
    for each in vars(events).values()
    if isinstance(each, type) and issubclass(each, Event) and each is not Event
}
"""Every kind of event, by its name in the record and on the wire."""


def event_data(event: Event) -> dict[str, Json]:
    """The facts that only this kind has, ready for JSON: times in UTC with ``Z``, days as ISO dates."""
    return {name: _to_json(fact) for name, fact in event.data().items()}


def event_from_record(kind: str, common: Common, data: Mapping[str, Json]) -> Event:
    """The event that was kept; ValueError for a kind or facts that this version does not know.

    A fact that the record lacks takes its default: it was kept before the fact existed.
    """
    made = KINDS.get(kind)
    if made is None:
        raise ValueError(f"no event is of the kind {kind!r}")
    if strange := data.keys() - set(own_fields(made)):
        raise ValueError(f"{kind} has no {', '.join(sorted(strange))}")
    known = {name: _from_json(_HINTS[made][name], value) for name, value in data.items()}
    try:
        return made(**common, **known)
    except TypeError as error:
        raise ValueError(f"{kind}: {error}") from None


def _to_json(fact: Fact) -> Json:
    if isinstance(fact, datetime):
        return fact.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(fact, date):
        return fact.isoformat()
    return fact


_FROM_TEXT: Mapping[object, Callable[[str], datetime | date]] = {
    datetime: datetime.fromisoformat,
    datetime | None: datetime.fromisoformat,
    date: date.fromisoformat,
}
_HINTS: Mapping[type[Event], Mapping[str, object]] = {
    kind: {field.name: field.type for field in fields(kind)} for kind in KINDS.values()
}


def _from_json(hint: object, value: Json) -> Fact:
    read = _FROM_TEXT.get(hint)
    return read(value) if read is not None and isinstance(value, str) else value
