"""The ticket in text mode: a tenth of the bytes, in the printer's own letters, for slow lines.

Block by block: one that the printer's font can print goes as text, any other as the picture of that
block. So a rare name, another script, the logo and the rules come out as they should, and nothing
ever as a question mark.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PIL import Image, ImageChops

from queue_server.protocol.messages import Layout, Text
from ticket_printer.charset import Charset, can_print, cells
from ticket_printer.escpos import INITIALIZE, raster
from ticket_printer.formats import Format
from ticket_printer.layout import TicketPicture, two
from ticket_printer.plan import NUMBER_SCALES
from ticket_printer.qr import SMALLEST
from ticket_printer.text_lines import BEGIN, CELL, Line, largest, native_code, row
from ticket_printer.waits import ahead_words, wait_words
from ticket_printer.words import THEN, pick, say
from ticket_printer.wrapping import balanced

_SERVICE_SIZES = {"small": 1, "normal": 2, "large": 3}
_HALL_SIZES = {"small": 1, "normal": 1, "large": 2}
_TALL = 2
_INDENT, _NARROW = 1, 40
"""Columns: from more than 40 on, lines begin after one."""


@dataclass(frozen=True, kw_only=True)
class TextOptions:
    """What the printer's font holds, and whether it draws codes by itself."""

    charset: Charset = Charset.GBK
    draws_codes: bool = False


def encode_ticket(layout: Layout, *, copy: int, form: Format, options: TextOptions) -> bytes:
    """Return the ticket's bytes, without the cut."""
    ticket = _TextTicket(layout, form)
    parts = [_one(block, ticket, options) for block in ticket.picture().plan["blocks"]]
    if layout["reprint"]:
        badge = ticket.reprint(copy)
        parts.insert(0, _block(badge, lambda picture: picture.reprint(copy), ticket, options))
    return b"".join([INITIALIZE, BEGIN, *parts])


def _one(block: str, ticket: "_TextTicket", options: TextOptions) -> bytes:
    if block != "code":
        return _block(ticket.lines(block), lambda picture: picture.draw(block), ticket, options)
    if options.draws_codes:
        code = native_code(ticket.layout["link"], dots=SMALLEST)
    else:
        code = _block(None, TicketPicture.code_alone, ticket, options)
    return code + _block(ticket.scan(), TicketPicture.scan, ticket, options)


def _block(
    lines: list[Line] | None,
    draw: Callable[[TicketPicture], None],
    ticket: "_TextTicket",
    options: TextOptions,
) -> bytes:
    """The lines, if the printer has their letters; else the picture of the block."""
    if lines is not None and all(can_print(line.text, options.charset) for line in lines):
        return b"".join(line.data for line in lines)
    picture = ticket.picture()
    empty = picture.paper.y
    draw(picture)
    return b"" if picture.paper.y == empty else raster(_cropped(picture.paper.cut()))


