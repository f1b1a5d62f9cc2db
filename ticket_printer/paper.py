"""A strip of paper that is written from top to bottom, in printer dots.

Drawn in grey and made black and white at the end: the printer's own threshold would differ from
model to model, and Pillow's black-and-white text is hinted to raggedness at these sizes.
"""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from ticket_printer.fonts import BOLD, REGULAR, runs
from ticket_printer.wrapping import wrap

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
        """Write lines in the middle, wrapped between the margins."""
        for line in wrap(text, self.inner, lambda part: measure(part, style)):
            self.write(line, style, x=(self.width - measure(line, style)) // 2, y=self.y)
            self.y += style.line_height

    def block(self, text: str, style: Style, *, x: int, width: int) -> None:
        """Write lines from `x`, wrapped at `width`."""
        for line in wrap(text, width, lambda part: measure(part, style)):
            self.write(line, style, x=x, y=self.y)
            self.y += style.line_height

    def write(self, text: str, style: Style, *, x: int, y: int, ink: int = BLACK) -> None:
        """Write one line whose top is at `y`, without moving on."""
        baseline = y + round(style.size * 1.0)
        left = float(x)
        for run, font in runs(text, style.faces, style.size):
            self._draw.text((left, baseline), run, font=font, fill=ink, anchor="ls")
            left += font.getlength(run)

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


def measure(text: str, style: Style) -> int:
    """Return the dots that one line of `text` takes."""
    return round(sum(font.getlength(run) for run, font in runs(text, style.faces, style.size)))
