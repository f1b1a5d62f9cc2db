"""Mandarin as Kokoro reads it: pinyin with tone numbers to the model's phonemes.

The transcription is the one Kokoro v1.0 was trained with (misaki's Mandarin table, Apache-2.0, after
pinyin-to-ipa, MIT), written out for the sounds that a call needs, so that no dictionary is installed.
A final carries ``0`` where the tone mark stands: after the vowel, before a closing n or ng.
"""

from __future__ import annotations

import re

INITIALS = {
    "": "", "b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ", "n": "n", "l": "l",
    "g": "k", "k": "kʰ", "h": "x", "j": "ʨ", "q": "ʨʰ", "x": "ɕ", "zh": "ꭧ", "ch": "ꭧʰ",
    "sh": "ʂ", "r": "ɻ", "z": "ʦ", "c": "ʦʰ", "s": "s",
}  # fmt: skip
FINALS = {
    "a": "a0", "ai": "ai0", "an": "a0n", "ao": "au0", "e": "ɤ0", "ei": "ei0", "en": "ə0n",
    "er": "ɚ0",
    "i": "i0", "ing": "i0ŋ", "iu": "jou0", "ou": "ou0", "u": "u0", "uang": "wa0ŋ",
    "yao": "jau0", "yi": "i0", "wu": "u0", "you": "jou0", "wei": "wei0", "wai": "wai0",
    "ang": "a0ŋ", "ia": "ja0", "iang": "ja0ŋ", "ie": "je0", "in": "i0n", "ui": "wei0", "un": "wə0n",
    "uan": "wa0n", "uo": "wo0", "ü": "y0", "wan": "wa0n", "wo": "wo0", "yin": "i0n", "yuan": "ɥɛ0n",
    "iuu": "ju0",  # no pinyin: how Q ends
}  # fmt: skip
BUZZED = {"zh", "ch", "sh", "r", "z", "c", "s"}  # after these an i is no i
ROUNDED = {"j", "q", "x"}  # after these a u is ü
TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}

READ = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
DIGITS = ("ling2", "yi1", "er4", "san1", "si4", "wu3", "liu4", "qi1", "ba1", "jiu3")
YAO = "yao1"
TEN = 10

# Notices: openings that a counter’s clip follows, and whole sentences.
OPENINGS = {
    "duty_leader": ("请值班领导", "qing3 zhi2-ban1 ling2-dao3"),
    "helper": ("请引导员", "qing3 yin2-dao3-yuan2"),
    "security": ("请安保人员", "qing3 an1-bao3 ren2-yuan2"),
}
NOTICES = {
    "quiet": (
        "请保持安静，谢谢您的配合",
        "qing3 bao3-chi2 an1-jing4, xie4-xie5 nin2-de5 pei4-he2",
    ),
    "belongings": ("请您保管好随身物品", "qing3 nin2 bao2-guan2-hao3 sui2-shen1 wu4-pin3"),
    "closing_soon": (
        "本厅即将停止取号，已取号的，我们会为您办理完毕",
        (
            "ben3-ting1 ji2-jiang1 ting2-zhi3 qu3-hao4, yi3 qu3-hao4 de5, "
            "wo3-men5 hui4 wei4-nin2 ban4-li3 wan2-bi4"
        ),
    ),
    "find_companion": (
        "请走失人员的家属到服务台",
        "qing3 zou3-shi1 ren2-yuan2 de5 jia1-shu3, dao4 fu2-wu4-tai2",
    ),
}
READY = ("到候办区准备", "dao4 hou4-ban4-qu1 zhun3-bei4")

# How people in the mainland say the letters; single letters are the hardest thing to hear, so each
# spelling was chosen by the round trip that docs/decisions describes.
LETTERS = {
    "A": "ei1", "B": "bi4", "C": "sei1", "D": "di4", "E": "yi4", "F": "ai2 fu5", "G": "ji4",
    "H": "ei1 chi1", "J": "zhei4", "K": "kei4", "L": "ai2 lou5", "M": "ai2 mu5", "N": "en1",
    "P": "pi4", "Q": "kiuu1", "R": "a4 er5", "S": "ai2 si5", "T": "ti4", "U": "you1", "V": "wei1",
    "W": "da2 bu5 liu5", "X": "ai2 ke5 si5", "Y": "wai4", "Z": "zei4",
}  # fmt: skip


def phonemes(pinyin: str) -> str:
    """Kokoro's phonemes for words of pinyin; syllables joined by ``-`` are one word.

    >>> phonemes("qing3 ei1, ling2-yi1-er4 hao4")
    'ʨʰi↓ŋ ei→, li↗ŋi→ɚ↘ xau↘'
    """
    return re.sub(r"[a-z]+[1-5]-?", lambda found: _syllable(found[0].rstrip("-")), pinyin)


def digit(written: str, *, yao: bool) -> str:
    """The syllable of one digit; with ``yao``, 1 is yao1."""
    return YAO if yao and written == "1" else DIGITS[int(written)]


def read(digits: str, *, yao: bool) -> str:
    """The characters of digits said one by one: 012 is 零一二, or 零幺二."""
    return "".join("幺" if yao and each == "1" else READ[each] for each in digits)


def cardinal(number: int) -> list[str]:
    """The syllables of 1 to 99 as a number: 12 is shi2 er4, 30 is san1 shi2."""
    return [
        "shi2" if character == "十" else DIGITS[list(READ.values()).index(character)]
        for character in read_cardinal(number)
    ]


def read_cardinal(number: int) -> str:
    """The characters of 1 to 99 as a number: 12 is 十二, 30 is 三十."""
    tens, units = divmod(number, TEN)
    ten = "十" if tens else ""
    return (READ[str(tens)] if tens > 1 else "") + ten + (READ[str(units)] if units else "")


def _syllable(written: str) -> str:
    body, tone = written[:-1], written[-1]
    initial = next((i for i in sorted(INITIALS, key=len, reverse=True) if body.startswith(i)), "")
    final = body[len(initial) :]
    if body in FINALS:
        initial, final = "", body
    if initial in ROUNDED and final == "u":
        final = "ü"
    sound = "ɨ0" if initial in BUZZED and final == "i" else FINALS[final]
    return INITIALS[initial] + sound.replace("0", TONES[tone])
