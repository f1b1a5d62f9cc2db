"""What every answer says to browsers, and what a request may be at the most."""

from flask import Flask, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from queue_server.domain.errors import NotFound
from queue_server.protocol.page import HEADERS, POLICY

LARGEST_BODY = 64 * 1024

WORKER_POLICY = "default-src 'none'; connect-src 'self'"
"""A service worker draws nothing and runs nothing but itself; it fetches what is ours."""
DOCS_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""The try-it page is a third party's and writes style elements; it gets no more than that."""


PHONE_PERMISSIONS = "camera=(), microphone=(), geolocation=(self)"
"""A phone's own page may ask where it is, if its holder chooses to check in so."""


def secure(app: Flask) -> None:
    """Set the limits and the headers."""
    app.before_request(_refuse_zero_bytes)
    app.before_request(_refuse_endless_chunks)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.after_request(_add_headers)


def _refuse_zero_bytes() -> None:
    """No name has one, and not every database can be asked for it."""
    if "\0" in request.path:
        raise NotFound(what="address")


def _refuse_endless_chunks() -> None:
    """Werkzeug measures a body that says its length, and cuts another at the limit without a word."""
    if request.content_length is None and len(request.get_data()) >= LARGEST_BODY:
        raise RequestEntityTooLarge


def _add_headers(response: Response) -> Response:
    headers = response.headers
    if response.mimetype == "text/html":
        is_docs = request.path == "/api/docs"
        headers["Content-Security-Policy"] = DOCS_POLICY if is_docs else POLICY
        headers.setdefault("Cache-Control", "no-cache")
    elif response.mimetype == "application/json":
        headers.setdefault("Cache-Control", "no-store")
    headers.extend(HEADERS)
    if request.blueprint == "phone":
        headers["Permissions-Policy"] = PHONE_PERMISSIONS
    return response
