"""Let a speech recogniser hear the bank: random calls, joined as a screen does, and what was heard right.

    python -m tools.hear_sounds                     200 Mandarin calls, 100 English ones, 40 of each other
    python -m tools.hear_sounds --calls ko=10 ru=10  so many of some languages only
    python -m tools.hear_sounds --letters ABCDEFGH   numbers with these letters only, the sample halls'
    python -m tools.hear_sounds --show              also what the recogniser wrote
    python -m tools.hear_sounds --guidance zh-CN en  instead of calls, every sentence that a kiosk says

``number`` is the letter and the digits as they were written, ``nearest`` the number that sounds most like
what was written: what a listener hears who knows that it is a number with one of the letters (Mandarin
alone). Needs the extra ``voice-check``. Every call is heard twice: without a prompt, and with one that shows
the form of a call, as a person in the hall knows it. The recogniser is small, and for Cantonese it is
Mandarin's: compare its figures with each other, and let a native speaker decide. A sentence of a kiosk is
heard once, without a prompt: ``right`` are those whose every sound was written, ``sounds`` is the mean share
of a sentence's sounds (tools/sounds/whole_sentences.py).
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pypinyin import lazy_pinyin

from queue_server.domain.announcement import CHIME, announcements
from queue_server.domain.hall import Voice
from queue_server.domain.ticket_number import LETTERS
from queue_server.domain.wording import SpokenLanguage
from tools.sounds.ears import Ear, Heard, Said, ears
from tools.sounds.joined import joined
from tools.sounds.recogniser import Recogniser
from tools.sounds.sentence import GUIDANCE
from tools.sounds.whole_sentences import share_heard

BANK = Path(__file__).parents[1] / "sounds"
CALLS = {"zh-CN": 200, "en": 100, "ko": 40, "ru": 40, "yue": 40}
TOKENS_OF_A_SENTENCE = 150
PARTS = ("letter", "digits", "counter")
SHOWN = (*PARTS, "number", "nearest")


def main() -> int:
    """Run the program."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--calls", nargs="+", metavar="LANGUAGE=N", help="how many of which")
    arguments.add_argument("--letters", type=_letters, default=LETTERS, help="of the numbers")
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--guidance", nargs="+", choices=CALLS, metavar="LANGUAGE")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        recogniser = Recogniser(Path(folder))
        if given.guidance:
            _hear_guidance(recogniser, given.guidance, show=given.show)
        else:
            calls = dict(each.split("=") for each in given.calls or ()) or CALLS
            _hear_calls(recogniser, calls, letters=given.letters, seed=given.seed, show=given.show)
    return 0


def _hear_calls(
    recogniser: Recogniser,
    calls: Mapping[str, int | str],
    *,
    letters: str,
    seed: int,
    show: bool,
) -> None:
    known = ears(lazy_pinyin)
    print(f"{'language':9} {'prompt':6} {'calls':>5}", *(f"{name:>7}" for name in SHOWN))
    for language, count in calls.items():
        said = _random_calls(int(count), letters=letters, seed=f"{seed} {language}")
        for prompted in (False, True):
            heard = _heard(
                recogniser,
                language,
                said,
                known[language],
                letters=letters,
                prompted=prompted,
                show=show,
            )
            print(_row(language, heard, prompted=prompted), flush=True)


def _hear_guidance(recogniser: Recogniser, languages: Sequence[str], *, show: bool) -> None:
    clips = json.loads((BANK / "manifest.json").read_text(encoding="utf-8"))["clips"]
    codes = {language: ear.code for language, ear in ears(lazy_pinyin).items()}
    print(f"{'language':9} {'sentences':>9} {'right':>7} {'sounds':>7}")
    for language in languages:
        shares, opening = [], f"{language}/{GUIDANCE}"
        for name in (each for each in clips if each.startswith(opening)):
            sound, said = joined(BANK, [name]), clips[name]["text"]
            written = recogniser.hear(
                sound, language=codes[language], prompt=None, longest=TOKENS_OF_A_SENTENCE
            )
            shares.append(share_heard(said, written, language=language, read=lazy_pinyin))
            if show:
                print(f"  {shares[-1]:4.0%} {name.removeprefix(opening)}: {said} → {written}")
        right = sum(share == 1 for share in shares)
        print(
            f"{language:9} {len(shares):9} {right:7} {sum(shares) / len(shares):7.0%}", flush=True
        )


def _letters(typed: str) -> str:
    if not typed or not set(typed) <= set(LETTERS):
        raise argparse.ArgumentTypeError(f"some of {LETTERS}")
    return typed


def _random_calls(count: int, *, letters: str, seed: str) -> list[Said]:
    chance = random.Random(seed)  # noqa: S311 - the same calls each time, nothing to guess
    return [
        Said(
            letter=chance.choice(letters),
            digits=f"{chance.randrange(1, 1000):03d}",
            counter=chance.randrange(1, 61),
        )
        for _ in range(count)
    ]


def _heard(
    recogniser: Recogniser,
    language: str,
    calls: Sequence[Said],
    ear: Ear,
    *,
    letters: str,
    prompted: bool,
    show: bool,
) -> list[tuple[Heard, bool | None]]:
    heard = []  # with whether the nearest number is the one that was said
    for said in calls:
        (spoken,) = announcements(
            number=said.letter + said.digits,
            counter=said.counter,
            languages=[SpokenLanguage(language)],
            voice=Voice(),
        )
        sound = joined(BANK, [clip for clip in spoken.clips if clip != CHIME])
        text = recogniser.hear(sound, language=ear.code, prompt=ear.prompt if prompted else None)
        judged = ear.judge(text, said)
        nearest = ear.nearest and ear.nearest(text, letters) == said.letter + said.digits
        heard.append((judged, nearest))
        if show:
            marks = "".join("·x"[not getattr(judged, part)] for part in PARTS)
            print(f"  {marks} {said.letter}{said.digits} → {said.counter}: {text}")
    return heard


def _row(language: str, heard: Sequence[tuple[Heard, bool | None]], *, prompted: bool) -> str:
    right = [sum(getattr(each, part) for each, _ in heard) for part in (*PARTS, "number")]
    shares = [f"{100 * count / len(heard):6.1f}%" for count in right]
    nearest = [near for _, near in heard if near is not None]
    shares.append(f"{100 * sum(nearest) / len(nearest):6.1f}%" if nearest else f"{'–':>7}")
    return f"{language:9} {'yes' if prompted else 'no':6} {len(heard):5} {' '.join(shares)}"


if __name__ == "__main__":
    sys.exit(main())
