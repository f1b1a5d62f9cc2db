"""Numbers on tickets: the service's letter and three digits, from 001 each day.

I and O are no letters, since nobody can tell them from 1 and 0 across a hall.
Past 999 a number grows a digit (A1000); it never wraps.
"""

import re

from queue_server.domain.errors import Invalid
from queue_server.domain.names import Letter

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
NUMBER = re.compile(rf"[{LETTERS}](?:[0-9]{{3}}|[1-9][0-9]{{3,}})")


def ticket_number(letter: Letter, count: int) -> str:
    """The number of the day's ``count``-th ticket of a service.

    >>> ticket_number(Letter("A"), 7), ticket_number(Letter("A"), 1000)
    ('A007', 'A1000')
    """
    if len(letter) != 1 or letter not in LETTERS:
        raise Invalid(field="letter", value=letter)
    if count < 1:
        raise Invalid(field="count", value=count)
    return f"{letter}{count:03d}"


def is_ticket_number(text: str) -> bool:
    """Whether the text is written as a ticket's number is."""
    return NUMBER.fullmatch(text) is not None and int(text[1:]) > 0
