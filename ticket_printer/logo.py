"""The hall's sign on the paper, as the server sends it: a PNG in base64, for paper of 80 mm."""

from base64 import b64decode
from functools import lru_cache
from io import BytesIO

from PIL import Image

from ticket_printer.formats import PAPER_80

TALLEST = 240
"""Dots: what is taller was never checked by a server of ours."""


@lru_cache(maxsize=8)
def read_logo(logo: str, *, at_most: int) -> Image.Image:
    """Read the picture (mode L); made smaller in proportion where the paper is `at_most` wide.

    Raises ValueError for what is no such picture.
    """
    try:
        with Image.open(BytesIO(b64decode(logo, validate=True)), formats=["PNG"]) as opened:
            if opened.width > PAPER_80.width or opened.height > TALLEST:
                raise ValueError("a logo larger than the paper")
            picture = opened.convert("L")
    except (OSError, SyntaxError) as error:
        raise ValueError("no logo that can be read") from error
    share = at_most / PAPER_80.width
    if share == 1:
        return picture
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    return picture.resize(size, Image.Resampling.LANCZOS)
