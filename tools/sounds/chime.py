"""叮咚: two soft struck tones, a falling major third, made by arithmetic."""

import numpy as np
from numpy.typing import NDArray

from tools.sounds.loudness import Samples

TONES = ((0.0, 659.26), (0.42, 523.25))  # seconds, hertz: E5 and C5
PARTIALS = (
    (1.0, 1.0, 0.55),
    (2.0, 0.28, 0.28),
    (3.01, 0.10, 0.16),
)  # of the pitch; level; decay in s
DURATION_S = 1.35
ATTACK_S = 0.008  # soft enough not to click, short enough to be struck
RELEASE_S = 0.12
Wave = NDArray[np.float64]


def chime(rate: int) -> Samples:
    """The chime at full scale 1, mono."""
    time: Wave = np.arange(int(DURATION_S * rate)) / rate
    sound = np.zeros_like(time)
    for start, pitch in TONES:
        sound += _struck(time - start, pitch)
    sound *= np.clip((DURATION_S - time) / RELEASE_S, 0, 1)
    whole: Samples = (sound / np.max(np.abs(sound))).astype(np.float32)
    return whole


def _struck(since: Wave, pitch: float) -> Wave:
    ringing: Wave = np.maximum(since, 0)
    rise = np.clip(ringing / ATTACK_S, 0, 1)
    sound = np.zeros_like(ringing)
    for part, level, decay in PARTIALS:
        tone = np.sin(2 * np.pi * pitch * part * ringing)
        sound += rise * level * np.exp(-ringing / decay) * tone
    return sound
