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
    "a": "ə", "assistant": "əsˈɪstənt", "be": "bi", "belongings": "bəlˈɔŋɪŋz", "come": "kˈʌm",
    "desk": "dˈɛsk", "down": "dˈWn", "duty": "dˈuɾi", "everyone": "ˈɛvɹiwˌʌn", "family": "fˈæməli",
    "for": "fɔɹ", "get": "ɡˈɛt", "hall": "hˈɔl", "holds": "hˈOldz", "in": "ɪn", "is": "ɪz",
    "issuing": "ˈɪʃuɪŋ", "keep": "kˈip", "leader": "lˈidəɹ", "looking": "lˈʊkɪŋ", "lost": "lˈɔst",
    "person": "pˈɜɹsən", "ready": "ɹˈɛdi", "security": "sɪkjˈʊɹəɾi", "served": "sˈɜɹvd",
    "service": "sˈɜɹvəs", "soon": "sˈun", "stop": "stˈɑp", "thank": "θˈæŋk", "the": "ðə",
    "their": "ðɛɹ", "tickets": "tˈɪkɪts", "voices": "vˈYsᵻz", "waiting": "wˈAɾɪŋ", "we": "wi",
    "area": "ˈɛɹiə", "who": "hˌu", "will": "wɪl", "with": "wɪð", "you": "ju", "your": "jʊɹ",
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
OPENINGS = {
    "duty_leader": "duty leader",
    "helper": "hall assistant",
    "security": "security",
}
NOTICES = {
    "quiet": "please keep your voices down. thank you",
    "belongings": "please keep your belongings with you",
    "closing_soon": "we will soon stop issuing tickets. everyone who holds a ticket will be served",
    "find_companion": "a lost person is looking for their family. please come to the service desk",
}
READY = "please get ready in the waiting area"


def phonemes(words: str) -> str:
    """Kokoro's phonemes for words of the table; a capital letter alone is its name, a point stays.

    >>> phonemes("ticket A zero")
    'tˈɪkɪt ˈA zˈɪɹO'
    """
    return " ".join(_said(word) for word in words.split())


def cardinal(number: int) -> str:
    """0 to 69 as a number in words: 12 is twelve, 21 is twenty one."""
    tens, units = divmod(number, 10)
    if tens == 0:
        return DIGITS[units]
    if tens == 1:
        return TEENS[units]
    return f"{TENS[tens]} {DIGITS[units]}" if units else TENS[tens]


def _said(word: str) -> str:
    bare = word.rstrip(".")
    return (LETTERS.get(bare) or WORDS[bare]) + word[len(bare) :]
