"""What a call says: which languages, which words, which clips of the voice bank.

Which languages, and in which order
    A hall speaks one announcement at a time, and each language takes about three seconds: all five
    languages at every call would leave a busy hall behind its own officers. A call speaks at most two:

    1. Mandarin (the hall's first language where it has no Mandarin): everyone hears that the queue moved;
    2. the language the citizen chose, when the hall speaks it: the one who must come understands;
    3. while that is only one language, the next of the hall's languages in its own order.

    A language nobody has written a wording for is left out; the next one takes its place.

How a call is cut into clips
    A letter said alone is the hardest thing to hear, so the bank holds it together with its 请 and the
    first digit: ``zh-CN/ticket/A0``, ``zh-CN/pair/12``, ``zh-CN/counter/3`` say 请A零 · 一二号 · 到三号窗口.
    Digits between those two (A1000) come singly. A number or a counter of another form (3A, 61) is spelled.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from queue_server.domain.events import TicketCalled
from queue_server.domain.hall import Hall, Voice
from queue_server.domain.ticket_number import LETTERS

CHIME = "chime"
LANGUAGES_A_CALL = 2
LARGEST_WHOLE_COUNTER = 60
"""Counters up to this one are a clip each; larger ones are spelled."""

_WHOLE_NUMBER = re.compile(rf"([{LETTERS}][0-9])([0-9]*)([0-9]{{2}})")
_SPELLABLE = re.compile(rf"[{LETTERS}0-9]+")


class SpokenLanguage(StrEnum):
    """The languages that have a wording and a bank of clips."""

    MANDARIN = "zh-CN"
    ENGLISH = "en"


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """One call in one language: the caption, the clips in order, and how often it is said."""

    language: str
    text: str
    clips: tuple[str, ...]
    times: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Wording:
    """How a language says a call: the caption, and the phrases around what is spelled."""

    text: str
    number: tuple[str, ...]
    number_end: tuple[str, ...] = ()
    counter: tuple[str, ...] = ("phrase/to",)
    counter_end: tuple[str, ...] = ()


_WORDINGS = {
    SpokenLanguage.MANDARIN: _Wording(
        text="请{number}号到{counter}号窗口",
        number=("phrase/please",),
        number_end=("phrase/number",),
        counter_end=("phrase/window",),
    ),
    SpokenLanguage.ENGLISH: _Wording(
        text="Ticket {number}, please proceed to counter {counter}",
        number=("phrase/ticket",),
    ),
}


def announcement(hall: Hall, call: TicketCalled) -> tuple[Announcement, ...]:
    """What the hall says of a call; nothing where it speaks no language that has a wording."""
    return announcements(
        number=call.number or "",
        counter=call.counter or "",
        languages=languages_to_speak(hall.languages, call.language),
        voice=hall.voice,
    )


def spoken_languages() -> tuple[str, ...]:
    """The languages that can be announced at all, Mandarin first."""
    return tuple(SpokenLanguage)


def languages_to_speak(hall: Sequence[str], ticket: str) -> tuple[SpokenLanguage, ...]:
    """The languages of one call in order, by the rule at the top of this page.

    >>> [str(language) for language in languages_to_speak(["en", "ko", "zh-CN"], "ko")]
    ['zh-CN', 'en']
    """
    known = [language for language in hall if language in spoken_languages()]
    order = sorted(known, key=lambda language: language != SpokenLanguage.MANDARIN)
    chosen = [ticket] if ticket in known else []
    spoken = dict.fromkeys([*order[:1], *chosen, *order])
    return tuple(map(SpokenLanguage, spoken))[:LANGUAGES_A_CALL]


def announcements(
    *, number: str, counter: int | str, languages: Sequence[SpokenLanguage], voice: Voice
) -> tuple[Announcement, ...]:
    """Say in each language that the number is called to the counter; the first begins with the chime.

    Raises ValueError when the number or the counter has a character that no clip says.
    """
    return tuple(
        Announcement(
            language=language.value,
            text=_WORDINGS[language].text.format(number=number, counter=counter),
            clips=(*_opening(place), *_clips(language, number, str(counter), voice)),
            times=voice.repeats,
        )
        for place, language in enumerate(languages)
    )


def _opening(place: int) -> tuple[str, ...]:
    return (CHIME,) if place == 0 else ()


def _clips(language: SpokenLanguage, number: str, counter: str, voice: Voice) -> Iterator[str]:
    wording = _WORDINGS[language]
    yao = voice.yao and language is SpokenLanguage.MANDARIN
    for clip in (*_number_clips(number, wording, yao=yao), *_counter_clips(counter, wording)):
        yield f"{language}/{clip}"


def _number_clips(number: str, wording: _Wording, *, yao: bool) -> Iterator[str]:
    parts = _WHOLE_NUMBER.fullmatch(number)
    if parts is None:
        yield from (*wording.number, *_spelled(number, yao=yao), *wording.number_end)
        return
    opening, middle, pair = parts.groups()
    yield _clip("ticket", opening, yao=yao)
    yield from (_clip("digit", digit, yao=yao) for digit in middle)
    yield _clip("pair", pair, yao=yao)


def _counter_clips(counter: str, wording: _Wording) -> Iterator[str]:
    if counter in map(str, range(1, LARGEST_WHOLE_COUNTER + 1)):
        yield f"counter/{counter}"
        return
    yield from (*wording.counter, *_spelled(counter, yao=False), *wording.counter_end)


def _spelled(characters: str, *, yao: bool) -> Iterator[str]:
    if not _SPELLABLE.fullmatch(characters):
        raise ValueError(f"no clip says {characters!r}: only {LETTERS} and digits are spoken")
    for character in characters:
        yield _clip("digit" if character.isdigit() else "letter", character, yao=yao)


def _clip(kind: str, what: str, *, yao: bool) -> str:
    return f"{kind}-yao/{what}" if yao and "1" in what else f"{kind}/{what}"
