"""ESC/POS read a second time, and otherwise: one pattern for a stream that is whole, no paper, no state.

Written from Epson's command reference alone. It knows the commands that tickets are made of and takes
nothing else: what it does not know is a fault. Chinese is read as the printers do that know no more
than GBK: two bytes a character.
"""

import re
from dataclasses import dataclass, field

from PIL import Image

_COMMANDS = re.compile(
    rb"(?P<raster>\x1dv0[\x00-\x03](?P<x>..)(?P<y>..))"
    rb"|(?P<code>\x1d\(k(?P<length>..))"
    rb"|(?P<cut>\x1dVB.|\x1dVA.|\x1dV[\x00\x01])"
    rb"|(?P<setting>\x1b@|\x1c&|\x1d!.|\x1ba[\x00-\x02]|\x1bE[\x00\x01]|\x1dB[\x00\x01]|\x1da\x00)"
    rb"|(?P<text>(?:[\x20-\x7e]|[\x81-\xfe][\x40-\xfe])*)\n",
    re.DOTALL,
)


@dataclass
class Reading:
    """What stands in a stream: texts in order, pictures, codes, and how often it is cut."""

    texts: list[str] = field(default_factory=list)
    pictures: list[Image.Image] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    cuts: int = 0


def read(data: bytes) -> Reading:
    """Read a whole stream; ValueError with its place for what is no command of a ticket."""
    reading, at = Reading(), 0
    while at < len(data):
        found = _COMMANDS.match(data, at)
        if found is None:
            raise ValueError(f"at {at}: {data[at : at + 8]!r}")
        at = found.end() + _take(found, data, reading)
    return reading


def _take(found: re.Match[bytes], data: bytes, reading: Reading) -> int:
    """Keep what was found; how many bytes of it follow the command."""
    if found["raster"]:
        stride, rows = (int.from_bytes(found[name], "little") for name in ("x", "y"))
        ink = data[found.end() : found.end() + stride * rows]
        white = bytes(byte ^ 0xFF for byte in ink)
        reading.pictures.append(Image.frombytes("1", (stride * 8, rows), white))
        return stride * rows
    if found["code"]:
        length = int.from_bytes(found["length"], "little")
        body = data[found.end() : found.end() + length]
        if body[:3] == b"1P0":
            reading.codes.append(body[3:].decode("ascii"))
        return length
    if found["cut"]:
        reading.cuts += 1
    elif found["text"] is not None:
        reading.texts.append(found["text"].decode("gbk"))
    return 0
