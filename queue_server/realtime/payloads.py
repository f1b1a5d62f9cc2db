"""What sockets say, parsed; Invalid with the field's name for everything else."""

import re
from dataclasses import dataclass

from queue_server.domain.errors import Invalid
from queue_server.realtime.audiences import HALL_AUDIENCES, Audience

LARGEST = 2**63 - 1
"""No database takes a sequence beyond it."""
LONGEST = 512
"""Characters of a token or a secret; ours are shorter."""
_SOUND = re.compile(r"[a-z_]{1,32}")


@dataclass(frozen=True, slots=True)
class JoinHall:
    """Watch a hall as one of its audiences."""

    hall: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class JoinTicket:
    """Watch one ticket, by its secret."""

    secret: str


def parse_auth(auth: object) -> str | None:
    """The token of a connection; None without one."""
    if not auth:
        return None
    return _text(_fields(auth, {"token"}), "token") if auth != {"token": None} else None


def parse_join(payload: object) -> JoinHall | JoinTicket:
    """Read ``{"hall", "audience"}`` or ``{"ticket"}``."""
    if isinstance(payload, dict) and "ticket" in payload:
        return JoinTicket(_text(_fields(payload, {"ticket"}), "ticket"))
    fields = _fields(payload, {"hall", "audience"})
    hall, name = _text(fields, "hall"), _text(fields, "audience")
    for audience in HALL_AUDIENCES:
        if audience.value == name:
            return JoinHall(hall, audience)
    raise Invalid(field="audience")


def parse_since(payload: object) -> int:
    """Read ``{"sequence"}``, the last that the client knows."""
    sequence = _fields(payload, {"sequence"}).get("sequence")
    if not isinstance(sequence, int) or isinstance(sequence, bool):
        raise Invalid(field="sequence")
    if not 0 <= sequence <= LARGEST:
        raise Invalid(field="sequence")
    return sequence


def parse_sound(payload: object) -> str:
    """Read ``{"state"}``, a word such as ``ready`` or ``blocked``."""
    state = _text(_fields(payload, {"state"}), "state")
    if _SOUND.fullmatch(state) is None:
        raise Invalid(field="state")
    return state


def _fields(payload: object, known: set[str]) -> dict[str, object]:
    if not isinstance(payload, dict):
        raise Invalid(field="payload")
    if strange := payload.keys() - known:
        raise Invalid(field=min(strange)[:LONGEST])
    return payload


def _text(fields: dict[str, object], name: str) -> str:
    text = fields.get(name)
    if not isinstance(text, str) or not 0 < len(text) <= LONGEST:
        raise Invalid(field=name)
    return text
