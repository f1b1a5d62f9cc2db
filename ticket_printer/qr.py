"""The QR code of the citizen's link, in whole dots a module."""

from io import BytesIO

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.image.svg import SvgPathFillImage

QUIET_ZONE = 4
"""Modules of white around the code, as ISO/IEC 18004 asks."""
SMALLEST = 6
LARGEST = 8
"""Dots a module: at 8 dots a millimetre, 6 are what worn heads and old phones still read."""


def draw_qr(link: str, *, size: int, at_most: int) -> Image.Image:
    """Draw the code with its quiet zone (mode L), about `size` dots wide, never over `at_most`.

    Modules have 6 to 8 dots. Where six do not fit, the code gives up some error correction, and
    only then the dots: a long link is still printed, if harder to scan.
    """
    code = _code(link, ERROR_CORRECT_M)
    if _modules(code) * SMALLEST > at_most:
        code = _code(link, ERROR_CORRECT_L)
    dots = max(SMALLEST, min(LARGEST, size // _modules(code)))
    dots = max(1, min(dots, at_most // _modules(code)))
    return _picture(code, dots)


def svg_of(link: str) -> bytes:
    """The code for a screen: white ground, quiet zone, as large as it is shown."""
    out = BytesIO()
    qrcode.make(link, image_factory=SvgPathFillImage, border=QUIET_ZONE).save(out)
    return out.getvalue()


def _code(link: str, correction: int) -> qrcode.QRCode:
    code = qrcode.QRCode(error_correction=correction, border=QUIET_ZONE)
    code.add_data(link)
    code.make(fit=True)
    return code


def _modules(code: qrcode.QRCode) -> int:
    return int(code.modules_count) + 2 * QUIET_ZONE


def _picture(code: qrcode.QRCode, dots: int) -> Image.Image:
    rows = code.get_matrix()
    small = Image.new("L", (len(rows), len(rows)), 255)
    small.putdata([0 if dark else 255 for row in rows for dark in row])
    return small.resize((len(rows) * dots, len(rows) * dots), Image.Resampling.NEAREST)
