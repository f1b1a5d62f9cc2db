"""The model's numbers from phones: taken away from the hall, passed over until their holders are there."""

from tests.model.day import Model
from tests.model.line import ENDED, Refused
from tests.model.plan import KEPT_AWAY, MINUTE, ONLINE, PER_DEVICE, PRESENT, THERE_BEFORE

ANYONE = "anyone"
SHORTEST, WORTH_TELLING = 10 * MINUTE, 10 * MINUTE


class ModelWithPhones(Model):
    """A hall and its days, and people who wait online. Nobody takes any time here: calls come at once."""

    def take_online(self, *, service, secret, phone, is_here):
        if service not in ONLINE:
            raise Refused("online_closed")
        if not self.is_open():
            raise Refused("hall_closed")
        held = [each for each in self._from_phones() if each.phone == phone]
        if len([each for each in held if each.state not in ENDED]) >= PER_DEVICE:
            raise Refused("limit_reached")
        ticket = self.add(service, "normal", ANYONE, secret, clock=self.now)
        ticket.phone, ticket.here = phone, is_here
        if not is_here:
            ticket.arrive_from, ticket.arrive_by = self._window(ticket)
        return ticket.told()

    def arrive(self, *, secret):
        return self._is_there(self.of_secret(secret), "citizen")

    def desk_sees(self, *, number, by):
        return self._is_there(self.of(number), by)

    def _is_there(self, ticket, by):
        if ticket.state != "waiting" or (ticket.here and ticket.here_until is None):
            raise Refused("illegal_transition")
        ticket.here, ticket.here_until = True, self.now + PRESENT * MINUTE
        return self._said("ticket_checked_in", by, ticket)

    def tend(self):
        """What the clock brings to numbers from phones."""
        for ticket in self._from_phones():
            if ticket.state != "waiting" or (ticket.here and ticket.here_until is None):
                continue
            if ticket.here and ticket.here_until <= self.now:
                ticket.here, ticket.here_until, ticket.prepared = False, None, None
                ticket.arrive_from = ticket.arrive_by = self.now
                self.say("presence_lapsed", "hall", ticket)
            elif not ticket.here and self.now > ticket.arrive_by + KEPT_AWAY * MINUTE:
                self._end(ticket, "abandoned", "hall")
            elif not ticket.here:
                self._move_window(ticket)
        return {}

    def _move_window(self, ticket):
        begin, end = self._window(ticket)
        if self.now < ticket.arrive_from and abs(begin - ticket.arrive_from) >= WORTH_TELLING:
            ticket.arrive_from, ticket.arrive_by = begin, end
            self.say("arrival_changed", "hall", ticket)

    def _window(self, ticket):
        """Calls come at once, but not before somebody asked for."""
        call = max(0, (ticket.not_before or 0) - self.now)
        begin = self.now + max(0, call - THERE_BEFORE * MINUTE)
        return begin, max(begin + SHORTEST, self.now + call - THERE_BEFORE * MINUTE)

    def _from_phones(self):
        return [t for t in self.tickets if t.phone is not None and t.day == self.today]
