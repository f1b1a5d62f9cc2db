"""A strip of paper that is written from top to bottom, in printer dots.

Drawn in grey and made black and white at the end: the printer's own threshold would differ from
model to model, and Pillow's black-and-white text is hinted to raggedness at these sizes.
"""

from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw

from ticket_printer.fonts import BOLD, REGULAR, runs
from ticket_printer.wrapping import balanced, wrap

WHITE = 255
BLACK = 0
DARKNESS = 150
"""Greys darker than this become black; above the middle, as fine strokes burn in lightly."""
LONGEST = 2600
"""Dots of paper at the most: 32 cm. What would be longer is cut off rather than fed for ever."""
LEADING = 1.28


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a text is set: `size` in dots, one font for each script in `faces`."""

    size: int
    faces: tuple[str, ...] = REGULAR

    @property
    def line_height(self) -> int:
        """Dots from one line to the next."""
        return round(self.size * LEADING)


def regular(size: int) -> Style:
    """Set in the regular weight."""
    return Style(size=size)


def bold(size: int) -> Style:
    """Set in the bold weight."""
    return Style(size=size, faces=BOLD)


class Paper:
    """The strip: `y` is the dot row where the next thing begins."""

    def __init__(self, width: int, margin: int) -> None:
        self.width = width
        self.margin = margin
        self.y = 0
        self._image = Image.new("L", (width, LONGEST), WHITE)
        self._draw = ImageDraw.Draw(self._image)

    @property
    def inner(self) -> int:
        """Dots between the margins."""
        return self.width - 2 * self.margin

    def feed(self, dots: int) -> None:
        """Leave white."""
        self.y += dots

    def centred(self, text: str, style: Style) -> None:
        """Write lines in the middle, wrapped between the margins and about equally long."""
        for line in _balanced(text, self.inner, style):
            self.write(line, style, x=(self.width - measure(line, style)) // 2, y=self.y)
            self.y += style.line_height

    def block(self, text: str, style: Style, *, x: int, width: int) -> None:
        """Write lines from `x`, wrapped at `width`."""
        for line in _lines(text, width, style):
            self.write(line, style, x=x, y=self.y)
            self.y += style.line_height

    def write(self, text: str, style: Style, *, x: int, y: int, ink: int = BLACK) -> None:
        """Write one line whose top is at `y`, without moving on."""
        if not text:
            return
        mask, left, top = _drawn(text, style)
        self._image.paste(ink, (x - left, y - top), mask)

    def rule(self, *, thickness: int = 2, dash: int = 0) -> None:
        """Draw a line between the margins; dashed in steps of `dash` dots."""
        right = self.width - self.margin
        step = dash * 2 or self.inner
        for x in range(self.margin, right, step):
            end = min(x + (dash or self.inner), right) - 1
            self._draw.rectangle((x, self.y, end, self.y + thickness - 1), fill=BLACK)
        self.y += thickness

    def box(self, *, x: int, y: int, width: int, height: int, radius: int = 0) -> None:
        """Fill a rectangle with black."""
        corner = (x + width - 1, y + height - 1)
        self._draw.rounded_rectangle((x, y, *corner), radius=radius, fill=BLACK)

    def frame(self, *, top: int, thickness: int) -> None:
        """Draw a frame from `top` to here, over the whole width that a printer must reach."""
        self._draw.rectangle((0, top, self.width - 1, self.y - 1), outline=BLACK, width=thickness)

    def paste(self, picture: Image.Image, *, x: int, y: int) -> None:
        """Put a picture on the paper, without moving on."""
        self._image.paste(picture, (x, y))

    def cut(self) -> Image.Image:
        """Return what was written so far, in black and white (mode 1)."""
        strip = self._image.crop((0, 0, self.width, min(self.y, LONGEST)))
        return strip.point(lambda grey: WHITE if grey > DARKNESS else BLACK, mode="1")


@lru_cache(maxsize=4096)
def measure(text: str, style: Style) -> int:
    """Return the dots that one line of `text` takes."""
    return round(sum(font.getlength(run) for run, font in runs(text, style.faces, style.size)))


# Most lines of a hall's papers are the same from one to the next: they are wrapped and drawn once.


@lru_cache(maxsize=1024)
def _lines(text: str, width: int, style: Style) -> tuple[str, ...]:
    return tuple(wrap(text, width, lambda part: measure(part, style)))


@lru_cache(maxsize=1024)
def _balanced(text: str, width: int, style: Style) -> tuple[str, ...]:
    return tuple(balanced(text, width, lambda part: measure(part, style)))


@lru_cache(maxsize=512)
def _drawn(text: str, style: Style) -> tuple[Image.Image, int, int]:
    """One line as a mask, and where in it the line's left edge and top are."""
    margin, baseline = style.size, style.size
    size = (measure(text, style) + 2 * margin, 2 * style.size)
    mask = Image.new("L", size, 0)
    draw, left = ImageDraw.Draw(mask), float(margin)
    for run, font in runs(text, style.faces, style.size):
        draw.text((left, baseline + margin // 4), run, font=font, fill=255, anchor="ls")
        left += font.getlength(run)
    return mask, margin, margin // 4
