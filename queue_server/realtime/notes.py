"""What the processes of one installation tell each other, as JSON: events, and that rights changed.

Events travel as they stand in the record, so that each process makes its own audiences' messages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from queue_server.domain.record import Common, event_data, event_from_record
from queue_server.use_cases.recorded import Recorded


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """One thing that a process tells the others."""

    by: str
    """Which process."""
    events: Sequence[Recorded] = ()
    """What it recorded, of each hall in the order of the record."""
    rights_changed: bool = False
    session: str | None = None
    """The digest of a session that ended, where that is what changed."""


def encode(note: Note) -> bytes:
    """The JSON of a note."""
    return orjson.dumps(
        {
            "by": note.by,
            "events": [_event_json(each) for each in note.events],
            "rights_changed": note.rights_changed,
            "session": note.session,
        }
    )


def encode_all(notes: Sequence[bytes]) -> bytes:
    """One message of several encoded notes."""
    return b"[" + b",".join(notes) + b"]"


def decode_all(message: bytes, *, but: str) -> list[Note]:
    """The notes of a message without those by the process ``but``; ValueError if it is none of ours."""
    try:
        return [_note(each) for each in orjson.loads(message) if each["by"] != but]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"no note: {error!r}") from None


def _note(found: Mapping[str, Any]) -> Note:
    return Note(
        by=found["by"],
        events=tuple(_event(each) for each in found["events"]),
        rights_changed=found["rights_changed"],
        session=found["session"],
    )


def _event_json(recorded: Recorded) -> dict[str, object]:
    event = recorded.event
    return {
        "hall": recorded.hall,
        "sequence": recorded.sequence,
        "kind": event.kind,
        "at": event.at.isoformat(),
        "ticket": event.ticket,
        "number": event.number,
        "counter": event.counter,
        "actor": event.actor,
        "data": event_data(event),
    }


def _event(found: Mapping[str, Any]) -> Recorded:
    common = Common(
        at=datetime.fromisoformat(found["at"]),
        ticket=found["ticket"],
        number=found["number"],
        counter=found["counter"],
        actor=found["actor"],
    )
    event = event_from_record(found["kind"], common, found["data"])
    return Recorded(hall=found["hall"], sequence=found["sequence"], event=event)
