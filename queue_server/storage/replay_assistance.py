"""Replays calls for a person: what the record says of each counter that ever called."""

from dataclasses import replace

from queue_server.domain import events
from queue_server.domain.assistance import Assistance, Comer, Whom
from queue_server.domain.events import Event
from queue_server.domain.names import CounterNumber
from queue_server.storage.assistance_rows import assistance_to_row
from queue_server.storage.replayed import Calls, Facts
from queue_server.use_cases.recorded import Recorded

OF_ASSISTANCE = (
    events.AssistanceWanted,
    events.AssistanceAnswered,
    events.AssistanceWithdrawn,
    events.AssistanceEnded,
)


def assistance_after(calls: Calls, recorded: Recorded) -> None:
    """Let an event change the counters' calls."""
    event, counter = recorded.event, recorded.event.counter
    if counter is None:
        return
    now = calls.get(counter)
    if isinstance(event, events.AssistanceAnswered) and now is not None:
        comer = Comer(by=event.actor or "", at=event.at)
        calls[counter] = replace(now, comers=(*now.comers, comer))
    else:
        calls[counter] = _wanted(event, recorded.sequence)


def _wanted(event: Event, sequence: int) -> Assistance | None:
    """The call that begins with an event; None after one that ends it."""
    if not isinstance(event, events.AssistanceWanted) or event.counter is None:
        return None
    return Assistance(
        counter=event.counter,
        call=sequence,
        whom=Whom(event.whom),
        officer=event.officer,
        caller=event.actor or "",
        asked_at=event.at,
    )


def assistance_facts(calls: Calls, hall: str) -> dict[CounterNumber, Facts]:
    """The rows that the table must hold, by counter."""
    return {number: assistance_to_row(number, each, hall) for number, each in calls.items()}
