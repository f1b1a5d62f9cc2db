"""The hall's code of the minute, as somebody says it."""

from queue_server.domain import presence_code
from queue_server.domain.errors import WrongCode
from queue_server.web.access import services
from queue_server.web.flood import CODES


def require_code(hall: str, said: str, whose: object) -> None:
    """WrongCode unless it is the hall's now; TooManyRequests after a few wrong ones of the same phone."""
    using = services()
    if presence_code.is_right(using.presence_key, hall, said, using.clock()):
        return
    using.flood.take(CODES, hall, whose)
    raise WrongCode
