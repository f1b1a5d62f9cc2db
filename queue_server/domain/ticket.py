"""Tickets: one number, and the person who holds it.

The whole life is one table, ``lifecycle.LIFECYCLE``. A method checks, changes the ticket
and returns the event that says so; a refused one changes nothing. What a ticket knows is
in ``ticket_facts``, what is done with it at a window in ``ticket_at_counter``.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_server.domain import events
from queue_server.domain.errors import IllegalTransition, WrongStep
from queue_server.domain.lifecycle import ENDED, Verb
from queue_server.domain.names import CounterNumber
from queue_server.domain.online import CheckIn, Window
from queue_server.domain.papers import PAPERS
from queue_server.domain.promise import front_clock
from queue_server.domain.route import Route, added, as_json, skipped
from queue_server.domain.ticket_at_counter import TicketAtCounter


@dataclass(kw_only=True, slots=True)
class Ticket(TicketAtCounter):
    """One number and the person who holds it (号票): what happens away from the window."""

    def restore(self, actor: str, at: datetime, penalty: timedelta) -> events.TicketRestored:
        """A missed person waits again, for whom they waited, from now plus the hall's penalty."""
        self._advance(Verb.RESTORE)
        self._wait_again(at)
        self.clock = at + penalty
        return events.TicketRestored(at=at, actor=actor, clock=self.clock, **self._who())

    def come_back(
        self,
        actor: str,
        at: datetime,
        before: datetime | None,
        reserved_for: CounterNumber | None = None,
    ) -> events.TicketCameBack:
        """Back with the paper: full bar, and before ``before``, the first clock of the class's line."""
        self._advance(Verb.COME_BACK)
        self.clock = front_clock(at, self.promise, before)
        self.reserved_for = reserved_for
        self._wait_again(at)
        return events.TicketCameBack(
            at=at, actor=actor, clock=self.clock, reserved_for=reserved_for, **self._who()
        )

    def defer(self, actor: str, at: datetime, by: timedelta) -> events.TicketDeferred:
        """The person asks to be called later by so much (more); that time does not count."""
        self._advance(Verb.DEFER)
        self.clock += by
        if self.arrive_from is not None and self.arrive_by is not None and not self.here:
            self.arrive_from, self.arrive_by = self.arrive_from + by, self.arrive_by + by
        self.not_before = max(at, self.not_before or at) + by
        self.precalled_at = None
        return events.TicketDeferred(
            at=at, actor=actor, clock=self.clock, not_before=self.not_before, **self._who()
        )

    def grant(
        self,
        officer: str,
        at: datetime,
        *,
        priority_class: str,
        tier: int,
        promise: timedelta,
        reason: str,
    ) -> events.ClassGranted:
        """Raise to a granted class, for a reason from the hall's list."""
        self._advance(Verb.GRANT)
        self.priority_class, self.tier, self.promise = priority_class, tier, promise
        self.reason = reason
        return events.ClassGranted(
            at=at,
            actor=officer,
            priority_class=priority_class,
            tier=tier,
            promise_s=promise.total_seconds(),
            reason=reason,
            **self._who(),
        )

    def move(
        self,
        actor: str,
        at: datetime,
        *,
        service: str,
        promise: timedelta,
        reserved_for: CounterNumber | None = None,
    ) -> events.TicketMoved:
        """Wait for another service or one counter instead, with the same number and the clock running."""
        self._advance(Verb.MOVE)
        self.service, self.promise, self.reserved_for = service, promise, reserved_for
        self.precalled_at = None
        return events.TicketMoved(
            at=at,
            actor=actor,
            service=service,
            promise_s=promise.total_seconds(),
            reserved_for=reserved_for,
            **self._who(),
        )

    def skip(self, actor: str, at: datetime, service: str) -> events.RouteChanged:
        """A step of the visit is not needed; WrongStep unless it is still to come."""
        if self.route is None:
            raise WrongStep(service=service, state=None)
        return self._rerouted(
            actor, at, service, "skipped", skipped(self.route, service, self.service)
        )

    def add_step(
        self, actor: str, at: datetime, service: str, after: str | None
    ) -> events.RouteChanged:
        """One more step of the visit; WrongStep if it is done, or where the person is."""
        return self._rerouted(
            actor, at, service, "added", added(self.route, service, self.service, after)
        )

    def check_in(
        self, actor: str, at: datetime, method: CheckIn, present: timedelta
    ) -> events.TicketCheckedIn:
        """The holder is in the hall, for so long; again, for so long from now."""
        self._advance(Verb.CHECK_IN)
        self.here, self.here_until = True, at + present
        return events.TicketCheckedIn(
            at=at, actor=actor, method=method.value, here_until=self.here_until, **self._who()
        )

    def lapse(self, actor: str, at: datetime) -> events.PresenceLapsed:
        """A check-in ran out: passed over until the next, and kept as if the window ended now."""
        self._advance(Verb.LAPSE)
        self.here, self.here_until, self.precalled_at = False, None, None
        self.arrive_from = self.arrive_by = at
        return events.PresenceLapsed(at=at, actor=actor, **self._who())

    def expect(self, actor: str, at: datetime, window: Window) -> events.ArrivalChanged:
        """Another arrival window."""
        self._advance(Verb.EXPECT)
        self.arrive_from, self.arrive_by = window.begin, window.end
        return events.ArrivalChanged(
            at=at, actor=actor, arrive_from=window.begin, arrive_by=window.end, **self._who()
        )

    def cancel(self, actor: str, at: datetime, reason: str | None = None) -> events.TicketCancelled:
        """The number is given back."""
        self._advance(Verb.CANCEL)
        self.ended_at = at
        return events.TicketCancelled(at=at, actor=actor, reason=reason, **self._who())

    def abandon(self, actor: str, at: datetime, reason: str) -> events.TicketAbandoned:
        """The number ends by the hall's rule, or at close of day."""
        self._advance(Verb.ABANDON)
        self.ended_at = at
        if reason == PAPERS:
            self.excused_at = at
        return events.TicketAbandoned(at=at, actor=actor, reason=reason, **self._who())

    def take_number(
        self, number: str, device: str, at: datetime, pressed_at: datetime
    ) -> events.TicketRenumbered:
        """The number and the time on the holder's paper win, as long as the other was not called.

        A request may lie on the way for minutes; that costs its person no place.
        """
        if self.was_ever_called:
            raise IllegalTransition(number=self.number, state=self.state.value, verb="take_number")
        self.number, void = number, self.number
        late = max(self.issued_at - pressed_at, timedelta(0))
        self.issued_at -= late
        self.clock -= late
        self.queued_at -= late
        return events.TicketRenumbered(
            at=at,
            actor=device,
            void=void,
            pressed_at=self.issued_at,
            clock=self.clock,
            **self._who(),
        )

    def take_alias(self, alias: str, device: str, at: datetime) -> events.TicketAliased:
        """The number stays that was called; the officer is shown the one on the holder's paper."""
        self.alias = alias
        return events.TicketAliased(at=at, actor=device, alias=alias, **self._who())

    # -- helpers --------------------------------------------------------------------

    def _rerouted(
        self, actor: str, at: datetime, service: str, change: str, route: Route
    ) -> events.RouteChanged:
        if self.state in ENDED:
            raise IllegalTransition(number=self.number, state=self.state.value, verb="change_route")
        self.route = route
        return events.RouteChanged(
            at=at, actor=actor, service=service, change=change, route=as_json(route), **self._who()
        )
