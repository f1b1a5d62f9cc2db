"""A language's part of the script, for languages that are made alike: what is recorded, sentence by sentence.

As everywhere in the bank, a piece is cut out of a longer sentence, and what follows it begins with a stop
wherever the language allows it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TypedDict

from tools.sounds import cantonese, korean, russian
from tools.sounds.sentence import COUNTERS, DIGITS, GUIDANCE, PAIRS, Part, Sentence

Words = tuple[str, str]
"""What is said, as it is written; and its spelling: jyutping, or the words of the language's table."""
EIGHT = 8
IN_A_LIST = 6


@dataclass(frozen=True, kw_only=True)
class Speech:
    """How a language says each piece of a call."""

    language: str
    voice: str
    speed: float
    phonemes: Callable[[str], str]
    letters: Mapping[str, str]
    ticket: Callable[[str, str], Words]
    whole: bool
    """A letter is kept together with the first digit, and the last two digits are one clip."""
    pair: Callable[[str], Words]
    counter: Callable[[int], Words]
    digit: Callable[[str], Words]
    after: Words
    """What follows a piece that is cut out of the middle; short, since it is rendered 300 times."""
    openings: Mapping[str, Words]
    notices: Mapping[str, Words]
    guidance: Mapping[str, Words]
    ready: Words
    phrases: Mapping[str, tuple[Words, Words, Words]]
    """What spells a number or a counter of another form: what stands before it, itself, and what follows."""


def spoken(speech: Speech) -> Iterator[Sentence]:
    """Every sentence of one language."""
    for words in _rows(speech):
        parts = tuple(_part(speech, *each) for each in words if each[0] != NOTHING)
        yield Sentence(
            language=speech.language, voice=speech.voice, speed=speech.speed, parts=parts
        )


Row = tuple[tuple[Words, str | None], ...]
NOTHING: Words = ("", "")


def _rows(speech: Speech) -> Iterator[Row]:
    yield from _pieces(speech) if speech.whole else _small_pieces(speech)
    yield from _phrases(speech)


def _pieces(speech: Speech) -> Iterator[Row]:
    after = (speech.after, None)
    for letter in speech.letters:
        for digit in DIGITS:
            yield (speech.ticket(letter, digit), f"ticket/{letter}{digit}"), after
    for pair in PAIRS:
        number = int(pair) + 1
        known = number in COUNTERS
        there = speech.counter(number if known else EIGHT)
        yield (speech.pair(pair), f"pair/{pair}"), (there, f"counter/{number}" if known else None)
    for digit in DIGITS:
        yield (speech.digit(digit), f"digit/{digit}"), after
    for letter, spelling in speech.letters.items():
        yield ((letter, spelling), f"letter/{letter}"), after


def _small_pieces(speech: Speech) -> Iterator[Row]:
    tickets = [(speech.ticket(letter, ""), f"ticket/{letter}") for letter in speech.letters]
    letters = [((each, said), f"letter/{each}") for each, said in speech.letters.items()]
    yield from _enumerated(speech, tickets)
    yield from _enumerated(speech, letters)
    yield from _enumerated(speech, [(speech.digit(each), f"digit/{each}") for each in DIGITS])
    for number in COUNTERS:
        yield ((speech.counter(number), f"counter/{number}"),)


def _enumerated(speech: Speech, pieces: Sequence[tuple[Words, str | None]]) -> Iterator[Row]:
    """A few pieces a sentence, as a list is read: each is said as something that goes on."""
    for start in range(0, len(pieces), IN_A_LIST):
        yield *pieces[start : start + IN_A_LIST], (speech.after, None)


def _phrases(speech: Speech) -> Iterator[Row]:
    for name, (before, wanted, following) in speech.phrases.items():
        yield (before, None), (wanted, f"phrase/{name}"), (following, None)
    for code, words in speech.openings.items():
        yield (words, f"phrase/{code}"), (speech.counter(EIGHT), None)
    yield (speech.pair("88"), None), (speech.ready, "phrase/ready")
    for code, words in speech.notices.items():
        yield ((words, f"phrase/{code}"),)
    for code, words in speech.guidance.items():
        yield ((words, f"{GUIDANCE}{code}"),)


