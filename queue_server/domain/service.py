"""Services: what people come for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from queue_server.domain.names import ClassCode, Letter, Texts
from queue_server.domain.route import Plan, Route, planned


@dataclass(frozen=True, kw_only=True, slots=True)
class AppointmentPlan:
    """How many may book a service in each slot of the day."""

    slot: timedelta = timedelta(minutes=30)
    capacity: int = 4
    days_ahead: int = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """One service of a hall (业务), with its own letter."""

    letter: Letter
    name: Texts
    icon: str = "form"
    usual: timedelta = timedelta(minutes=8)
    """How long one usually takes at the window, until the hall's own record says better."""
    spread: float = 0.6
    """Standard deviation of the service time over its mean."""
    promises: Mapping[ClassCode, timedelta] = field(default_factory=dict)
    """Promises that differ from the class's own."""
    classes: frozenset[ClassCode] | None = None
    """Which classes may take it; None is all."""
    area: Texts | None = None
    """Where its people wait."""
    bring: Texts | None = None
    """What to bring, in a few words."""
    appointments: AppointmentPlan | None = None
    per_day: int | None = None
    """So many numbers a day at the most; None is without end (不停号)."""
    route: Plan = ()
    """What follows it in a visit of several steps; empty where its completion is the end."""
    kiosk: bool = True
    """Whether the kiosk offers it; the others are issued by an officer."""

    @property
    def new_route(self) -> Route | None:
        """The steps of a number that is taken for it now; None where it is one step alone."""
        return planned(self.letter, self.route) if self.route else None
