"""What the clock does by itself: turn the day, learn, foretell, warn before a promise is broken."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import count

from queue_server.domain.errors import Refusal
from queue_server.domain.events import ForecastMade, Json
from queue_server.domain.hall import Hall
from queue_server.use_cases import day, forgetting_cases, leases, online, printing
from queue_server.use_cases.at_risk import Watch, tell
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.outlook import outlook
from queue_server.use_cases.paces import DAYS, Paces
from queue_server.use_cases.ports import Halls, Questions, T, UnitOfWork, Writer

log = logging.getLogger(__name__)

WORK = "clockwork"
"""The name of its lease."""
TICK_S = 20.0
LEARN_EVERY = 30
"""Ticks between two lessons."""
WORTH_TELLING = timedelta(minutes=2)
"""A change of a forecast that is worth a message."""
KEEP_ANSWERS = timedelta(days=2)

Foretold = dict[str, tuple[int, int, int] | None]


class Clockwork:
    """Runs beside the requests; every change goes the same way as a person's command."""

    def __init__(
        self, *, halls: Halls, writer: Writer, questions: Questions, paces: Paces, holder: str
    ) -> None:
        """``holder`` is this process: of several that serve a hall, one does what the clock does."""
        self.holder = holder
        self._halls, self._writer, self._questions = halls, writer, questions
        self._paces = paces
        self._told: dict[str, Foretold] = {}
        self._watches: dict[str, Watch] = {}

    def run(self, stop: threading.Event, tick_s: float = TICK_S) -> None:
        """Tick until told to stop; a hall that fails does not stop the others."""
        halls = self._halls.all()
        for hall, ticks in _turns(halls, stop, tick_s):
            learn = ticks % LEARN_EVERY == 0
            self.tick(hall, learn=learn)
            if learn and hall is halls[-1]:
                self._carefully(lambda: self._writer.run(_forget_answers))
        for hall in halls:
            self._give_up(hall)

    def tick(self, hall: Hall, *, learn: bool = False) -> None:
        """Everything for one hall, once; what is kept in memory, in every process."""
        if learn:
            self._carefully(lambda: self._learn(hall))
        if not self._is_mine(hall):
            return
        self._carefully(lambda: self._writer.run(lambda uow: day.turn(uow, hall=hall.id)))
        self._carefully(lambda: self._writer.run(lambda uow: printing.expire(uow, hall=hall.id)))
        if hall.online is not None:
            self._carefully(lambda: self._writer.run(lambda uow: self._tend(uow, hall)))
        if learn:
            self._carefully(lambda: self._forget_cases(hall))
        self._carefully(lambda: self._foretell(hall))
        self._carefully(lambda: self._warn(hall))

    def _tend(self, uow: UnitOfWork, hall: Hall) -> None:
        online.tend(uow, hall=hall.id, pace=self._paces)

    def _forget_cases(self, hall: Hall) -> None:
        """Nothing is locked while there is nothing to erase."""
        if self._questions.ask(hall.id, forgetting_cases.outlived):
            self._writer.run(lambda uow: forgetting_cases.forget(uow, hall=hall.id))

    def _is_mine(self, hall: Hall) -> bool:
        """Whether this process does it for the hall; not when nobody can say."""

        def command(uow: UnitOfWork) -> bool:
            return leases.take(uow, hall=hall.id, work=WORK, holder=self.holder)

        return self._carefully(lambda: self._writer.run(command)) is True

    def _give_up(self, hall: Hall) -> None:
        def command(uow: UnitOfWork) -> None:
            leases.give_up(uow, hall=hall.id, work=WORK, holder=self.holder)

        self._carefully(lambda: self._writer.run(command))

    def _learn(self, hall: Hall) -> None:
        def question(view: HallView) -> None:
            begin = view.day - timedelta(days=DAYS)
            self._paces.learn(hall, view.stages_between(begin, view.day))

        self._questions.ask(hall.id, question)

    def _foretell(self, hall: Hall) -> None:
        """Record what a newcomer has to expect, when it has changed enough to be worth it."""
        foretold = self._questions.ask(hall.id, self._ask_forecasts)
        if hall.id in self._told and not _is_news(self._told[hall.id], foretold):
            return
        if hall.id not in self._told and not any(foretold.values()):
            return
        services: dict[str, Json] = {
            letter: None
            if each is None
            else dict(zip(("p10_s", "p50_s", "p90_s"), each, strict=True))
            for letter, each in foretold.items()
        }

        def command(uow: UnitOfWork) -> None:
            with uow.locked(hall.id) as locked:
                locked.record(ForecastMade(at=locked.now, actor=day.HALL, services=services))

        self._writer.run(command)
        self._told[hall.id] = foretold

    def _ask_forecasts(self, view: HallView) -> Foretold:
        lines, seats = view.lines(), view.seats()
        foretold: Foretold = {}
        for service in view.hall.services:
            code = view.hall.classes[0].code
            if service.classes is not None and code not in service.classes:
                code = min(service.classes)
            made = outlook(view.hall, lines, seats, service.letter, code, self._paces).forecast
            foretold[service.letter] = None if made is None else made.seconds()
        return foretold

    def _warn(self, hall: Hall) -> None:
        """Record once for each ticket that its promise will probably not be kept."""
        watch = self._watches.setdefault(hall.id, Watch(self._paces))
        found = self._questions.ask(hall.id, watch.find)

        def command(uow: UnitOfWork) -> list[int]:
            with uow.locked(hall.id) as locked:
                return tell(locked, found)

        if found:
            watch.remember(self._writer.run(command))

    def _carefully(self, act: Callable[[], T]) -> T | None:
        """The answer, or None after a failure, which is told in the log and hinders nothing else."""
        try:
            return act()
        except Refusal as refusal:
            log.warning("the clockwork was refused: %s", refusal)
        except Exception:
            log.exception("the clockwork failed")
        return None


def _turns(
    halls: Sequence[Hall], stop: threading.Event, tick_s: float
) -> Iterator[tuple[Hall, int]]:
    """Each hall once a tick, with the number of the tick, until told to stop.

    At the start one right after the other; then spread over the tick, since all halls of a city at
    once would keep the officers of all of them waiting for seconds.
    """
    for ticks in count() if halls else ():
        pause_s = tick_s / len(halls) if ticks else 0.0
        for hall in halls:
            if stop.wait(pause_s):
                return
            yield hall, ticks


def _is_news(before: Foretold, now: Foretold) -> bool:
    for letter, new in now.items():
        old = before.get(letter)
        if (old is None) != (new is None):
            return True
        if old and new and abs(old[1] - new[1]) >= WORTH_TELLING.total_seconds():
            return True
    return False


def _forget_answers(uow: UnitOfWork) -> None:
    uow.forget_answers(before=uow.now - KEEP_ANSWERS)
