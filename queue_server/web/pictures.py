"""Pictures for the screens, decoded and written anew."""

import warnings
from pathlib import Path

from PIL import Image, ImageOps

from queue_server.domain.errors import Invalid

LONGEST_SIDE = 3840
"""Pixels of the largest screens."""
MOST_PIXELS = 60_000_000
"""More than any camera of a hall; decoded, four bytes each."""
_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
_OPTIONS: dict[str, dict[str, object]] = {
    "PNG": {"optimize": False},
    "JPEG": {"quality": 90, "progressive": True},
    "WEBP": {"quality": 90},
}


def write_anew(file: Path, content_type: str) -> None:
    """Replace a picture's file by what can be seen of it, upright and no larger than a screen.

    Whatever else it held is gone: places, comments, previews, programs. Invalid if it is no such picture.
    """
    form = _FORMATS[content_type]
    # Pillow's warning of a bomb begins at more pixels than are taken here.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            picture = _upright(file, form)
        except Invalid:
            raise
        except Exception as error:  # decoders raise whatever they stumble over
            raise Invalid(field="body", reason="no picture that can be read") from error
    picture.save(file, form, **_OPTIONS[form])


def _upright(file: Path, form: str) -> Image.Image:
    with Image.open(file, formats=[form]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Invalid(field="body", reason=f"more than {MOST_PIXELS} pixels")
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture = ImageOps.exif_transpose(opened)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        is_clear = picture.has_transparency_data and form != "JPEG"
        plain = picture.convert("RGBA" if is_clear else "RGB")
        # Pillow would write on what it knows of the old file.
        return Image.frombytes(plain.mode, plain.size, plain.tobytes())
