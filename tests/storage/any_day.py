"""Any day that people may have in a hall: commands as hypothesis draws them, some of them refused."""

from datetime import timedelta

from hypothesis import strategies as st

from queue_server.domain.counter import CounterState
from queue_server.domain.errors import Refusal
from queue_server.domain.hall import Rules, Voice
from queue_server.domain.screen import Screen
from queue_server.use_cases import citizen, counters, day, notices, printing, screens
from queue_server.use_cases.notices import DutyLeader
from queue_server.use_cases.principal import Role
from queue_server.use_cases.print_job import PrintState
from tests.domain.builders import a_counter, a_hall, a_service, a_take, minutes
from tests.storage.office import KIOSK, an_officer

OFFICERS = ("chen", "wang", "zhao")
COUNTERS = (
    a_counter(1, "AB"),
    a_counter(2, [a_take("B"), a_take("A", detour=10)]),
    a_counter(3, [a_take("A", classes=["elderly", "urgent"]), a_take("C")]),
)
SERVICES = tuple(a_service(letter) for letter in "ABC")


def any_hall(*, start_on_call=False):
    """Three services; counters that take them at once, as second choice, or for some classes."""
    rules = Rules(start_on_call=start_on_call, misses_allowed=2, restore_penalty=minutes(2))
    voice = Voice(pre_call=2)
    return a_hall(services=SERVICES, counters=COUNTERS, rules=rules, voice=voice)


VERBS = {
    "issue": 8,
    "pass_time": 4,
    "sit": 3,
    "call": 6,
    "choose": 2,
    "recall": 1,
    "start": 4,
    "complete": 2,
    "miss": 2,
    "restore": 2,
    "put_back": 1,
    "hold": 2,
    "transfer": 2,
    "send_on_to_counter": 1,
    "send_for_papers": 1,
    "come_back": 1,
    "cancel": 1,
    "undo": 5,
    "put_off": 1,
    "remark": 1,
    "send_back": 1,
    "cancel_own": 1,
    "defer": 1,
    "grant": 1,
    "move": 1,
    "rate": 1,
    "reprint": 1,
    "report_paper": 1,
    "get_up": 1,
    "pause": 1,
    "turn": 1,
    "next_day": 1,
    "configure": 1,
    "name_leader": 1,
}
"""How often each happens, against the others."""
commands = st.tuples(
    st.sampled_from([verb for verb, often in VERBS.items() for _ in range(often)]),
    st.integers(0, 1000),
)
any_day = st.lists(commands, min_size=5, max_size=40)


