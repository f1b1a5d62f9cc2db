"""Where a request comes from."""

from flask import request


def origin() -> str:
    """The address that asks; the one that a web server on this machine saw and says last."""
    seen = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    here = request.remote_addr or ""
    return seen if seen and here in {"127.0.0.1", "::1"} else here
