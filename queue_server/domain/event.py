"""What an event is; which there are is in ``events``.

An event says who, when and to which ticket or counter. Its ``kind`` is the name on
the wire. Common facts are fields of ``Event``; what only one kind has, ``data()`` gives.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import ClassVar

from queue_server.domain.names import CounterNumber, TicketId

Json = str | int | float | bool | None | dict[str, "Json"] | list["Json"]
Fact = Json | datetime | date


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Something that happened in a hall."""

    kind: ClassVar[str]
    at: datetime
    ticket: TicketId | None = None
    number: str | None = None
    counter: CounterNumber | None = None
    actor: str | None = None
    """Who did it: an officer's user name, a device's name, ``citizen`` or ``hall``."""

    def data(self) -> dict[str, Fact]:
        """The facts that only this kind has, by name."""
        return {name: getattr(self, name) for name in own_fields(type(self))}


_COMMON = frozenset({"at", "ticket", "number", "counter", "actor"})
_own: dict[type[Event], tuple[str, ...]] = {}


def own_fields(kind: type[Event]) -> tuple[str, ...]:
    """The names of the fields that a kind adds to the common ones."""
    names = _own.get(kind)
    if names is None:
        names = tuple(field.name for field in fields(kind) if field.name not in _COMMON)
        _own[kind] = names
    return names
