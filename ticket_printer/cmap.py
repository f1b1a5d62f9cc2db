"""Which characters a TrueType font has, read from its `cmap` table.

Pillow draws a box for a character that a font lacks and does not say so; a whole font library for
this one table would weigh more than the rest of the agent. Formats 4 and 12 of the OpenType
specification (learn.microsoft.com/typography/opentype/spec/cmap) are what fonts of today carry.
"""

import struct
from collections.abc import Iterator

_SEGMENTS_16_BIT = 4
_GROUPS_32_BIT = 12
_NOT_A_CHARACTER = 0xFFFF


def read_coverage(font: bytes) -> frozenset[int]:
    """Return the code points that `font` maps to a glyph; ValueError if it is no TrueType font."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    offsets = {struct.unpack_from(">HHI", font, start + 4 + 8 * index)[2] for index in range(count)}
    return frozenset(code for offset in offsets for code in _subtable(font, start + offset))


def _table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == name:
            return int(offset)
    raise ValueError(f"no {name.decode()} table: not a TrueType font")


def _subtable(font: bytes, at: int) -> Iterator[int]:
    (kind,) = struct.unpack_from(">H", font, at)
    if kind == _SEGMENTS_16_BIT:
        yield from _segments(font, at)
    elif kind == _GROUPS_32_BIT:
        (count,) = struct.unpack_from(">I", font, at + 12)
        for index in range(count):
            first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * index)
            yield from range(first, last + 1)


def _segments(font: bytes, at: int) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", font, at + 6)
    lasts = struct.unpack_from(f">{double // 2}H", font, at + 14)
    firsts = struct.unpack_from(f">{double // 2}H", font, at + 16 + double)
    for first, last in zip(firsts, lasts, strict=True):
        yield from (code for code in range(first, last + 1) if code != _NOT_A_CHARACTER)
