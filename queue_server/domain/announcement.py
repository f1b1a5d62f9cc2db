"""What a call says: which languages, which words, which clips of the voice bank.

Which languages, and in which order
    A hall speaks one announcement at a time, and each language takes about three seconds: all five
    languages at every call would leave a busy hall behind its own officers. A call speaks at most two:

    1. Mandarin (the hall's first language where it has no Mandarin): everyone hears that the queue moved;
    2. the language the citizen chose, when the hall speaks it: the one who must come understands;
    3. while that is only one language, the next of the hall's languages in its own order.

    A language that the bank cannot say is left out; the next one takes its place. Who reads
    traditional characters (zh-Hant) hears Cantonese (yue).

How a call is cut into clips
    A letter said alone is the hardest thing to hear, so the bank holds it together with its 请 and the
    first digit: ``zh-CN/ticket/A0``, ``zh-CN/pair/12``, ``zh-CN/counter/3`` say 请A零 · 一二号 · 到三号窗口.
    In the other languages the same clips hold the same places, with their own words around (wording.py);
    where the bank is smaller, every digit is a clip: ``ru/ticket/A``, ``ru/digit/0``, …
    Digits between those two (A1000) come singly. A number or a counter of another form (3A, 61) is spelled.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from queue_server.domain.errors import Invalid
from queue_server.domain.events import TicketCalled
from queue_server.domain.hall import Hall, Voice
from queue_server.domain.ticket_number import LETTERS
from queue_server.domain.wording import (
    SPOKEN_NOTICES,
    WORDINGS,
    SpokenLanguage,
    Wording,
)

CHIME = "chime"
LANGUAGES_A_CALL = 2
LARGEST_WHOLE_COUNTER = 60
"""Counters up to this one are a clip each; larger ones are spelled."""

_WHOLE_NUMBER = re.compile(rf"([{LETTERS}])([0-9])([0-9]*)([0-9]{{2}})")
_SPELLABLE = re.compile(rf"[{LETTERS}0-9]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """What is said in one language: the caption, the clips in order, and how often it is said."""

    language: str
    text: str
    clips: tuple[str, ...]
    times: int


def announcement(hall: Hall, call: TicketCalled) -> tuple[Announcement, ...]:
    """What the hall says of a call; nothing where it speaks no language that has a wording."""
    return announcements(
        number=call.number or "",
        counter=call.counter or "",
        languages=languages_to_speak(hall.spoken, call.language),
        voice=hall.voice,
    )


def spoken_languages() -> tuple[str, ...]:
    """The languages that can be announced at all, Mandarin first."""
    return tuple(SpokenLanguage)


def spoken_as(language: str) -> str:
    """The spoken language of readers: who reads traditional characters hears Cantonese."""
    return "yue" if language == "zh-Hant" else language


def shown_as(language: str) -> str:
    """The pages' language of listeners: the other way round."""
    return "zh-Hant" if language == "yue" else language


def languages_to_speak(hall: Sequence[str], ticket: str) -> tuple[SpokenLanguage, ...]:
    """The languages of one call in order, by the rule at the top of this page.

    >>> [str(language) for language in languages_to_speak(["en", "xx", "zh-CN"], "en")]
    ['zh-CN', 'en']
    """
    return _languages(hall, [ticket])[:LANGUAGES_A_CALL]


def announcements(
    *, number: str, counter: int | str, languages: Sequence[SpokenLanguage], voice: Voice
) -> tuple[Announcement, ...]:
    """Say in each language that the number is called to the counter; the first begins with the chime.

    Raises ValueError when the number or the counter has a character that no clip says.
    """
    return tuple(
        Announcement(
            language=language.value,
            text=WORDINGS[language].call.format(number=number, counter=counter),
            clips=(*_opening(place), *_clips(language, number, str(counter), voice)),
            times=voice.repeats,
        )
        for place, language in enumerate(languages)
    )


