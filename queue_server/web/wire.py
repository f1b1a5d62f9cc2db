"""How values look on the wire."""

from datetime import UTC, datetime, timedelta

import orjson


def iso(at: datetime) -> str:
    """A moment in UTC with milliseconds: ``2026-11-23T02:24:00.000Z``."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso_or_none(at: datetime | None) -> str | None:
    """The same, where there may be none."""
    return None if at is None else iso(at)


def seconds(duration: timedelta) -> int:
    """Whole seconds."""
    return round(duration.total_seconds())


def to_json(value: object) -> bytes:
    """A JSON body."""
    return orjson.dumps(value)
