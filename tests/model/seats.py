"""The model's counters: who sits there, and whether it is open."""

from tests.model.line import Line, Refused
from tests.model.plan import COUNTERS


class Seats(Line):
    """The line, and the counters."""

    def __init__(self, **facts):
        super().__init__(**facts)
        self.seats = {
            number: {"state": "closed", "officer": None, "ticket": None} for number in COUNTERS
        }

    def sit(self, *, counter, by):
        seat = self._seat(counter)
        if (seat["officer"], seat["state"]) == (by, "open"):
            return self._seen(counter)
        if seat["officer"] not in (None, by):
            raise Refused("counter_taken")
        others = [n for n, s in self.seats.items() if s["officer"] == by and n != counter]
        for other in others:
            self._require_empty(other)
        for other in others:
            self._leave(other, by)
        seat |= {"officer": by, "state": "open"}
        self.say("counter_opened", by)
        return self._seen(counter)

    def get_up(self, *, counter, by):
        self._require_officer(counter, by)
        self._require_empty(counter)
        self._leave(counter, by)
        return self._seen(counter)

    def set_state(self, *, counter, by, state):
        self._require_officer(counter, by)
        if state == "closed":
            self._require_empty(counter)
        self.seats[counter]["state"] = state
        self.say({"open": "counter_opened"}.get(state, f"counter_{state}"), by)
        return self._seen(counter)

    def _seat(self, counter):
        if counter not in self.seats:
            raise Refused("not_found")
        return self.seats[counter]

    def _seen(self, counter):
        return {"counter": counter, **self.seats[counter]}

    def _require_officer(self, counter, by):
        sitting = self._seat(counter)["officer"]
        if sitting is None:
            raise Refused("counter_closed")
        if sitting != by:
            raise Refused("forbidden")

    def _require_empty(self, counter):
        if self.seats[counter]["ticket"] is not None:
            raise Refused("ticket_in_hand")

    def _leave(self, counter, by):
        self.seats[counter] |= {"officer": None, "state": "closed"}
        self.say("counter_closed", by)
