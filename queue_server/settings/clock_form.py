"""Days and hours as a hall file writes them: ``2026-10-01``, ``"09:00-12:00"``, ``24:00`` for midnight."""

from datetime import date, time
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from queue_server.domain.calendar import Interval


def _day(text: object) -> object:
    if not isinstance(text, str):
        return text
    try:
        read = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("should be a date such as 2026-10-01") from error
    if read.isoformat() != text:
        raise ValueError("should be a date such as 2026-10-01")
    return read


def _clock(text: str) -> time:
    if text == "24:00":
        return time.max
    read = time.fromisoformat(text)
    if f"{read:%H:%M}" != text:
        raise ValueError(text)
    return read


def _interval(text: object) -> object:
    if not isinstance(text, str):
        raise ValueError('should be a text such as "09:00-12:00"')  # noqa: TRY004 -- pydantic's way to refuse
    try:
        begin, end = map(_clock, text.split("-"))
    except ValueError as error:
        raise ValueError('should be written as "09:00-12:00"') from error
    if begin >= end:
        raise ValueError("should end after it begins")
    return begin, end


def _in_order(intervals: list[Interval]) -> list[Interval]:
    for (_, end), (begin, _) in pairwise(intervals):
        if begin < end:
            raise ValueError("has hours that overlap or are not in order")
    return intervals


DateText = Annotated[date, BeforeValidator(_day)]
IntervalText = Annotated[Interval, BeforeValidator(_interval)]
Day = Annotated[list[IntervalText], AfterValidator(_in_order)]
"""The hours of a day, in their order."""
