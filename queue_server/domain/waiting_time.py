"""How long will it be? A range for a person who stands in line, from those ahead.

The person is called when k of those ahead, and of those now at the windows, have gone.
With s windows whose services take m on the mean with coefficient of variation c, the
departures of the busy windows form nearly a renewal stream of rate s/m, so the wait is
nearly a sum of k of them: mean k*m/s, and a variance between that of k exponential gaps
and that of k services shared over s windows. Its quantiles are those of the gamma
distribution of that mean and variance (Wilson and Hilferty 1931).

This is the queue-length predictor (Ibrahim and Whitt 2009) with classes weighed by the
rule of the fullest bar. Simulation of the real rule, which is truer, comes later.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

Z80 = 1.2815515655446004
"""The standard normal's 90 % quantile: 10 % to 90 % is an interval of 80 %."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    """A wait as a range: one in ten waits less than p10, one in ten more than p90."""

    p10: timedelta
    p50: timedelta
    p90: timedelta

    def seconds(self) -> tuple[int, int, int]:
        """(p10, p50, p90) in whole seconds."""
        return tuple(round(each.total_seconds()) for each in (self.p10, self.p50, self.p90))  # type: ignore[return-value] # three in, three out


class Line(NamedTuple):
    """Those who wait for one service in one class."""

    service: str
    priority_class: str
    waiting: int
    """Those who are in the hall."""
    on_the_way: int = 0
    """Those who took a number from a phone and are not there yet."""

    @property
    def everyone(self) -> int:
        """All who hold a place in it."""
        return self.waiting + self.on_the_way


def weight(mine: timedelta, theirs: timedelta) -> float:
    """How many of those already waiting with promise ``theirs`` go before a newcomer with ``mine``.

    All of them when theirs is as short; when mine is shorter I pass those who have not
    waited long: of a line that has filled evenly the share ``mine / theirs`` stays before me.
    """
    return 1.0 if theirs <= mine else mine / theirs


def people_ahead(lines: Iterable[tuple[int, timedelta, int]], mine: timedelta, tier: int) -> int:
    """How many of the waiting go before a newcomer with promise ``mine``.

    ``lines`` are (tier, promise, waiting) of every class of the service.
    """
    total = 0.0
    for other_tier, theirs, waiting in lines:
        if other_tier > tier:
            total += waiting
        elif other_tier == tier:
            total += waiting * weight(mine, theirs)
    return round(total)


def forecast(
    *, ahead: float, windows: int, free: int, mean: timedelta, variation: float
) -> Forecast | None:
    """The wait of a person with ``ahead`` others before, at ``windows`` open windows.

    ``free`` of them have nobody in hand. None when no window is open: then nobody can say.
    """
    if windows <= 0:
        return None
    gaps = ahead + 1 - free
    if gaps <= 0:
        none = timedelta(0)
        return Forecast(p10=none, p50=none, p90=none)
    gap = mean / windows
    scv = (1.0 + variation**2) / 2 if windows > 1 else variation**2
    return _gamma(gaps * gap.total_seconds(), max(scv, 0.05) / gaps)


def _gamma(mean: float, scv: float) -> Forecast:
    """Quantiles of the gamma distribution with a mean and squared coefficient of variation."""
    shape = 1.0 / scv
    ninth = 1.0 / (9.0 * shape)

    def quantile(z: float) -> timedelta:
        return timedelta(seconds=mean * max(0.0, 1.0 - ninth + z * math.sqrt(ninth)) ** 3)

    return Forecast(p10=quantile(-Z80), p50=quantile(0.0), p90=quantile(Z80))
