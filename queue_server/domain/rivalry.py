"""Who goes before whom: how much of each line's work some windows do before they serve me.

It follows from the hall as it is set up and from which windows work, not from how many wait, so
each answer is worked out once and kept.
"""

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from queue_server.domain.waiting_time import weight

if TYPE_CHECKING:
    from queue_server.domain.hall import Hall

Shares = Mapping[tuple[str, str], float]
"""By service and class: the share of that line's work, 0 to 1."""

KEPT = 2_000
"""Answers of a hall that are kept; its windows open and close in hardly more ways in a day."""


class Rivalry:
    """The lines of one hall against each other."""

    def __init__(self, hall: "Hall") -> None:
        self._hall = hall
        self.shares = lru_cache(KEPT)(self._shares)

    def _shares(
        self, mine: timedelta, tier: int, windows: frozenset[int], working: frozenset[int]
    ) -> Shares:
        """What ``windows`` do before a newcomer with promise ``mine``; lines without a share are left out.

        A line's work is shared by those of its windows that are ``working``, which all of
        ``windows`` are: a window that is closed takes nothing off anybody.
        """
        hall = self._hall
        shares: dict[tuple[str, str], float] = {}
        for service in hall.services:
            for each in hall.classes:
                serving = {of.number for of in hall.counters_for(service.letter, each.code)}
                shared = len(serving & windows)
                if shared and each.tier >= tier:
                    theirs = hall.promise(service.letter, each.code)
                    before = 1.0 if each.tier > tier else weight(mine, theirs)
                    together = len(serving & (working | windows))
                    shares[service.letter, each.code] = before * shared / together
        return shares
