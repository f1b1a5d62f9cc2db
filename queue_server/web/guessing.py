"""Endpoints whose address holds a secret: guessing takes too long, and one phone asks only so often."""

from hashlib import sha256
from http import HTTPStatus

from apiflask import APIBlueprint
from flask import Response, request

from queue_server.domain.errors import TooManyRequests
from queue_server.web.access import services
from queue_server.web.errors import refused
from queue_server.web.flood import ONE_PHONE, WRONG_LINKS
from queue_server.web.origin import origin


def hold_back_guessing(bp: APIBlueprint) -> None:
    """For every endpoint of a blueprint."""
    bp.before_request(_hold_back)
    bp.after_request(_count_wrong_links)


def _hold_back() -> None:
    """One phone with one secret asks only so often."""
    secret = str((request.view_args or {}).get("secret", ""))
    services().flood.take(ONE_PHONE, origin(), sha256(secret.encode()).digest())


def _count_wrong_links(response: Response) -> Response:
    """Secrets that are nobody's are answered alike whatever was guessed, and not for ever."""
    if response.status_code == HTTPStatus.NOT_FOUND:
        try:
            services().flood.take(WRONG_LINKS, origin())
        except TooManyRequests as held_back:
            return refused(held_back)
    return response
