"""The model's way back: what an officer did last, kept whole with what was before it."""

from copy import deepcopy
from dataclasses import dataclass, fields

from tests.model.line import Refused, Ticket
from tests.model.phones import ModelWithPhones
from tests.model.plan import SECOND, UNDO_S

ENDS = {"service_completed", "ticket_missed", "ticket_abandoned"}
STAYS = {
    "notice_spoken",
    "notice_changed",
    "counter_closed",
    "action_undone",
    "ticket_issued",
    "ticket_came_back",
}
"""What is not taken back."""
FOR_ALL = "tickets_precalled"


@dataclass
class Deed:
    """What one command made the record say, and the hall before and after it."""

    by: str
    moment: int
    first: int
    happened: list
    """Kind, actor and ticket, one after another from ``first``."""
    before: tuple
    after: tuple

    @property
    def last(self):
        return self.first + len(self.happened) - 1

    def ends_somebody_at(self, counter):
        """Whether all that it did was to end the service, or the waiting, of who was called there."""
        ids = {ticket for _, _, ticket in self.happened}
        here = [_of(self.after, each).counter == counter for each in ids if each is not None]
        return all(kind in ENDS for kind, *_ in self.happened) and here == [True]


class ModelWithUndo(ModelWithPhones):
    """The whole hall."""

    def __init__(self, **facts):
        super().__init__(**facts)
        self.deeds = []
        """The last one of each, oldest first."""

    def carry_out(self, verb, facts):
        """A command; what an officer did by it can be taken back."""
        before, first = self._now(), len(self.record) + 1
        answer = getattr(self, verb)(**facts)
        happened = [each for each in self.record[first - 1 :] if each[0] != FOR_ALL]
        by = facts.get("by")
        if any(actor == by for _, actor, _ in happened):
            made = Deed(by, self.now, first, happened, before, self._now())
            whole = self._joined(made)  # looks at the deed before
            self.deeds = [*(each for each in self.deeds if each.by != by), whole]
        return answer

    def undo(self, *, counter, by):
        self._require_officer(counter, by)
        deed = next((each for each in reversed(self.deeds) if each.by == by), None)
        if deed is None or not self._is_to_undo(deed):
            raise Refused("nothing_to_undo")
        if self.now - deed.moment > UNDO_S * SECOND:
            raise Refused("too_late_to_undo")
        if deed.happened[-1][2] is None:
            return self._undo_seat(deed, counter, by)
        return self._undo_tickets(deed, counter, by)

    # -- helpers ---------------------------------------------------------------------------------

    def _now(self):
        return deepcopy((self.tickets, self.seats))

    def _joined(self, deed):
        """A call right after the same officer ended what was in hand is one press with it."""
        last = self.deeds[-1] if self.deeds else None
        called = [each for each in deed.happened if each[0] == "ticket_called"]
        if last is None or len(deed.happened) != 1 or not called:
            return deed
        counter = _of(deed.after, called[0][2]).counter
        at_once = (last.by, last.moment, last.last + 1) == (deed.by, deed.moment, deed.first)
        if not at_once or not last.ends_somebody_at(counter):
            return deed
        return Deed(
            deed.by, deed.moment, last.first, last.happened + deed.happened, last.before, deed.after
        )

    def _is_to_undo(self, deed):
        kinds = [kind for kind, _, ticket in deed.happened if ticket is not None]
        kinds = kinds or [deed.happened[-1][0]]
        is_recall = kinds == ["ticket_called"] and _of(deed.after, deed.happened[0][2]).attempt > 1
        return not is_recall and STAYS.isdisjoint(kinds)

    def _undo_seat(self, deed, counter, by):
        """A pause, or an opening after one."""
        before, after = deed.before[1][counter], deed.after[1][counter]
        may_be = ("paused",) if deed.happened[-1][0] == "counter_opened" else ("open", "paused")
        if before["officer"] != by or after["officer"] != by or before["state"] not in may_be:
            raise Refused("nothing_to_undo")
        self.seats[counter]["state"] = before["state"]
        self.say("action_undone", by)
        return {"tickets": []}

    def _undo_tickets(self, deed, counter, by):
        ids = list(dict.fromkeys(ticket for _, _, ticket in reversed(deed.happened)))
        mine = [each for each in ids if not self._is_touched(each, deed)]
        if ids[0] not in mine:
            raise Refused("nothing_to_undo")
        before = [_of(deed.before, each) for each in mine]
        hand = next((each for each in before if each.state in ("called", "serving")), None)
        seat = self.seats[counter]
        other = seat["ticket"] if seat["ticket"] not in mine else None
        if hand is not None and (other is not None or hand.counter != counter):
            raise Refused("nothing_to_undo")
        for each in before:
            self._becomes(each, by, deed)
        seat["ticket"] = hand.id if hand else other
        return {"tickets": [_of((self.tickets,), each).told() for each in mine]}

    def _is_touched(self, ticket, deed):
        told = any(each == ticket for _, _, each in self.record[deed.last :])
        prepared = _of((self.tickets,), ticket).prepared != _of(deed.after, ticket).prepared
        return told or prepared

    def _becomes(self, before, by, deed):
        """As before, but for when it was touched last, and what was said: get ready, a code for papers."""
        ticket = _of((self.tickets,), before.id)
        papers = ticket.papers
        told = ticket.prepared if ticket.prepared == deed.moment else before.prepared
        for each in fields(Ticket):
            setattr(ticket, each.name, deepcopy(getattr(before, each.name)))
        ticket.prepared, ticket.papers = told, papers
        ticket.announced = ticket.missed_at = self.now
        self.say("action_undone", by, ticket)


def _of(hall, ticket):
    return next(each for each in hall[0] if each.id == ticket)
