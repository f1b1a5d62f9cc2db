"""Between the domain's aware datetimes and the tables' microseconds."""

from datetime import UTC, date, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(at: datetime) -> int:
    """Microseconds since 1970 UTC."""
    return (at - EPOCH) // _MICROSECOND


def to_micros_or_none(at: datetime | None) -> int | None:
    """The same, where there may be none."""
    return None if at is None else (at - EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """The aware UTC datetime."""
    return EPOCH + timedelta(microseconds=micros)


def from_micros_or_none(micros: int | None) -> datetime | None:
    """The same, where there may be none."""
    return None if micros is None else EPOCH + timedelta(microseconds=micros)


def to_day(day: date) -> str:
    """A date as the tables keep it."""
    return day.isoformat()
