"""The program behind the model's words: real use cases in real transactions over real tables."""

import json
from datetime import date, timedelta
from functools import partial
from hashlib import sha256

from queue_server.domain.counter import CounterState
from queue_server.domain.errors import Refusal
from queue_server.domain.next_ticket import next_ticket
from queue_server.domain.online import CheckIn
from queue_server.storage.transactions import Slot
from queue_server.use_cases import (
    appointments,
    calling,
    citizen,
    counters,
    day,
    handling,
    online,
    ticketing,
    undoing,
)
from queue_server.use_cases.answers import Key, answer_once
from queue_server.use_cases.appointments import Arrival
from queue_server.use_cases.comebacks import come_back_by_code
from queue_server.use_cases.handling import Subject
from queue_server.use_cases.notices import change_notices
from queue_server.use_cases.ports import Answer
from queue_server.use_cases.principal import Role
from queue_server.use_cases.speaking import say_notice
from queue_server.use_cases.statistics import statistics
from queue_server.use_cases.ticketing import Order
from tests.domain.builders import HALL
from tests.model import plan
from tests.model.plan import MANAGER
from tests.storage.office import KIOSK, Office, an_officer, empty

ROLES = {"desk": Role.DESK, MANAGER: Role.MANAGER}

NO_REASON = (None,)
HANDLED = {
    "recall": (),
    "start": (),
    "miss": (),
    "put_back": (),
    "hold": (None, timedelta(minutes=10)),
    "send_for_papers": NO_REASON,
    "complete": (),
    "restore": (),
    "come_back": (),
    "cancel": NO_REASON,
}
"""Verbs of an officer that say no more than the number, and what the use case wants beside it."""

NAMES_NO_HALL = {"cancel_own", "defer", "rate", "check_in", "cancel_booking", "arrive"}
"""A link and a code lead to their hall."""


def at_once(hall, service):
    """Nobody takes any time: so the model knows when somebody will be called."""
    return timedelta(microseconds=1), 0.6


def _by(name):
    return KIOSK if name == KIOSK.name else an_officer(name, ROLES.get(name, Role.OFFICER))


