"""What is known of a ticket, and what can be asked of it; ``ticket`` has what changes it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from queue_server.domain.errors import IllegalTransition
from queue_server.domain.lifecycle import Stage, TicketState, Verb, is_allowed
from queue_server.domain.names import CounterNumber, HallId, TicketId
from queue_server.domain.promise import due_at, share_used
from queue_server.domain.route import Route, finished, following


@dataclass(kw_only=True, slots=True)
class TicketFacts:
    """One number and the person who holds it (号票)."""

    id: TicketId
    hall: HallId
    day: date
    number: str
    alias: str | None = None
    """The number on its holder's paper, where another one was called already."""
    service: str
    priority_class: str
    tier: int = 0
    promise: timedelta
    issued_at: datetime
    clock: datetime
    """When its waiting counts from; orders the line."""
    queued_at: datetime
    """When it joined the line of its present stage."""
    state: TicketState = TicketState.WAITING
    language: str = "zh-CN"
    channel: str = "kiosk"
    party_size: int = 1
    holder: str | None = None
    """A keyed hash of who holds it; never the identity itself."""
    holder_last4: str | None = None
    """The end of the document, for the officer to compare."""
    holder_name: str | None = None
    """The covered name for the paper, where the hall prints one."""
    excused_at: datetime | None = None
    """When an officer forgave that nobody came, or the day ended while papers were fetched."""
    reason: str | None = None
    remark: str | None = None
    paper: str = "none"
    """What is known of its newest paper (see ``print_job.PrintState``)."""
    secret: str = ""
    forecast: tuple[int, int, int] | None = None
    """p10, p50, p90 of the wait in seconds, as told when it was issued."""
    start_on_call: bool = False
    not_before: datetime | None = None
    reserved_for: CounterNumber | None = None
    stage: int = 1
    stages: list[Stage] = field(default_factory=list)
    """Finished stages before the present one."""
    attempt: int = 0
    misses: int = 0
    counter: CounterNumber | None = None
    officer: str | None = None
    called_at: datetime | None = None
    """The first call of the present stage: when its wait ended."""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    hold_reason: str | None = None
    """Why it was held the last time."""
    remind_at: datetime | None = None
    """When its officer wanted to be reminded of it, the last time it was held."""
    served: timedelta = timedelta(0)
    """Time at the window in this stage before it was held; what follows ``started_at`` comes on top."""
    here: bool = True
    """Whether its holder is in the hall; who is not is passed over."""
    here_until: datetime | None = None
    """Until when a check-in counts; None is for good, as for everyone who took the number in the hall."""
    arrive_from: datetime | None = None
    arrive_by: datetime | None = None
    """When the holder of a number from a phone should arrive."""
    device: str | None = None
    """A keyed hash, of that day alone, of the phone that took it."""
    precalled_at: datetime | None = None
    """When it was told to get ready, in the present stage: a person is told once."""
    route: Route | None = None
    """The steps of a visit that has several."""
    changed_at: datetime | None = None
    """When its last event happened."""
    sequence: int = 0
    """The sequence of its last event."""

    @property
    def due_at(self) -> datetime:
        """When its promise ends."""
        return due_at(self.clock, self.promise)

    @property
    def waiting_since(self) -> datetime:
        """When the present stage's waiting counts from: an early comer's slot, or the arrival."""
        return max(self.clock, self.queued_at)

    @property
    def sent_by(self) -> Stage | None:
        """The stage at whose counter it was sent on last."""
        return next((each for each in reversed(self.stages) if each.counter is not None), None)

    @property
    def is_precalled(self) -> bool:
        """Whether it waits where it was told to, and has not joined the line anew since then."""
        told = self.precalled_at
        return self.state is TicketState.WAITING and told is not None and told >= self.queued_at

    @property
    def was_ever_called(self) -> bool:
        """Whether its number was called, or the person has left the line for another reason."""
        is_first = self.stage == 1 and self.misses == 0 and self.called_at is None
        return not is_first or self.state is not TicketState.WAITING

    @property
    def next_services(self) -> tuple[str, ...]:
        """What may come after the present step of its visit; empty where its completion is the end."""
        return () if self.route is None else following(finished(self.route, self.service))

    @property
    def may_lapse(self) -> bool:
        """Whether it waits by a check-in, or for one: nobody of the staff has seen its holder yet."""
        return self.state is TicketState.WAITING and (not self.here or self.here_until is not None)

    def share(self, now: datetime) -> float:
        """The share of the promise used; stands still once the person was called."""
        return share_used(self.clock, self.promise, self.called_at or now)

    def allows(self, verb: Verb) -> bool:
        """Whether the verb may be done now."""
        return is_allowed(verb, self.state, start_on_call=self.start_on_call)

    def require(self, verb: Verb) -> None:
        """IllegalTransition unless the verb may be done now."""
        if not self.allows(verb):
            raise IllegalTransition(number=self.number, state=self.state.value, verb=verb.value)
