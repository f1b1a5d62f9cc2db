"""The postman: reads the record, makes messages, hands them over, tries again.

Of several processes that serve a hall one does it, by a lease; from the outbox the next one goes on.
A messenger that fails again and again rests, so that one that hangs does not keep the others waiting.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping

from queue_server.domain.errors import Refusal
from queue_server.domain.hall import Hall
from queue_server.use_cases import leases, outbox
from queue_server.use_cases.breaker import CircuitBreaker
from queue_server.use_cases.messages import Gone, Message, Messenger, NotNow, Subscription
from queue_server.use_cases.outlook import Pace
from queue_server.use_cases.ports import Halls, T, UnitOfWork, Writer
from queue_server.use_cases.recorded import Recorded

log = logging.getLogger(__name__)

WORK = "messages"
"""The name of its lease."""
ROUND_S = 2.0
"""How soon a message goes out that no event of this process has woken the postman for."""
FORGET_EVERY = 900
"""Rounds between two times of throwing away what is of no more use."""
Say = Callable[[Hall, Message, str], str]
"""A message in words, in a language."""
Count = Callable[[str, str], object]
"""Told of each message: its channel, and what became of it."""


class Postman:
    """Runs beside the requests; does nothing without messengers."""

    def __init__(
        self,
        messengers: Mapping[str, Messenger],
        *,
        halls: Halls,
        writer: Writer,
        holder: str,
        pace: Pace,
        say: Say,
        count: Count,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``holder`` is this process."""
        self._messengers, self._halls, self._writer = messengers, halls, writer
        self._holder, self._pace, self._say, self._count = holder, pace, say, count
        self._breakers = {each: CircuitBreaker(clock) for each in messengers}
        self._awake = threading.Event()

    def hear(self, recorded: Recorded) -> None:  # noqa: ARG002 -- whatever it was
        """Something happened: look at once."""
        if self._messengers:
            self._awake.set()

    def run(self, stop: threading.Event, round_s: float = ROUND_S) -> None:
        """Go round until told to stop; a hall that fails does not stop the others."""
        rounds = 0
        while self._messengers and not stop.is_set():
            self._awake.wait(round_s)
            self._awake.clear()
            rounds += 1
            for hall in self._halls.all():
                if not stop.is_set():
                    self.go(hall, tidy=rounds % FORGET_EVERY == 0)
        if self._messengers:
            for hall in self._halls.all():
                self._give_up(hall)

    def go(self, hall: Hall, *, tidy: bool = False) -> None:
        """Everything for one hall, once."""
        if self._carefully(lambda uow: self._is_mine(uow, hall)) is not True:
            return
        while self._carefully(lambda uow: outbox.gather(uow, hall=hall.id, pace=self._pace)):
            continue
        for message, to in self._carefully(lambda uow: outbox.due(uow, hall=hall.id)) or ():
            self._deliver(hall, message, to)
        if tidy:
            self._carefully(lambda uow: uow.outbox.forget(hall.id, uow.now - outbox.KEPT))

    def _is_mine(self, uow: UnitOfWork, hall: Hall) -> bool:
        if uow.outbox.cursor(hall.id) is None:
            return False  # nobody has ever asked to be told
        return leases.take(uow, hall=hall.id, work=WORK, holder=self._holder)

    def _give_up(self, hall: Hall) -> None:
        def command(uow: UnitOfWork) -> None:
            leases.give_up(uow, hall=hall.id, work=WORK, holder=self._holder)

        self._carefully(command)

    def _deliver(self, hall: Hall, message: Message, to: Subscription) -> None:
        messenger, breaker = self._messengers.get(to.channel), self._breakers.get(to.channel)
        if messenger is None or breaker is None:
            self._settle(message, to, NotNow("no such messenger"))
            return
        if breaker.is_open:
            self._settle(message, to, NotNow("resting"))
            return
        try:
            messenger.deliver(message, to, self._say(hall, message, to.language))
        except Gone:
            breaker.succeeded()
            self._count(to.channel, "gone")
            self._carefully(lambda uow: outbox.address_gone(uow, message))
        except NotNow as error:
            breaker.failed()
            log.info("a message by %s was not taken: %s", to.channel, error)
            self._settle(message, to, error)
        else:
            breaker.succeeded()
            self._count(to.channel, "sent")
            self._carefully(lambda uow: outbox.handed_over(uow, message))

    def _settle(self, message: Message, to: Subscription, error: NotNow) -> None:
        given_up = self._carefully(lambda uow: outbox.failed(uow, message, error))
        self._count(to.channel, "late" if given_up else "again")

    def _carefully(self, act: Callable[[UnitOfWork], T]) -> T | None:
        """The answer of a command, or None after a failure, which is told in the log."""
        try:
            return self._writer.run(act)
        except Refusal as refusal:
            log.warning("the postman was refused: %s", refusal)
        except Exception:
            log.exception("the postman failed")
        return None
