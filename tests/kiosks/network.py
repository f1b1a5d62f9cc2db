"""Between kiosks and a server: a network that loses, delays and doubles what it carries.

What it delivers is done by the server's own use cases; what it loses may have been done or not.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from queue_server.domain.errors import Refusal as Refused
from queue_server.protocol import Refusal, Unreachable
from queue_server.use_cases import leasing, printing, reconciling, ticketing
from queue_server.use_cases.answers import Key, answer_once
from queue_server.use_cases.leasing import Known
from queue_server.use_cases.outlook import usual_pace
from queue_server.use_cases.ports import Answer
from queue_server.use_cases.principal import Principal, Role
from queue_server.use_cases.print_job import PrintState
from queue_server.use_cases.reconciling import Paper
from queue_server.use_cases.ticketing import Order
from queue_server.web.errors import STATUS
from tests.domain.builders import HALL
from ticket_printer.kiosk.link import Away, Reply


class Killed(BaseException):
    """The power went, at this very point."""


@dataclass
class Faults:
    """How likely each is, of one request."""

    is_down: bool = False
    lost: float = 0.0
    reply_lost: float = 0.0
    delayed: float = 0.0
    doubled: float = 0.0
    killed: float = 0.0
    """The kiosk dies before it hears the answer."""


@dataclass
class Network:
    """Carries commands to an office, as the HTTP endpoints would hand them on."""

    office: object
    dice: Random
    faults: Faults = field(default_factory=Faults)
    late: list = field(default_factory=list)
    """Requests on their way, which arrive when nobody waits for them any more."""
    secrets: int = 0

    def carry(self, by, path, body, key):
        """The status and body of the answer; Unreachable where none came back."""
        dice, faults = self.dice, self.faults
        if faults.is_down or dice.random() < faults.lost:
            raise Unreachable("lost", key)
        if dice.random() < faults.delayed:
            self.late.append((by, path, body, key))
            raise Unreachable("late", key)
        answer = self._done(by, path, body, key)
        if dice.random() < faults.doubled:
            answer = self._done(by, path, body, key)
        if dice.random() < faults.killed:
            raise Killed
        if dice.random() < faults.reply_lost:
            raise Unreachable("its answer was lost", key)
        return answer

    def arrive(self):
        """One of the late ones arrives."""
        if self.late and not self.faults.is_down:
            self._done(*self.late.pop(self.dice.randrange(len(self.late))))

    def _done(self, by, path, body, key):
        def act(uow):
            return Answer(status=200, body=json.dumps(self._do(uow, by, path, body, key)).encode())

        def refuse(refusal):
            said = {"code": refusal.code, "message": "", "details": {}}
            return Answer(status=STATUS[refusal.code], body=json.dumps(said).encode())

        of = Key(scope=by.device, key=key, fingerprint=path.encode()) if key else None
        try:
            answer = self.office.run(lambda uow: answer_once(uow, of, act, refuse))
        except Refused as refusal:
            answer = refuse(refusal)
        said = json.loads(answer.body)
        return (409 if said.get("code") else answer.status), said

    def _do(self, uow, by, path, body, key):
        return {
            f"/halls/{HALL}/tickets": self._issue,
            "/devices/self/leases": self._lease,
            "/devices/self/reconciliations": self._reconcile,
        }[path](uow, by, body, key)

    def _issue(self, uow, by, body, key):
        self.secrets += 1
        order = Order(
            service=body["service"], priority_class=body["class"], issue=key, printer=by.device
        )
        secret = f"online-{self.secrets}"
        ticket = ticketing.issue(
            uow, hall=HALL, order=order, by=by, secret=secret, pace=usual_pace
        ).ticket
        return {
            "id": f"{HALL}-{ticket.id}",
            "number": ticket.number,
            "secret": ticket.secret,
            "service": ticket.service,
            "class": ticket.priority_class,
        }

    def _lease(self, uow, by, body, _key):
        leased = leasing.lease(uow, hall=HALL, known=_known(body), by=by)
        sequence, digest = leased.mark
        return {
            "hall": HALL,
            "epoch": leased.epoch,
            "mark": {"sequence": sequence, "digest": digest},
            "server_time": uow.now.isoformat(),
            "link": "https://queue.example/t/",
            "days": [_day(each) for each in leased.days],
        }

    def _reconcile(self, uow, by, body, _key):
        done = reconciling.reconcile(uow, hall=HALL, paper=_paper(body), by=by)
        if done.ticket is None:
            return {"code": "number_conflict", "why": done.why}
        ticket = done.ticket
        return {"outcome": done.outcome, "id": f"{HALL}-{ticket.id}", "number": ticket.number}

    # -- papers that the server asked for ----------------------------------------------------------

    def jobs(self, by):
        """The papers that wait for a device, as the contract tells them; none while it is down."""
        if self.faults.is_down:
            return []
        found = self.office.reader.ask_all(lambda all_: all_.devices.open_jobs(by.device))
        queued = [each for each in found if each.state is PrintState.QUEUED]
        return [self.office.ask(lambda view, of=each: _job(view, of)) for each in queued]

    def printed(self, by, job):
        """A device says that a paper of the server's is printed."""
        self.office.run(
            lambda uow: printing.report(
                uow, job=job["id"], state=PrintState.PRINTED, detail=None, by=by
            )
        )


