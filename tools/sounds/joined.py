"""A call as the screen says it: clips of the bank, joined with the announcer's pauses, without the chime."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import soundfile

# As in display_client/page/announcement_steps.js.
JOINS = {
    ("ticket", "pair"): 0.02,
    ("ticket", "digit"): 0.02,
    ("digit", "digit"): 0.04,
    ("digit", "pair"): 0.02,
    ("pair", "counter"): 0.12,
    ("digit", "counter"): 0.12,
    ("phrase", "counter"): 0.1,
}
JOIN_S = 0.06


def joined(bank: Path, clips: Sequence[str]) -> io.BytesIO:
    """A WAV file of the clips one after another."""
    rate, pieces = 24_000, []
    for place, clip in enumerate(clips):
        samples, rate = soundfile.read(bank / f"{clip}.mp3", dtype="float32")
        if place:
            kinds = clips[place - 1].split("/")[1], clip.split("/")[1]
            pieces.append(np.zeros(int(JOINS.get(kinds, JOIN_S) * rate), dtype=np.float32))
        pieces.append(samples)
    file = io.BytesIO()
    soundfile.write(file, np.concatenate(pieces), rate, format="WAV")
    file.seek(0)
    return file
