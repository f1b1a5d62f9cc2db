"""One connection for each OS thread, kept open.

No lock is shared between threads: under eventlet a lock knows only one of them. Threads are
told apart by the operating system's number, since green threads have numbers of their own.
"""

import threading
from contextlib import suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from queue_server.storage.prepared import StatementFailed

FAILURES = (DBAPIError, StatementFailed)
"""How a database says that it did not do something."""


class ConnectionPerThread:
    """Connections of an engine whose pool keeps none (``NullPool``)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connections: dict[int, Connection] = {}

    def get(self) -> Connection:
        """The calling thread's connection."""
        me = threading.get_native_id()
        connection = self._connections.get(me)
        if connection is None:
            connection = self._connections[me] = self._engine.connect()
        return connection

    def drop(self) -> None:
        """The calling thread's connection is no longer to be trusted; the next is a new one."""
        self._close(threading.get_native_id())

    def close(self) -> None:
        """Close them all; their threads must have ended their work."""
        for thread in list(self._connections):
            self._close(thread)

    def _close(self, thread: int) -> None:
        connection = self._connections.pop(thread, None)
        if connection is not None:
            with suppress(DBAPIError):
                connection.invalidate()
            with suppress(DBAPIError):
                connection.close()
