"""A hall with kiosks that people press, officers that call, and everything that may go wrong between them.

The kiosks and the server are the real ones, without sockets. Beside them is the small model that
they are held against: what each person was shown and holds in the hand, and when they pressed.
"""

import itertools
import json
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from queue_server.domain.errors import Refusal
from queue_server.protocol import Unreachable
from queue_server.use_cases import day
from queue_server.use_cases.printing import expire
from tests.domain.builders import HALL, NINE, a_counter, a_hall, a_service
from tests.kiosks.network import Faults, Killed, Network, Wire, a_kiosk
from ticket_printer.kiosk.book import Book
from ticket_printer.kiosk.book_rows import job_of
from ticket_printer.kiosk.desk import Desk
from ticket_printer.kiosk.hall_memory import HallMemory
from ticket_printer.kiosk.orders import NotAlone, Order
from ticket_printer.kiosk.safe_clock import SafeClock
from ticket_printer.kiosk.settling import Settling

SERVICES = ("A", "B")
HEARD = {
    "hall": HALL,
    "name": {"zh-CN": "大厅"},
    "now": NINE.isoformat(),
    "open": True,
    "ended_early": False,
    "languages": ["zh-CN", "en"],
    "timezone": "Asia/Shanghai",
    "notices": [],
    "services": [
        {"letter": each, "name": {"zh-CN": each}, "kiosk": True, "classes": None, "area": None}
        for each in SERVICES
    ],
    "classes": [
        {"code": code, "name": {"zh-CN": code}, "promise_s": 600, "who": who, "by_check_in": False}
        for code, who in (("normal", "declared"), ("elderly", "declared"), ("urgent", "granted"))
    ],
}
"""What a kiosk has heard of this hall."""


def the_hall(**changes):
    services = tuple(a_service(each) for each in SERVICES)
    return a_hall(services=services, counters=(a_counter(3, "AB"), a_counter(5, "AB")), **changes)


@dataclass
class Person:
    """Who pressed, and what became known to them."""

    issue: str
    order: Order
    pressed_at: object
    shown: set = field(default_factory=set)
    """Numbers on the screen."""
    papers: list = field(default_factory=list)
    """Numbers on automatic papers."""


class Kiosk:
    """One machine: its disk outlives it, its memory does not."""

    def __init__(self, world, device, folder):
        self.world, self.by, self.folder = world, a_kiosk(device), folder
        self.wire, self.start, self.book = Wire(world.network, self.by), 0, None
        self.spool = set()
        self.switch_on()

    def switch_on(self):
        """As after a power cut: what was written down is there."""
        if self.book is not None:
            self.book.close()
        self.book = Book(self.folder)
        world = self.world
        self.clock = SafeClock(
            self.book.facts, ticks=world.ticks, start=f"start {self.start}", local=world.wrong_clock
        )
        hall = HallMemory(self.book, self.clock)
        if self.book.facts.get("hall_heard") is None:
            hall.hear(HEARD)
        self.desk = Desk(self.wire, self.book, hall, self.clock, self.print)
        self.settling = Settling(self.wire, self.book, self.clock, ticks=world.ticks)
        self.desk.print_again()

    def print(self, job):
        """What the spool does: a job that it knows is not printed again."""
        if self.world.dice.random() < self.world.network.faults.killed:
            raise Killed
        if job["id"] not in self.spool:
            self.spool.add(job["id"])
            self.world.paper(job["id"].removeprefix("alone-"), job["layout"]["number"])
            self.book.note_paper(job["id"], "printed", "")

    def fetch(self):
        """The papers that the server asks for."""
        for job in self.world.network.jobs(self.by):
            if self.desk.may_print(job) and job["id"] not in self.spool:
                self.spool.add(job["id"])
                self.world.paper(job["issue"], job["layout"]["number"])
                self.world.network.printed(self.by, job)

    def settle(self):
        try:
            self.settling.step()
        except Unreachable:
            return False
        return True