def pre_call_announcements(
    hall: Hall, *, numbers: Sequence[str], languages: Sequence[str]
) -> tuple[Announcement, ...]:
    """Ask the holders of the numbers to get ready; ``languages`` are those of their tickets, in any order.

    In two languages, as a call is; the first ticket in a foreign language chooses the second.
    """
    return tuple(
        Announcement(
            language=language.value,
            text=_ready_text(numbers, WORDINGS[language]),
            clips=(*_opening(place), *_ready_clips(language, numbers, hall.voice)),
            times=1,
        )
        for place, language in enumerate(_languages(hall.spoken, languages)[:LANGUAGES_A_CALL])
    )


def notice_announcements(hall: Hall, *, code: str, counter: int | None) -> tuple[Announcement, ...]:
    """Speak a notice of the list: to the staff in the hall's first language, to the public in all of them.

    Raises Invalid for a code that is not in the list, and where a counter is missing.
    """
    notice = SPOKEN_NOTICES.get(code)
    if notice is None:
        raise Invalid(field="code", value=code)
    if notice.needs_counter and counter is None:
        raise Invalid(field="counter", value=None)
    languages = _languages(hall.spoken, [])[: 1 if notice.needs_counter else None]
    return tuple(
        Announcement(
            language=language.value,
            text=notice.texts[shown_as(language)].format(counter=counter),
            clips=(*_opening(place), *_notice_clips(language, code, counter)),
            times=hall.voice.repeats,
        )
        for place, language in enumerate(languages)
    )


def _languages(hall: Sequence[str], tickets: Sequence[str]) -> tuple[SpokenLanguage, ...]:
    """All that the hall speaks: Mandarin, then what the tickets chose, then the others in its own order."""
    known = [spoken_as(language) for language in hall if spoken_as(language) in spoken_languages()]
    order = sorted(known, key=lambda language: language != SpokenLanguage.MANDARIN)
    chosen = [spoken_as(ticket) for ticket in tickets if spoken_as(ticket) in known]
    return tuple(map(SpokenLanguage, dict.fromkeys([*order[:1], *chosen, *order])))


def _opening(place: int) -> tuple[str, ...]:
    return (CHIME,) if place == 0 else ()


def _clips(language: SpokenLanguage, number: str, counter: str, voice: Voice) -> Iterator[str]:
    wording = WORDINGS[language]
    numbers = _number_clips(number, wording, yao=_yao(language, voice))
    for clip in chain(numbers, _counter_clips(counter, wording)):
        yield f"{language}/{clip}"


def _ready_clips(language: SpokenLanguage, numbers: Sequence[str], voice: Voice) -> Iterator[str]:
    for number in numbers:
        for clip in _number_clips(number, WORDINGS[language], yao=_yao(language, voice)):
            yield f"{language}/{clip}"
    yield f"{language}/phrase/ready"


def _notice_clips(language: SpokenLanguage, code: str, counter: int | None) -> Iterator[str]:
    yield f"{language}/phrase/{code}"
    if SPOKEN_NOTICES[code].needs_counter:
        for clip in _counter_clips(str(counter), WORDINGS[language]):
            yield f"{language}/{clip}"


def _ready_text(numbers: Sequence[str], wording: Wording) -> str:
    each = (wording.ready_number.format(number=number) for number in numbers)
    text = wording.ready.format(numbers=wording.ready_between.join(each))
    return text[:1].upper() + text[1:]


def _yao(language: SpokenLanguage, voice: Voice) -> bool:
    return voice.yao and language is SpokenLanguage.MANDARIN


def _number_clips(number: str, wording: Wording, *, yao: bool) -> Iterator[str]:
    parts = _WHOLE_NUMBER.fullmatch(number)
    if parts is None:
        yield from (*wording.number, *_spelled(number, yao=yao), *wording.number_end)
        return
    letter, first, middle, pair = parts.groups()
    if not wording.in_pairs:
        yield f"ticket/{letter}"
        yield from (_clip("digit", digit, yao=yao) for digit in number[1:])
        yield from wording.number_end
        return
    yield _clip("ticket", letter + first, yao=yao)
    yield from (_clip("digit", digit, yao=yao) for digit in middle)
    yield _clip("pair", pair, yao=yao)


def _counter_clips(counter: str, wording: Wording) -> Iterator[str]:
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
