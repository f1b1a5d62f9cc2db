"""One POST to somebody else's server, and what its answer means for a message."""

from collections.abc import Mapping

import requests

from queue_server.use_cases.messages import Gone, NotNow

TIMEOUT_S = (3.0, 5.0)
"""To connect, and to answer."""
LONGEST_ANSWER_S = 3_600.0
GONE = frozenset({404, 410})


def post(url: str, body: bytes, headers: Mapping[str, str], *, gone: frozenset[int] = GONE) -> None:
    """Taken with 2xx; Gone, or NotNow for everything else. Redirects are not followed: an address is one."""
    try:
        answer = requests.post(
            url, data=body, headers=dict(headers), timeout=TIMEOUT_S, allow_redirects=False
        )
    except requests.RequestException as error:
        # The kind says enough; the text would name the address.
        raise NotNow(type(error).__name__) from None
    if answer.ok and not answer.is_redirect:
        return
    if answer.status_code in gone:
        raise Gone
    raise NotNow(f"status {answer.status_code}", _asked_pause(answer))


def _asked_pause(answer: requests.Response) -> float:
    try:
        return min(float(answer.headers.get("Retry-After", "0")), LONGEST_ANSWER_S)
    except ValueError:
        return 0.0
