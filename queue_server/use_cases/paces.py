"""How long services take, learnt from the hall's own record."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta

from queue_server.domain.hall import Hall
from queue_server.use_cases.outlook import usual_pace
from queue_server.use_cases.statistics import StageFacts

BELIEF = 20
"""How many observations the hall file's own figure is worth."""
LONGEST = timedelta(hours=2)
"""A service that lasted longer was forgotten to be ended, and teaches nothing."""
DAYS = 14


class Paces:
    """Implements ``outlook.Pace``: the file's figures until the record says better."""

    def __init__(self) -> None:
        self._learnt: dict[str, Mapping[str, tuple[timedelta, float]]] = {}

    def __call__(self, hall: Hall, service: str) -> tuple[timedelta, float]:
        """Mean and coefficient of variation of a service."""
        learnt = self._learnt.get(hall.id, {}).get(service)
        return learnt if learnt is not None else usual_pace(hall, service)

    def learn(self, hall: Hall, stages: Iterable[StageFacts]) -> None:
        """Take the services of the last days into account."""
        seen: dict[str, list[float]] = defaultdict(list)
        for stage in stages:
            if stage.started_at is None or stage.ended_at is None:
                continue
            lasted = stage.ended_at - stage.started_at + stage.served
            if timedelta(0) < lasted < LONGEST:
                seen[stage.service].append(lasted.total_seconds())
        known = {service.letter for service in hall.services}
        self._learnt[hall.id] = {
            service: _blend(usual_pace(hall, service), times)
            for service, times in seen.items()
            if service in known
        }


def _blend(usual: tuple[timedelta, float], times: list[float]) -> tuple[timedelta, float]:
    """The observed mean and deviation, with the usual ones as if seen ``BELIEF`` times."""
    count, prior = len(times), usual[0].total_seconds()
    mean = (BELIEF * prior + sum(times)) / (BELIEF + count)
    squares = BELIEF * ((usual[1] * prior) ** 2 + (prior - mean) ** 2)
    squares += sum((each - mean) ** 2 for each in times)
    return timedelta(seconds=mean), math.sqrt(squares / (BELIEF + count)) / mean
