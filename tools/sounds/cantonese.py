"""Cantonese as Kokoro reads it: jyutping to phonemes, written by hand.

The model was trained on no Cantonese. Its Mandarin voices know four tone marks and silence: the high tone
takes →, both rising ones ↗, the low falling one ↓, and the level middle and low ones none
(docs/decisions/0020 says what was tried).
"""

import re

INITIALS = {
    "": "", "b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ", "n": "n", "l": "l",
    "g": "k", "k": "kʰ", "ng": "ŋ", "h": "h", "gw": "kw", "kw": "kʰw", "w": "w", "z": "ʦ",
    "c": "ʦʰ", "s": "s", "j": "j",
}  # fmt: skip
FINALS = {
    "aa": "a0", "aai": "ai0", "aau": "au0", "aam": "a0m", "aan": "a0n", "aap": "a0p", "aat": "a0t",
    "ai": "ɐi0", "au": "ɐu0", "am": "ɐ0m", "an": "ɐ0n", "ang": "ɐ0ŋ", "ap": "ɐ0p", "at": "ɐ0t",
    "e": "ɛ0", "ei": "ei0", "em": "ɛ0m", "en": "ɛ0n", "eng": "ɛ0ŋ", "eon": "œ0n", "et": "ɛ0t",
    "i": "i0", "iu": "iu0", "im": "i0m", "in": "i0n", "ing": "ɪ0ŋ",
    "it": "i0t", "ik": "ɪ0k", "o": "ɔ0", "oi": "ɔi0", "on": "ɔ0n", "ong": "ɔ0ŋ", "ou": "ou0",
    "oeng": "œ0ŋ", "ok": "ɔ0k", "eoi": "œy0", "u": "u0", "ui": "ui0", "uk": "ʊ0k",
    "un": "u0n", "ung": "ʊ0ŋ",
    "yu": "y0", "yun": "y0n", "yut": "y0t", "ng": "ŋ0ŋ", "m": "m0",
}  # fmt: skip
TONES = {"1": "→", "2": "↗", "3": "", "4": "↓", "5": "↗", "6": ""}
READ = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
DIGITS = ("ling4", "jat1", "ji6", "saam1", "sei3", "ng5", "luk6", "cat1", "baat3", "gau2")
TEN = 10
LETTERS = {
    "A": "ei1", "B": "bi1", "C": "si1", "D": "di1", "E": "ji1", "F": "e1-fu4", "G": "zi1",
    "H": "ik1-cyu4", "J": "zei1", "K": "kei1", "L": "e1-lou4", "M": "em1", "N": "en1", "P": "pi1",
    "Q": "kiu1", "R": "aa1-lou4", "S": "e1-si4", "T": "ti1", "U": "ju1", "V": "wi1",
    "W": "dap6-biu1", "X": "ik1-si4", "Y": "waai1", "Z": "ji6-set6",
}  # fmt: skip
OPENINGS = {
    "duty_leader": ("請值班領導", "cing2 zik6-baan1 ling5-dou6"),
    "helper": ("請引導員", "cing2 jan5-dou6-jyun4"),
    "security": ("請保安人員", "cing2 bou2-on1 jan4-jyun4"),
}
NOTICES = {
    "quiet": ("請保持安靜，多謝合作", "cing2 bou2-ci4 on1-zing6, do1-ze6 hap6-zok3"),
    "belongings": ("請保管好隨身物品", "cing2 bou2-gun2-hou2 ceoi4-san1 mat6-ban2"),
    "closing_soon": (
        "本廳即將停止取號，已取號的，我們會為您辦理完畢",
        (
            "bun2-teng1 zik1-zoeng1 ting4-zi2 ceoi2-hou6, ji5 ceoi2-hou6 dik1, "
            "ngo5-mun4 wui5 wai6-nei5 baan6-lei5 jyun4-bat1"
        ),
    ),
    "find_companion": (
        "請走失人士的家屬到服務台",
        "cing2 zau2-sat1 jan4-si6 dik1 gaa1-suk6, dou3 fuk6-mou6-toi4",
    ),
}
READY = ("到候辦區準備", "dou3 hau6-baan6-keoi1 zeon2-bei6")


def phonemes(jyutping: str) -> str:
    """Kokoro's phonemes for words of jyutping; syllables joined by ``-`` are one word.

    >>> phonemes("cing2 ei1, ling4-jat1-ji6 hou6")
    'ʦʰɪ↗ŋ ei→, lɪ↓ŋjɐ→tji hou'
    """
    return re.sub(r"[a-z]+[1-6]-?", lambda found: _syllable(found[0].rstrip("-")), jyutping)


def read(digits: str) -> str:
    """The characters of digits said one by one: 012 is 零一二."""
    return "".join(READ[each] for each in digits)


def cardinal(number: int) -> list[str]:
    """The syllables of 1 to 99 as a number: 12 is sap6 ji6, 30 is saam1 sap6."""
    tens, units = divmod(number, TEN)
    ten = [DIGITS[tens]] if tens > 1 else []
    return [*ten, *(["sap6"] if tens else []), *([DIGITS[units]] if units else [])]


def read_cardinal(number: int) -> str:
    """The characters of 1 to 99 as a number: 12 is 十二."""
    known = {**dict(zip(DIGITS, READ.values(), strict=True)), "sap6": "十"}
    return "".join(known[syllable] for syllable in cardinal(number))


def _syllable(written: str) -> str:
    body, tone = written[:-1], written[-1]
    initial = next(
        each
        for each in sorted(INITIALS, key=len, reverse=True)
        if body.startswith(each) and body[len(each) :] in FINALS
    )
    return INITIALS[initial] + FINALS[body[len(initial) :]].replace("0", TONES[tone])
