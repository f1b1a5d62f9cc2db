"""Russian as Kokoro reads it: the words of a call in phonemes, written by hand.

The model was trained on no Russian; the voice that speaks these phonemes best was found by the round trip
of docs/decisions/0020. Letters have the names that Russian gives to Latin ones (дэ, йот, дубль-вэ), and a
counter stands after номер, where it needs no case: к окну номер три.
"""

WORDS = {
    "талон": "tɐlˈon", "номер": "nˈomʲɪr", "пройдите": "prɐjdʲˈitʲɪ", "к окну": "k ɐknˈu",
    "а": "ˈa", "бэ": "bˈɛ", "цэ": "ʦˈɛ", "дэ": "dˈɛ", "е": "jˈe", "эф": "ˈɛf", "гэ": "ɡˈɛ",
    "аш": "ˈaʂ", "йот": "jˈot", "ка": "kˈa", "эль": "ˈɛlʲ", "эм": "ˈɛm", "эн": "ˈɛn", "пэ": "pˈɛ",
    "ку": "kˈu", "эр": "ˈɛr", "эс": "ˈɛs", "тэ": "tˈɛ", "у": "ˈu", "вэ": "vˈɛ",
    "дубль-вэ": "dˈublʲvˈɛ", "икс": "ˈiks", "игрек": "ˈiɡrʲɪk", "зет": "zˈɛt",
    "ноль": "nˈolʲ", "один": "ɐdʲˈin", "два": "dvˈa", "три": "trʲˈi", "четыре": "ʨɪtˈɨrʲɪ",
    "пять": "pʲˈætʲ", "шесть": "ʂˈɛstʲ", "семь": "sʲˈemʲ", "восемь": "vˈosʲɪmʲ",
    "девять": "dʲˈevʲɪtʲ", "десять": "dʲˈesʲɪtʲ", "одиннадцать": "ɐdʲˈinəʦətʲ",
    "двенадцать": "dvʲɪnˈaʦətʲ", "тринадцать": "trʲɪnˈaʦətʲ", "четырнадцать": "ʨɪtˈɨrnəʦətʲ",
    "пятнадцать": "pʲɪtnˈaʦətʲ", "шестнадцать": "ʂɨsnˈaʦətʲ", "семнадцать": "sʲɪmnˈaʦətʲ",
    "восемнадцать": "vəsʲɪmnˈaʦətʲ", "девятнадцать": "dʲɪvʲɪtnˈaʦətʲ", "двадцать": "dvˈaʦətʲ",
    "тридцать": "trʲˈiʦətʲ", "сорок": "sˈorək", "пятьдесят": "pʲɪdʲɪsʲˈat",
    "шестьдесят": "ʂɨzʲdʲɪsʲˈat",
    "просим": "prˈosʲɪm", "пройти": "prɐjtʲˈi", "в зону": "vzˈonu", "ожидания": "ɐʒɨdˈanʲɪjə",
    "и": "i", "приготовиться": "prʲɪɡɐtˈovʲɪʦə", "дежурный": "dʲɪʒˈurnɨj",
    "руководитель": "rukəvɐdʲˈitʲɪlʲ", "консультант": "kənsulʲtˈant", "зала": "zˈalə",
    "сотрудник": "sɐtrˈudnʲɪk", "охраны": "ɐxrˈanɨ", "пожалуйста": "pɐʒˈalustə",
    "соблюдайте": "səblʲudˈajtʲɪ", "тишину": "tʲɪʂɨnˈu", "спасибо": "spɐsʲˈibə",
    "следите": "slʲɪdʲˈitʲɪ", "за своими": "zəsvɐˈimʲɪ", "вещами": "vʲɪɕːˈamʲɪ", "скоро": "skˈorə",
    "выдача": "vˈɨdəʨə", "талонов": "tɐlˈonəf", "закончится": "zɐkˈonʲʨɪʦə", "всех": "fsʲˈex",
    "у кого": "ukɐvˈo", "есть": "jˈesʲtʲ", "мы": "mɨ", "примем": "prʲˈimʲɪm",
    "родственников": "rˈoʦtvʲɪnʲɪkəf", "потерявшегося": "pətʲɪrʲˈafʂɨvəsʲə",
    "посетителя": "pəsʲɪtʲˈitʲɪlʲə", "подойти": "pədɐjtʲˈi", "к стойке": "kstˈojkʲɪ",
    "информации": "ɪnfɐrmˈaʦɨɪ",
}  # fmt: skip
LETTERS = dict(
    zip(
        "ABCDEFGHJKLMNPQRSTUVWXYZ",
        (
            *("а", "бэ", "цэ", "дэ", "е", "эф", "гэ", "аш", "йот", "ка", "эль", "эм", "эн"),
            *("пэ", "ку", "эр", "эс", "тэ", "у", "вэ", "дубль-вэ", "икс", "игрек", "зет"),
        ),
        strict=True,
    )
)
OPENINGS = {
    "duty_leader": "дежурный руководитель",
    "helper": "консультант зала",
    "security": "сотрудник охраны",
}
NOTICES = {
    "quiet": "пожалуйста, соблюдайте тишину. спасибо",
    "belongings": "пожалуйста, следите за_своими вещами",
    "closing_soon": "скоро выдача талонов закончится. всех, у_кого есть талон, мы примем",
    "find_companion": "просим родственников потерявшегося посетителя подойти к_стойке информации",
}
READY = "просим пройти в_зону ожидания и приготовиться"
UP_TO_NINETEEN = (
    *("ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"),
    *("десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать"),
    *("шестнадцать", "семнадцать", "восемнадцать", "девятнадцать"),
)
DIGITS = UP_TO_NINETEEN[:10]
TENS = ("", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят")


def phonemes(words: str) -> str:
    """Kokoro's phonemes for words of the table; a point or comma after a word stays.

    A preposition leans on its noun: ``к_окну`` is one word of the table.

    >>> phonemes("пройдите к_окну, номер")
    'prɐjdʲˈitʲɪ k ɐknˈu, nˈomʲɪr'
    """
    return " ".join(_said(word.replace("_", " ")) for word in words.split())


def cardinal(number: int) -> str:
    """0 to 69 as a number in words: 21 is двадцать один."""
    if number < len(UP_TO_NINETEEN):
        return UP_TO_NINETEEN[number]
    tens, units = divmod(number, 10)
    return f"{TENS[tens]} {DIGITS[units]}" if units else TENS[tens]


def _said(word: str) -> str:
    bare = word.rstrip(",.")
    return WORDS[bare] + word[len(bare) :]
