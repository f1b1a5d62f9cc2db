"""The model's visits of several steps, and those who fetch papers."""

from copy import deepcopy

from tests.model import plan
from tests.model.line import Refused
from tests.model.plan import COUNTERS, KIOSK
from tests.model.seats import Seats

ENDLESS = float("inf")


class Visits(Seats):
    """What follows a completed step, and a missing paper."""

    def _end_service(self, ticket, by):
        """On to the next step, or the end: the first group that has steps left, there the shortest line."""
        left = [
            [letter for letter, state in group if state == "todo" and letter != ticket.service]
            for group in ticket.route or ()
        ]
        coming = next(filter(None, left), None)
        if coming is None:
            return self._end(ticket, "completed", by)
        service = min(coming, key=lambda letter: self._load(letter, ticket.code))
        self._step_is_done(ticket)
        return self._send_on(ticket, by, service, None)

    def _load(self, service, code):
        """How many wait in the hall for each open counter that would take the person."""
        waiting = sum(
            (each.day, each.state, each.service, each.here)
            == (self.today, "waiting", service, True)
            for each in self.tickets
        )
        takes = [n for n in COUNTERS if plan.detour(n, service, code) is not None]
        calling = sum(self.is_calling(number) for number in takes)
        return waiting / calling if calling else ENDLESS

    def _step_is_done(self, ticket):
        for group in ticket.route or ():
            for step in group:
                if step == [ticket.service, "todo"]:
                    step[1] = "done"

    def _send_on(self, ticket, by, service, to):
        ticket.past.append(ticket.stretch(self.now))
        ticket.stage += 1
        self._sends(ticket, service, to)
        self._wait_again(ticket)
        return self._said("ticket_transferred", by, ticket)

    # -- papers --------------------------------------------------------------------------------

    def send_for_papers(self, *, number, by):
        ticket = self._mine("send_for_papers", number, by)
        self._free(ticket)
        ticket.state = "away"
        ticket.papers = {"code": plan.code(ticket.number, ticket.day), "counter": ticket.counter}
        return self._said("ticket_sent_for_papers", by, ticket)

    def come_back(self, *, number, by):
        """To the front of the class, with a full bar, at the same window if it calls and takes the person."""
        return self._come_back(self._legal("come_back", number), by)

    def return_by_code(self, *, code, secret):
        """The same by the code; on a later day as a number of that day, for what is left of the visit."""
        those = [t for t in self.tickets if plan.code(t.number, t.day) == code and t.papers]
        if not those:
            raise Refused("not_found")
        ticket = those[0]
        if ticket.papers.get("used") or ticket.state not in ("away", "abandoned"):
            raise Refused("code_used")
        if not self.is_open():
            raise Refused("hall_closed")
        if ticket.state == "away" and ticket.day == self.today:
            return self._come_back(ticket, KIOSK)
        if ticket.state == "away":
            self._end(ticket, "abandoned", "hall")
        ticket.papers["used"] = True
        where, clock = self._window_of(ticket), self._front(ticket)
        rest = {"route": deepcopy(ticket.route), "reserved": where}
        return self.add(ticket.service, ticket.code, KIOSK, secret, clock=clock, **rest).told()

    def _come_back(self, ticket, by):
        clock, where = self._front(ticket), self._window_of(ticket)
        self._wait_again(ticket)
        ticket.clock, ticket.reserved, ticket.papers["used"] = clock, where, True
        return self._said("ticket_came_back", by, ticket)

    def _window_of(self, ticket):
        """Where one was asked to come back, if it calls and takes the person."""
        counter = ticket.papers["counter"]
        is_there = self.is_calling(counter) and self.takes(counter, ticket)
        return counter if is_there else None

    def _front(self, ticket):
        line = [
            each.clock
            for each in self.tickets
            if (each.service, each.code, each.day) == (ticket.service, ticket.code, self.today)
            and (each.state, each.reserved, each.here) == ("waiting", None, True)
        ]
        return min([self.now - ticket.promise, *(clock - 1 for clock in line)])
