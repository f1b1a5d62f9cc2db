"""Who comes on a simulated day: how many when, for what, and how they behave.

Arrivals follow a real day's shape (a peak in the morning, a dip at noon, a smaller peak in the
afternoon) and are over-dispersed around it, as counts of real halls are: the shares of the half
hours are drawn from a Dirichlet distribution before the visitors are dealt out.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import exp, log1p

HALF_HOUR = timedelta(minutes=30)
_DAY = date(2000, 1, 3)
SHAPE = {8: 6.0, 9: 9.5, 10: 10.5, 11: 8.0, 12: 4.0, 13: 6.5, 14: 9.0, 15: 9.0, 16: 6.0, 17: 2.0}
"""How busy each hour is, in parts."""
CONCENTRATION = 60.0
"""Larger: days more alike. At 60 a half hour's count varies by about 40 % of its mean."""
DEMAND = (25, 19, 7, 3, 10, 23, 11, 2)
"""Parts of the services in the order of the hall file; what comes later is rare."""
RARE = 1
CLASSES = {
    "normal": 76,
    "elderly": 9,
    "appointment": 8,
    "student": 2,
    "talent": 1,
    "company": 1,
    "pregnant": 2,
    "soldier": 1,
    "disabled": 1,
    "urgent": 1,
}
LANGUAGES = {"zh-CN": 92, "en": 8}
NO_SHOW = 0.06
RETURNS = 0.4
"""Of those who missed their call, how many come back."""
TRANSFERRED = 0.04
HELD = 0.03
SPREAD = 0.6
"""Coefficient of variation of the lognormal service times."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Visitor:
    """One who will come."""

    comes_after: timedelta
    """From the beginning of the simulated day."""
    service: str
    priority_class: str
    language: str
    party_size: int


def visitors(
    count: int,
    *,
    services: Sequence[str],
    classes: Sequence[str],
    hours: Sequence[tuple[time, time]],
    dice: random.Random,
) -> list[Visitor]:
    """``count`` visitors of one day in the order in which they come."""
    slots = _slots(hours)
    weights = [dice.gammavariate(CONCENTRATION * SHAPE.get(at.hour, 1.0) / 72, 1.0) for at in slots]
    begin = slots[0]
    come = sorted(
        at - begin + HALF_HOUR * dice.random() for at in dice.choices(slots, weights, k=count)
    )
    demand = [*DEMAND, *([RARE] * len(services))][: len(services)]
    known = {name: parts for name, parts in CLASSES.items() if name in classes}
    return [
        Visitor(
            comes_after=after,
            service=dice.choices(services, demand)[0],
            priority_class=dice.choices(list(known), list(known.values()))[0],
            language=dice.choices(list(LANGUAGES), list(LANGUAGES.values()))[0],
            party_size=dice.choices((1, 2, 3, 4), (80, 13, 5, 2))[0],
        )
        for after in come
    ]


def service_time(usual: timedelta, dice: random.Random) -> timedelta:
    """A lognormal service time of a mean and ``SPREAD``."""
    variance = SPREAD**2
    sigma = (dice.gauss(0, 1) * log1p(variance) ** 0.5) - log1p(variance) / 2
    return usual * exp(sigma)


def _slots(hours: Sequence[tuple[time, time]]) -> list[datetime]:
    """The half hours of a day's intervals, on a day of no meaning."""
    slots: list[datetime] = []
    for begin, end in hours:
        at, until = datetime.combine(_DAY, begin), datetime.combine(_DAY, end)
        while at < until:
            slots.append(at)
            at += HALF_HOUR
    return slots
