"""Tickets: one number, and the person who holds it.

The whole life is one table, ``lifecycle.LIFECYCLE``; ``_advance`` is the only place that
changes a state. A method checks, changes the ticket and returns the event that says
so; a refused one changes nothing. What a ticket knows is in ``ticket_facts``.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from queue_server.domain import events
from queue_server.domain.errors import IllegalTransition
from queue_server.domain.lifecycle import LIFECYCLE, Stage, Verb
from queue_server.domain.names import CounterNumber, TicketId
from queue_server.domain.online import CheckIn, Window
from queue_server.domain.ticket_facts import TicketFacts


class _Who(TypedDict):
    ticket: TicketId
    number: str
    counter: CounterNumber | None


@dataclass(kw_only=True, slots=True)
class Ticket(TicketFacts):
    """One number and the person who holds it (号票): the verbs, in the order of a life."""

    def call(
        self,
        counter: CounterNumber,
        officer: str,
        at: datetime,
        *,
        chosen: bool = False,
        reason: str | None = None,
    ) -> events.TicketCalled:
        """Call to a counter: the next by the rule, or a chosen one."""
        self._advance(Verb.CALL_TICKET if chosen else Verb.CALL_NEXT)
        self.attempt = 1
        self.counter, self.officer = counter, officer
        self.called_at = self.called_at or at
        self.started_at = at if self.start_on_call else None
        if chosen:
            self._is_seen()
        return self._called(officer, at, chosen=chosen, reason=reason)

    def recall(self, officer: str, at: datetime) -> events.TicketCalled:
        """Announce the same call again."""
        self._advance(Verb.RECALL)
        self.attempt += 1
        return self._called(officer, at)

    def start(self, officer: str, at: datetime) -> events.ServiceStarted:
        """The person has come; the service clock starts (on the call, where the hall does so)."""
        self._advance(Verb.START)
        self.started_at = self.started_at or at
        return events.ServiceStarted(at=at, actor=officer, **self._who())

    def miss(self, officer: str, at: datetime) -> events.TicketMissed:
        """The person did not come."""
        self._advance(Verb.MISS)
        self.misses += 1
        self.started_at = None
        return events.TicketMissed(at=at, actor=officer, misses=self.misses, **self._who())

    def restore(self, actor: str, at: datetime, penalty: timedelta) -> events.TicketRestored:
        """A missed person waits again, for whom they waited, from now plus the hall's penalty."""
        self._advance(Verb.RESTORE)
        self._wait_again(at)
        self.clock = at + penalty
        return events.TicketRestored(at=at, actor=actor, clock=self.clock, **self._who())

    def put_back(self, officer: str, at: datetime) -> events.TicketPutBack:
        """Undo a mistaken call; the person waits as before."""
        event = events.TicketPutBack(at=at, actor=officer, **self._who())
        self._advance(Verb.PUT_BACK)
        self.called_at = self.started_at = None
        self.counter = self.officer = None
        self.attempt = 0
        return event

    def hold(self, officer: str, at: datetime, reason: str | None) -> events.TicketHeld:
        """Interrupt the service, so that the counter can serve others."""
        self._advance(Verb.HOLD)
        # Two machines' clocks may differ; nobody was served for less than no time.
        self.served += max(at - (self.started_at or at), timedelta(0))
        self.hold_reason = reason
        self.started_at = None
        return events.TicketHeld(at=at, actor=officer, reason=reason, **self._who())

    def transfer(
        self,
        officer: str,
        at: datetime,
        *,
        service: str,
        promise: timedelta,
        reserved_for: CounterNumber | None = None,
    ) -> events.TicketTransferred:
        """Send on, with the same number and the clock running, to a service or one counter."""
        who = self._who()
        self._advance(Verb.TRANSFER)
        self.stages.append(self._finished(at))
        self.stage += 1
        self.service, self.promise, self.reserved_for = service, promise, reserved_for
        self.precalled_at = None
        self._wait_again(at)
        return events.TicketTransferred(
            at=at,
            actor=officer,
            service=service,
            promise_s=promise.total_seconds(),
            reserved_for=reserved_for,
            **who,
        )

    def ask_to_come_back(
        self, officer: str, at: datetime, reason: str | None
    ) -> events.TicketSentForPapers:
        """The person fetches a missing paper."""
        self._advance(Verb.ASK_TO_COME_BACK)
        return events.TicketSentForPapers(at=at, actor=officer, reason=reason, **self._who())

    def come_back(self, actor: str, at: datetime, before: datetime | None) -> events.TicketCameBack:
        """Back with the paper: full bar, and before ``before``, the first clock of the class's line."""
        self._advance(Verb.COME_BACK)
        full = at - self.promise
        self.clock = full if before is None else min(full, before - timedelta(microseconds=1))
        self.reserved_for = None
        self._wait_again(at)
        return events.TicketCameBack(at=at, actor=actor, clock=self.clock, **self._who())

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

    def complete(self, officer: str, at: datetime) -> events.ServiceCompleted:
        """The person is served."""
        self._advance(Verb.COMPLETE)
        self.ended_at = at
        return events.ServiceCompleted(at=at, actor=officer, **self._who())

    def cancel(self, actor: str, at: datetime, reason: str | None = None) -> events.TicketCancelled:
        """The number is given back."""
        self._advance(Verb.CANCEL)
        self.ended_at = at
        return events.TicketCancelled(at=at, actor=actor, reason=reason, **self._who())

    def abandon(self, actor: str, at: datetime, reason: str) -> events.TicketAbandoned:
        """The number ends by the hall's rule, or at close of day."""
        self._advance(Verb.ABANDON)
        self.ended_at = at
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

    def _advance(self, verb: Verb) -> None:
        self.require(verb)
        self.state = LIFECYCLE[verb][1]

    def _who(self) -> _Who:
        return _Who(ticket=self.id, number=self.number, counter=self.counter)

    def _called(
        self, officer: str, at: datetime, *, chosen: bool = False, reason: str | None = None
    ) -> events.TicketCalled:
        return events.TicketCalled(
            at=at,
            actor=officer,
            attempt=self.attempt,
            service=self.service,
            language=self.language,
            chosen=chosen,
            reason=reason,
            tier=self.tier,
            **self._who(),
        )

    def _is_seen(self) -> None:
        """Somebody of the staff has the person before them: there is nothing more to check."""
        self.here, self.here_until = True, None

    def _wait_again(self, at: datetime) -> None:
        self._is_seen()
        self.queued_at, self.not_before = at, None
        self.called_at = self.started_at = None
        self.counter = self.officer = None
        self.attempt, self.served = 0, timedelta(0)

    def _finished(self, at: datetime) -> Stage:
        return Stage(
            n=self.stage,
            service=self.service,
            priority_class=self.priority_class,
            promise=self.promise,
            waiting_since=self.waiting_since,
            called_at=self.called_at,
            started_at=self.started_at,
            ended_at=at,
            served=self.served,
            counter=self.counter,
            officer=self.officer,
            misses=self.misses - sum(each.misses for each in self.stages),
        )
