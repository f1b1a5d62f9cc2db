"""The code that says "I am in the hall": six digits that change every minute and are shown only there.

An HMAC of the hall and the minute with a key of the installation, shortened as in RFC 4226. The code of the
minute before is right as well, for who has just read it.
"""

import hmac
from datetime import datetime
from hashlib import sha256

STEP_S = 60
DIGITS = 6


def code_at(key: bytes, hall: str, at: datetime) -> str:
    """The hall's code at a moment."""
    return _code(key, hall, _step(at))


def is_right(key: bytes, hall: str, said: str, at: datetime) -> bool:
    """Whether it is the code of this minute or of the one before; takes as long for every wrong one."""
    step = _step(at)
    now, before = (
        hmac.compare_digest(_code(key, hall, each).encode(), said.encode())
        for each in (step, step - 1)
    )
    return now | before


def seconds_left(at: datetime) -> int:
    """Until the next code."""
    return STEP_S - int(at.timestamp()) % STEP_S


def _step(at: datetime) -> int:
    return int(at.timestamp()) // STEP_S


def _code(key: bytes, hall: str, step: int) -> str:
    digest = hmac.new(key, f"{hall}\n{step}".encode(), sha256).digest()
    place = digest[-1] & 0x0F
    number = int.from_bytes(digest[place : place + 4]) & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"
