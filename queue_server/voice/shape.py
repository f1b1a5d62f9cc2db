"""Speech made ready for a hall: trimmed, faded, as loud as every other clip, as MP3.

Needs numpy and soundfile: only the worker, and the tools that make the bank, import this module.

Loudness is as ITU-R BS.1770 weighs it, for clips shorter than the standard's blocks of 400 ms: a clip is
measured as if it were repeated without end. Its spectrum is weighed with the standard's two filters
(their 48 kHz coefficients, read at each frequency), and its mean square is the loudness. No gate is
needed, since a trimmed clip has no pauses.
"""

import io

import numpy as np
import soundfile
from numpy.typing import NDArray

Samples = NDArray[np.float32]

STANDARD_RATE = 48_000
# ITU-R BS.1770-4, tables 1 and 2: the head's shelf, then the high pass (b, a).
FILTERS = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)  # fmt: skip
TARGET_LUFS = -16.0
CEILING = 0.83  # −1.6 dBFS: MP3 gives back slightly higher peaks than it was given
KNEE = 0.6
TRIM_DB = -42.0
FADE_S = 0.006
WINDOW_S = 0.010
MP3_COMPRESSION = 0.8  # variable bit rate, about 38 kbit/s of speech at 24 kHz


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


def loudness(samples: Samples, rate: int) -> float:
    """LUFS of a mono clip repeated without end; ``samples`` is full scale at 1."""
    spectrum = np.fft.rfft(samples.astype(np.float64))
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(len(samples), 1 / rate) / STANDARD_RATE)
    for above, below in FILTERS:
        spectrum = spectrum * np.polyval(above[::-1], turn) / np.polyval(below[::-1], turn)
    weighed = np.fft.irfft(spectrum, len(samples))
    return float(-0.691 + 10 * np.log10(np.mean(weighed**2) + 1e-12))


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
