"""The wait and the people ahead, in words that do not promise more than is known."""

import math
from collections.abc import Callable

from queue_server.protocol.messages import Forecast
from ticket_printer.words import say

COARSE_FROM_MIN = 10
"""From here on minutes are rounded to fives: nobody knows a long wait to the minute."""
COARSE_MIN = 5


def ahead_words(language: str, ahead: int) -> str:
    """Say how many wait before this one."""
    if ahead == 0:
        return say(language, "ahead.none")
    return say(language, "ahead.people", count=ahead)


def wait_words(language: str, forecast: Forecast | None) -> str:
    """Say the range of the wait; without a forecast, that one should listen for the call."""
    if forecast is None:
        return say(language, "wait.unknown")
    low, high = minutes_range(forecast)
    if low == 0:
        return say(language, "wait.short", high=high)
    return say(language, "wait.range", low=low, high=high)


def minutes_range(forecast: Forecast) -> tuple[int, int]:
    """Return the range in minutes, rounded outwards; the upper end is at least 1 and above the lower."""
    low = _rounded(forecast["p10_s"] / 60, math.floor)
    high = _rounded(forecast["p90_s"] / 60, math.ceil)
    return low, max(high, low + 1)


def _rounded(minutes: float, towards: Callable[[float], int]) -> int:
    if minutes < COARSE_FROM_MIN:
        return max(0, towards(minutes))
    return towards(minutes / COARSE_MIN) * COARSE_MIN
