"""Where a refusal meets HTTP: one table, one body."""

import logging
from collections.abc import Iterable
from typing import cast

from apiflask import APIFlask
from flask import Response, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from queue_server.domain.errors import Refusal
from queue_server.web.texts import best_language, sentence
from queue_server.web.wire import to_json

log = logging.getLogger(__name__)

STATUS = {
    "unauthenticated": 401,
    "csrf_token_wrong": 403,
    "forbidden": 403,
    "not_found": 404,
    "illegal_transition": 409,
    "nothing_to_call": 409,
    "not_eligible": 409,
    "counter_closed": 409,
    "counter_taken": 409,
    "ticket_in_hand": 409,
    "tickets_remaining": 409,
    "already_rated": 409,
    "too_late_to_rate": 409,
    "nothing_to_rate": 409,
    "case_not_so": 409,
    "answer_needed": 409,
    "cases_enough": 409,
    "hall_closed": 409,
    "no_capacity": 409,
    "online_closed": 409,
    "limit_reached": 409,
    "wrong_code": 409,
    "wrong_step": 409,
    "code_used": 409,
    "code_expired": 409,
    "changed_meanwhile": 409,
    "already_waiting": 409,
    "cooling_down": 409,
    "service_paused": 409,
    "too_late_to_undo": 409,
    "nothing_to_undo": 409,
    "no_sender": 409,
    "reason_required": 422,
    "identity_required": 422,
    "too_large": 413,
    "number_conflict": 409,
    "invalid": 422,
    "unknown_field": 422,
    "unknown_service": 422,
    "unknown_class": 422,
    "idempotency_key_reused": 422,
    "too_many_requests": 429,
    "busy": 503,
    "storage_unavailable": 503,
}
"""The HTTP status of every code; the code is what programs branch on."""

OF_HTTP = {
    400: "invalid",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
}


class Faulty(Refusal):
    """A body or query that is not what the endpoint takes; the first fault names the code."""

    def __init__(self, error: ValidationError) -> None:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        extra = next((each for each in faults if each["type"] == "extra_forbidden"), None)
        fault = extra or faults[0]
        self.code = "unknown_field" if extra else "invalid"  # type: ignore[misc] # of this one, not of the class
        where = ".".join(str(part) for part in fault["loc"])
        super().__init__(field=where or "body", problem=fault["msg"])
        self.args = (self.code,)


class TooLarge(Refusal):
    """A file larger than is taken; ``details`` says how large it may be."""

    code = "too_large"


def refusal_body(refusal: Refusal, languages: str) -> bytes:
    """The JSON of a refusal, its sentence in the best of the languages asked for."""
    message = sentence(refusal.code, best_language(languages))
    return to_json({"code": refusal.code, "message": message, "details": refusal.details})


def asked_languages() -> str:
    """The ``Accept-Language`` of the present request."""
    return request.headers.get("Accept-Language", "")


def handle_errors(app: APIFlask) -> None:
    """Register the mapping."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _failed)


def refused(refusal: Refusal) -> Response:
    """A refusal as HTTP."""
    response = _response(STATUS[refusal.code], refusal_body(refusal, asked_languages()))
    wait = refusal.details.get("retry_after_s")
    if wait is not None:
        response.headers["Retry-After"] = str(wait)
    return response


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    code = OF_HTTP.get(status, "unexpected" if status >= 500 else "invalid")  # noqa: PLR2004 -- HTTP's own line
    message = sentence(code, best_language(asked_languages()))
    response = _response(
        422 if status == 400 else status,  # noqa: PLR2004 -- a body that is not JSON is invalid like any other
        to_json({"code": code, "message": message, "details": {}}),
    )
    for name, value in cast("Iterable[tuple[str, str]]", error.get_headers()):
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _failed(error: Exception) -> Response:
    log.error("unexpected %s at %s", type(error).__name__, request.endpoint, exc_info=error)
    message = sentence("unexpected", best_language(asked_languages()))
    return _response(500, to_json({"code": "unexpected", "message": message, "details": {}}))


def _response(status: int, body: bytes) -> Response:
    return Response(body, status, mimetype="application/json")
