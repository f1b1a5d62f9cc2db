"""Whether what a recogniser wrote is what the voice said: letter, digits and counter, language by language.

A recogniser writes sounds as words of its own (第 for D, 避棋零七 for B707), so texts are compared by their
sound: as pinyin without tones, as Hangul, as Russian letters without the vowels that speech levels.
Numbers in figures are read as the voice reads them: digit by digit in a ticket, as a number after it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tools.sounds import cantonese, english, korean, mandarin, russian
from tools.sounds.nearest import nearest_number

Read = Callable[[str], list[str]]
"""Pinyin without tones of a run of characters."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a call said."""

    letter: str
    digits: str
    counter: int


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Which of it was heard."""

    letter: bool
    digits: bool
    counter: bool

    @property
    def number(self) -> bool:
        """The whole number of the ticket, as it was written."""
        return self.letter and self.digits


@dataclass(frozen=True, kw_only=True)
class Ear:
    """How a recogniser is asked for a language, and how its answer is judged."""

    code: str
    """The recogniser's name of the language."""
    prompt: str
    judge: Callable[[str, Said], Heard]
    nearest: Callable[[str, str], str] | None = None
    """Of the numbers with some letters the one that sounds most like a text, where that can be asked."""


def ears(read: Read) -> Mapping[str, Ear]:
    """The ear for each spoken language. Cantonese has none of its own: it is heard by Mandarin's."""
    chinese = "请A零一二号到三号窗口。请B305号，到15号窗口。"
    return {
        "zh-CN": Ear(
            code="zh",
            prompt=chinese,
            judge=lambda text, said: _zh(text, said, read),
            nearest=lambda text, letters: _zh_nearest(text, letters, read),
        ),
        "en": Ear(
            code="en",
            prompt="Ticket B305, please proceed to counter 15.",
            judge=_english,
        ),
        "ko": Ear(code="ko", prompt="B305번 고객님, 15번 창구로 오십시오.", judge=_korean),
        "ru": Ear(code="ru", prompt="Талон B 3 0 5, пройдите к окну номер 15.", judge=_russian),
        "yue": Ear(code="zh", prompt="請B305號到15號窗口。", judge=_cantonese),
    }


def _zh(text: str, said: Said, read: Read) -> Heard:
    head, tail = _zh_halves(text, read)
    counter = re.split(r" (?:hao|chuang)\b", tail)[0].strip()
    return Heard(
        letter=head.startswith(_toneless(mandarin.LETTERS[said.letter]) + " "),
        digits=head.endswith(_toneless(" ".join(mandarin.DIGITS[int(d)] for d in said.digits))),
        counter=counter == _toneless(" ".join(mandarin.cardinal(said.counter))),
    )


def _zh_nearest(text: str, letters: str, read: Read) -> str:
    head, _ = _zh_halves(text, read)
    named = {letter: _ZH_LETTERS[letter] for letter in letters}
    return nearest_number(head.replace(" ", ""), letters=named, digits=_ZH_DIGITS)


def _zh_halves(text: str, read: Read) -> tuple[str, str]:
    """The syllables of the number and of the counter.

    到 is often written as a dash, or as 带: then the last number of the text is the counter's.
    """
    if " dao " not in _pinyin(text, read):
        text = re.sub(rf"[^{_NUMERALS}]([{_NUMERALS}]+)(?=[^{_NUMERALS}]*$)", r" 到\1", text)
    head, _, tail = _pinyin(text, read).partition(" dao ")
    return re.sub(r"^.*?\bqing ", "", head + " ").removesuffix("hao ").strip(), tail


_NUMERALS = "0-9零〇一二三四五六七八九十"


def _pinyin(text: str, read: Read) -> str:
    """Every syllable between blanks; figures as digits up to 到, as numbers after it."""
    sounds = " "
    for token in re.findall(r"[A-Za-z]|[0-9]+|[\u4e00-\u9fff]+", text):
        if token.isdigit():
            there = " dao " in sounds
            said = mandarin.cardinal(int(token)) if there and 0 < int(token) < 100 else None  # noqa: PLR2004 - two figures
            sounds += _toneless(" ".join(said or [mandarin.DIGITS[int(d)] for d in token]))
        elif token.isascii():
            sounds += _toneless(mandarin.LETTERS.get(token.upper(), ""))
        else:
            sounds += " ".join(read(token.replace("两", "二").replace("幺", "一")))
        sounds += " "
    return sounds


def _toneless(pinyin: str) -> str:
    return re.sub(r"[1-5]", "", pinyin)


_ZH_LETTERS = {
    letter: _toneless(said).replace(" ", "") for letter, said in mandarin.LETTERS.items()
}
_ZH_DIGITS = [_toneless(said) for said in mandarin.DIGITS]


