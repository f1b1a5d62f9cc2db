"""The model's counters: who sits there, and whether it is open."""

from tests.model.line import Line, Refused
from tests.model.plan import COUNTERS, MANAGER

STAFF, PUBLIC = ("duty_leader", "helper", "security"), ("quiet", "belongings")
"""Notices that call somebody to a counter, and notices to everybody."""


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

    def is_calling(self, counter):
        return self.seats[counter]["state"] == "open"

    # -- what hangs and is said ------------------------------------------------------------------

    def hang(self, *, by):
        """A manager writes the screens' notices anew."""
        self.say("notice_changed", by)
        return {}

    def speak(self, *, by, code, counter):
        """An officer from the own counter, a manager from any."""
        if code not in STAFF and code not in PUBLIC:
            raise Refused("invalid")
        if counter is not None and counter not in COUNTERS:
            raise Refused("not_found")
        if by != MANAGER:
            own = next((n for n, seat in self.seats.items() if seat["officer"] == by), None)
            if own is None or counter not in (None, own):
                raise Refused("forbidden")
            counter = own
        if code in STAFF and counter is None:
            raise Refused("invalid")
        self.say("notice_spoken", by)
        return {"counter": counter if code in STAFF else None}

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
