"""Whom a hall asks who they are, and what follows: one number each, and patience with who does not come.

The hall knows a person only by a keyed hash and the last four characters of a document; what
is decided here needs neither.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from queue_server.domain.names import Letter


class Asks(StrEnum):
    """Whether the kiosk asks for an identity document."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """What a hall has set about identities; by itself it asks nobody."""

    otherwise: Asks = Asks.NONE
    """For services that say nothing of their own."""
    services: Mapping[Letter, Asks] = field(default_factory=dict)
    once: bool = True
    """One living number for each person and service, where the service asks at all."""
    no_shows: int = 0
    """So many numbers lost by not coming, and the person has to wait for the next; 0 is never."""
    within: timedelta = timedelta(days=30)
    """Those longer ago are forgotten."""
    cool_down: timedelta = timedelta(days=1)
    """From the last of them, no further number."""
    names: bool = False
    """The paper bears the name, with all but one of its characters covered."""

    def asks(self, service: str) -> Asks:
        """What the kiosk asks of somebody who comes for a service."""
        return self.services.get(Letter(service), self.otherwise)

    def cooling_until(self, lost: Iterable[datetime], now: datetime) -> datetime | None:
        """Until when a person gets no number who lost numbers at those moments; None if they get one."""
        counted = [at for at in lost if now - at <= self.within]
        if self.no_shows == 0 or len(counted) < self.no_shows:
            return None
        until = max(counted) + self.cool_down
        return until if until > now else None
