"""Whether a video's file is whole: its container is walked from the first byte to the last.

That finds what was cut off on its way, and what is no video. Whether a browser can play what is
inside only a browser can say; the manager's page shows it in one.
"""

import os
from typing import IO

_HEAD = 8
_LARGE_HEAD = 16
_EBML, _SEGMENT = 0x1A45DFA3, 0x18538067
_UNKNOWN = (1 << 56) - 1
_LONGEST_ID, _LONGEST_SIZE = 4, 8


def is_whole_mp4(file: IO[bytes]) -> bool:
    """Boxes that follow each other to the end, with an index and with pictures (ISO/IEC 14496-12)."""
    end = file.seek(0, os.SEEK_END)
    at, kinds = 0, []
    while at < end:
        file.seek(at)
        head = file.read(_LARGE_HEAD)
        size, kind = int.from_bytes(head[:4]), head[4:_HEAD]
        if size == 0:  # to the end of the file
            size = end - at
        elif size == 1:
            size = int.from_bytes(head[_HEAD:_LARGE_HEAD])
        if size < _HEAD or at + size > end:
            return False
        kinds.append(kind)
        at += size
    return kinds[:1] == [b"ftyp"] and {b"moov", b"mdat"} <= set(kinds)


def is_whole_webm(file: IO[bytes]) -> bool:
    """A head that says WebM and one segment that ends with the file (RFC 8794, RFC 9559)."""
    end = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = _element(file)
    if head is None or head[0] != _EBML or b"webm" not in file.read(min(head[1], 64)):
        return False
    file.seek(head[2] + head[1])
    segment = _element(file)
    if segment is None or segment[0] != _SEGMENT:
        return False
    _, size, begin = segment
    return begin < end and (size == _UNKNOWN or begin + size == end)


def _element(file: IO[bytes]) -> tuple[int, int, int] | None:
    """The id and size of the element that begins here, and where its content does."""
    kind = _number(file, _LONGEST_ID, keep_length=True)
    size = _number(file, _LONGEST_SIZE, keep_length=False)
    if kind is None or size is None:
        return None
    return kind, size, file.tell()


def _number(file: IO[bytes], longest: int, *, keep_length: bool) -> int | None:
    """A number of variable length: the zeros before the first 1 say how many bytes follow."""
    first = file.read(1)
    if not first or not first[0]:
        return None
    length = 9 - first[0].bit_length()
    rest = file.read(length - 1)
    if length > longest or len(rest) < length - 1:
        return None
    value = first[0] if keep_length else first[0] & ((1 << (8 - length)) - 1)
    number = int.from_bytes(bytes([value]) + rest)
    is_unknown = not keep_length and number == (1 << (7 * length)) - 1
    return _UNKNOWN if is_unknown else number
