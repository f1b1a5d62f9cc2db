"""The devices' connection to the API: JSON over HTTP that may be repeated safely.

urllib3 carries it: it keeps connections alive and is safe between threads, which the standard
library's client is not, and unlike requests it reads no `.netrc`, which would silently replace a
device's token by somebody's password.
"""

import json
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import urllib3

from queue_server.protocol.retry import Backoff, retry_after_s

API = "/api/v1"
TOO_MANY = 429
_NOT_NOW = frozenset({502, 503, 504})


class Refusal(Exception):
    """The server refused: `code` is for programs, `message` for people.

    `status` is the HTTP status; an answer that is not the server's own has the code `http_STATUS`.
    """

    def __init__(self, status: int, code: str, message: str, details: Mapping[str, Any]) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.details = details


class Unreachable(Exception):
    """No answer within the patience; the command may or may not have been carried out.

    Repeat it with the same `key`: it will not be carried out twice.
    """

    def __init__(self, reason: str, key: str | None) -> None:
        super().__init__(reason)
        self.key = key


def new_key() -> str:
    """Make an `Idempotency-Key` for one intention, kept over all its repetitions."""
    return uuid.uuid4().hex


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long to wait, in seconds: for a connection, an answer, and all attempts together."""

    connect_s: float = 3.0
    answer_s: float = 10.0
    total_s: float = 30.0


class Client:
    """The API at `base_url`, as the holder of `token` may use it. Safe between threads.

    Paths are relative to `/api/v1`; answers are the parsed JSON (None for an empty body). Raises
    Refusal when the server says no and Unreachable when no answer came within the patience.
    """

    def __init__(
        self,
        base_url: str,
        token: str | None = None,
        *,
        language: str = "zh-CN",
        patience: Patience | None = None,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self._patience = patience or Patience()
        self._sleep = sleep
        self._headers = {"Accept": "application/json", "Accept-Language": language}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        self._pool = urllib3.PoolManager(maxsize=8, retries=False)

    def get(self, path: str, query: Mapping[str, Any] | None = None, *, wait_s: float = 0) -> Any:
        """Ask; `wait_s` is how long the server was asked to hold the answer back (long poll)."""
        return self._request("GET", _with_query(path, query), wait_s=wait_s)

    def post(self, path: str, body: Mapping[str, Any], *, key: str | None = None) -> Any:
        """Command; every attempt carries the same key, so that it is carried out once."""
        return self._request("POST", path, body=body, key=key or new_key())

    def put(self, path: str, body: Mapping[str, Any]) -> Any:
        """Replace."""
        return self._request("PUT", path, body=body)

    def delete(self, path: str) -> Any:
        """Remove; repeated after a lost answer it may be refused with `not_found`."""
        return self._request("DELETE", path)

    def close(self) -> None:
        """Close the kept connections."""
        self._pool.clear()

    def _request(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        key: str | None = None,
        wait_s: float = 0,
    ) -> Any:
        backoff = Backoff(until=time.monotonic() + self._patience.total_s + wait_s)
        while True:
            answer, reason = self._attempt(method, path, body=body, key=key, wait_s=wait_s)
            if answer is not None and not _is_not_now(answer):
                return _parsed(answer)
            asked_s = None if answer is None else retry_after_s(answer.headers.get("Retry-After"))
            delay_s = backoff.next_delay_s(now=time.monotonic(), asked_s=asked_s)
            if delay_s is not None:
                self._sleep(delay_s)
            elif answer is not None:
                return _parsed(answer)
            else:
                raise Unreachable(reason, key)

    def _attempt(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None,
        key: str | None,
        wait_s: float,
    ) -> tuple[urllib3.BaseHTTPResponse | None, str]:
        """Ask once; without an answer, the reason why there is none."""
        read_s = self._patience.answer_s + wait_s
        try:
            answer = self._pool.request(
                method,
                f"{self.base_url}{API}{path}",
                body=None if body is None else json.dumps(body, ensure_ascii=False).encode(),
                headers=self._headers | _headers_of(body, key),
                redirect=False,
                timeout=urllib3.Timeout(connect=self._patience.connect_s, read=read_s),
            )
        except urllib3.exceptions.HTTPError as error:
            return None, type(error).__name__
        return answer, ""


def _is_not_now(answer: urllib3.BaseHTTPResponse) -> bool:
    """Whether the same request may succeed in a moment; 429 only where the server says when."""
    if answer.status == TOO_MANY:
        return retry_after_s(answer.headers.get("Retry-After")) is not None
    return answer.status in _NOT_NOW


def _headers_of(body: Mapping[str, Any] | None, key: str | None) -> dict[str, str]:
    kind = {} if body is None else {"Content-Type": "application/json"}
    return kind | ({"Idempotency-Key": key} if key else {})


def _with_query(path: str, query: Mapping[str, Any] | None) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def _parsed(answer: urllib3.BaseHTTPResponse) -> Any:
    """The JSON of an answer; Refusal for a refusal, and for what no server of ours says."""
    try:
        body, is_ours = json.loads(answer.data) if answer.data else None, True
    except (ValueError, RecursionError):
        body, is_ours = None, False
    if is_ours and 200 <= answer.status < 300:  # noqa: PLR2004 -- HTTP's own borders of success
        return body
    refusal = body if isinstance(body, dict) else {}
    details = refusal.get("details")
    raise Refusal(
        answer.status,
        str(refusal.get("code", f"http_{answer.status}")),
        str(refusal.get("message", answer.reason or "")),
        details if isinstance(details, dict) else {},
    )
