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
    "again": "əɡˈɛn", "already": "ɔlɹˈɛdi", "an": "ən", "and": "ænd", "any": "ˈɛni",
    "applies": "əplˈIz", "appointment": "əpˈYntmənt", "are": "ɑɹ", "ask": "ˈæsk", "at": "æt",
    "back": "bˈæk", "been": "bɪn", "booked": "bˈʊkt", "call": "kˈɔl", "called": "kˈɔld",
    "cannot": "kˈænɑt", "card": "kˈɑɹd", "check": "ʧˈɛk", "choose": "ʧˈuz", "closed": "klˈOzd",
    "code": "kˈOd", "did": "dˈɪd", "document": "dˈɑkjəmənt", "enter": "ˈɛntəɹ", "first": "fˈɜɹst",
    "give": "ɡˈɪv", "go": "ɡˈO", "happened": "hˈæpənd", "has": "hæz", "have": "hæv",
    "help": "hˈɛlp", "here": "hˈɪɹ", "if": "ɪf", "it": "ɪt", "just": "ʤˈʌst", "listen": "lˈɪsən",
    "machine": "məʃˈin", "moment": "mˈOmənt", "near": "nˈɪɹ", "need": "nˈid",
    "network": "nˈɛtwˌɜɹk", "no": "nˈO", "not": "nˈɑt", "now": "nˈW", "number": "nˈʌmbəɹ",
    "numbers": "nˈʌmbəɹz", "of": "ʌv", "on": "ɔn", "or": "ɔɹ", "ordinary": "ˈɔɹdənˌɛɹi",
    "our": "Wəɹ", "paper": "pˈApəɹ", "phone": "fˈOn", "place": "plˈAs", "possible": "pˈɑsəbəl",
    "press": "pɹˈɛs", "print": "pɹˈɪnt", "printed": "pɹˈɪntᵻd", "read": "ɹˈid",
    "reader": "ɹˈidəɹ", "scan": "skˈæn", "screen": "skɹˈin", "show": "ʃˈO",
    "somebody": "sˈʌmbˌɑdi", "sorry": "sˈɑɹi", "staff": "stˈæf", "still": "stˈɪl", "take": "tˈAk",
    "tell": "tˈɛl", "that": "ðæt", "then": "ðˈɛn", "there": "ðˈɛɹ", "this": "ðˈɪs",
    "touch": "tˈʌʧ", "type": "tˈIp", "urgent": "ˈɜɹʤənt", "us": "ʌs", "valid": "vˈælɪd",
    "wait": "wˈAt", "was": "wʌz", "way": "wˈA", "what": "wˌʌt", "when": "wˌɛn", "work": "wˈɜɹk",
    "write": "ɹˈIt",
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
# What a kiosk says on its screens; where it names a button, as the button is labelled.
GUIDANCE = {
    "welcome": "please choose the service that you need",
    "no_paper": "there is no paper here at the moment. your number will be on the screen",
    "priority": "please choose what applies to you, and have your card ready",
    "confirm": "if this is what you need, please press: take a number",
    "confirm_who": "please choose first what applies to you. then press: take a number",
    "confirm_card": "please place your document on the reader first",
    "confirm_closed": "you cannot take a number for this here now. please ask at the service desk",
    "urgent": "if it is urgent, please go to the service desk, and tell us what happened",
    "appointment": "please enter your appointment code. then press: check in",
    "appointment_reader": "please show the document you booked with, or scan or type your code",
    "taking": "one moment, please",
    "done": "this is your number. please listen for it",
    "done_alone": "your number is valid. you will be called when the network is back",
    "paper_take": "please take your ticket",
    "paper_missing": (
        "the ticket was not printed. please write the number down, or scan the code with your phone"
    ),
    "already": "you have this number already. if the ticket is lost, press: print it again",
    "failed": (
        "we are sorry. that did not work. please read the screen, or ask at the service desk"
    ),
    "help": "press: call somebody, and our staff will come to help you",
    "help_desk": "please go to the service desk, or ask any of our staff near you",
    "bell_rings": "the service desk has been called. please wait here",
    "bell_comes": "somebody is on the way. please wait here",
    "still_there": "are you still there? please touch the screen",
    "away": "this machine cannot give numbers at the moment. please go to the service desk",
    "closed": "we are closed now. if it is urgent, please ask the staff on duty",
    "no_check_in": (
        "check in is not possible just now. "
        "please go to the service desk, or take an ordinary number"
    ),
}


def phonemes(words: str) -> str:
    """Kokoro's phonemes for words of the table; a capital letter alone is its name, a mark stays.

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
    bare = word.rstrip(".,:?")
    return (LETTERS.get(bare) or WORDS[bare]) + word[len(bare) :]
