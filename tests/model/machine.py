"""Any days in a hall: the deeds that hypothesis draws, each done by the model and by the program."""

from random import Random

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.model import plan
from tests.model.deeds import OFFICERS, WHO_SITS_THERE, a_deed, some_people
from tests.model.line import Ticket
from tests.model.plan import COUNTERS, DAY, HOUR, KIOSK, MANAGER, MINUTE, SECOND
from tests.model.program import HANDLED
from tests.model.side_by_side import SideBySide
from tests.model.window import FROM

NOBODY = Ticket(
    id=0, secret="nobody's", day=0, number="A001", service="A", code="normal", clock=0, queued=0
)
drawn_numbers = st.integers(0, 2**20)


class WholeDays(SideBySide):
    """Each run is some days of deeds."""

    @initialize(start_on_call=st.booleans(), pre_call=st.sampled_from([0, 2]), drawn=drawn_numbers)
    def morning(self, start_on_call, pre_call, drawn):
        """Mostly nine o'clock, with some officers and people there already."""
        dice = Random(drawn)
        self.begin(start_on_call=start_on_call, pre_call=pre_call)
        if dice.random() < 0.8:
            self.model.now += 5 * MINUTE
            self.does("turn")
        for counter, officer in zip(COUNTERS, OFFICERS[: dice.randint(0, 3)], strict=False):
            self.does("sit", counter=counter, by=officer)
        self._people_come(some_people(dice))

    @rule(drawn=drawn_numbers)
    def happens(self, drawn):
        seconds, name, facts = a_deed(drawn)
        note(f"{seconds} s later: {name} {facts}")
        self.passes(seconds)
        getattr(self, f"_{name}")(**facts)

    # -- people --------------------------------------------------------------------------------

    def _people_come(self, people):
        for service, code in people:
            is_urgent = code == "urgent"
            by, reason = ("desk", "unwell") if is_urgent else (KIOSK, None)
            self._somebody_asks(service, code, by, reason)

    def _somebody_asks(self, service, code, by, reason):
        facts = {"service": service, "code": code, "by": by, "reason": reason}
        self.does("issue", secret=self.a_secret(), **facts)

    def _book(self, ahead, slot, service):
        slots = plan.slots(self.model.today + ahead) or [self.model.now]
        self._book_at(slots[slot % len(slots)], service)

    def _book_soon(self, slot):
        soon = [at for at in plan.slots(self.model.today) if at > self.model.now]
        self._book_at((soon or [self.model.now])[slot % max(1, len(soon))], "A")

    def _book_at(self, starts_at, service):
        code = f"C{len(self.sent)}"
        self.does("book", service=service, starts_at=starts_at, code=code)

    def _come_by_appointment(self, pick):
        self.does("check_in", code=self.a_booking(pick), secret=self.a_secret())

    def _keep_an_appointment(self, after_min):
        """The next slot of today, early, in time or too late."""
        soon = [at for at in plan.slots(self.model.today) if at > self.model.now]
        if soon:
            code = f"C{len(self.sent)}"
            self.does("book", service="A", starts_at=soon[0], code=code)
            self.passes(max(0, soon[0] + after_min * MINUTE - self.model.now) // SECOND)
            self.does("check_in", code=code, secret=self.a_secret())

    def _cancel_booking(self, pick):
        self.does("cancel_booking", code=self.a_booking(pick))

    def _cancel_own(self, pick):
        self.does("cancel_own", secret=self.someone(pick, FROM["cancel"]).secret)

    def _defer(self, pick, by_s):
        self.does("defer", secret=self.someone(pick, FROM["defer"]).secret, by_s=by_s)

    def _rate(self, pick, grade):
        self.does("rate", secret=self.someone(pick, "completed").secret, grade=grade)

    def _take_online(self, service, phone, is_here):
        facts = {"service": service, "phone": phone, "is_here": is_here}
        self.does("take_online", secret=self.a_secret(), **facts)

    def _arrive(self, pick):
        self.does("arrive", secret=self._from_a_phone(pick).secret)

    def _desk_sees(self, pick):
        self.does("desk_sees", number=self._from_a_phone(pick).number, by="desk")

    def _tend(self):
        self.does("tend")

    def _from_a_phone(self, pick):
        """One whose holder may not be there, if there is any."""
        those = [each for each in self.model.tickets if each.arrive_by is not None]
        return _one_of(those or self.model.tickets, pick, "waiting")

    # -- officers ------------------------------------------------------------------------------

    def _sit(self, counter, officer):
        self.does("sit", counter=counter, by=officer)

    def _change_counter(self, counter, officer, state):
        by = self.officer(officer, counter)
        if state == "up":
            self.does("get_up", counter=counter, by=by)
        else:
            self.does("set_state", counter=counter, by=by, state=state)

    def _press_the_button(self, counter, officer):
        """As an officer does all day; who comes to an empty counter sits down first."""
        if officer == WHO_SITS_THERE:
            self._somebody_sits(counter)
        self.does("call_next", counter=counter, by=self.officer(officer, counter), current="*")

    def _somebody_sits(self, counter):
        if self.model.seats[counter]["state"] != "open":
            self.does("sit", counter=counter, by=OFFICERS[counter - 1])

    def _press_twice(self, counter, gap):
        self._press_the_button(counter, WHO_SITS_THERE)
        self.passes(gap)
        self._press_the_button(counter, WHO_SITS_THERE)

    def _press_it_late(self, counter, current):
        by, seen = self.officer(WHO_SITS_THERE, counter), self.as_seen(counter, current)
        self.does("call_next", counter=counter, by=by, current=seen)

    def _choose(self, counter, officer, pick, late):
        by, number = self.officer(officer, counter), self.today_s(pick, FROM["choose"]).number
        seen = self.as_seen(counter, None if late else "now")
        self.does("choose", counter=counter, by=by, number=number, current=seen)

    def _call_back(self, counter, pick):
        """One who was called before, or was sent to this very counter."""
        sent = [t for t in self.model.tickets if (t.state, t.reserved) == ("waiting", counter)]
        ticket = sent[pick % len(sent)] if sent else self.today_s(pick, "missed held")
        self._somebody_sits(counter)
        by = self.officer(WHO_SITS_THERE, counter)
        self.does("choose", counter=counter, by=by, number=ticket.number, current="*")

    def _take_back(self, counter, officer, what, pick, gap):
        """What was done last at the counter, often just now."""
        by = self.officer(WHO_SITS_THERE, counter)
        mine = self.model.seats[counter]["ticket"]
        number = next((each.number for each in self.model.tickets if each.id == mine), "A001")
        if what == "button":
            self._press_the_button(counter, WHO_SITS_THERE)
        elif what == "go on":
            verbs = [*HANDLED]
            self.does(verbs[pick % len(verbs)], number=number, by=by)
        elif what == "transfer":
            self.does("transfer", number=number, by=by, service="ABC"[pick % 3], to=None)
        elif what == "pause":
            self.does("set_state", counter=counter, by=by, state=("open", "paused")[pick % 2])
        self.passes(gap)
        self.does("undo", counter=counter, by=self.officer(officer, counter))

    def _start(self, pick, officer):
        self._handle("start", pick, officer)

    def _go_on(self, pick, which, officer):
        """With one whose day is not over, something that may be done."""
        ticket = self.today_s(pick, "called serving held missed away")
        legal = [verb for verb in HANDLED if self.model.allows(verb, ticket)]
        verbs = [verb for verb in legal if verb != "cancel"] or [*HANDLED]
        by = self.officer(officer, ticket.counter)
        self.does(verbs[which % len(verbs)], number=ticket.number, by=by)

    def _handle(self, verb, pick, officer):
        ticket = self.today_s(pick, FROM[verb])
        self.does(verb, number=ticket.number, by=self.officer(officer, ticket.counter))

    def _blunder(self, verb, pick, officer):
        """Any verb upon anybody."""
        ticket = self.today_s(pick, "")
        self.does(verb, number=ticket.number, by=self.officer(officer, ticket.counter))

    def _transfer(self, pick, officer, service=None, to=None):
        ticket = self.today_s(pick, FROM["transfer"])
        by = self.officer(officer, ticket.counter)
        self.does("transfer", number=ticket.number, by=by, service=service, to=to)

    def _send_to_a_counter(self, pick, officer, to):
        self._somebody_sits(to)
        self._transfer(pick, officer, to=to)

    def _send_nowhere(self, pick, service, to):
        self._transfer(pick, WHO_SITS_THERE, service, to)

    def _move(self, pick, service, to):
        number = self.today_s(pick, FROM["move"]).number
        self.does("move", number=number, by="desk", service=service, to=to)

    def _return_by_code(self, pick, own):
        """With the code of one who was sent for papers, or with anybody's."""
        those = (
            [t for t in self.model.tickets if t.papers and not t.papers.get("used")] if own else ()
        )
        ticket = _one_of(those or self.model.tickets, pick, "away abandoned")
        self.does(
            "return_by_code", code=plan.code(ticket.number, ticket.day), secret=self.a_secret()
        )

    def _grant(self, pick, code):
        number = self.today_s(pick, FROM["grant"]).number
        self.does("grant", number=number, by="chen", code=code)

    def _speak(self, officer, counter, code):
        self.does("speak", by=self.officer(officer, counter), code=code, counter=counter)

    def _hang_notices(self):
        self.does("hang", by=MANAGER)

    # -- the day -------------------------------------------------------------------------------

    def _time_passes(self, span):
        self.passes(span * 60)

    def _much_time_passes(self, hour, turns):
        """To a later hour of the day; mostly the clock acts, too."""
        wanted = self.model.today * DAY + hour * HOUR
        self.passes(max(0, wanted - self.model.now) // SECOND)
        if turns:
            self.does("turn")

    def _night_passes(self, hour, turns):
        self._much_time_passes(hour, turns)

    def _turn(self):
        self.does("turn")

    def _end_the_day(self, reopens):
        self.does("close", by=MANAGER)
        if reopens:
            self._reopen()

    def _reopen(self):
        self.does("reopen", by=MANAGER)

    def _auditor_comes(self):
        self.verify()

    # -- how commands come ---------------------------------------------------------------------

    def _send_again(self, back):
        """The same answer, and nothing happens."""
        if self.sent:
            key, verb, facts, (status, said) = self.sent[-1 - back % len(self.sent)]
            self.asks(key, verb, facts, (status, said, True))

    def _same_key_for_something_else(self, back):
        if self.sent:
            key, verb, _, _ = self.sent[-1 - back % len(self.sent)]
            other = ("reopen", {"by": MANAGER}) if verb == "turn" else ("turn", {})
            self.asks(key, *other, (422, "idempotency_key_reused", False))

    def _at_once(self, commands):
        """The next few come at the same moment and share one transaction."""
        if self.room == 1:
            self.room = commands

    # -- who -----------------------------------------------------------------------------------

    def a_secret(self):
        return f"secret-{len(self.sent)}"

    def a_booking(self, pick):
        """One that may be kept today, if there is any."""
        kept = self.model.appointments
        today = [code for code in kept if kept[code]["starts_at"] // DAY == self.model.today]
        among = [code for code in today if kept[code]["state"] == "booked"] or [*kept, "nothing"]
        return among[pick % len(among)]

    def officer(self, officer, counter):
        """Who does it: who sits at the counter, unless it was said otherwise."""
        if officer != WHO_SITS_THERE:
            return officer
        seat = self.model.seats.get(counter)
        return (seat and seat["officer"]) or "chen"

    def as_seen(self, counter, current):
        """Whom the officer saw in hand when pressing."""
        held = self.model.seats[counter]["ticket"]
        now = next((each.number for each in self.model.tickets if each.id == held), None)
        return now if current == "now" else current

    def today_s(self, pick, states):
        return _one_of([t for t in self.model.tickets if t.day == self.model.today], pick, states)

    def someone(self, pick, states):
        """A link knows no day."""
        return _one_of(self.model.tickets, pick, states)


def _one_of(tickets, pick, states):
    """One in such a state, if there are any."""
    fit = [ticket for ticket in tickets if ticket.state in states.split()]
    among = fit or tickets or [NOBODY]
    return among[pick % len(among)]
