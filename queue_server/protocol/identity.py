"""How a person is known: a keyed hash of the document's number, and its last four characters.

The server and the agents beside the readers hash alike, so that a card that a kiosk reads belongs to
the appointment that its holder has booked. The key is a hall's own: the same card in two halls has two
hashes, and a list of hashes without the key says nobody's number.
"""

import hmac
from hashlib import sha256

COVER = "*"
HASH = r"^[0-9a-f]{64}$"
"""What ``holder_hash`` looks like."""


def hall_key(secret: bytes, hall: str) -> bytes:
    """The key of one hall, from the secret of the installation."""
    return hmac.new(secret, b"identity:" + hall.encode(), sha256).digest()


def holder_hash(key: bytes, number: str) -> str:
    """What is kept in the place of a document's number."""
    return hmac.new(key, plain(number).encode(), sha256).hexdigest()


def last_four(number: str) -> str:
    """What an officer compares with the document in hand."""
    return plain(number)[-4:]


def plain(number: str) -> str:
    """A number as it is hashed: however it was typed, spaced or written small."""
    return "".join(each for each in number.upper() if each.isalnum())


def masked(name: str) -> str:
    """A name with one character left open: its last of a Chinese one, else the first."""
    words = name.strip()
    if not words:
        return ""
    if words.isascii():
        return words[0] + COVER * 3
    return COVER * max(1, len(words) - 1) + words[-1]
