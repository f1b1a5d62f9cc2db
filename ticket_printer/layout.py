"""The ticket as a picture: one bit a dot, 576 dots wide on 80 mm paper, 384 on 58 mm.

What one looks for stands in the order in which one looks for it: whose hall, which service, the
number, then how long, and at the end the code and the notice. The first language is set large, the
second small beneath it, and they never share a line.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PIL import Image

from queue_server.protocol.messages import Layout, Text
from ticket_printer.fonts import BOLD
from ticket_printer.formats import Format
from ticket_printer.logo import read_logo
from ticket_printer.paper import WHITE, Paper, Style, measure
from ticket_printer.plan import plan_of, scaled
from ticket_printer.qr import draw_qr
from ticket_printer.waits import ahead_words, wait_words
from ticket_printer.words import THEN, pick, say

NUMBER_FACES = ("BarlowSemiCondensed-SemiBold.ttf", *BOLD)
SMALLEST = 8
"""Dots: smaller letters are no letters on thermal paper."""
BESIDE_SHARE = 0.55
"""A code wider than this share of the paper leaves no room for words beside it."""


def draw_ticket(layout: Layout, *, copy: int, form: Format) -> Image.Image:
    """Draw a ticket in black and white (mode 1), `form.width` dots wide and as long as it must be."""
    ticket = TicketPicture(layout, form)
    if layout["reprint"]:
        ticket.reprint(copy)
    for block in ticket.plan["blocks"]:
        ticket.draw(block)
    ticket.paper.feed(form.gap)
    return ticket.paper.cut()


class TicketPicture:
    """The parts of a ticket, each drawn below the one before."""

    def __init__(self, layout: Layout, form: Format) -> None:
        self.layout = layout
        self.plan = plan_of(layout)
        self.form = scaled(form, self.plan["sizes"])
        self.paper = Paper(form.width, form.margin)
        self.paper.feed(form.gap // 2)
        self.languages = layout["languages"][:2]
        self.first = self.languages[0]
        self.is_alone = bool(layout.get("alone"))

    def reprint(self, copy: int) -> None:
        first, second = self._say("copy", copy=copy)
        self._badge(first, width=self.paper.inner)
        self.paper.centred(second, self.form.second)
        self.paper.feed(self.form.gap)

    def draw(self, block: str) -> None:
        """Draw one block of the plan; what a newer server names and we do not know is left out."""
        blocks: Mapping[str, Callable[[], None]] = {
            "logo": self.logo,
            "hall": self.hall,
            "service": self.service,
            "number": self.alone if self.is_alone else self.number,
            "class": self.priority,
            "route": self.route,
            "outlook": lambda: None if self.is_alone else self.outlook(),
            "issued_at": self.issued_at,
            "area": self.area,
            "code": self.code,
            "notice": lambda: self._closing(self.layout["notice"]),
            "foot": lambda: self._closing(self.plan["foot"]),
        }
        if block in blocks:
            blocks[block]()

    def logo(self) -> None:
        if not self.plan["logo"]:
            return
        logo = read_logo(self.plan["logo"], at_most=self.form.width)
        self.paper.paste(logo, x=(self.form.width - logo.width) // 2, y=self.paper.y)
        self.paper.feed(logo.height + self.form.gap)

    def hall(self) -> None:
        self._name(self.layout["hall"], self.form.hall)
        self.paper.feed(self.form.gap // 2)
        self.paper.rule(thickness=3)
        self.paper.feed(self.form.gap // 2)

    def service(self) -> None:
        self._name(self.layout["service"], self.form.service)

    def number(self) -> None:
        number = self.layout["number"]
        style = Style(size=self.form.number, faces=NUMBER_FACES)
        style = fitting(number, style, self.paper.inner)
        x = (self.paper.width - measure(number, style)) // 2
        # Capitals and digits stand well below the top of their line, and nothing hangs under it.
        self.paper.write(number, style, x=x, y=self.paper.y - style.size // 7)
        self.paper.feed(round(style.size * 0.87) + round(self.form.gap * 1.5))
        self.holder()

    def holder(self) -> None:
        """The covered name, where the hall prints one."""
        name = self.layout.get("holder")
        if name:
            self.paper.centred(name, fitting(name, self.form.hall, self.paper.inner))
            self.paper.feed(self.form.gap // 2)

    def alone(self) -> None:
        """The kiosk gave it without the server: nobody knows how long it takes, and it is as good."""
        self.number()
        first, second = self._say("alone")
        self._badge(first, width=measure(first, self.form.badge) + 2 * self.form.badge.size)
        self.paper.centred(second, self.form.second)
        self.paper.feed(self.form.gap // 2)
        self.paper.rule(dash=8)
        self.paper.feed(self.form.gap // 2)
        first, second = self._say("alone.text")
        self.paper.centred(first, self.form.text)
        self.paper.centred(second, self.form.second)
        self.paper.feed(self.form.gap // 2)
        self.paper.rule(dash=8)
        self.paper.feed(self.form.gap)

    def priority(self) -> None:
        name = self.layout["class"]
        if not name:
            return
        first, second = self._pick(name)
        self._badge(first, width=measure(first, self.form.badge) + 2 * self.form.badge.size)
        self.paper.centred(second, self.form.second)
        self.paper.feed(self.form.gap)

    def route(self) -> None:
        """The steps of the visit, one after another."""
        steps = self.layout.get("route")
        if not steps:
            return
        first, second = two([THEN.join(pick(s, each) for s in steps) for each in self.languages])
        self.paper.centred(first, self.form.text)
        self.paper.centred(second, self.form.second)
        self.paper.feed(self.form.gap)

    def outlook(self) -> None:
        """People ahead on the left, the expected wait on the right."""
        self.paper.rule(dash=8)
        self.paper.feed(self.form.gap)
        top = self.paper.y
        ahead, forecast = self.layout["ahead"], self.layout["forecast"]
        left = round(self.paper.inner * self.form.left_share)
        self._figure("ahead", ahead_words(self.first, ahead), x=self.paper.margin, width=left)
        bottom = self.paper.y
        self.paper.y = top
        right = self.paper.margin + left
        waits = wait_words(self.first, forecast)
        self._figure("wait", waits, x=right, width=self.paper.inner - left)
        self.paper.y = max(bottom, self.paper.y) + self.form.gap // 2
        self.paper.rule(dash=8)
        self.paper.feed(self.form.gap)

    def _figure(self, key: str, value: str, *, x: int, width: int) -> None:
        first, second = self._say(key)
        self.paper.block(first, self.form.label, x=x, width=width)
        self.paper.block(second, self.form.second, x=x, width=width)
        self.paper.feed(self.form.gap // 3)
        self.paper.block(value, self.form.value, x=x, width=width)

    def issued_at(self) -> None:
        self._row("issued_at", (self.layout["issued_at_local"], ""))

    def area(self) -> None:
        if self.layout["area"]:
            self._row("area", self._pick(self.layout["area"]))

    def _row(self, key: str, values: tuple[str, str]) -> None:
        styles = (self.form.text, self.form.second)
        for label, value, style in zip(self._say(key), values, styles, strict=True):
            if label or value:
                self._fields(label, value, style)
        self.paper.feed(self.form.gap // 3)

    def _fields(self, label: str, value: str, style: Style) -> None:
        """A label on the left; its value to the right, or below where it does not fit."""
        self.paper.write(label, style, x=self.paper.margin, y=self.paper.y)
        free = self.paper.inner - measure(label, style) - style.size
        if measure(value, style) <= free:
            right = self.paper.width - self.paper.margin - measure(value, style)
            self.paper.write(value, style, x=right, y=self.paper.y)
            self.paper.feed(style.line_height)
        else:
            self.paper.feed(style.line_height)
            self.paper.block(value, style, x=self.paper.margin, width=self.paper.inner)

    def code(self) -> None:
        """The citizen's page, with the words beside the code where the paper is wide enough."""
        code = self._code()
        if code.width > self.form.width * BESIDE_SHARE:
            self._centre(code)
            self.scan()
            return
        self.paper.feed(self.form.gap // 2)
        top = self.paper.y
        self.paper.paste(code, x=0, y=top)
        self._beside(code)
        self.paper.y = max(top + code.height, self.paper.y)

    def code_alone(self) -> None:
        """The citizen's page without a word."""
        self._centre(self._code())

    def _code(self) -> Image.Image:
        return draw_qr(self.layout["link"], size=self.form.code, at_most=self.form.width)

    def _centre(self, code: Image.Image) -> None:
        self.paper.feed(self.form.gap // 2)
        self.paper.paste(code, x=(self.form.width - code.width) // 2, y=self.paper.y)
        self.paper.feed(code.height)

    def scan(self) -> None:
        """The words under the code."""
        first, second = self._say("scan")
        self.paper.centred(first, self.form.text)
        self.paper.centred(second, self.form.second)

    def _beside(self, code: Image.Image) -> None:
        x = code.width
        width = self.paper.width - self.paper.margin - x
        self.paper.feed(code.height // 4)
        first, second = self._say("scan")
        self.paper.block(first, self.form.hall, x=x, width=width)
        self.paper.block(second, self.form.second, x=x, width=width)

    def _closing(self, words: Text | None) -> None:
        """Words under a line of their own: the notice, the foot."""
        if not words:
            return
        self.paper.feed(self.form.gap // 2)
        self.paper.rule()
        self.paper.feed(self.form.gap // 2)
        self._name(words, self.form.text)

    def _name(self, name: Text, style: Style) -> None:
        first, second = self._pick(name)
        self.paper.centred(first, style)
        self.paper.centred(second, self.form.second)

    def _say(self, key: str, **values: object) -> tuple[str, str]:
        """Our own words in both languages; the second is empty where it would repeat the first."""
        return two([say(language, key, **values) for language in self.languages])

    def _pick(self, text: Text | None) -> tuple[str, str]:
        """The hall's words in both languages, likewise."""
        return two([pick(text, language) for language in self.languages])

    def _badge(self, text: str, *, width: int) -> None:
        """White words in a black field: it must be seen, and survives a worn print head."""
        style = fitting(text, self.form.badge, self.paper.inner - self.form.badge.size)
        width, height = min(width, self.paper.inner), round(style.size * 1.6)
        x = (self.paper.width - width) // 2
        self.paper.box(x=x, y=self.paper.y, width=width, height=height, radius=style.size // 3)
        left = (self.paper.width - measure(text, style)) // 2
        self.paper.write(text, style, x=left, y=self.paper.y + style.size // 5, ink=WHITE)
        self.paper.feed(height + self.form.gap // 3)


def fitting(text: str, style: Style, width: int) -> Style:
    """Return `style`, made smaller where `text` would be wider than `width`."""
    while measure(text, style) > width and style.size > SMALLEST:
        style = replace(style, size=max(SMALLEST, round(style.size * 0.95)))
    return style


def two(texts: list[str]) -> tuple[str, str]:
    """The first language's words and the second's, which are empty where they would be the same."""
    first, second = (*texts, "")[:2]
    return first, "" if second == first else second
