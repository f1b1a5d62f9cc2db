"""From a rendered sentence to clips: cut, trimmed, faded, equally loud, as MP3."""

import io
from collections.abc import Sequence

import numpy as np
import soundfile

from tools.sounds.loudness import Samples, loudness

TARGET_LUFS = -16.0
CEILING = 0.83  # −1.6 dBFS: MP3 gives back slightly higher peaks than it was given
KNEE = 0.6
TRIM_DB = -42.0
FADE_S = 0.006
WINDOW_S = 0.010
BEFORE_S, AFTER_S = 0.075, 0.025  # where around a word's start the quietest place is looked for
MP3_COMPRESSION = 0.8  # variable bit rate, about 38 kbit/s of speech at 24 kHz


def cut(samples: Samples, starts: Sequence[int], rate: int) -> list[Samples]:
    """Cut at the quietest place near each start."""
    return np.split(samples, [_quietest(samples, start, rate) for start in starts])


def finish(samples: Samples, rate: int) -> Samples:
    """Trim the silence, bring to −16 LUFS under the ceiling, fade both ends to nothing."""
    shaped = _trimmed(samples, rate)
    for _ in range(3):  # limiting takes some loudness away: two more rounds give it back
        shaped = _limited(shaped * 10 ** ((TARGET_LUFS - loudness(shaped, rate)) / 20))
    return _faded(shaped, rate)


def mp3(samples: Samples, rate: int) -> bytes:
    """Encode with a length tag, so that a browser decodes exactly as many samples as went in."""
    file = io.BytesIO()
    soundfile.write(
        file,
        samples,
        rate,
        format="MP3",
        compression_level=MP3_COMPRESSION,
        bitrate_mode="VARIABLE",
    )
    return file.getvalue()


def _quietest(samples: Samples, start: int, rate: int) -> int:
    window, step = int(WINDOW_S * rate), int(WINDOW_S * rate / 4)
    places = range(start - int(BEFORE_S * rate), start + int(AFTER_S * rate), step)
    energies = [float(np.mean(samples[place : place + window] ** 2)) for place in places]
    return places[int(np.argmin(energies))] + window // 2


def _trimmed(samples: Samples, rate: int) -> Samples:
    window = int(WINDOW_S * rate / 2)
    blocks = samples[: len(samples) // window * window].reshape(-1, window)
    energies = np.sqrt(np.mean(blocks**2, axis=1))
    heard = np.flatnonzero(energies >= energies.max() * 10 ** (TRIM_DB / 20))
    return samples[max(0, heard[0] - 1) * window : (heard[-1] + 2) * window]


def _limited(samples: Samples) -> Samples:
    over = np.maximum(np.abs(samples) - KNEE, 0) / (CEILING - KNEE)
    held = KNEE + (CEILING - KNEE) * np.tanh(over)
    return np.where(np.abs(samples) > KNEE, np.sign(samples) * held, samples).astype(np.float32)


def _faded(samples: Samples, rate: int) -> Samples:
    length = int(FADE_S * rate)
    ramp = np.linspace(0, 1, length, dtype=np.float32)
    faded = samples.copy()
    faded[:length] *= ramp
    faded[-length:] *= ramp[::-1]
    return faded
