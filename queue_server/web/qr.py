"""The QR of an address as SVG, for the kiosk's screen when there is no paper."""

from io import BytesIO

import qrcode
from qrcode.image.svg import SvgPathFillImage


def qr_svg(text: str) -> bytes:
    """A QR with a white ground and a quiet zone of four modules."""
    made = qrcode.make(text, image_factory=SvgPathFillImage, border=4)
    out = BytesIO()
    made.save(out)
    return out.getvalue()