def _cropped(picture: Image.Image) -> Image.Image:
    """Without the white on the right, which would be half of the bytes."""
    ink = ImageChops.invert(picture.convert("L")).getbbox()
    right = ink[2] if ink else 1
    return picture.crop((0, 0, min(picture.width, -(-right // 8) * 8), picture.height))


class _TextTicket:
    """The blocks of a ticket as lines; None for what is a picture in any case."""

    def __init__(self, layout: Layout, form: Format) -> None:
        self.layout = layout
        self.form = form
        self.columns = form.width // CELL
        self.indent = _INDENT if self.columns > _NARROW else 0
        self.languages = layout["languages"][:2]
        self.sizes = self.picture().plan["sizes"]

    def picture(self) -> TicketPicture:
        """An empty paper, for one block."""
        return TicketPicture(self.layout, self.form)

    def lines(self, block: str) -> list[Line] | None:
        if self.layout.get("alone") and block in {"number", "outlook"}:
            return None  # what it says instead is drawn
        blocks: Mapping[str, Callable[[], Iterator[Line]]] = {
            "hall": self.hall,
            "service": self.service,
            "number": self.number,
            "class": self.priority,
            "route": self.route,
            "outlook": self.outlook,
            "issued_at": lambda: self._row("issued_at", (self.layout["issued_at_local"], "")),
            "area": self.area,
            "notice": lambda: self._closing(self.layout["notice"]),
            "foot": lambda: self._closing(self.picture().plan["foot"]),
        }
        return list(blocks[block]()) if block in blocks else None

    def reprint(self, copy: int) -> list[Line]:
        first, second = two([say(each, "copy", copy=copy) for each in self.languages])
        return [*self._badge(first), *self._small(second), Line(text="")]

    def hall(self) -> Iterator[Line]:
        first, second = self._pick(self.layout["hall"])
        yield from self._set(first, _HALL_SIZES[self.sizes.get("hall", "normal")], is_bold=True)
        yield from self._small(second)
        yield self._rule()

    def service(self) -> Iterator[Line]:
        first, second = self._pick(self.layout["service"])
        yield from self._set(first, _SERVICE_SIZES[self.sizes.get("service", "normal")])
        yield from self._small(second)

    def number(self) -> Iterator[Line]:
        number = self.layout["number"]
        scale = NUMBER_SCALES.get(self.sizes.get("number", ""), 1.0)
        free = self.form.width - 4 * self.form.margin
        size = max(1, int(largest(number, dots=free) * scale))
        yield Line(text="")
        yield Line(text=number, width=size, height=size)
        yield Line(text="")
        if holder := self.layout.get("holder"):
            yield Line(text=holder)

    def priority(self) -> Iterator[Line]:
        if self.layout["class"]:
            first, second = self._pick(self.layout["class"])
            yield from self._badge(first)
            yield from self._small(second)

    def route(self) -> Iterator[Line]:
        steps = self.layout.get("route") or []
        first, second = two([THEN.join(pick(s, each) for s in steps) for each in self.languages])
        yield from self._small(first)
        yield from self._small(second)

    def outlook(self) -> Iterator[Line]:
        first = self.languages[0]
        yield self._rule()
        values = {
            "ahead": ahead_words(first, self.layout["ahead"]),
            "wait": wait_words(first, self.layout["forecast"]),
        }
        for key, value in values.items():
            label, second = self._say(key)
            for line in self._columns(label, value):
                yield Line(text=line, height=_TALL, is_centred=False, is_bold=True)
            yield from (Line(text=each, is_centred=False) for each in self._columns(second, ""))
        yield self._rule()

    def area(self) -> Iterator[Line]:
        if self.layout["area"]:
            yield from self._row("area", self._pick(self.layout["area"]))

    def scan(self) -> list[Line]:
        """The words at the code."""
        first, second = self._say("scan")
        return [*self._small(first), *self._small(second)]

    def _row(self, key: str, values: tuple[str, str]) -> Iterator[Line]:
        for label, value in zip(self._say(key), values, strict=True):
            if label or value:
                for line in self._columns(label, value):
                    yield from self._set(line, 1, is_centred=False)

    def _columns(self, label: str, value: str) -> list[str]:
        """A label and its value at the two edges, which are set in a little on wide paper."""
        lines = row(label, value, columns=self.columns - 2 * self.indent) if label or value else []
        return [" " * self.indent + line for line in lines]

    def _closing(self, words: Text | None) -> Iterator[Line]:
        if words:
            yield self._rule()
            for each in self._pick(words):
                yield from self._small(each)

    def _badge(self, text: str) -> list[Line]:
        size = min(2, largest(f"  {text}  ", dots=self.form.width))
        return [Line(text=f"  {text}  ", width=size, height=size, is_inverse=True)]

    def _small(self, text: str) -> Iterator[Line]:
        yield from self._set(text, 1)

    def _set(
        self, text: str, size: int, *, is_bold: bool = False, is_centred: bool = True
    ) -> Iterator[Line]:
        """Lines of one size, wrapped; smaller where a name would need more than two."""
        while size > 1 and cells(text) * size > self.columns * 2:
            size -= 1
        for line in balanced(text, self.columns // size, cells) if is_centred else [text]:
            yield Line(text=line, width=size, height=size, is_bold=is_bold, is_centred=is_centred)

    def _rule(self) -> Line:
        return Line(text="-" * self.columns)

    def _say(self, key: str) -> tuple[str, str]:
        return two([say(each, key) for each in self.languages])

    def _pick(self, text: Text | None) -> tuple[str, str]:
        return two([pick(text, each) for each in self.languages])
