"""Redis between the processes: what one says, all others hear; most of the time.

Nothing waits for Redis and nothing is lost with it: who hears nothing reads the record.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable

from queue_server.realtime.notes import encode_all

log = logging.getLogger(__name__)

ANSWER_S = 5.0
"""How long Redis may take to answer."""
AGAIN_S = 0.5
"""How long after a failure it is tried again."""
BEAT_S = 1.0
"""Where nobody says anything for so long, Redis is asked whether it is there."""
QUIET_S = 4.0
"""A connection on which not even that is answered for so long is lost."""
WAITING = 10_000
"""Notes that wait to be sent at the most; more are left out."""
GATHER_S = 0.005
"""How long a note waits for others that may go with it: under load most of the work is each message's own."""
TOGETHER = 64
"""Notes in one message at the most."""


class MessageQueue:
    """One channel of a Redis.

    ``on_message`` is told of what anyone says, this process included, and ``on_open`` whenever it
    begins to hear: what was said before, it has not heard. Both are called by one thread of its own.
    """

    def __init__(
        self,
        url: str,
        channel: str,
        *,
        on_message: Callable[[bytes], object],
        on_open: Callable[[], object],
    ) -> None:
        """ModuleNotFoundError without the extra ``redis``; ValueError for no such URL."""
        import redis  # noqa: PLC0415 -- one process alone does without it
        from redis.backoff import NoBackoff  # noqa: PLC0415 -- see above
        from redis.retry import Retry  # noqa: PLC0415 -- see above

        self._failures = (redis.RedisError, OSError)
        self._client = redis.Redis.from_url(
            url,
            socket_connect_timeout=ANSWER_S,
            socket_timeout=ANSWER_S,
            retry=Retry(NoBackoff(), 0),  # a lost connection must be seen: something was not heard
        )
        self._channel = channel
        self._on_message, self._on_open = on_message, on_open
        self._outbox: queue.Queue[bytes] = queue.Queue(WAITING)
        self._closed = threading.Event()
        self._is_open = self._said_lost = False

    @property
    def is_open(self) -> bool:
        """Whether it hears what the others say."""
        return self._is_open

    def open(self) -> None:
        """Begin to hear and to send, as soon as Redis is there."""
        for work in (self._listen, self._carry):
            threading.Thread(
                target=work, name=f"message queue {work.__name__}", daemon=True
            ).start()

    def close(self) -> None:
        """Hear and send no more."""
        self._closed.set()
        self.send(b"")

    def send(self, note: bytes) -> None:
        """Say an encoded note to all; never waits, and leaves out what does not go."""
        try:
            self._outbox.put_nowait(note)
        except queue.Full:
            log.debug("the message queue does not keep up; a note is left out")

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                self._hear()
            except self._failures as error:
                self._lost(error)
            except Exception:
                log.exception("the message queue is begun anew")
            self._is_open = False
            self._closed.wait(AGAIN_S)

    def _hear(self) -> None:
        with self._client.pubsub() as heard:  # type: ignore[no-untyped-call] # redis types it not
            heard.subscribe(self._channel)
            last = time.monotonic()
            while not self._closed.is_set():
                said = heard.get_message(timeout=BEAT_S)
                if said is not None:
                    last = time.monotonic()
                    self._take(said["type"], said["data"])
                elif time.monotonic() - last > QUIET_S:
                    raise TimeoutError("Redis does not answer")
                else:
                    heard.ping()

    def _take(self, kind: str, data: bytes) -> None:
        if self._closed.is_set():
            return
        if kind == "message":
            self._on_message(data)
        elif kind == "subscribe":
            log.info("the message queue is open")
            self._is_open, self._said_lost = True, False
            self._on_open()

    def _carry(self) -> None:
        while not self._closed.is_set():
            notes = [self._outbox.get()]
            self._closed.wait(GATHER_S)
            while len(notes) < TOGETHER and not self._outbox.empty():
                notes.append(self._outbox.get())
            try:
                self._client.publish(self._channel, encode_all(notes))
            except self._failures as error:
                self._lost(error)
                self._closed.wait(AGAIN_S)

    def _lost(self, error: Exception) -> None:
        """Said once, not at each try."""
        if not self._said_lost and not self._closed.is_set():
            log.warning("the message queue is away, the record is read instead: %s", error)
        self._said_lost = True
