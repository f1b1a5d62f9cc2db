"""The other processes that serve the same halls: what they record is told here, and the reverse."""

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence

from queue_server.realtime.async_mode import AsyncMode, spawn
from queue_server.realtime.follower import Follower
from queue_server.realtime.message_queue import MessageQueue
from queue_server.realtime.notes import Note, decode_all, encode
from queue_server.realtime.ports import Surroundings
from queue_server.realtime.publisher import LivePublisher
from queue_server.use_cases.ports import Threads
from queue_server.use_cases.recorded import Recorded

log = logging.getLogger(__name__)


class Neighbours:
    """Implements ``ports.Publisher`` where several processes record.

    ``on_rights`` is told of rights that changed in another process: the digest of the session that
    ended, or None; and once more after anything may not have been heard.
    """

    def __init__(
        self,
        *,
        url: str,
        channel: str,
        publisher: LivePublisher,
        surroundings: Surroundings,
        threads: Threads,
        on_rights: Callable[[str | None], object],
    ) -> None:
        self._me = secrets.token_hex(8)
        self._on_rights = on_rights

        def read(hall: str, sequence: int, limit: int) -> Sequence[Recorded]:
            return threads.run(surroundings.events_after, hall, sequence, limit)

        def sequences() -> Mapping[str, int]:
            return threads.run(surroundings.sequences)

        self._follower = Follower(tell=publisher.publish, read=read, sequences=sequences)
        self._queue = MessageQueue(url, channel, on_message=self._hear, on_open=self._begin_to_hear)

    @property
    def are_heard(self) -> bool:
        """Whether what others tell arrives here."""
        return self._queue.is_open

    def open(self, mode: AsyncMode) -> None:
        """Begin to listen and to tell."""
        self._queue.open()
        spawn(mode, self._follower.run)

    def close(self) -> None:
        """Listen and tell no more."""
        self._queue.close()
        self._follower.close()

    def publish(self, recorded: Sequence[Recorded]) -> None:
        """Tell the sockets here in the record's order, and the other processes; never waits."""
        self._follower.accept(recorded)
        self._queue.send(encode(Note(by=self._me, events=recorded)))

    def known(self, hall: str) -> int:
        """The sequence of the last event that was heard of; a board must not be older."""
        return self._follower.known(hall)

    def tell_rights(self, session: str | None) -> None:
        """Somebody's rights changed here."""
        self._queue.send(encode(Note(by=self._me, rights_changed=True, session=session)))

    def _hear(self, message: bytes) -> None:
        try:
            notes = decode_all(message, but=self._me)
        except ValueError as error:
            log.warning("a message of the queue is none of ours: %s", error)
            return
        for note in notes:
            if note.events:
                self._follower.accept(note.events)
            if note.rights_changed:
                self._on_rights(note.session)

    def _begin_to_hear(self) -> None:
        self._follower.look()
        self._on_rights(None)
