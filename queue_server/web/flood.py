"""A flood from one phone, held back before it reaches the database: a bucket of requests for each.

Halls and mobile networks put hundreds of phones behind one address, so an address alone is held to little;
what is counted is an address together with the ticket that it asks about. In memory, and of this process
alone: it is there against floods, not against arithmetic.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from queue_server.domain.errors import TooManyRequests

MOST = 50_000
"""Buckets that are remembered; who was not seen for longest is forgotten first, with a full bucket."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many requests at once, and how many a second in the long run."""

    at_once: int
    a_second: float


ONE_PHONE = Allowance(60, 2.0)
"""One phone with one ticket: its page asks twice in twenty seconds, and at each event."""
ONE_ADDRESS = Allowance(120, 2.0)
"""Numbers from phones behind one address: a hall's own network, or a mobile network's."""
CODES = Allowance(5, 1 / 120)
"""Wrong codes of a ticket or a phone. There are a million, two of them right: guessing takes a lifetime."""
WRONG_LINKS = Allowance(60, 0.5)
"""Links that are nobody's, from one address: mistyped ones are few."""


class Flood:
    """Buckets that fill again with time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def take(self, allowance: Allowance, *of: Hashable) -> None:
        """Count one request; TooManyRequests when the bucket is empty."""
        key, now = (allowance, *of), self._clock()
        with self._lock:
            left, seen = self._buckets.pop(key, (float(allowance.at_once), now))
            left = min(float(allowance.at_once), left + (now - seen) * allowance.a_second)
            is_empty = left < 1.0
            self._buckets[key] = (left if is_empty else left - 1.0, now)
            if len(self._buckets) > MOST:
                self._buckets.popitem(last=False)
        if is_empty:
            raise TooManyRequests(retry_after_s=math.ceil((1.0 - left) / allowance.a_second))
