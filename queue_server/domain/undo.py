"""What may be taken back at a counter (撤销): its officer's last deed, whole, for a few seconds.

One press may have had several events: who was in hand completed or missed (and by the last miss abandoned),
and the next called. They are undone together. What was said aloud (a recall, a notice), sitting down and
getting up are not taken back, nor is what was taken back once. What was done before them is not either: the
last deed is the last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from queue_server.domain import events
from queue_server.domain.errors import NothingToUndo, TooLateToUndo
from queue_server.domain.event import Event

FREES = (
    events.ServiceCompleted,
    events.TicketMissed,
    events.TicketAbandoned,
    events.TicketTransferred,
)
"""What becomes of who is in hand when the next is called; who has more steps to go is sent on."""

ALONE = (
    *FREES,
    events.ClassGranted,
    events.CounterOpened,
    events.CounterPaused,
    events.ServiceStarted,
    events.TicketCancelled,
    events.TicketDeferred,
    events.TicketHeld,
    events.TicketMoved,
    events.TicketPutBack,
    events.TicketRestored,
    events.TicketSentForPapers,
)
"""Deeds with one event. A call is one, too, where nobody was in hand."""


class Kept(Protocol):
    """An event as it stands in the record."""

    @property
    def sequence(self) -> int:
        """Its place."""
        ...

    @property
    def event(self) -> Event:
        """What happened."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What a deed did to one ticket, or to the counter."""

    last: Event
    sequences: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """What was done by one press, newest part first."""

    parts: tuple[Part, ...]
    told: int | None = None
    """The sequence of the call to get ready that came of it: whoever heard that was not touched since."""

    @property
    def sequence(self) -> int:
        """Its name: the sequence of its last event."""
        return self.parts[0].sequences[-1]

    @property
    def last(self) -> Event:
        """Its last event."""
        return self.parts[0].last

    def require_in_time(self, now: datetime, undo: timedelta) -> None:
        """TooLateToUndo after the hall's time."""
        if now - self.last.at > undo:
            raise TooLateToUndo(sequence=self.sequence)


def last_deed(lately: Sequence[Kept], officer: str) -> Deed:
    """What an officer did last, if it can be taken back; NothingToUndo otherwise.

    ``lately`` is what happened at the officer's counter, and what the officer did anywhere, oldest first.
    """
    told, after = list(lately), None
    while told and not _is_by(told, officer):
        after = told.pop()
    happened = tuple(_deed(told))
    if not happened:
        raise NothingToUndo
    return Deed(parts=tuple(_parts(happened)), told=_told_ready(happened[-1], after))


# -- helpers, in the order of use -------------------------------------------------------


def _is_by(told: Sequence[Kept], officer: str | None) -> bool:
    """Whether the last event is the officer's, or what the hall's rule made of the officer's."""
    if told[-1].event.actor == officer:
        return True
    return _abandons(told) and told[-2].event.actor == officer


def _deed(told: Sequence[Kept]) -> Iterator[Kept]:
    """The events of the press to which the last one belongs, oldest first; none if it is not taken back."""
    if not told:
        return
    last, before = told[-1], told[:-1]
    if isinstance(last.event, events.TicketCalled) and last.event.attempt == 1:
        is_one = before and isinstance(before[-1].event, FREES) and _together(before[-1], last)
        if is_one and _is_by(before, last.event.actor):
            yield from _deed(before)
        yield last
    elif isinstance(last.event, ALONE):
        if _abandons(told):
            yield before[-1]
        yield last


def _abandons(told: Sequence[Kept]) -> bool:
    """Whether the last event is the end that the hall gives to who was missed too often."""
    match told:
        case [*_, before, last]:
            is_end = isinstance(last.event, events.TicketAbandoned)
            was_missed = isinstance(before.event, events.TicketMissed)
            return is_end and was_missed and _together(before, last)
    return False


def _told_ready(last: Kept, after: Kept | None) -> int | None:
    if after is None or not isinstance(after.event, events.TicketsPrecalled):
        return None
    return after.sequence if _together(last, after) else None


def _together(first: Kept, then: Kept) -> bool:
    """Whether one command recorded both."""
    before, after = first.event, then.event
    follows = then.sequence == first.sequence + 1
    return follows and (before.at, before.counter) == (after.at, after.counter)


def _parts(happened: Sequence[Kept]) -> Iterator[Part]:
    for ticket in dict.fromkeys(each.event.ticket for each in reversed(happened)):
        of = [each for each in happened if each.event.ticket == ticket]
        yield Part(last=of[-1].event, sequences=tuple(each.sequence for each in of))
