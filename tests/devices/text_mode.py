"""Text as the virtual printer sets it: GB18030, 24 dots high, sizes and alignment by command."""

from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from tests.devices.strip import Strip
from ticket_printer.fonts import BOLD, REGULAR, font

CELL = 24
LEADING = 6
LONGEST_LINE = 256


@dataclass
class TextMode:
    """The line being set, and the settings that hold until the next `ESC @`."""

    lines: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    align: int = 0
    width: int = 1
    height: int = 1
    bold: bool = False
    inverse: bool = False
    rom: str = "gb2312"
    """What the font in the printer's memory holds."""
    _line: bytearray = field(default_factory=bytearray)

    def reset(self) -> None:
        self.align, self.width, self.height = 0, 1, 1
        self.bold = self.inverse = False
        self._line.clear()

    @property
    def is_full(self) -> bool:
        """A line that long is printed, whether it has ended or not."""
        return len(self._line) >= LONGEST_LINE

    def put(self, byte: int) -> None:
        self._line.append(byte)

    def end_line(self, strip: Strip) -> None:
        """Print the line that was set, or feed an empty one."""
        text = self._decoded()
        self._line.clear()
        if not text:
            strip.feed(CELL * self.height + LEADING)
            return
        self.lines.append(text)
        picture = self._set(text)
        strip.add(picture, x=max(0, (strip.width - picture.width) * self.align // 2))
        strip.feed(LEADING)

    def _decoded(self) -> str:
        text = self._line.decode("gb18030", errors="replace")
        for character in text:
            if len(character.encode("gb18030")) > 2 and self.rom != "gb18030":
                self.warnings.append(f"four bytes: {character}")
            elif not character.isascii() and not _in_font_rom(character, self.rom):
                self.warnings.append(f"not in the font ROM: {character}")
        return text

    def _set(self, text: str) -> Image.Image:
        face = font((BOLD if self.bold else REGULAR)[0], CELL - 2)
        cells = sum(CELL // 2 if character.isascii() else CELL for character in text)
        picture = Image.new("1", (max(1, cells), CELL), 1)
        draw, x = ImageDraw.Draw(picture), 0
        for character in text:
            draw.text((x, CELL - 4), character, font=face, fill=0, anchor="ls")
            x += CELL // 2 if character.isascii() else CELL
        if self.inverse:
            picture = picture.point(lambda dot: 0 if dot else 255, mode="1")
        return picture.resize((picture.width * self.width, CELL * self.height))


def _in_font_rom(character: str, rom: str) -> bool:
    try:
        character.encode(rom)
    except UnicodeEncodeError:
        return False
    return True
