"""Lines of text as a printer sets them: cells of 12 by 24 dots, enlarged up to eight times."""

from dataclasses import dataclass

from ticket_printer.charset import cells, encoded

CELL = 12
"""Dots: the width of a letter or digit; a Han character has two."""
LARGEST = 8
BEGIN = b"\x1c&"
"""FS &: bytes above 7F are Chinese. The default of these printers, unless somebody changed it."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line; `width` and `height` are how many times a cell is enlarged."""

    text: str
    width: int = 1
    height: int = 1
    is_centred: bool = True
    is_bold: bool = False
    is_inverse: bool = False

    @property
    def data(self) -> bytes:
        """Its bytes: the settings, each said anew, the text, and the end of the line."""
        size = (self.width - 1) << 4 | self.height - 1
        return b"".join(
            (
                b"\x1ba" + bytes([self.is_centred]),
                b"\x1d!" + bytes([size]),
                b"\x1bE" + bytes([self.is_bold]),
                b"\x1dB" + bytes([self.is_inverse]),
                encoded(self.text),
                b"\n",
            )
        )


def largest(text: str, *, dots: int) -> int:
    """How many times a text can be enlarged and still fits on one line."""
    return max(1, min(LARGEST, dots // (CELL * max(1, cells(text)))))


def row(label: str, value: str, *, columns: int) -> list[str]:
    """A label on the left and its value on the right of one line, or under it where it does not fit."""
    free = columns - cells(label) - cells(value)
    if free > 0:
        return [label + " " * free + value]
    return [label, " " * max(0, columns - cells(value)) + value]


def native_code(link: str, *, dots: int) -> bytes:
    """GS ( k: a QR code that the printer draws by itself, its modules `dots` wide, in the middle."""
    data = link.encode()
    low, high = (len(data) + 3) % 256, (len(data) + 3) // 256
    return b"".join(
        (
            b"\x1ba\x01",
            b"\x1d(k\x04\x00\x31\x41\x32\x00",  # model 2
            b"\x1d(k\x03\x00\x31\x43" + bytes([dots]),
            b"\x1d(k\x03\x00\x31\x45\x31",  # correction M
            b"\x1d(k" + bytes([low, high]) + b"\x31\x50\x30" + data,
            b"\x1d(k\x03\x00\x31\x51\x30",
        )
    )