def _part(speech: Speech, words: Words, clip: str | None) -> Part:
    text, spelling = words
    return Part(
        text=text,
        spelling=spelling,
        phonemes=speech.phonemes(spelling),
        clip=clip and f"{speech.language}/{clip}",
    )


def _plain(spelling: str) -> Words:
    """Words whose spelling is how they are written, but for the marks of joining."""
    return spelling.replace("+", "").replace("_", " "), spelling


def _all_plain(words: Mapping[str, str]) -> dict[str, Words]:
    return {code: _plain(spelling) for code, spelling in words.items()}


def _cantonese() -> Speech:
    say, read = cantonese.DIGITS, cantonese.READ
    return Speech(
        language="yue",
        whole=False,
        voice="zf_xiaoxiao",
        speed=0.9,
        phonemes=cantonese.phonemes,
        letters=cantonese.LETTERS,
        ticket=lambda letter, _: (f"請{letter}", f"cing2 {cantonese.LETTERS[letter]}"),
        pair=lambda pair: (
            f"{cantonese.read(pair)}號",
            " ".join(say[int(digit)] for digit in pair) + " hou6",
        ),
        counter=lambda number: (
            f"到{cantonese.read_cardinal(number)}號窗口",
            f"dou3 {'-'.join(cantonese.cardinal(number))}-hou6 coeng1-hau2",
        ),
        digit=lambda digit: (read[digit], say[int(digit)]),
        after=("八", "baat3"),
        openings=cantonese.OPENINGS,
        notices=cantonese.NOTICES,
        guidance=cantonese.GUIDANCE,
        ready=cantonese.READY,
        phrases={
            "please": (NOTHING, ("請", "cing2"), ("八", "baat3")),
            "number": (("八", "baat3"), ("號", "hou6"), ("到", "dou3")),
            "to": (NOTHING, ("到", "dou3"), ("八號窗口", "baat3-hou6 coeng1-hau2")),
            "window": (("到八", "dou3 baat3"), ("號窗口", "hou6 coeng1-hau2"), NOTHING),
        },
    )


class _OfWords(TypedDict):
    phonemes: Callable[[str], str]
    letters: Mapping[str, str]
    digit: Callable[[str], Words]
    openings: Mapping[str, Words]
    notices: Mapping[str, Words]
    guidance: Mapping[str, Words]
    ready: Words


def _of_words(table: ModuleType) -> _OfWords:
    """Of a language's module whose words are spelled as they are written."""
    return {
        "phonemes": table.phonemes,
        "letters": table.LETTERS,
        "digit": lambda digit: _plain(table.DIGITS[int(digit)]),
        "openings": _all_plain(table.OPENINGS),
        "notices": _all_plain(table.NOTICES),
        "guidance": _all_plain(table.GUIDANCE),
        "ready": _plain(table.READY),
    }


def _korean() -> Speech:
    digits = korean.DIGITS
    return Speech(
        language="ko",
        whole=True,
        voice="jm_kumo",
        speed=0.75,
        **_of_words(korean),
        ticket=lambda letter, digit: _plain(f"{korean.LETTERS[letter]} {digits[int(digit)]}"),
        pair=lambda pair: _plain(" ".join(digits[int(digit)] for digit in pair) + "+번 고객님"),
        counter=lambda number: _plain(f"{korean.cardinal(number)}+번 창구로 오십시오"),
        after=_plain("팔 팔+번"),
        phrases={
            "number": (_plain("팔"), _plain("번 고객님"), _plain("팔+번 창구로 오십시오")),
            "window": (_plain("팔"), _plain("번 창구로 오십시오"), NOTHING),
        },
    )


def _russian() -> Speech:
    digits = russian.DIGITS
    return Speech(
        language="ru",
        whole=False,
        voice="hf_alpha",
        speed=0.9,
        **_of_words(russian),
        ticket=lambda letter, _: _plain(f"талон {russian.LETTERS[letter]}"),
        pair=lambda pair: _plain(" ".join(digits[int(digit)] for digit in pair)),
        counter=lambda number: _plain(f"пройдите к_окну номер {russian.cardinal(number)}"),
        after=_plain("пять"),
        phrases={
            "ticket": (NOTHING, _plain("талон"), _plain("пять")),
            "to": (NOTHING, _plain("пройдите к_окну номер"), _plain("пять")),
        },
    )


SPEECHES = {speech.language: speech for speech in (_cantonese(), _korean(), _russian())}