@dataclass
class Wire:
    """One kiosk's end of the network: `Commands` and `Server` in one."""

    network: Network
    by: Principal
    is_away: bool = False

    def post(self, path, body, *, key=None):
        status, said = self.network.carry(self.by, path, body, key)
        if status >= 400:
            raise Refusal(status, said["code"], "", {})
        return said

    def ask(self, _method, path, *, body, headers):
        sent, key = json.loads(body) if body else None, headers.get("Idempotency-Key")
        try:
            status, said = self.network.carry(self.by, path, sent, key)
        except Unreachable as error:
            self.is_away = True
            raise Away(str(error)) from None
        self.is_away = False
        return Reply(status=status, kind="application/json", body=json.dumps(said).encode())


def a_kiosk(device):
    return Principal(name=device, roles=frozenset({Role.KIOSK}), hall=HALL, device=device)


def _known(body):
    mark, issued = body.get("mark"), body.get("issued")
    places = {(date.fromisoformat(e["day"]), e["service"]): e for e in body["counts"]}
    return Known(
        epoch=body.get("epoch"),
        mark=mark and (mark["sequence"], mark["digest"]),
        issued=issued and (issued["sequence"], issued["number"]),
        counts={place: e["given"] for place, e in places.items()},
        leased={place: e["leased"] for place, e in places.items()},
        blocks=[
            (date.fromisoformat(e["day"]), e["service"], e["first"], e["last"])
            for e in body["blocks"]
        ],
    )


def _paper(body):
    return Paper(
        issue=body["issue"],
        day=date.fromisoformat(body["day"]),
        number=body["number"],
        order=Order(
            service=body["service"],
            priority_class=body["class"],
            party_size=body["party_size"],
        ),
        pressed_at=datetime.fromisoformat(body["pressed_at"]),
        state=PrintState(body["print"]) if "print" in body else None,
        detail=body.get("detail"),
        secret=body["secret"],
    )


def _day(of):
    return {
        "day": of.day.isoformat(),
        "hours": [[begin.isoformat(), end.isoformat()] for begin, end in of.hours],
        "ends_at": of.ends_at.isoformat(),
        "blocks": [{"service": e.service, "first": e.first, "last": e.last} for e in of.blocks],
        "given": dict(of.counts),
        "leased": dict(of.leased),
    }


def _job(view, job):
    ticket, press = view.get_ticket_by_id(job.ticket), view.find_press_of(job.ticket)
    return {
        "id": job.id,
        "issue": press and press.issue,
        "layout": {"number": ticket.number, "link": f"https://queue.example/t/{ticket.secret}"},
    }
