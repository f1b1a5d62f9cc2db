"""From a request to a command and back: one body, one transaction, one answer."""

from collections.abc import Callable
from hashlib import sha256

from flask import Response, request

from queue_server.domain.errors import Invalid, Refusal
from queue_server.use_cases.answers import Key, answer_once
from queue_server.use_cases.ports import Answer, UnitOfWork
from queue_server.web.access import principal, services
from queue_server.web.errors import STATUS, asked_languages, refusal_body
from queue_server.web.wire import to_json

Act = Callable[[UnitOfWork], object]
"""Does it and gives the JSON of the answer.

A refusal that it gives back instead of raising it is answered as one, and what was recorded is kept.
"""

LONGEST_KEY = 64


def run(
    act: Act, *, status: int = 201, scope: str | None = None, said: bytes | None = None
) -> Response:
    """Run a command durably and answer it, once for each ``Idempotency-Key``.

    ``scope`` says whose key it is where nobody is recognised; ``said`` stands for a body that is not kept.
    """
    key, languages = _key(scope, said), asked_languages()

    def command(uow: UnitOfWork) -> Answer:
        return answer_once(
            uow,
            key,
            lambda work: answered(act(work)),
            answered,
        )

    def answered(said: object) -> Answer:
        if isinstance(said, Refusal):
            return Answer(status=STATUS[said.code], body=refusal_body(said, languages))
        return Answer(status=status, body=to_json(said))

    hall = (request.view_args or {}).get("hall")
    return respond(services().writer.run(command, hall=hall))


def refuse_wrong_key() -> None:
    """A key is as the document says wherever it may stand, also where nothing is kept by it."""
    key = request.headers.get("Idempotency-Key")
    if key is None or request.method in {"GET", "HEAD"}:
        return
    if not 1 <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise Invalid(field="Idempotency-Key")


def respond(answer: Answer) -> Response:
    """An answer as HTTP."""
    response = Response(answer.body, answer.status, mimetype="application/json")
    if answer.is_replay:
        response.headers["Idempotent-Replay"] = "true"
    return response


def show(value: object, status: int = 200) -> Response:
    """JSON that was only looked up."""
    return Response(to_json(value), status, mimetype="application/json")


def _key(scope: str | None, body: bytes | None) -> Key | None:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    who = principal()
    whose = scope or (f"device:{who.device}" if who.device else f"person:{who.name}")
    said = b"\n".join((request.method.encode(), request.path.encode(), body or request.get_data()))
    return Key(scope=whose, key=key, fingerprint=sha256(said).digest())


def scope_of(kind: str, what: str) -> str:
    """Whose key it is where nobody is recognised: that of a ticket's secret, a booking's code."""
    return f"{kind}:{sha256(what.encode()).hexdigest()[:32]}"