class Program:
    """One hall on a database; each run begins it anew."""

    def __init__(self, database):
        self.office = Office(database, plan.the_hall(start_on_call=False))
        self.writer = self.office.a_writer()

    @property
    def database(self):
        """Its kind: sqlite or postgresql."""
        return self.office.database.url.get_backend_name()

    def begin(self, **rules):
        empty(self.office.database)
        self.office.database.add_halls([HALL])
        self.office.halls.set(plan.the_hall(**rules))
        self.office.heard.recorded.clear()

    def close(self):
        self.office.close()
        self.office.transactions._connections.close()

    # -- commands --------------------------------------------------------------------------------

    def answers(self, commands, moment):
        """What (key, verb, facts) are answered that come now; several share one transaction."""
        self.office.clock.now = plan.at(moment)
        asked = [self._asked_once(*command) for command in commands]
        if len(asked) == 1:
            hall = None if commands[0][1] in NAMES_NO_HALL else HALL
            return [_read(self.writer.run(asked[0], hall=hall))]
        slots = [Slot(command) for command in asked]
        self.writer._write(slots)  # as its lanes do with those who wait
        return [_read(slot.answer()) for slot in slots]

    def _asked_once(self, key, verb, facts):
        said = Key(scope="model", key=key, fingerprint=sha256(f"{verb} {facts}".encode()).digest())
        act = partial(self._handle, verb=verb) if verb in HANDLED else getattr(self, f"_{verb}")

        def command(uow):
            try:
                return answer_once(
                    uow,
                    said,
                    lambda work: Answer(status=201, body=_json(act(work, **facts))),
                    lambda refusal: Answer(status=409, body=_json(refusal.code)),
                )
            except Refusal as refusal:  # of the key itself: nothing is kept of that
                uow.discard()
                return Answer(status=422, body=_json(refusal.code))

        return command

    def _issue(self, uow, *, service, code, by, reason, secret):
        order = Order(service=service, priority_class=code, reason=reason)
        return _ticket(
            ticketing.issue(uow, hall=HALL, order=order, by=_by(by), secret=secret).ticket
        )

    def _sit(self, uow, *, counter, by):
        return _seat(counters.sit_down(uow, hall=HALL, counter=counter, officer=by))

    def _get_up(self, uow, *, counter, by):
        return _seat(counters.get_up(uow, hall=HALL, counter=counter, officer=by))

    def _set_state(self, uow, *, counter, by, state):
        made = CounterState(state)
        back = timedelta(minutes=30) if made is CounterState.PAUSED else None
        facts = {"hall": HALL, "counter": counter, "officer": by, "state": made, "expected": back}
        return _seat(counters.set_state(uow, **facts))

    def _call_next(self, uow, *, counter, by, current):
        facts = {"hall": HALL, "counter": counter, "officer": by, "current": current}
        return _ticket(calling.call_next(uow, **facts))

    def _choose(self, uow, *, counter, by, number, current):
        facts = {"hall": HALL, "counter": counter, "officer": by, "current": current}
        return _ticket(calling.call_ticket(uow, number=number, **facts))

    def _undo(self, uow, *, counter, by):
        undone = undoing.undo(uow, hall=HALL, counter=counter, officer=by)
        return {"tickets": [_ticket(each) for each in undone.tickets]}

    def _handle(self, uow, *, verb, number, by, **facts):
        of = Subject(hall=HALL, number=number, by=_by(by))
        if verb == "send_for_papers":
            facts["code"] = plan.code(number, (uow.now - plan.MIDNIGHT).days)
        return _ticket(getattr(handling, verb)(uow, of, *HANDLED.get(verb, ()), **facts))

    def _transfer(self, uow, *, number, by, service, to):
        return self._handle(uow, verb="transfer", number=number, by=by, service=service, counter=to)

    def _move(self, uow, *, number, by, service, to):
        return self._handle(uow, verb="move", number=number, by=by, service=service, counter=to)

    def _grant(self, uow, *, number, by, code):
        facts = {"priority_class": code, "reason": "unwell"}
        return self._handle(uow, verb="grant", number=number, by=by, **facts)

    def _take_online(self, uow, *, service, secret, phone, is_here):
        order = Order(service=service, device=phone)
        facts = {"order": order, "secret": secret, "is_here": is_here, "pace": at_once}
        return _ticket(online.take(uow, hall=HALL, **facts).ticket)

    def _arrive(self, uow, *, secret):
        return _ticket(citizen.check_in(uow, secret=secret, method=CheckIn.CODE))

    def _desk_sees(self, uow, *, number, by):
        return self._handle(uow, verb="check_in", number=number, by=by)

    def _tend(self, uow):
        online.tend(uow, hall=HALL, pace=at_once)
        return {}

    def _cancel_own(self, uow, *, secret):
        return _ticket(citizen.cancel(uow, secret=secret))

    def _defer(self, uow, *, secret, by_s):
        return _ticket(citizen.defer(uow, secret=secret, by=timedelta(seconds=by_s)))

    def _rate(self, uow, *, secret, grade):
        rated = citizen.rate(uow, secret=secret, grade=grade, reasons=(), comment=None)
        return {"grade": int(rated.grade), "stage": rated.stage}

    def _book(self, uow, *, service, starts_at, code):
        moment = plan.at(starts_at)
        made = appointments.book(uow, hall=HALL, service=service, starts_at=moment, code=code)
        return {"state": made.state.value}

    def _check_in(self, uow, *, code, secret):
        return _ticket(appointments.check_in(uow, code=code, by=KIOSK, secret=secret).ticket)

    def _return_by_code(self, uow, *, code, secret):
        arrival = Arrival(by=KIOSK, secret=secret, channel="kiosk")
        with uow.locked(HALL) as locked:
            return _ticket(come_back_by_code(locked, code=code, arrival=arrival).ticket)

    def _cancel_booking(self, uow, *, code):
        return {"state": appointments.cancel(uow, code=code).state.value}

    def _speak(self, uow, *, by, code, counter):
        return {
            "counter": say_notice(uow, hall=HALL, code=code, counter=counter, by=_by(by)).counter
        }

    def _hang(self, uow, *, by):
        change_notices(uow, hall=HALL, texts=[{"zh-CN": "欢迎"}], seen=None, by=by)
        return {}

    def _turn(self, uow):
        day.turn(uow, hall=HALL)
        return {}

    def _close(self, uow, *, by):
        day.close(uow, hall=HALL, by=by)
        return {}

    def _reopen(self, uow, *, by):
        day.reopen(uow, hall=HALL, by=by)
        return {}

    # -- what can be seen --------------------------------------------------------------------------

    def next_at(self, moment):
        """Whom each counter would call."""
        self.office.clock.now = plan.at(moment)

        def question(view):
            firsts = {
                of.number: next_ticket(view.heads(of), of, view.now) for of in view.hall.counters
            }
            return {number: first and first.id for number, first in firsts.items()}

        return self.office.ask(question)

    def events_after(self, sequence):
        return [
            (each.sequence, each.event)
            for each in self.office.ask(lambda view: view.events_after(sequence, 1000))
        ]

    def figures(self):
        """The statistics of all days by service."""
        begin, end = date(2026, 11, 1), date(2027, 11, 1)
        stages = self.office.ask(lambda view: view.stages_between(begin, end))
        return statistics(stages, ["service"], self.office.hall.zone)


def _ticket(ticket):
    return {
        "id": ticket.id,
        "number": ticket.number,
        "state": ticket.state.value,
        "service": ticket.service,
        "class": ticket.priority_class,
        "stage": ticket.stage,
        "counter": ticket.counter,
        "attempt": ticket.attempt,
        "misses": ticket.misses,
    }


def _seat(seat):
    return {
        "counter": seat.number,
        "state": seat.state.value,
        "officer": seat.officer,
        "ticket": seat.ticket,
    }


def _json(facts):
    return json.dumps(facts).encode()


def _read(answer):
    """Status, what was said, and whether it was said before."""
    return answer.status, json.loads(answer.body), answer.is_replay
