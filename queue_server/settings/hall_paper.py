"""The papers of a hall file: their plans by language, and the logo, a picture beside the file."""

import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image

from queue_server.domain.paper_plan import LOGO_HEIGHT, LOGO_WIDTH, PaperPlan
from queue_server.settings.paper_schema import PaperLanguagePart, PaperPart

LOGO_BYTES = 200_000
DARKNESS = 150
"""Greys darker than this become ink, as everywhere on the paper."""
_WHITE = 255


class NoLogo(ValueError):
    """The picture cannot be a logo, and why."""


def read_logo(file: Path) -> bytes:
    """The logo as the printer will have it, in black and white; NoLogo with the reason."""
    try:
        written = file.read_bytes()
    except OSError as error:
        raise NoLogo(f"cannot be read: {(error.strerror or 'no file').lower()}") from None
    if len(written) > LOGO_BYTES:
        raise NoLogo(f"has {len(written)} bytes: at most {LOGO_BYTES}, please")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _in_ink(written)
    except NoLogo:
        raise
    except Exception as error:  # decoders raise whatever they stumble over
        raise NoLogo("is no PNG that can be read") from error


def _in_ink(written: bytes) -> bytes:
    with Image.open(BytesIO(written), formats=["PNG"]) as picture:
        if picture.width > LOGO_WIDTH or picture.height > LOGO_HEIGHT:
            size = f"{picture.width}×{picture.height}"
            raise NoLogo(f"is {size} dots: at most {LOGO_WIDTH}×{LOGO_HEIGHT}, please")
        ground = Image.new("RGBA", picture.size, "white")
        grey = Image.alpha_composite(ground, picture.convert("RGBA")).convert("L")
    ink = grey.point(lambda each: _WHITE if each > DARKNESS else 0, mode="1")
    out = BytesIO()
    ink.save(out, "PNG", optimize=True)
    return out.getvalue()


def to_papers(part: PaperPart, logo: bytes | None) -> dict[str, PaperPlan]:
    """The plan of each language that has one of its own; under "" that of all others."""
    usual = PaperPlan(blocks=tuple(part.blocks), sizes=part.sizes, foot=part.foot, logo=logo)
    plans = {"": usual}
    for language, own in part.languages.items():
        plans[language] = _plan(own, usual)
    return plans


def _plan(own: PaperLanguagePart, usual: PaperPlan) -> PaperPlan:
    """What the language says; what it leaves unsaid as usual."""
    return PaperPlan(
        blocks=usual.blocks if own.blocks is None else tuple(own.blocks),
        sizes={**usual.sizes, **own.sizes},
        foot=usual.foot,
        logo=usual.logo,
    )
