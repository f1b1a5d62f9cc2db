"""Fonts of the paper: one for each script, and which of them has a character.

The files are built into `ticket_printer/fonts/` from packages when the distribution is made; none
of them covers every script (Noto Sans SC has Han, Latin and Cyrillic but no Hangul), so a text is
split into runs, each in the first font that has its characters.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
from pathlib import Path

from PIL import ImageFont

from ticket_printer.cmap import read_coverage

REGULAR = ("NotoSansSC-Regular.ttf", "NotoSansKR-Regular.ttf")
BOLD = ("NotoSansSC-Bold.ttf", "NotoSansKR-Bold.ttf")
MISSING = "〓"
"""Drawn where no font has the character: the printers' traditional mark for it, never a bare box."""

Run = tuple[str, ImageFont.FreeTypeFont]


class FontsMissing(Exception):
    """The fonts were not built into the distribution."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"the font {file} is not in ticket_printer/fonts: install the built wheel, or run `make setup`"
        )


def runs(text: str, faces: tuple[str, ...], size: int) -> Iterator[Run]:
    """Split `text` into runs of one font each, in order; `size` in pixels."""
    drawable = ((character, _face_of(character, faces)) for character in text)
    known = ((character, face) if face else (MISSING, faces[0]) for character, face in drawable)
    for face, characters in groupby(known, key=lambda pair: pair[1]):
        yield "".join(character for character, _ in characters), font(face, size)


@cache
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    """Open a font file at a size in pixels."""
    # Pillow's other engine depends on a library of the machine; these scripts need no shaping.
    return ImageFont.truetype(str(_path(face)), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _path(face: str) -> Path:
    resource = files("ticket_printer") / "fonts" / face
    if not resource.is_file():
        raise FontsMissing(face)
    with as_file(resource) as path:
        return path


@cache
def _face_of(character: str, faces: tuple[str, ...]) -> str | None:
    return next((face for face in faces if ord(character) in _coverage(face)), None)


@cache
def _coverage(face: str) -> frozenset[int]:
    return read_coverage(_path(face).read_bytes())
