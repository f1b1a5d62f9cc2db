"""Files of a manager's as they come: good ones, damaged ones, and sound in place of a video."""

import wave
from io import BytesIO

from PIL import Image

TONE_HZ = 8_000
DAMAGED = b"\x00 no picture and no video"


def media(name: str) -> tuple[bytes, str] | None:
    """The bytes and their type; None for one that is gone."""
    made = {
        "good.png": lambda: (_picture(), "image/png"),
        "damaged.png": lambda: (DAMAGED, "image/png"),
        "damaged.mp4": lambda: (DAMAGED, "video/mp4"),
        "film.mp4": lambda: (_silence(seconds=30), "audio/wav"),
        "short.mp4": lambda: (_silence(seconds=1), "audio/wav"),
    }.get(name)
    return made() if made else None


def _picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (320, 180), "#0b6e63").save(file, "PNG")
    return file.getvalue()


def _silence(*, seconds: int) -> bytes:
    """Chromium plays it in a video element; no codec is needed."""
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(TONE_HZ)
        sound.writeframes(b"\x80" * TONE_HZ * seconds)
    return file.getvalue()
