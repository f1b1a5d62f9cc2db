"""What is recorded: every sentence that is rendered, and which of its parts become clips.

A part is heard best as it is said inside a call, so nearly every clip is cut out of a sentence. What
follows a wanted part begins with a stop (八, two, 到, please), whose short silence is where the cut falls.
"""

from collections.abc import Collection, Iterator

from tools.sounds import english, mandarin
from tools.sounds.sentence import COUNTERS, GUIDANCE, PAIRS, Part, Sentence
from tools.sounds.speech import SPEECHES, spoken

LETTERS = tuple(mandarin.LETTERS)
ZH, EN = "zh-CN", "en"
LANGUAGES = (ZH, EN, *SPEECHES)
EIGHT = 8  # said where a sentence wants a counter that becomes no clip
UNWANTED = 0


def sentences(languages: Collection[str]) -> Iterator[Sentence]:
    """Every sentence of the bank in these languages."""
    for parts in _mandarin() if ZH in languages else ():
        yield Sentence(language=ZH, voice="zf_xiaoyi", speed=0.9, parts=parts)
    for parts in _english() if EN in languages else ():
        yield Sentence(language=EN, voice="af_heart", speed=0.95, parts=parts)
    for language, speech in SPEECHES.items():
        if language in languages:
            yield from spoken(speech)


def _mandarin() -> Iterator[tuple[Part, ...]]:
    eights = _zh("八八号", "ba1-ba1 hao4")
    for yao in (False, True):
        for letter in LETTERS:
            for digit in "1" if yao else mandarin.READ:
                yield _zh_ticket(letter, digit, yao=yao), eights
        for pair in PAIRS:
            if not yao:
                yield _zh_pair(pair, yao=yao), _zh_counter(int(pair) + 1)
            elif "1" in pair:
                yield _zh_pair(pair, yao=yao), _zh_counter(UNWANTED)
        for digit in "1" if yao else mandarin.READ:
            yield _zh_spelled(digit, mandarin.digit(digit, yao=yao), yao=yao), eights
    for letter, spelling in mandarin.LETTERS.items():
        yield _zh(letter, spelling, f"{ZH}/letter/{letter}"), eights
    yield _zh("请", "qing3", f"{ZH}/phrase/please"), eights
    yield _zh("八", "ba1"), _zh("号", "hao4", f"{ZH}/phrase/number"), _zh("到", "dao4")
    yield _zh("到", "dao4", f"{ZH}/phrase/to"), _zh("八号窗口", "ba1-hao4 chuang1-kou3")
    yield _zh("到八", "dao4 ba1"), _zh("号窗口", "hao4 chuang1-kou3", f"{ZH}/phrase/window")
    yield from _mandarin_notices()


def _mandarin_notices() -> Iterator[tuple[Part, ...]]:
    for code, words in mandarin.OPENINGS.items():
        yield _zh(*words, f"{ZH}/phrase/{code}"), _zh_counter(UNWANTED)
    yield _zh("八八号", "ba1-ba1 hao4"), _zh(*mandarin.READY, f"{ZH}/phrase/ready")
    for code, words in mandarin.NOTICES.items():
        yield (_zh(*words, f"{ZH}/phrase/{code}"),)
    for code, words in mandarin.GUIDANCE.items():
        yield (_zh(*words, f"{ZH}/{GUIDANCE}{code}"),)


def _zh(text: str, spelling: str, clip: str | None = None) -> Part:
    return Part(text=text, spelling=spelling, phonemes=mandarin.phonemes(spelling), clip=clip)


def _zh_ticket(letter: str, digit: str, *, yao: bool) -> Part:
    spelling = (
        f"qing3 {mandarin.LETTERS[letter].replace(' ', '-')} {mandarin.digit(digit, yao=yao)}"
    )
    text = f"请{letter}{mandarin.read(digit, yao=yao)}"
    return _zh(text, spelling, f"{ZH}/ticket{_yao(yao=yao)}/{letter}{digit}")


def _zh_pair(pair: str, *, yao: bool) -> Part:
    spelling = " ".join(mandarin.digit(digit, yao=yao) for digit in pair) + " hao4"
    text = f"{mandarin.read(pair, yao=yao)}号"
    return _zh(text, spelling, f"{ZH}/pair{_yao(yao=yao)}/{pair}")


def _zh_counter(number: int) -> Part:
    known = number in COUNTERS
    there = number if known else EIGHT
    spelling = f"dao4 {'-'.join(mandarin.cardinal(there))}-hao4 chuang1-kou3"
    text = f"到{mandarin.read_cardinal(there)}号窗口"
    return _zh(text, spelling, f"{ZH}/counter/{number}" if known else None)


def _zh_spelled(digit: str, spelling: str, *, yao: bool) -> Part:
    return _zh(mandarin.read(digit, yao=yao), spelling, f"{ZH}/digit{_yao(yao=yao)}/{digit}")


def _yao(*, yao: bool) -> str:
    return "-yao" if yao else ""


def _english() -> Iterator[tuple[Part, ...]]:
    twos = _en("two two")
    for letter in LETTERS:
        for digit in range(10):
            name = f"{EN}/ticket/{letter}{digit}"
            yield _en(f"ticket {letter} {english.DIGITS[digit]}", name), twos
    for pair in PAIRS:
        words = " ".join(english.DIGITS[int(digit)] for digit in pair)
        yield _en(words, f"{EN}/pair/{pair}"), _en_counter(int(pair) + 1)
    for digit, word in enumerate(english.DIGITS):
        yield _en(word, f"{EN}/digit/{digit}"), twos
    for letter in LETTERS:
        yield _en(letter, f"{EN}/letter/{letter}"), twos
    yield _en("ticket", f"{EN}/phrase/ticket"), twos
    yield _en("please proceed to counter", f"{EN}/phrase/to"), twos
    for code, words in english.OPENINGS.items():
        yield _en(words, f"{EN}/phrase/{code}"), _en_counter(UNWANTED)
    yield twos, _en(english.READY, f"{EN}/phrase/ready")
    for code, words in english.NOTICES.items():
        yield (_en(words, f"{EN}/phrase/{code}"),)
    for code, words in english.GUIDANCE.items():
        yield (_en(words, f"{EN}/{GUIDANCE}{code}"),)


def _en_counter(number: int) -> Part:
    known = number in COUNTERS
    words = f"please proceed to counter {english.cardinal(number if known else EIGHT)}"
    return _en(words, f"{EN}/counter/{number}" if known else None)


def _en(words: str, clip: str | None = None) -> Part:
    return Part(text=words, spelling=words, phonemes=english.phonemes(words), clip=clip)
