"""Who does a work that one process alone does for a hall."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Lease:
    """Who does a work of a hall."""

    hall: str
    work: str
    holder: str
    until: datetime
