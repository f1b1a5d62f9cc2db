"""The model's whole day: what citizens do themselves, appointments, opening and closing."""

from tests.model import plan
from tests.model.line import ENDED, Refused
from tests.model.plan import CAPACITY, DAY, DAYS_AHEAD, DEFERRAL, GRACE, KEPT, KIOSK, MINUTE, SECOND
from tests.model.window import Window

UNSERVED = ("waiting", "called", "serving")


class Model(Window):
    """A hall and its days."""

    def __init__(self, **facts):
        super().__init__(**facts)
        self.appointments = {}

    # -- citizens ---------------------------------------------------------------------------------

    def cancel_own(self, *, secret):
        ticket = self.of_secret(secret)
        self.require("cancel", ticket)
        self._free(ticket)
        return self._end(ticket, "cancelled", "citizen")

    def defer(self, *, secret, by_s):
        ticket = self.of_secret(secret)
        if not 60 <= by_s <= DEFERRAL * 60:
            raise Refused("invalid")
        self.require("defer", ticket)
        ticket.clock += by_s * SECOND
        if not ticket.here:
            ticket.arrive_from += by_s * SECOND
            ticket.arrive_by += by_s * SECOND
        ticket.prepared = None
        ticket.not_before = max(self.now, ticket.not_before or 0) + by_s * SECOND
        return self._said("ticket_deferred", "citizen", ticket)

    def rate(self, *, secret, grade):
        ticket = self.of_secret(secret)
        if ticket.state != "completed":
            raise Refused("illegal_transition")
        if ticket.grade is not None:
            raise Refused("already_rated")
        if self.now > ticket.ended + DAY:
            raise Refused("too_late_to_rate")
        ticket.grade = grade
        self.say("ticket_rated", "citizen", ticket)
        if grade in plan.BAD_GRADES:
            self.say("case_opened", "citizen", None)
        return {"grade": grade, "stage": ticket.stage}

    # -- appointments -------------------------------------------------------------------------------

    def book(self, *, service, starts_at, code):
        if service not in plan.SERVICES:
            raise Refused("unknown_service")
        day = starts_at // DAY
        if service != "A" or starts_at not in plan.slots(day):
            raise Refused("invalid")
        if starts_at <= self.now or day > self.today + DAYS_AHEAD:
            raise Refused("invalid")
        if self.booked(starts_at) >= CAPACITY:
            raise Refused("no_capacity")
        self.appointments[code] = {"starts_at": starts_at, "state": "booked"}
        return {"state": "booked"}

    def booked(self, starts_at):
        """How many have a place in a slot."""
        kept = [each for each in self.appointments.values() if each["state"] != "cancelled"]
        return sum(each["starts_at"] == starts_at for each in kept)

    def check_in(self, *, code, secret):
        booking = self._booking(code)
        starts_at = booking["starts_at"]
        if starts_at // DAY != self.today:
            raise Refused("invalid")
        if not self.is_open():
            raise Refused("hall_closed")
        if booking["state"] != "booked":
            raise Refused("illegal_transition")
        booking["state"] = "checked_in"
        is_late = self.now > starts_at + GRACE * MINUTE
        clock = self.now if is_late else starts_at
        return self.add("A", "appointment", KIOSK, secret, clock=clock).told()

    def cancel_booking(self, *, code):
        booking = self._booking(code)
        if booking["state"] != "booked":
            raise Refused("illegal_transition")
        booking["state"] = "cancelled"
        return {"state": "cancelled"}

    def _booking(self, code):
        if code not in self.appointments:
            raise Refused("not_found")
        return self.appointments[code]

    # -- the day ------------------------------------------------------------------------------------

    def turn(self):
        """What the clock brings: old days end, today's begins, who is long missed is let go."""
        old = [each for each in self.living() if each.day < self.today]
        for ticket in old:
            self._give_up(ticket)
        if self.open_day is not None and self.open_day < self.today:
            self._send_home()
            self._close("hall")
        for ticket in self.living():
            forgotten = self.now - ticket.missed_at > KEPT * MINUTE
            if ticket.state == "missed" and forgotten:
                self._end(ticket, "abandoned", "hall")
        if self.open_day != self.today and self.is_open():
            self._open("hall")
        return {}

    def close(self, *, by):
        """Nobody is sent away: only when everyone was served, or is not there."""
        if any(each.state in UNSERVED for each in self.living()):
            raise Refused("tickets_remaining")
        for ticket in self.living():
            self._give_up(ticket)
        self._send_home()
        if self.open_day is not None and self.open_day < self.today:
            self._close("hall")
        self._close(by)
        self.closed_day = self.today
        return {}

    def reopen(self, *, by):
        was, self.closed_day = self.closed_day, None
        if not self.is_open():
            self.closed_day = was
            raise Refused("hall_closed")
        if self.open_day != self.today:
            self._open(by)
        return {}

    def living(self):
        return [ticket for ticket in self.tickets if ticket.state not in ENDED]

    def _give_up(self, ticket):
        """At the window one was served; the others never were."""
        self._free(ticket)
        self._end(ticket, "completed" if self.allows("complete", ticket) else "abandoned", "hall")

    def _send_home(self):
        """All officers, but for those who serve somebody of today."""
        for number, seat in self.seats.items():
            if seat["officer"] is not None and seat["ticket"] is None:
                self._leave(number, seat["officer"])

    def _open(self, by):
        self.open_day, self.closed_day = self.today, None
        self.say("hall_opened", by)

    def _close(self, by):
        self.open_day = None
        self.say("hall_closed", by)
