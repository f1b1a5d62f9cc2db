"""What a browser asks of the kiosk's own address, and what it is answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from ticket_printer.kiosk.texts import sentence

STATUS = {
    "not_found": HTTPStatus.NOT_FOUND,
    "forbidden": HTTPStatus.FORBIDDEN,
    "too_large": HTTPStatus.CONTENT_TOO_LARGE
    if hasattr(HTTPStatus, "CONTENT_TOO_LARGE")
    else HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "invalid": HTTPStatus.UNPROCESSABLE_ENTITY,
    "unknown_service": HTTPStatus.UNPROCESSABLE_ENTITY,
    "unknown_class": HTTPStatus.UNPROCESSABLE_ENTITY,
}
"""Of the codes by which the kiosk itself refuses; the others are 409."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a browser asks."""

    method: str
    path: str
    body: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What it is answered."""

    status: int = HTTPStatus.OK
    kind: str = "application/json"
    body: bytes = b""
    place: str | None = None
    """Where the browser shall go on."""
    is_kept: bool = False
    """Whether the browser may keep it for a while: a file, and nothing of a person."""


def as_json(said: object) -> Answer:
    """An answer of the kiosk's own."""
    return Answer(body=json.dumps(said, ensure_ascii=False).encode())


def refusal(code: str, request: Request, status: int | None = None) -> Answer:
    """A refusal as the server would say it, in the language of the page."""
    languages = request.headers.get("Accept-Language", "")
    said = {"code": code, "message": sentence(code, languages), "details": {}}
    return Answer(
        status=status or STATUS.get(code, HTTPStatus.CONFLICT),
        body=json.dumps(said, ensure_ascii=False).encode(),
    )