def _english(text: str, said: Said) -> Heard:
    words = re.sub(r"[^a-z0-9 ]", " ", text.lower().replace("-", " "))
    head, _, tail = words.partition("please")
    head = re.split(r"\b(?:ticket|take it|to get)\b", head, maxsplit=1)[-1]
    tokens = re.findall(r"[a-z]+|[0-9]", head)
    digits = "".join(
        _ENGLISH_DIGITS.get(token, token if token.isdigit() else "") for token in tokens
    )
    counter = tail.partition("counter")[2].split()
    return Heard(
        letter=_ENGLISH_LETTERS.get(tokens[0], tokens[0].upper()) == said.letter
        if tokens
        else False,
        digits=digits == said.digits,
        counter=" ".join(counter) in {str(said.counter), english.cardinal(said.counter)},
    )


_ENGLISH_DIGITS = {word: str(digit) for digit, word in enumerate(english.DIGITS)} | {"o": "0"}
_ENGLISH_LETTERS = {
    "be": "B", "bee": "B", "see": "C", "sea": "C", "gee": "G", "age": "H", "jay": "J", "kay": "K", "el": "L",
    "em": "M", "pea": "P", "queue": "Q", "cue": "Q", "are": "R", "tea": "T", "you": "U",
    "double": "W", "ex": "X", "why": "Y", "zee": "Z",
}  # fmt: skip


def _korean(text: str, said: Said) -> Heard:
    """번 is often written 만 or 반; the number before it is what counts."""
    head, _, tail = text.partition("님")
    number = re.sub(r"[번만반]?고.?$", "", _hangul(head, as_digits=True))
    digits = "".join(korean.DIGITS[int(digit)] for digit in said.digits)
    return Heard(
        letter=number.startswith(korean.LETTERS[said.letter].replace("ː", "")),
        digits=number.endswith(digits),
        counter=re.split("[번만반]", _hangul(tail, as_digits=False))[0]
        == korean.cardinal(said.counter).replace("+", ""),
    )


def _hangul(text: str, *, as_digits: bool) -> str:
    """Only Hangul, letters by name and figures as they are said."""

    def said(found: re.Match[str]) -> str:
        token = found[0]
        if token.isalpha():
            return korean.LETTERS.get(token.upper(), "").replace("ː", "")
        if not as_digits and 0 < int(token) < 100:  # noqa: PLR2004 - two figures
            return korean.cardinal(int(token)).replace("+", "")
        return "".join(korean.DIGITS[int(digit)] for digit in token)

    written = re.sub(r"[A-Za-z]|[0-9]+", said, text)
    return re.sub(r"[^\uac00-\ud7a3]", "", written).replace("영", "공").replace("륙", "육")


def _russian(text: str, said: Said) -> Heard:
    head, *rest = re.split(r"[пП]р[оаие]й?[йидт]", text, maxsplit=1)
    tail = re.split(r"н[оу]м[еи]р", rest[0] if rest else "", maxsplit=1)
    digits = " ".join(russian.DIGITS[int(digit)] for digit in said.digits)
    number = _levelled(head, as_digits=True)
    return Heard(
        letter=number.startswith(_levelled(f"талон {russian.LETTERS[said.letter]}")),
        digits=number.endswith(_levelled(digits)),
        counter=_levelled(tail[-1]) == _levelled(russian.cardinal(said.counter)),
    )


def _levelled(text: str, *, as_digits: bool = False) -> str:
    """Letters by name, figures in words, and without what speech levels: о is а, е, я and й are и, no ь."""

    def said(found: re.Match[str]) -> str:
        token = found[0]
        if not token.isdigit():
            return f" {russian.LETTERS.get(_LIKE_LATIN.get(token, token), '')} "
        if not as_digits and int(token) < 70:  # noqa: PLR2004 - the counters that have words
            return f" {russian.cardinal(int(token))} "
        return " ".join(["", *(russian.DIGITS[int(digit)] for digit in token), ""])

    written = re.sub(r"[A-Z]|\b[АВЕКМНРСТХ]\b|[0-9]+", said, text).lower()
    bare = re.sub(r"[^а-я]", "", written)
    return bare.translate(str.maketrans("оеэёыяй", "аииииии", "ьъ"))


_LIKE_LATIN = dict(zip("АВЕКМНРСТХ", "AVEKMHPCTX", strict=True))
"""Russian letters that stand alone: a recogniser writes В for what sounds вэ."""


def _cantonese(text: str, said: Said) -> Heard:
    figures = text.translate(str.maketrans("零〇一二三四五六七八九两兩", "0012345678922"))
    head, _, tail = re.sub(r"[都倒道]", "到", figures).partition("到")
    cardinal = cantonese.read_cardinal(said.counter).translate(
        str.maketrans("一二三四五六七八九", "123456789")
    )
    return Heard(
        letter=said.letter in head.upper(),
        digits=said.digits in re.sub(r"[^0-9]", "", head),
        counter=tail.strip().startswith((f"{said.counter}", cardinal)),
    )
