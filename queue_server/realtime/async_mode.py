"""The one module that knows how many things happen at once: gevent, eventlet or OS threads.

Everything else uses the standard library's ``threading``, ``time.sleep`` and ``socket``, which
``patch`` makes cooperative, and ``Threads`` for what blocks (a disk, a database, a long sum).
Nothing heavy is imported here: ``__main__`` imports this module and calls ``patch`` before all
others, since what was imported earlier keeps the blocking versions.
"""

import logging
import sys
import warnings
from _thread import RLock as NativeLock  # before anything is patched
from collections.abc import Callable
from enum import StrEnum
from importlib import metadata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from queue_server.use_cases.ports import Threads

log = logging.getLogger(__name__)

PSYCOPG = ((3, 2), (3, 4))
"""From the first version (included) to the last (excluded) whose ``waiting.wait`` was read."""


class AsyncMode(StrEnum):
    """How the server does many things at once."""

    GEVENT = "gevent"
    """Green threads on one OS thread; the default."""
    EVENTLET = "eventlet"
    """Green threads as well, of a library that its own maintainers retire."""
    THREADING = "threading"
    """An OS thread for each connection and four for each socket: for tests and small halls."""


def patch(mode: AsyncMode) -> None:
    """Make the standard library cooperative; call it before any other import, once."""
    if mode is AsyncMode.GEVENT:
        from gevent import monkey

        monkey.patch_all(thread=False)
        monkey.patch_thread(logging=False)
    elif mode is AsyncMode.EVENTLET:
        _import_eventlet().monkey_patch()
    if mode is not AsyncMode.THREADING:
        _keep_native_locks_in_logging()


def _keep_native_locks_in_logging() -> None:
    """OS threads log beside the loop, and a green lock loses those who wait for it on another thread.

    Measured with gevent: of four threads that log at the same time three never come back.
    """

    def create_lock(handler: logging.Handler) -> None:
        handler.lock = NativeLock()

    logging.Handler.createLock = create_lock  # type: ignore[method-assign,assignment] # for every handler to come
    logging._lock = NativeLock()  # type: ignore[attr-defined] # noqa: SLF001 -- eventlet replaces it, and nothing else gives it back
    for handler in logging._handlerList:  # type: ignore[attr-defined] # noqa: SLF001 -- those made before, if any
        if (made := handler()) is not None:
            made.createLock()


def patched_mode() -> AsyncMode:
    """The mode that this process was patched for; ``THREADING`` if for none."""
    monkey, patcher = sys.modules.get("gevent.monkey"), sys.modules.get("eventlet.patcher")
    if monkey is not None and monkey.is_module_patched("socket"):
        return AsyncMode.GEVENT
    if patcher is not None and patcher.is_monkey_patched("socket"):
        return AsyncMode.EVENTLET
    return AsyncMode.THREADING


def require_patched(mode: AsyncMode) -> None:
    """RuntimeError if ``patch`` was not called with this mode, or with another one."""
    if mode is not patched_mode():
        raise RuntimeError(f"async mode {mode} was not patched before the other imports")


def threads(mode: AsyncMode, count: int) -> "Threads":
    """``count`` OS threads of their own; the event loop goes on while they work.

    With a count of 1 it is always the same thread, so that it may own what bears only one, such as
    a connection. Under eventlet all have one thread together (``os_threads`` says why): correct, and
    slower where several could have worked side by side.
    A function that itself calls ``run`` on such a thread is carried out where it is.
    """
    from queue_server.realtime import os_threads

    require_patched(mode)
    return os_threads.KINDS[mode](count)


def spawn(mode: AsyncMode, function: Callable[..., object], *args: object) -> None:
    """Begin to run a function beside the caller; what it raises is logged."""

    def run() -> None:
        try:
            function(*args)
        except Exception:
            log.exception("background work ended: %s", function)

    if mode is AsyncMode.GEVENT:
        import gevent

        gevent.spawn(run)
    elif mode is AsyncMode.EVENTLET:
        _import_eventlet().spawn_n(run)
    else:
        import threading

        threading.Thread(target=run, name=getattr(function, "__name__", None), daemon=True).start()


def adapt_psycopg(mode: AsyncMode) -> None:
    """Let psycopg 3 wait as is best for each thread; call it before the first connection.

    On OS threads its C function is the fastest, but psycopg gives it up everywhere where gevent is;
    on the loop it would stop all green threads for the length of a query, and of eventlet psycopg
    knows nothing. No two threads may want one connection then: a thread that waits in C hears of no lock.
    RuntimeError with a psycopg whose inside was not read: it is private there.
    """
    if mode is AsyncMode.THREADING:
        return
    version = tuple(int(part) for part in metadata.version("psycopg").split(".")[:2])
    if not PSYCOPG[0] <= version < PSYCOPG[1]:
        raise RuntimeError(f"psycopg {version} under {mode}: check waiting.wait, then PSYCOPG here")
    from psycopg import waiting

    on_loop = waiting.wait_selector if mode is AsyncMode.EVENTLET else waiting.wait
    on_threads, loop = getattr(waiting, "wait_c", on_loop), os_thread()

    def wait(*args: Any, **named: Any) -> Any:
        return (on_loop if os_thread() == loop else on_threads)(*args, **named)

    waiting.wait = wait


def os_thread() -> int:
    """The OS thread that runs this, also where ``threading`` was patched to speak of green ones."""
    if (monkey := sys.modules.get("gevent.monkey")) is not None:
        return int(monkey.get_original("_thread", "get_ident")())
    if (patcher := sys.modules.get("eventlet.patcher")) is not None:
        return int(patcher.original("_thread").get_ident())
    import threading

    return threading.get_ident()


def _import_eventlet() -> Any:
    """Eventlet without its advice to leave it: who chose it here read that in our own words."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
        import eventlet
    return eventlet
