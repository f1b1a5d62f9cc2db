"""OS threads on which something may block, one kind for each async mode; see ``async_mode.threads``.

Each answers ``run(function, *args)`` as if the function were called, while green threads go on.
"""

from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from queue_server.realtime.async_mode import AsyncMode, os_thread
from queue_server.use_cases.ports import Threads

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a call on the other thread."""

    answer: Any = None
    error: BaseException | None = None

    def get(self) -> Any:
        if self.error is not None:
            raise self.error
        return self.answer


def _outcome(function: Callable[..., object], args: tuple[object, ...]) -> _Outcome:
    # A refusal is an answer. gevent would print each as if it were the end of its thread.
    try:
        return _Outcome(answer=function(*args))
    except BaseException as error:  # noqa: BLE001 -- raised again where it was asked for
        return _Outcome(error=error)


class GeventThreads:
    """gevent's own pool; a call from one of its threads is carried out there."""

    def __init__(self, count: int) -> None:
        from gevent.threadpool import ThreadPool

        self._pool = ThreadPool(count)

    def run(self, function: Callable[..., T], *args: object) -> T:
        answer: T = self._pool.apply(_outcome, (function, args)).get()
        return answer


class EventletThread:
    """One OS thread for all, whatever count is asked for.

    Eventlet's locks work within one OS thread: where two want one (a connection pool's, any inside a
    library), the second is never woken. Measured: of 200 queries through SQLAlchemy's pool on four
    threads three never came back. With one thread only what it shares with the loop can meet so,
    such as the lock of a log handler; so log there seldom (eventlet's issue 432).
    Answers come back through a socket that a green thread reads, since nothing else wakes the loop.
    """

    def __init__(self) -> None:
        import socket

        import eventlet
        from eventlet import patcher

        self._loop = os_thread()
        self._reply: Callable[[], Any] = eventlet.event.Event
        self._asked = patcher.original("queue").SimpleQueue()
        self._answered: deque[tuple[Any, _Outcome]] = deque()
        self._listening, bell = socket.socketpair()
        original = patcher.original("socket")
        self._bell = original.socket(fileno=bell.detach())
        self._bell.settimeout(0)
        patcher.original("threading").Thread(target=self._work, daemon=True).start()
        eventlet.spawn_n(self._deliver)

    def run(self, function: Callable[..., T], *args: object) -> T:
        if os_thread() != self._loop:
            return function(*args)
        reply = self._reply()
        self._asked.put((reply, function, args))
        answer: T = reply.wait().get()
        return answer

    def _work(self) -> None:
        while True:
            reply, function, args = self._asked.get()
            self._answered.append((reply, _outcome(function, args)))
            # Kept while waiting for the next call, these would keep alive all that they refer to.
            del reply, function, args
            try:
                self._bell.send(b".")
            except BlockingIOError:
                continue  # the bell rings already

    def _deliver(self) -> None:
        while self._listening.recv(4096):
            while self._answered:
                reply, outcome = self._answered.popleft()
                reply.send(outcome)


class PlainThreads:
    """The standard library's pool, where every caller is an OS thread anyway."""

    def __init__(self, count: int) -> None:
        self._pool = ThreadPoolExecutor(count, "blocking", initializer=self._remember)
        self._own: set[int] = set()

    def run(self, function: Callable[..., T], *args: object) -> T:
        if os_thread() in self._own:
            return function(*args)
        return self._pool.submit(function, *args).result()

    def _remember(self) -> None:
        self._own.add(os_thread())


@cache
def _the_eventlet_thread() -> EventletThread:
    return EventletThread()


KINDS: Mapping[AsyncMode, Callable[[int], Threads]] = {
    AsyncMode.GEVENT: GeventThreads,
    AsyncMode.EVENTLET: lambda _count: _the_eventlet_thread(),
    AsyncMode.THREADING: PlainThreads,
}
