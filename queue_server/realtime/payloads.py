"""What sockets say, parsed; Invalid with the field's name for everything else."""

import re
from dataclasses import dataclass

from queue_server.domain.errors import Invalid
from queue_server.realtime.audiences import HALL_AUDIENCES, Audience
from queue_server.use_cases.display import Report

LARGEST = 2**63 - 1
"""No database takes a sequence beyond it."""
LONGEST = 512
"""Characters of a token or a secret; ours are shorter."""
_SOUND = re.compile(r"[a-z_]{1,32}")
_SCREEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,57}")
_CLIP = re.compile(r"[A-Za-z0-9/][A-Za-z0-9/_.-]{0,199}")
"""A name in the bank, or an address of rendered speech."""
MOST_CLIPS = 16
_VERSION = re.compile(r"[ -~]{0,64}")
FARTHEST_S = 1e9
"""A clock that is thirty years off is as wrong as one that is more."""


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
    return _sequence(_fields(payload, {"sequence"}))


def parse_sound(payload: object) -> str:
    """Read ``{"state"}``, a word such as ``ready`` or ``blocked``."""
    return _like(_SOUND, _fields(payload, {"state"}), "state")


def parse_report(payload: object) -> Report:
    """Read what a screen says of itself: ``{"screen", "sequence", "sound", …}``."""
    known = {"screen", "page", "sequence", "sound", "spoke", "clock_off_s", "version", "missing"}
    fields = _fields(payload, known)
    return Report(
        screen=_like(_SCREEN, fields, "screen"),
        page=_like(_SCREEN, fields, "page") if fields.get("page") is not None else None,
        sequence=_sequence(fields),
        sound=_like(_SOUND, fields, "sound"),
        spoke=_spoke(fields.get("spoke")),
        missing=_clips(fields.get("missing", [])),
        clock_off_s=_seconds(fields.get("clock_off_s", 0.0)),
        version=_like(_VERSION, {"version": "", **fields}, "version"),
    )


def _spoke(said: object) -> tuple[int, str] | None:
    if said is None:
        return None
    fields = _fields(said, {"sequence", "by"})
    return _sequence(fields), _like(_SOUND, fields, "by")


def _clips(said: object) -> tuple[str, ...]:
    if not isinstance(said, list) or len(said) > MOST_CLIPS:
        raise Invalid(field="missing")
    return tuple(_like(_CLIP, {"missing": each}, "missing") for each in said)


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Invalid(field="clock_off_s")
    if not -FARTHEST_S <= value <= FARTHEST_S:
        raise Invalid(field="clock_off_s")
    return float(value)


def _sequence(fields: dict[str, object]) -> int:
    sequence = fields.get("sequence")
    if not isinstance(sequence, int) or isinstance(sequence, bool):
        raise Invalid(field="sequence")
    if not 0 <= sequence <= LARGEST:
        raise Invalid(field="sequence")
    return sequence


def _like(pattern: re.Pattern[str], fields: dict[str, object], name: str) -> str:
    text = fields.get(name)
    if not isinstance(text, str) or pattern.fullmatch(text) is None:
        raise Invalid(field=name)
    return text


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
