"""Modules, styles and texts compressed for who can read that: a slow network carries a third of it."""

import gzip
from functools import lru_cache
from http import HTTPStatus

from flask import Response, request

TEXTS = frozenset({"text/javascript", "application/javascript", "text/css", "application/json"})
LEAST = 400
"""Smaller files gain nothing."""
KEPT = 400
"""Compressed files that are kept: all of every page."""


def squeezed(response: Response) -> Response:
    """The file that is about to be sent, compressed where that is asked for and worth it."""
    if response.mimetype not in TEXTS:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or response.status_code != HTTPStatus.OK:
        return response
    response.direct_passthrough = False
    plain = response.get_data()
    if len(plain) < LEAST:
        return response
    etag, _ = response.get_etag()
    response.set_data(_squeeze(plain))
    response.content_encoding = "gzip"
    if etag:
        # The same file in another coating: equal in meaning, not in bytes.
        response.set_etag(etag, weak=True)
    return response


@lru_cache(KEPT)
def _squeeze(plain: bytes) -> bytes:
    return gzip.compress(plain, 9, mtime=0)
