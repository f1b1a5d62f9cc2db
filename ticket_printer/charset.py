"""Which characters a printer draws by itself, and their bytes.

In text mode a printer draws with the font in its memory, which holds some standard's characters and
shows nothing, a question mark or another character for the rest. So each character is looked up
before it is sent.
"""

from enum import StrEnum
from functools import cache


class Charset(StrEnum):
    """The standard that the font in the printer's memory follows, as its manual says."""

    GB2312 = "gb2312"
    """Simplified Chinese, 6,763 characters: the oldest and smallest."""
    GBK = "gbk"
    """Traditional ones, too; what most printers of today hold."""
    GB18030 = "gb18030"
    """Rare ones as well, in four bytes."""


_ENCODED_AS = "gb18030"
"""One encoding for all: the smaller standards are parts of it."""
_NARROW = "\u0530"
"""Latin with marks, Greek and Cyrillic stand before this in Unicode. The fonts have some of them, as
wide as Chinese: letters of one word stand apart from each other."""
_HAN = (range(0x3400, 0xA000), range(0x20000, 0x323B0))
_SHORT = 2
"""Bytes of what every printer knows; the four of GB18030 are for Han alone, not for other scripts."""


def can_print(text: str, charset: Charset) -> bool:
    """Whether the printer's own font has every character of a text."""
    return all(_has(character, charset) for character in text)


def encoded(text: str) -> bytes:
    """The bytes of a text that the printer can print."""
    return text.encode(_ENCODED_AS)


def cells(text: str) -> int:
    """How many cells of the printer a text takes: Chinese and its marks are two wide."""
    return sum(1 if character.isascii() else 2 for character in text)


@cache
def _has(character: str, charset: Charset) -> bool:
    if character.isascii():
        return character.isprintable()
    if character < _NARROW:
        return False
    try:
        data = character.encode(charset.value)
    except UnicodeEncodeError:
        return False
    is_han = any(ord(character) in each for each in _HAN)
    return data == encoded(character) and (len(data) == _SHORT or is_han)
