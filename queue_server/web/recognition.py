"""Recognising who asks, with a memory of a few seconds.

The memory spares a look into the database at every request. What changes somebody's rights
calls ``forget``, and the other processes are told. Where they cannot be, nobody remembers.
"""

import threading
import time
from collections.abc import Callable
from hashlib import sha256

from queue_server.domain.errors import Unauthenticated
from queue_server.use_cases import accounts
from queue_server.use_cases.device import DeviceState
from queue_server.use_cases.people import Account
from queue_server.use_cases.ports import Everything, Questions, Writer
from queue_server.use_cases.principal import Principal

REMEMBERED_S = 5.0
MOST = 10_000
TOUCH_S = 60.0
"""How often the use of a page's session is written down."""


class Recogniser:
    """Implements ``services.Recognition``; knows the officers' names by heart."""

    def __init__(
        self,
        questions: Questions,
        writer: Writer,
        clock: Callable[[], float] = time.monotonic,
        *,
        hears_others: Callable[[], bool] = lambda: True,
        tell: Callable[[str | None], object] = lambda _session: None,
    ) -> None:
        """``tell`` is told of rights that changed here, and of the session that ended, if one did.

        ``hears_others``: whether this process would learn at once of a change in another one.
        """
        self._questions, self._writer, self._clock = questions, writer, clock
        self._hears_others, self._tell = hears_others, tell
        self._times_forgotten = 0
        self._known: dict[bytes, tuple[float, Principal | None]] = {}
        self._touched: dict[bytes, float] = {}
        self._accounts: dict[str, Account] = {}
        self._lock = threading.Lock()

    def by_token(self, token: str) -> Principal:
        """A person's or a device's token; Unauthenticated for one that belongs to nobody."""
        found = self._find(sha256(token.encode()).digest())
        if found is None or not found.is_known:
            raise Unauthenticated
        return found

    def by_cookie(self, secret: str) -> Principal | None:
        """A page's session; None for one that has ended. Its use is written down now and then."""
        digest = sha256(secret.encode()).digest()
        found = self._find(digest)
        if found is not None and self._clock() - self._touched.get(digest, 0.0) > TOUCH_S:
            self._touched[digest] = self._clock()
            self._writer.run(lambda uow: accounts.touch_session(uow, digest=digest))
        return found

    def find_officer(self, name: str) -> Account | None:
        """A person by user name, from memory."""
        return self._accounts.get(name)

    def forget(self, *, session: str | None = None) -> None:
        """Somebody's rights changed here, perhaps since a session (its digest) ended."""
        self.look_again()
        self._tell(session)

    def look_again(self) -> None:
        """Recognise everyone anew."""
        with self._lock:
            self._times_forgotten += 1
            self._known.clear()
            self._touched.clear()
        found = self._questions.ask_all(lambda everything: everything.people.accounts())
        self._accounts = {account.name: account for account in found}

    def _find(self, digest: bytes) -> Principal | None:
        known = self._known.get(digest)
        if known is not None and self._clock() < known[0] and self._hears_others():
            return known[1]
        before = self._times_forgotten
        found = self._questions.ask_all(lambda everything: _recognise(everything, digest))
        with self._lock:
            if len(self._known) >= MOST:
                self._known.clear()
            # What was read before something changed may be what has changed.
            if before == self._times_forgotten:
                self._known[digest] = (self._clock() + REMEMBERED_S, found)
        return found


def _recognise(everything: Everything, digest: bytes) -> Principal | None:
    person = accounts.recognise(everything.people, digest, everything.now)
    if person is not None:
        return person
    device = everything.devices.find_device_by_token(digest)
    if device is None or device.state is not DeviceState.APPROVED:
        return None
    return device.principal()
