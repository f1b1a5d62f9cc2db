"""The model's tickets: taking a number, and who is next. Written from the design, not from the program.

A verb returns what its caller is told, or raises ``Refused`` before it has changed anything.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from tests.model import plan
from tests.model.plan import CLASSES, DAY, HOUR, HOURS, KIOSK, MINUTE, SERVICES

ENDED = ("completed", "cancelled", "abandoned")


class Refused(Exception):
    """With the code that the program must give."""


@dataclass
class Ticket:
    """A person's number; moments are microseconds since Monday's midnight."""

    id: int
    secret: str
    day: int
    number: str
    service: str
    code: str
    clock: int
    queued: int
    tier: int = 0
    promise: int = 0
    state: str = "waiting"
    stage: int = 1
    attempt: int = 0
    misses: int = 0
    served: int = 0
    counter: int | None = None
    officer: str | None = None
    reserved: int | None = None
    not_before: int | None = None
    called: int | None = None
    started: int | None = None
    ended: int | None = None
    announced: int = 0
    prepared: int | None = None
    """When it was told to get ready, in this stage and for this turn."""
    phone: str | None = None
    """Which phone took it."""
    here: bool = True
    here_until: int | None = None
    arrive_from: int | None = None
    arrive_by: int | None = None
    missed_at: int = 0
    grade: int | None = None
    past: list = field(default_factory=list)
    route: list | None = None
    """Groups of steps, each with its state; None where its completion is the end."""
    papers: dict | None = None
    """Where its holder was sent for papers, and whether they came back."""

    def told(self):
        names = ("id", "number", "state", "service", "stage", "counter", "attempt", "misses")
        return {name: getattr(self, name) for name in names} | {"class": self.code}

    def stretch(self, ended):
        """This stage of the visit, as the statistics count it; without an end while it goes on."""
        names = ("service", "code", "promise", "called", "started", "served", "counter")
        return {name: getattr(self, name) for name in names} | {
            "since": max(self.clock, self.queued),
            "ended": ended,
            "missed": self.misses - sum(each["missed"] for each in self.past),
        }


class Line:
    """Everyone who took a number."""

    def __init__(self, *, start_on_call, pre_call):
        self.start_on_call, self.pre_call = start_on_call, pre_call
        self.now = 9 * HOUR - 5 * MINUTE
        self.tickets = []
        self.record = []
        self.open_day = self.closed_day = None

    @property
    def today(self):
        return self.now // DAY

    def is_open(self):
        hours = HOURS if self.today % 7 <= 4 else []
        clock = self.now % DAY
        in_hours = any(begin * HOUR <= clock < end * HOUR for begin, end in hours)
        return in_hours and self.closed_day != self.today

    def say(self, kind, actor, ticket=None):
        """What the record must say next."""
        self.record.append((kind, actor, ticket and ticket.id))

    # -- taking a number -------------------------------------------------------------------

    def issue(self, *, service, code, by, reason, secret):
        if service not in SERVICES:
            raise Refused("unknown_service")
        if code not in CLASSES:
            raise Refused("unknown_class")
        who = CLASSES[code][2]
        if who == "check_in" or (who == "granted" and by == KIOSK):
            raise Refused("forbidden")
        if who == "granted" and not reason:
            raise Refused("invalid")
        if SERVICES[service] is not None and code not in SERVICES[service]:
            raise Refused("not_eligible")
        if not plan.is_served(service, code):
            raise Refused("not_eligible")
        if not self.is_open():
            raise Refused("hall_closed")
        return self.add(service, code, by, secret, clock=self.now).told()

    def add(self, service, code, by, secret, *, clock, **more):
        ticket = Ticket(
            id=len(self.record) + 1,
            secret=secret,
            day=self.today,
            number=self._number(service),
            service=service,
            code=code,
            clock=clock,
            queued=self.now,
            **({"route": plan.route(service)} | more),
        )
        self._in_class(ticket, code)
        self.tickets.append(ticket)
        self.say("ticket_issued", by, ticket)
        return ticket

    def _number(self, service):
        """The letter and three digits, from 001 each day."""
        given = [t for t in self.tickets if t.day == self.today and t.number[0] == service]
        return f"{service}{len(given) + 1:03}"

    def _in_class(self, ticket, code):
        ticket.code, ticket.tier = code, CLASSES[code][1]
        ticket.promise = plan.promise(ticket.service, code)

    # -- who is next -------------------------------------------------------------------------

    def next_for(self, counter):
        """The fullest bar goes first: the largest (tier, share used), ties in the order of issue."""
        return next(iter(self.order_for(counter)), None)

    def order_for(self, counter):
        """All whom a counter may call, in the order in which it would."""
        ready = [ticket for ticket in self.tickets if self.is_ready(ticket, counter)]
        return sorted(ready, key=lambda each: (-each.tier, -self.share(each, counter), each.id))

    def is_ready(self, ticket, counter):
        """Whether a counter may call it now by the rule."""
        if (ticket.state, ticket.day) != ("waiting", self.today) or not ticket.here:
            return False
        if ticket.not_before is not None and self.now < ticket.not_before:
            return False
        if ticket.reserved is not None and self.is_calling(ticket.reserved):
            return ticket.reserved == counter
        return ticket.reserved == counter or self.takes(counter, ticket)

    def share(self, ticket, counter):
        """(now - clock - detour) / promise; there is no detour to a counter where one was sent."""
        sent = ticket.reserved == counter
        detour = 0 if sent else plan.detour(counter, ticket.service, ticket.code)
        return Fraction(self.now - ticket.clock - detour, ticket.promise)

    def takes(self, counter, ticket):
        return plan.detour(counter, ticket.service, ticket.code) is not None

    # -- finding one ---------------------------------------------------------------------------

    def of(self, number):
        """Today's ticket of a number."""
        for ticket in self.tickets:
            if (ticket.number, ticket.day) == (number, self.today):
                return ticket
        raise Refused("not_found")

    def of_secret(self, secret):
        for ticket in self.tickets:
            if ticket.secret == secret:
                return ticket
        raise Refused("not_found")
