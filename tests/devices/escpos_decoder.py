"""ESC/POS read back into pictures: what a printer would do with the bytes it was sent.

Written from the manuals of Epson, HPRT, Rongta and Cashino, not from the code that makes the bytes.
"""

import qrcode
from PIL import Image, ImageOps
from qrcode.exceptions import DataOverflowError

from tests.devices.strip import Strip
from tests.devices.text_mode import TextMode

# How many parameter bytes follow, for commands that change nothing on our pictures.
_IGNORED = {
    b"\x1b-": 1,
    b"\x1bt": 1,
    b"\x1b3": 1,
    b"\x1b2": 0,
    b"\x1bM": 1,
    b"\x1bR": 1,
    b"\x1da": 1,
    b"\x1dh": 1,
    b"\x1dw": 1,
    b"\x1dH": 1,
    b"\x1dL": 2,
    b"\x1dW": 2,
    b"\x1c&": 0,
    b"\x1c.": 0,
    b"\x1c!": 1,
    b"\x1cS": 2,
}


NONSENSE = (ValueError, IndexError, MemoryError, DataOverflowError)
"""What a picture or a code ends in whose bytes are none."""


class Incomplete(Exception):
    """The rest of the command has not arrived yet."""


class Decoder:
    """Takes bytes, prints on `strip`; `replies` are the in-order answers to send back."""

    def __init__(self, strip: Strip, *, confirms: bool = True, has_process_id: bool = True) -> None:
        self.strip = strip
        self.has_process_id = has_process_id
        self.near_end = False
        self.text = TextMode()
        self.confirms = confirms
        self.codes: list[str] = []
        self.warnings: list[str] = []
        self.replies = bytearray()
        self._buffer = bytearray()
        self._code = b""
        self._dots = 3
        self._graphics: Image.Image | None = None

    def feed(self, data: bytes) -> None:
        self._buffer += data
        self.work()

    def work(self) -> None:
        """Carry out what has arrived, as far as paper and bytes reach."""
        self.strip.move()
        while self._buffer and not self.strip.is_stuck:
            try:
                used = self._command()
            except Incomplete:
                return
            except NONSENSE as error:  # as a printer does: it goes on after the command's name
                self.warnings.append(f"a command that cannot be meant: {error}")
                used = 2
            del self._buffer[:used]

    def forget(self) -> None:
        """Lose the buffer, as without power."""
        self._buffer.clear()
        self.strip.forget_waiting()
        self.text.reset()

    def _command(self) -> int:
        first = self._buffer[0]
        if first == 0x0A:
            self.text.end_line(self.strip)
            return 1
        if first in {0x00, 0x0D, 0x09}:
            return 1
        if first not in {0x1B, 0x1C, 0x1D}:
            self.text.put(first)
            if self.text.is_full:
                self.text.end_line(self.strip)
            return 1
        name = self._bytes(0, 2)
        if name in _IGNORED:
            self._bytes(2, _IGNORED[name])
            return 2 + _IGNORED[name]
        handlers = {0x1B: self._esc, 0x1D: self._gs}
        used = handlers[first](name[1:2]) if first in handlers else 0
        if not used:
            self.warnings.append(f"unknown command {name!r}")
        return used or 1

    def _esc(self, name: bytes) -> int:
        if name == b"@":
            self.text.reset()
            return 2
        if name in b"im":
            self.strip.cut()
            return 2
        if name == b"*":
            return self._column_image()
        if name not in b"adJ!E":
            return 0
        value = self._bytes(2, 1)[0]
        if name == b"a":
            self.text.align = value % 48
        elif name == b"E":
            self.text.bold = bool(value & 1)
        elif name == b"!":
            self.text.width, self.text.height = 1 + bool(value & 0x20), 1 + bool(value & 0x10)
        else:
            self.strip.feed(value * (30 if name == b"d" else 1))
        return 3

    def _gs(self, name: bytes) -> int:
        if name == b"v":
            return self._raster_image()
        if name == b"(":
            return self._extended()
        if name == b"V":
            return self._cut()
        if name not in b"!rIB":
            return 0
        value = self._bytes(2, 1)[0]
        if name == b"!":
            self.text.width, self.text.height = 1 + (value >> 4), 1 + (value & 7)
        elif name == b"B":
            self.text.inverse = bool(value & 1)
        elif name == b"r" and self.confirms:
            self.replies.append(0x0C * self.strip.is_out | 0x03 * self.near_end)
        return 3

    def _cut(self) -> int:
        mode = self._bytes(2, 1)[0]
        if mode in {65, 66}:
            self.strip.feed(self._bytes(3, 1)[0])
            self.strip.cut()
            return 4
        self.strip.cut()
        return 3

    def _raster_image(self) -> int:
        header = self._bytes(2, 6)
        stride, height = _low_high(header[2:4]), _low_high(header[4:6])
        ink = self._bytes(8, stride * height)
        self.strip.add(ImageOps.invert(Image.frombytes("1", (stride * 8, height), ink)))
        return 8 + stride * height

    def _column_image(self) -> int:
        mode = self._bytes(2, 1)[0]
        columns = _low_high(self._bytes(3, 2))
        depth = 3 if mode in {32, 33} else 1
        data = self._bytes(5, columns * depth)
        lying = Image.frombytes("1", (depth * 8, columns), data)
        band = ImageOps.invert(lying.transpose(Image.Transpose.TRANSPOSE))
        self.strip.add(band)
        # The line feed that follows a band moves the paper by what was printed, no more.
        tail = 1 if self._bytes(5 + len(data), 1) == b"\n" else 0
        return 5 + len(data) + tail

    def _extended(self) -> int:
        name = self._bytes(2, 1)
        length = _low_high(self._bytes(3, 2))
        body = self._bytes(5, length)
        if name == b"L":
            self._graphic(body)
        elif name == b"k":
            self._soft_code(body)
        elif name == b"H" and self.confirms and self.has_process_id:
            self.replies += b"\x37\x22" + body[2:6] + b"\x00"
        return 5 + length

    def _graphic(self, body: bytes) -> None:
        if body[1:2] == b"p":
            width, height = _low_high(body[6:8]), _low_high(body[8:10])
            self._graphics = ImageOps.invert(Image.frombytes("1", (width, height), body[10:]))
        elif body[1:2] in {b"2", b"\x02"} and self._graphics:
            self.strip.add(self._graphics)

    def _soft_code(self, body: bytes) -> None:
        function = body[1]
        if function == 67:
            self._dots = body[2]
        elif function == 80:
            self._code = body[3:]
        elif function == 81:
            self.codes.append(self._code.decode())
            code = qrcode.QRCode(border=4, box_size=self._dots)
            code.add_data(self._code)
            picture = code.make_image().get_image().convert("1")
            self.strip.add(picture, x=(self.strip.width - picture.width) * self.text.align // 2)

    def _bytes(self, start: int, count: int) -> bytes:
        part = bytes(self._buffer[start : start + count])
        if len(part) < count:
            raise Incomplete
        return part


def _low_high(pair: bytes) -> int:
    return pair[0] + 256 * pair[1]
