"""English as Kokoro reads it: the words of a call in the model's American phonemes, written by hand.

Capitals are the model's diphthongs: A as in day, I as in my, O as in no, W as in how.
"""

WORDS = {
    "ticket": "tˈɪkɪt", "please": "plˈiz", "proceed": "pɹəsˈid", "to": "tə", "counter": "kˈWntəɹ",
    "zero": "zˈɪɹO", "one": "wˈʌn", "two": "tˈu", "three": "θɹˈi", "four": "fˈɔɹ", "five": "fˈIv",
    "six": "sˈɪks", "seven": "sˈɛvən", "eight": "ˈAt", "nine": "nˈIn", "ten": "tˈɛn",
    "eleven": "ɪlˈɛvən", "twelve": "twˈɛlv", "thirteen": "θˌɜɹtˈin", "fourteen": "fˌɔɹtˈin",
    "fifteen": "fˌɪftˈin", "sixteen": "sˌɪkstˈin", "seventeen": "sˌɛvəntˈin",
    "eighteen": "ˌAtˈin", "nineteen": "nˌIntˈin", "twenty": "twˈɛnti", "thirty": "θˈɜɹɾi",
    "forty": "fˈɔɹɾi", "fifty": "fˈɪfti", "sixty": "sˈɪksti",
}  # fmt: skip
LETTERS = {
    "A": "ˈA", "B": "bˈi", "C": "sˈi", "D": "dˈi", "E": "ˈi", "F": "ˈɛf", "G": "ʤˈi", "H": "ˈAʧ",
    "J": "ʤˈA", "K": "kˈA", "L": "ˈɛl", "M": "ˈɛm", "N": "ˈɛn", "P": "pˈi", "Q": "kjˈu",
    "R": "ˈɑɹ", "S": "ˈɛs", "T": "tˈi", "U": "jˈu", "V": "vˈi", "W": "dˈʌbəljˌu", "X": "ˈɛks",
    "Y": "wˈI", "Z": "zˈi",
}  # fmt: skip
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty")


def phonemes(words: str) -> str:
    """Kokoro's phonemes for words of the table; a capital letter alone is that letter's name.

    >>> phonemes("ticket A zero")
    'tˈɪkɪt ˈA zˈɪɹO'
    """
    return " ".join(LETTERS.get(word) or WORDS[word] for word in words.split())


def cardinal(number: int) -> str:
    """0 to 69 as a number in words: 12 is twelve, 21 is twenty one."""
    tens, units = divmod(number, 10)
    if tens == 0:
        return DIGITS[units]
    if tens == 1:
        return TEENS[units]
    return f"{TENS[tens]} {DIGITS[units]}" if units else TENS[tens]
