"""Nobody is overtaken past the bound, looked up in the record when all is over.

The bound (design, section 4): somebody who waited w was overtaken only by those of class j who
came in the first w(1 - p_j / p_i) of it. So it is for every call by the rule, of j, during a
stretch of i's waiting in which nothing changed but the time, at a counter that may call both:

- who is in a higher tier is overtaken by nobody;
- in the same tier, with "came" for the clock plus this counter's detour,
  ``came_j - came_i <= max(0, w) * max(0, 1 - p_j / p_i)``, where w is counted from came_i to the
  end of the stretch. Nobody of the same or a longer promise who came later goes before.

Who is sent on by the very press that calls somebody else waits from then on: who is next was chosen
before they stood in the line. Before came_i (a booked time, a deferral) nothing of the promise is
used, and nothing is bound.
"""

from datetime import timedelta
from fractions import Fraction

from queue_server.domain import events
from tests.model import plan
from tests.model.plan import MIDNIGHT, SECOND

JOINS = (events.TicketIssued, events.TicketPutBack, events.TicketRestored, events.TicketCameBack)
CHANGES = (events.TicketTransferred, events.TicketMoved, events.TicketDeferred, events.ClassGranted)
LEAVES = (
    events.TicketCalled,
    events.TicketCancelled,
    events.TicketAbandoned,
    events.PresenceLapsed,
)
"""Also who is not there any more: whoever goes then, overtakes nobody."""


def overtaken_past_the_bound(record):
    """Who was overtaken by whom, at which counter and when; nobody is what must be."""
    standing, stretches, calls = {}, [], []
    before, calling = {}, frozenset()
    for recorded in record:
        event, place = recorded.event, (recorded.sequence, _moment(recorded.event.at))
        if event.ticket is None:
            calling = _calling(calling, event)
            continue
        facts = _before(standing.get(event.ticket), event)
        before[recorded.sequence] = facts
        if isinstance(event, events.ActionUndone):
            if facts["since"] is not None:
                stretches.append(facts | {"until": place})
            standing[event.ticket] = _again(before[event.undone[0]], event, place)
            continue
        if isinstance(event, events.TicketCalled) and event.attempt == 1 and not event.chosen:
            calls.append((place, (event.counter, calling), facts))
        if isinstance(event, (*JOINS, *CHANGES, *LEAVES)):
            if facts["since"] is not None:
                stretches.append(facts | {"until": place})
            facts = facts | {"since": None if _is_away(facts, event) else place}
        elif isinstance(event, events.TicketCheckedIn) and facts["since"] is None:
            facts = facts | {"since": place, "here": True}
        standing[event.ticket] = facts | _changes(event)
    return [
        (waits, goes, counter, place)
        for waits in stretches
        for place, counter, goes in calls
        if waits["since"] < place < waits["until"]
        if not _by_one_press(waits, counter[0], place)
        if not _is_within(waits, goes, counter, place[1])
    ]


def _by_one_press(waits, counter, place):
    """Whether the press that called somebody had sent this one on."""
    sequence, moment = waits["since"]
    return waits.get("sent_from") == counter and place == (sequence + 1, moment)


def _again(facts, event, place):
    """What a person is again after the last press was taken back: who waits, waits from now on."""
    waits = event.state == "waiting" and facts["here"]
    return facts | {"since": place if waits else None}


def _calling(before, event):
    """The counters that call: who waits for another one alone may be called by all."""
    match event:
        case events.CounterOpened() | events.ActionUndone(state="open"):
            return before | {event.counter}
        case events.CounterPaused() | events.CounterClosed() | events.ActionUndone():
            return before - {event.counter}
    return before


def _before(facts, event):
    """What a person was until the event; the first one says all of it."""
    return facts or {
        "day": event.day,
        "number": event.number,
        "service": event.service,
        "class": event.priority_class,
        "tier": event.tier,
        "promise": int(event.promise_s) * SECOND,
        "clock": _moment(event.clock),
        "reserved": event.reserved_for,
        "not_before": None,
        "since": None,
        "here": event.here,
    }


def _is_away(facts, event):
    """Whether it is not to be called from the event on: out of the line, or not in the hall."""
    seen = isinstance(
        event, (events.TicketRestored, events.TicketCameBack, events.TicketTransferred)
    )
    return isinstance(event, LEAVES) or not (facts["here"] or seen)


def _changes(event):
    """What the person is otherwise from the event on, and whether in the hall."""
    if isinstance(event, events.PresenceLapsed):
        return {"here": False}
    return {"here": True} if getattr(event, "chosen", False) else _joins_otherwise(event)


def _joins_otherwise(event):
    match event:
        case events.TicketRestored():
            return {"clock": _moment(event.clock), "not_before": None, "here": True}
        case events.TicketCameBack():
            back = {
                "clock": _moment(event.clock),
                "not_before": None,
                "reserved": event.reserved_for,
            }
            return back | {"here": True}
        case events.TicketDeferred():
            return {"clock": _moment(event.clock), "not_before": _moment(event.not_before)}
        case events.TicketTransferred() | events.TicketMoved():
            sent = {"service": event.service, "reserved": event.reserved_for}
            is_sent_on = isinstance(event, events.TicketTransferred)
            again = {"not_before": None, "here": True} if is_sent_on else {}
            sent["sent_from"] = event.counter if is_sent_on else None
            return sent | again | {"promise": int(event.promise_s) * SECOND}
        case events.ClassGranted():
            granted = {"class": event.priority_class, "tier": event.tier}
            return granted | {"promise": int(event.promise_s) * SECOND}
    return {}


def _is_within(waits, goes, counter, at):
    """Whether the call of one is what the bound lets somebody accept who waits."""
    mine, theirs = _came(waits, counter), _came(goes, counter)
    if mine is None or at < max(mine, waits["not_before"] or mine):
        return True
    if waits["day"] < goes["day"]:
        return True  # yesterday's, whom the night has not ended yet
    if goes["tier"] != waits["tier"]:
        return goes["tier"] > waits["tier"]
    waited = waits["until"][1] - mine
    return theirs - mine <= waited * max(0, 1 - Fraction(goes["promise"], waits["promise"]))


def _came(facts, where):
    """The clock and this counter's detour; None where it may not call."""
    counter, calling = where
    if facts["reserved"] == counter:
        return facts["clock"]
    if facts["reserved"] in calling:
        return None
    put_back = plan.detour(counter, facts["service"], facts["class"])
    return None if put_back is None else facts["clock"] + put_back


def _moment(at):
    return (at - MIDNIGHT) // timedelta(microseconds=1)
