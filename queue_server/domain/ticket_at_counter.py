"""What an officer does with the ticket before the window; ``ticket`` has the other verbs.

``_advance`` is the only place that changes a state.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from queue_server.domain import events
from queue_server.domain.lifecycle import LIFECYCLE, Stage, Verb
from queue_server.domain.names import CounterNumber, TicketId
from queue_server.domain.route import finished
from queue_server.domain.ticket_facts import TicketFacts


class _Who(TypedDict):
    ticket: TicketId
    number: str
    counter: CounterNumber | None


@dataclass(kw_only=True, slots=True)
class TicketAtCounter(TicketFacts):
    """The verbs of the window, in the order of a life."""

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

    def put_back(self, officer: str, at: datetime) -> events.TicketPutBack:
        """Undo a mistaken call; the person waits as before."""
        event = events.TicketPutBack(at=at, actor=officer, **self._who())
        self._advance(Verb.PUT_BACK)
        self.called_at = self.started_at = None
        self.counter = self.officer = None
        self.attempt = 0
        return event

    def hold(
        self, officer: str, at: datetime, reason: str | None, remind: timedelta | None = None
    ) -> events.TicketHeld:
        """Interrupt the service, so that the counter can serve others; ``remind`` after so long."""
        self._advance(Verb.HOLD)
        # Two machines' clocks may differ; nobody was served for less than no time.
        self.served += max(at - (self.started_at or at), timedelta(0))
        self.hold_reason = reason
        self.remind_at = None if remind is None else at + remind
        self.started_at = None
        return events.TicketHeld(
            at=at, actor=officer, reason=reason, remind_at=self.remind_at, **self._who()
        )

    def transfer(
        self,
        officer: str,
        at: datetime,
        *,
        service: str,
        promise: timedelta,
        reserved_for: CounterNumber | None = None,
    ) -> events.TicketTransferred:
        """Send on, with the same number and the clock running, to a service or one counter.

        What is still to do of a visit stays to do, also the step that is left by it.
        """
        self.require(Verb.TRANSFER)
        return self._sent_on(
            Verb.TRANSFER,
            at,
            events.TicketTransferred(
                at=at,
                actor=officer,
                service=service,
                promise_s=promise.total_seconds(),
                reserved_for=reserved_for,
                **self._who(),
            ),
        )

    def move_on(
        self, officer: str, at: datetime, *, service: str, promise: timedelta
    ) -> events.TicketTransferred:
        """This step of the visit is done: on to the next, with the same number and the clock running."""
        self.require(Verb.MOVE_ON)
        event = events.TicketTransferred(
            at=at,
            actor=officer,
            service=service,
            promise_s=promise.total_seconds(),
            completed=self.service,
            **self._who(),
        )
        return self._sent_on(Verb.MOVE_ON, at, event)

    def ask_to_come_back(
        self, officer: str, at: datetime, reason: str | None, missing: Sequence[str] = ()
    ) -> events.TicketSentForPapers:
        """The person fetches a missing paper."""
        self._advance(Verb.ASK_TO_COME_BACK)
        return events.TicketSentForPapers(
            at=at, actor=officer, reason=reason, missing=list(missing), **self._who()
        )

    def complete(self, officer: str, at: datetime) -> events.ServiceCompleted:
        """The person is served, and the visit ends."""
        self._advance(Verb.COMPLETE)
        if self.route is not None:
            self.route = finished(self.route, self.service)
        self.ended_at = at
        return events.ServiceCompleted(at=at, actor=officer, **self._who())

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

    def _sent_on(
        self, verb: Verb, at: datetime, event: events.TicketTransferred
    ) -> events.TicketTransferred:
        """End this stage, and wait where the event says."""
        self._advance(verb)
        self.stages.append(self._finished(at))
        self.stage += 1
        if event.completed is not None and self.route is not None:
            self.route = finished(self.route, event.completed)
        self.service, self.promise = event.service, timedelta(seconds=event.promise_s)
        self.reserved_for = (
            None if event.reserved_for is None else CounterNumber(event.reserved_for)
        )
        self.precalled_at = None
        self._wait_again(at)
        return event

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
