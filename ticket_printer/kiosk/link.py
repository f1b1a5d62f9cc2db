"""One try at the server, for who waits at the kiosk; and whether it answers at all."""

import json
import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Protocol

import urllib3

from queue_server.protocol.client import API

CONNECT_S, ANSWER_S = 1.0, 2.5
"""Two tries must be over before the person at the kiosk loses faith in it."""
WHOLE_S = 3.0
"""All of one try: finding the server's address knows no time-out of its own where no name server answers."""
PASSED_ON = ("Accept", "Accept-Language", "Content-Type", "Idempotency-Key")


class Away(Exception):
    """No answer of the server's own: it may have done what was asked, or not."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What the server answered."""

    status: int
    kind: str
    body: bytes

    @property
    def is_done(self) -> bool:
        """Whether it was carried out."""
        return self.status < HTTPStatus.BAD_REQUEST

    def json(self) -> Any:
        """The answer; Away if it is none of our server's, as of a proxy's page."""
        try:
            return json.loads(self.body)
        except ValueError:
            raise Away from None

    def with_body(self, said: Mapping[str, Any]) -> "Reply":
        """The same with other words."""
        return replace(self, body=json.dumps(said, ensure_ascii=False).encode())


class Server(Protocol):
    """Whoever answers for the server."""

    is_away: bool
    """Whether the last try got no answer."""

    def ask(
        self, method: str, path: str, *, body: bytes | None, headers: Mapping[str, str]
    ) -> Reply:
        """Ask once; Away without an answer, or where the server itself cannot do anything now."""
        ...


class Link:
    """The server at `base_url`, with the kiosk's own token. Implements `Server`; safe between threads."""

    def __init__(self, base_url: str, token: str) -> None:
        self._base = base_url.rstrip("/") + API
        self._token = token
        self._pool = urllib3.PoolManager(maxsize=8, retries=False)
        self.is_away = False

    def ask(
        self, method: str, path: str, *, body: bytes | None = None, headers: Mapping[str, str]
    ) -> Reply:
        """Ask once; Away without an answer, or where the server itself cannot do anything now."""
        passed = {name: headers[name] for name in PASSED_ON if headers.get(name)}
        passed["Authorization"] = f"Bearer {self._token}"
        try:
            reply = self._in_time(lambda: self._request(method, path, body, passed))
        except (urllib3.exceptions.HTTPError, queue.Empty) as error:
            self.is_away = True
            raise Away(type(error).__name__) from None
        self.is_away = reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        if self.is_away:
            raise Away(str(reply.status))
        return reply

    def _request(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Reply:
        answer = self._pool.request(
            method,
            self._base + path,
            body=body,
            headers=headers,
            redirect=False,
            timeout=urllib3.Timeout(connect=CONNECT_S, read=ANSWER_S),
        )
        kind = answer.headers.get("Content-Type", "application/json")
        return Reply(status=answer.status, kind=kind, body=answer.data)

    def _in_time(self, request: Callable[[], Reply]) -> Reply:
        """Its answer or its error; queue.Empty where it takes too long, and then nobody hears of it."""
        heard: queue.SimpleQueue[Reply | urllib3.exceptions.HTTPError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                heard.put(request())
            except urllib3.exceptions.HTTPError as error:
                heard.put(error)

        threading.Thread(target=ask, daemon=True).start()
        answer = heard.get(timeout=WHOLE_S)
        if isinstance(answer, Reply):
            return answer
        raise answer