class AnyDay:
    """Does what is drawn; a number says to whom."""

    def __init__(self, office):
        self.office = office
        self.refused = 0
        self.done = 0

    def live(self, drawn):
        for verb, pick in [("sit", 0), ("sit", 1), *drawn]:
            try:
                getattr(self, f"_{verb}")(pick)
                self.done += 1
            except Refusal:
                self.refused += 1

    def _issue(self, pick):
        code = ("normal", "normal", "elderly", "urgent")[pick % 4]
        by = an_officer("desk", Role.DESK)
        self.office.take("ABC"[pick % 3], code, by=by, reason="unwell", printer="k1")

    def _pass_time(self, pick):
        self.office.clock.pass_(seconds=1 + pick)

    def _sit(self, pick):
        self.office.sit(1 + pick % 3, OFFICERS[pick % 3])

    def _call(self, pick):
        self.office.call(1 + pick % 3, OFFICERS[pick % 3])

    def _choose(self, pick):
        self.office.choose(self._number(pick), 1 + pick % 3, OFFICERS[pick % 3])

    def _handle(self, verb, pick, *args, **facts):
        number = self._number(pick)
        self.office.handle(verb, number, *args, officer="boss", role=Role.MANAGER, **facts)

    def _recall(self, pick):
        self._handle("recall", pick)

    def _start(self, pick):
        self._handle("start", pick)

    def _complete(self, pick):
        self._handle("complete", pick)

    def _miss(self, pick):
        self._handle("miss", pick)

    def _restore(self, pick):
        self._handle("restore", pick)

    def _put_back(self, pick):
        self._handle("put_back", pick)

    def _hold(self, pick):
        self._handle("hold", pick, "photo")

    def _transfer(self, pick):
        self._handle("transfer", pick, service="ABC"[pick % 3], counter=None)

    def _move(self, pick):
        self._handle("move", pick, service="ABC"[pick % 3], counter=None)

    def _send_on_to_counter(self, pick):
        self._handle("transfer", pick, service=None, counter=1 + pick % 3)

    def _send_for_papers(self, pick):
        self._handle("send_for_papers", pick, None, code=self.office.a_secret()[-8:])

    def _come_back(self, pick):
        self._handle("come_back", pick)

    def _cancel(self, pick):
        self._handle("cancel", pick, None)

    def _undo(self, pick):
        self.office.undo(1 + pick % 3, OFFICERS[pick % 3])

    def _put_off(self, pick):
        self.office.attend("defer", self._number(pick), by=timedelta(seconds=60 + pick))

    def _remark(self, pick):
        words = (None, "轮椅", "请说慢些")[pick % 3]
        self.office.attend("remark", self._number(pick), words=words)

    def _send_back(self, pick):
        self._handle("transfer", pick, back=True)

    def _cancel_own(self, pick):
        secret = self._secret(pick)
        self.office.run(lambda uow: citizen.cancel(uow, secret=secret))

    def _defer(self, pick):
        secret, by = self._secret(pick), timedelta(seconds=60 + pick)
        self.office.run(lambda uow: citizen.defer(uow, secret=secret, by=by))

    def _rate(self, pick):
        secret, grade = self._secret(pick), 1 + pick % 5
        self.office.run(
            lambda uow: citizen.rate(uow, secret=secret, grade=grade, reasons=(), comment=None)
        )

    def _grant(self, pick):
        self._handle("grant", pick, priority_class=("elderly", "urgent")[pick % 2], reason="unwell")

    def _reprint(self, pick):
        number, by = self._number(pick), an_officer()
        self.office.do(printing.reprint, number=number, printer=None, by=by)

    def _report_paper(self, pick):
        jobs = self.office.rows("job")
        if jobs:
            job = jobs[pick % len(jobs)]["id"]
            state = (PrintState.SENDING, PrintState.PRINTED, PrintState.UNSURE)[pick % 3]
            self.office.run(
                lambda uow: printing.report(uow, job=job, state=state, detail=None, by=KIOSK)
            )

    def _get_up(self, pick):
        self.office.do(counters.get_up, counter=1 + pick % 3, officer=OFFICERS[pick % 3])

    def _pause(self, pick):
        self.office.do(
            counters.set_state,
            counter=1 + pick % 3,
            officer=OFFICERS[pick % 3],
            state=CounterState.PAUSED,
        )

    def _turn(self, _pick):
        self.office.do(day.turn)

    def _next_day(self, pick):
        if pick % 4 == 0:
            self.office.clock.pass_(minutes=24 * 60)
            self.office.do(day.turn)

    def _configure(self, pick):
        screen = Screen(
            id=("hall", "door")[pick % 2], name={"zh-CN": "门口"}, counters=(1 + pick % 4,)
        )
        self.office.do(
            screens.configure, screen=screen, seen=(None, pick)[pick % 3 == 0], by="boss"
        )

    def _name_leader(self, pick):
        leader = None if pick % 3 == 0 else DutyLeader(badge=str(pick), name="周倩")
        self.office.do(notices.name_duty_leader, leader=leader, seen=None, by="boss")

    def _number(self, pick):
        tickets = self._tickets()
        return tickets[pick % len(tickets)].number if tickets else "A001"

    def _secret(self, pick):
        tickets = self._tickets()
        return tickets[pick % len(tickets)].secret if tickets else ""

    def _tickets(self):
        return self.office.ask(lambda view: list(view.tickets()))
