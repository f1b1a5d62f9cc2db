"""From a rendered sentence to clips: cut, then trimmed, faded and made equally loud as rendered speech is."""

import io
from collections.abc import Sequence

import numpy as np
import soundfile

from queue_server.voice.shape import WINDOW_S, Samples, finish, mp3

__all__ = ["cut", "encoded", "finish"]

BEFORE_S, AFTER_S = 0.075, 0.025  # where around a word's start the quietest place is looked for

LOUDEST = 0.89  # −1 dBFS
SOFTER = 0.98


def cut(samples: Samples, starts: Sequence[int], rate: int) -> list[Samples]:
    """Cut at the quietest place near each start."""
    return np.split(samples, [_quietest(samples, start, rate) for start in starts])


def encoded(samples: Samples, rate: int) -> tuple[Samples, bytes]:
    """As MP3, a little softer where its decoder would come back too loud."""
    while True:
        content = mp3(samples, rate)
        decoded, _ = soundfile.read(io.BytesIO(content), dtype="float32")
        if np.max(np.abs(decoded)) < LOUDEST:
            return samples, content
        samples = (samples * SOFTER).astype(np.float32)


def _quietest(samples: Samples, start: int, rate: int) -> int:
    window, step = int(WINDOW_S * rate), int(WINDOW_S * rate / 4)
    places = range(start - int(BEFORE_S * rate), start + int(AFTER_S * rate), step)
    energies = [float(np.mean(samples[place : place + window] ** 2)) for place in places]
    return places[int(np.argmin(energies))] + window // 2
