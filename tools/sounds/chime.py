"""叮咚: two soft struck tones, a falling major third, made by arithmetic."""

import numpy as np

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


def chime(rate: int) -> Samples:
    """The chime at full scale 1, mono."""
    time = np.arange(int(DURATION_S * rate)) / rate
    sound = sum((_struck(time - start, pitch) for start, pitch in TONES), np.zeros_like(time))
    sound *= np.clip((DURATION_S - time) / RELEASE_S, 0, 1)
    return (sound / np.max(np.abs(sound))).astype(np.float32)


def _struck(since: Samples, pitch: float) -> Samples:
    ringing = np.maximum(since, 0)
    rise = np.clip(ringing / ATTACK_S, 0, 1)
    return sum(
        rise * level * np.exp(-ringing / decay) * np.sin(2 * np.pi * pitch * part * ringing)
        for part, level, decay in PARTIALS
    )
