"""Loudness as ITU-R BS.1770 weighs it, for clips shorter than the standard's 400 ms blocks.

A clip is measured as if it were repeated without end: its spectrum is weighed with the standard's two
filters (their 48 kHz coefficients, read at each frequency), and its mean square is the loudness. No gate
is needed, since a trimmed clip has no pauses.
"""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

STANDARD_RATE = 48_000
# ITU-R BS.1770-4, tables 1 and 2: the head's shelf, then the high pass (b, a).
FILTERS = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)  # fmt: skip


def loudness(samples: Samples, rate: int) -> float:
    """LUFS of a mono clip repeated without end; ``samples`` is full scale at 1."""
    spectrum = np.fft.rfft(samples.astype(np.float64))
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(len(samples), 1 / rate) / STANDARD_RATE)
    for above, below in FILTERS:
        spectrum = spectrum * np.polyval(above[::-1], turn) / np.polyval(below[::-1], turn)
    weighed = np.fft.irfft(spectrum, len(samples))
    return float(-0.691 + 10 * np.log10(np.mean(weighed**2) + 1e-12))