class World:
    """Does what is drawn; a number says to whom."""

    def __init__(self, office, folder, *, kiosks=2, seed=0):
        self.office, self.dice = office, Random(seed)
        office.halls.set(the_hall())
        self.network = Network(office, self.dice)
        self.people = {}
        self._names = itertools.count(1)
        self.offset = timedelta(days=self.dice.randint(-4000, 4000))
        self.kiosks = [Kiosk(self, f"k{n}", folder / f"k{n}") for n in range(1, kiosks + 1)]
        for each in self.kiosks:
            each.settle()
        office.sit(3)

    def ticks(self):
        return (self.office.clock.now - NINE).total_seconds()

    def wrong_clock(self):
        return self.office.clock.now + self.offset

    def paper(self, issue, number):
        self.people[issue].papers.append(number)

    def close(self):
        for each in self.kiosks:
            each.book.close()

    # -- what happens -------------------------------------------------------------------------

    def happens(self, deed, pick):
        kiosk = self.kiosks[pick % len(self.kiosks)]
        try:
            getattr(self, f"_{deed}")(kiosk, pick)
        except Killed:
            self._switch_on(kiosk)
        except Refusal:
            pass  # nobody to call, a counter that is closed: as every day

    def _switch_on(self, kiosk):
        """As often as the power goes again in the middle of it."""
        while True:
            with suppress(Killed):
                return kiosk.switch_on()

    def _press(self, kiosk, pick):
        service, code = SERVICES[pick // 2 % 2], "elderly" if pick % 5 == 0 else "normal"
        asked = json.dumps({"service": service, "class": code}).encode()
        order = Order(service=service, priority_class=code, asked=asked)
        self.office.clock.pass_(seconds=1)  # no two people press at the same microsecond
        issue = f"press-{next(self._names):04d}"
        self.people[issue] = Person(issue=issue, order=order, pressed_at=self.office.clock.now)
        self._take(kiosk, issue)

    def _press_again(self, kiosk, pick):
        """The page tries the same once more: a double tap, or no answer came."""
        mine = [each for each in self.people if kiosk.book.find(each) is not None]
        if mine:
            self._take(kiosk, mine[-1 - pick % min(3, len(mine))])

    def _take(self, kiosk, issue):
        person = self.people[issue]
        try:
            reply = kiosk.desk.take(person.order, issue, {})
        except NotAlone:
            return
        if reply.is_done:
            person.shown.add(reply.json()["number"])

    def _settle(self, kiosk, _pick):
        kiosk.settle()

    def _fetch(self, kiosk, _pick):
        kiosk.fetch()

    def _pass_time(self, _kiosk, pick):
        self.office.clock.pass_(seconds=1 + pick % 200)

    def _arrive(self, _kiosk, _pick):
        self.network.arrive()

    def _call(self, _kiosk, _pick):
        self.office.call(3)

    def _serve(self, _kiosk, _pick):
        self.office.serve(3, minutes=0)

    def _go_down(self, _kiosk, _pick):
        self.network.faults.is_down = True

    def _come_back(self, _kiosk, _pick):
        self.network.faults.is_down = False

    def _disturb(self, _kiosk, pick):
        """The network becomes as bad as this."""
        dice = Random(pick)
        down = self.network.faults.is_down
        rates = {name: dice.choice([0, 0, 0.1, 0.4]) for name in ("lost", "reply_lost", "delayed")}
        rates |= {name: dice.choice([0, 0, 0.1]) for name in ("doubled", "killed")}
        self.network.faults = Faults(is_down=down, **rates)

    def _restart(self, kiosk, _pick):
        kiosk.switch_on()

    def _power_cut(self, kiosk, _pick):
        kiosk.start += 1
        kiosk.switch_on()

    def _clock_turns(self, _kiosk, _pick):
        if not self.network.faults.is_down:
            self.office.do(day.turn)
            self.office.do(expire)

    # -- the end ------------------------------------------------------------------------------

    def end(self):
        """The network is whole again, and everyone has told everything."""
        self.network.faults = Faults()
        while self.network.late:
            self.network.arrive()
        for _ in range(3):
            for each in self.kiosks:
                each.desk.print_again()
                assert each.settle()
                each.fetch()
        assert [each.book.count_untold() for each in self.kiosks] == [0] * len(self.kiosks)

    def faults_found(self):
        """What is lost, doubled or swapped: nothing."""
        rows = self.office.rows("ticket")
        presses = {row["issue"]: row for row in self.office.rows("press")}
        of_id = {row["id"]: row for row in rows}
        found = []
        for issue, person in self.people.items():
            numbers = person.shown | set(person.papers)
            press = presses.get(issue)
            ticket = of_id.get(press["ticket"]) if press else None
            if len(numbers) > 1 or len(person.papers) > 1:
                found.append(f"{issue} has {numbers} on {len(person.papers)} papers")
            if not numbers:
                continue
            if ticket is None:
                found.append(f"{issue} is lost: {numbers}")
            elif not numbers <= {ticket["number"], ticket["alias"]}:
                found.append(f"{issue} holds {numbers}, the server has {ticket['number']}")
        held = [n for person in self.people.values() for n in person.shown | set(person.papers)]
        found += [f"two people hold {n}" for n in set(held) if held.count(n) > 1]
        pressed = [press["ticket"] for press in presses.values()]
        if len(pressed) != len(set(pressed)) or {row["id"] for row in rows} != set(pressed):
            found.append(f"{len(rows)} tickets of {len(presses)} presses")
        return found + self._out_of_order(of_id, presses)

    def _out_of_order(self, of_id, presses):
        """Who pressed earlier at a kiosk alone stands before who pressed later."""
        alone = [
            (person.pressed_at, of_id[presses[issue]["ticket"]])
            for issue, person in self.people.items()
            if issue in presses and (person.shown or person.papers)
        ]
        alone = [(at, row) for at, row in alone if int(row["number"][1:]) % 1000 >= 801]
        by_press = [row["id"] for _, row in sorted(alone, key=lambda each: each[0])]
        by_clock = [
            row["id"] for _, row in sorted(alone, key=lambda each: (each[1]["clock"], each[0]))
        ]
        return [] if by_press == by_clock else [f"pressed {by_press}, waiting {by_clock}"]


DEEDS = {
    "press": 10,
    "press_again": 4,
    "settle": 5,
    "fetch": 3,
    "pass_time": 5,
    "arrive": 2,
    "call": 2,
    "serve": 2,
    "go_down": 2,
    "come_back": 2,
    "disturb": 3,
    "restart": 1,
    "power_cut": 1,
    "clock_turns": 1,
}
"""How often each happens, against the others."""
EVERY_DEED = [deed for deed, often in DEEDS.items() for _ in range(often)]
__all__ = ["EVERY_DEED", "World", "job_of", "the_hall"]
