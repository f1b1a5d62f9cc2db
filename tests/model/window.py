"""What an officer of the model does with a number."""

from tests.model import plan
from tests.model.line import Refused
from tests.model.plan import (
    CLASSES,
    COUNTERS,
    GUARD_S,
    MANAGER,
    MINUTE,
    MISSES,
    PENALTY,
    SECOND,
    SERVICES,
)
from tests.model.visits import Visits

FROM = {
    "call": "waiting",
    "choose": "waiting missed held",
    "recall": "called",
    "start": "called",
    "miss": "called",
    "restore": "missed",
    "put_back": "called",
    "hold": "serving",
    "transfer": "called serving",
    "send_for_papers": "serving",
    "come_back": "away",
    "defer": "waiting",
    "grant": "waiting",
    "move": "waiting",
    "complete": "serving",
    "cancel": "waiting called held missed away",
    "abandon": "waiting called held missed away",
}
"""Section 3 of the design: from which states a verb may come."""
SERVED_FROM = ("hold", "send_for_papers", "complete")
"""Where service starts on the call, these come from called, too."""


class Window(Visits):
    """Calling, and everything that follows."""

    def allows(self, verb, ticket):
        if self.start_on_call and verb in SERVED_FROM and ticket.state == "called":
            return True
        return ticket.state in FROM[verb].split()

    def require(self, verb, ticket):
        if not self.allows(verb, ticket):
            raise Refused("illegal_transition")

    # -- calling -------------------------------------------------------------------------------

    def call_next(self, *, counter, by, current):
        self._require_calling(counter, by)
        mine = self._in_hand(counter)
        if mine and (self._has_changed(mine, current) or self._was_just_called(mine)):
            return mine.told()
        first = self.next_for(counter)
        if first is None:
            raise Refused("nothing_to_call")
        self._finish(mine, by)
        return self._call(first, counter, by)

    def choose(self, *, counter, by, number, current):
        self._require_calling(counter, by)
        ticket, mine = self.of(number), self._in_hand(counter)
        if mine and (mine is ticket or self._has_changed(mine, current)):
            return mine.told()
        self.require("choose", ticket)
        if ticket.reserved != counter and not self.takes(counter, ticket):
            raise Refused("not_eligible")
        self._finish(mine, by)
        self._is_seen(ticket)
        return self._call(ticket, counter, by)

    def _require_calling(self, counter, by):
        self._require_officer(counter, by)
        if self.seats[counter]["state"] != "open":
            raise Refused("counter_closed")

    def _in_hand(self, counter):
        held = self.seats[counter]["ticket"]
        return next((ticket for ticket in self.tickets if ticket.id == held), None)

    def _has_changed(self, mine, current):
        """The officer saw somebody else in hand: the press was already done."""
        return current not in ("*", mine.number)

    def _was_just_called(self, mine):
        return mine.state == "called" and self.now - mine.announced < GUARD_S * SECOND

    def _finish(self, mine, by):
        """One button: who is being served is completed, who never came is missed."""
        if mine is None:
            return
        self._free(mine)
        if self.allows("complete", mine):
            self._end_service(mine, by)
        else:
            self._miss(mine, by)

    def _call(self, ticket, counter, by):
        ticket.state, ticket.attempt, ticket.announced = "called", 1, self.now
        ticket.counter, ticket.officer = counter, by
        ticket.called = self.now if ticket.called is None else ticket.called
        ticket.started = self.now if self.start_on_call else None
        self.seats[counter]["ticket"] = ticket.id
        self.say("ticket_called", by, ticket)
        self._tell_the_next(counter)
        return ticket.told()

    def _tell_the_next(self, counter):
        """The next few get ready; who has heard it is not told again."""
        news = [each for each in self.order_for(counter)[: self.pre_call] if each.prepared is None]
        for ticket in news:
            ticket.prepared = self.now
        if news:
            self.say("tickets_precalled", "hall")

    # -- with a number in hand -------------------------------------------------------------------

    def recall(self, *, number, by):
        ticket = self._mine("recall", number, by)
        ticket.attempt, ticket.announced = ticket.attempt + 1, self.now
        return self._said("ticket_called", by, ticket)

    def start(self, *, number, by):
        ticket = self._mine("start", number, by)
        ticket.state = "serving"
        ticket.started = self.now if ticket.started is None else ticket.started
        return self._said("service_started", by, ticket)

    def miss(self, *, number, by):
        ticket = self._mine("miss", number, by)
        self._free(ticket)
        self._miss(ticket, by)
        return ticket.told()

    def put_back(self, *, number, by):
        ticket = self._mine("put_back", number, by)
        self._free(ticket)
        ticket.state, ticket.attempt = "waiting", 0
        ticket.called = ticket.started = ticket.counter = ticket.officer = None
        return self._said("ticket_put_back", by, ticket)

    def hold(self, *, number, by):
        ticket = self._mine("hold", number, by)
        self._free(ticket)
        ticket.served += self.now - ticket.started
        ticket.state, ticket.started = "held", None
        return self._said("ticket_held", by, ticket)

    def complete(self, *, number, by):
        ticket = self._mine("complete", number, by)
        self._free(ticket)
        return self._end_service(ticket, by)

    def transfer(self, *, number, by, service, to):
        ticket = self._mine("transfer", number, by)
        self._require_destination(ticket, service, to)
        self._free(ticket)
        return self._send_on(ticket, by, service, to)

    def _require_destination(self, ticket, service, to):
        if (service is None) == (to is None):
            raise Refused("invalid")
        if to is not None and to not in COUNTERS:
            raise Refused("not_found")
        if service is not None and service not in SERVICES:
            raise Refused("unknown_service")
        if service is not None and not plan.is_served(service, ticket.code):
            raise Refused("not_eligible")

    def _sends(self, ticket, service, to):
        ticket.reserved, ticket.prepared = to, None
        ticket.service = service or ticket.service
        ticket.promise = plan.promise(ticket.service, ticket.code)

    # -- without one -----------------------------------------------------------------------------

    def move(self, *, number, by, service, to):
        """The service desk lets somebody wait for something else."""
        ticket = self._legal("move", number)
        self._require_destination(ticket, service, to)
        self._sends(ticket, service, to)
        return self._said("ticket_moved", by, ticket)

    def restore(self, *, number, by):
        ticket = self._legal("restore", number)
        self._wait_again(ticket)
        ticket.clock = self.now + PENALTY * MINUTE
        return self._said("ticket_restored", by, ticket)

    def grant(self, *, number, by, code):
        ticket = self.of(number)
        if code not in CLASSES:
            raise Refused("unknown_class")
        if CLASSES[code][2] == "check_in":
            raise Refused("forbidden")
        if not plan.is_served(ticket.service, code):
            raise Refused("not_eligible")
        self.require("grant", ticket)
        self._in_class(ticket, code)
        return self._said("class_granted", by, ticket)

    def cancel(self, *, number, by):
        ticket = self._legal("cancel", number)
        self._free(ticket)
        return self._end(ticket, "cancelled", by)

    # -- helpers -----------------------------------------------------------------------------------

    def _legal(self, verb, number):
        ticket = self.of(number)
        self.require(verb, ticket)
        return ticket

    def _mine(self, verb, number, by):
        """A ticket in hand where the officer sits; the manager may lay a hand on any."""
        ticket = self._legal(verb, number)
        if by not in (MANAGER, self.seats[ticket.counter]["officer"]):
            raise Refused("forbidden")
        return ticket

    def _said(self, kind, by, ticket):
        self.say(kind, by, ticket)
        return ticket.told()

    def _free(self, ticket):
        for seat in self.seats.values():
            if seat["ticket"] == ticket.id:
                seat["ticket"] = None

    def _is_seen(self, ticket):
        """An officer has the person before them: nothing more to show."""
        ticket.here, ticket.here_until = True, None

    def _wait_again(self, ticket):
        self._is_seen(ticket)
        ticket.state, ticket.queued = "waiting", self.now
        ticket.attempt = ticket.served = 0
        ticket.not_before = ticket.called = ticket.started = None
        ticket.counter = ticket.officer = None

    def _miss(self, ticket, by):
        ticket.state, ticket.started, ticket.missed_at = "missed", None, self.now
        ticket.misses += 1
        self.say("ticket_missed", by, ticket)
        if ticket.misses >= MISSES:
            self._end(ticket, "abandoned", "hall")

    def _end(self, ticket, state, by):
        ticket.state, ticket.ended = state, self.now
        if state == "completed":
            self._step_is_done(ticket)
        kind = "service_completed" if state == "completed" else f"ticket_{state}"
        return self._said(kind, by, ticket)
