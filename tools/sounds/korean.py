"""Korean as Kokoro reads it: the words of a call in phonemes, written by hand.

The model was trained on no Korean; its Japanese voices speak these phonemes best (docs/decisions/0020).
Numbers are Sino-Korean throughout: a ticket digit by digit with 공 for 0, as telephone numbers are read,
a counter as a number (십이번 창구). Letters are long, or they are lost before a digit (and E would be 2).
What follows 육 and 십 is hardened, ㄱ before ㄴ is ŋ (고객님), as spoken.
"""

WORDS = {
    "에이": "eiː", "비": "piː", "씨": "ɕiː", "디": "tiː", "이": "i", "이ː": "iː", "에프": "epʰɯ", "지": "ʨiː",
    "에이치": "eiʨʰi", "제이": "ʨei", "케이": "kʰei", "엘": "eːl", "엠": "eːm", "엔": "eːn", "피": "pʰiː",
    "큐": "kʰjuː", "알": "aːl", "에스": "esɯ", "티": "tʰiː", "유": "juː", "브이": "pɯi",
    "더블유": "tʌbɯlju", "엑스": "eksɯ", "와이": "wai", "제트": "ʨetʰɯ",
    "공": "koŋ", "일": "il", "삼": "sam", "사": "sa", "오": "o", "육": "juk", "칠": "ʨʰil",
    "팔": "pʰal", "구": "ku", "십": "ɕip", "번": "bʌn", "고객님": "koɡɛŋnim",
    "창구로": "ʨʰaŋɡuɾo", "오십시오": "oɕipɕio", "대기": "tɛɡi", "구역에서": "ɡujʌɡesʌ",
    "준비해": "ʨunbihɛ", "주십시오": "ʨuɕipɕio", "당직": "taŋʥik", "책임자께서는": "ʨʰɛɡimʥakesʌnɯn",
    "안내": "annɛ", "보안": "poan", "직원께서는": "ʨiɡwʌnkesʌnɯn", "실내에서는": "ɕillɛesʌnɯn",
    "조용히": "ʨojoŋhi", "해": "hɛ", "주시기": "ʨuɕiɡi", "바랍니다": "paɾamnida",
    "감사합니다": "kamsahamnida", "소지품을": "soʥipʰumɯl", "잘": "ʨal", "챙겨": "ʨʰɛŋɡjʌ", "곧": "kot",
    "번호표": "pʌnhopʰjo", "발급을": "palɡɯbɯl", "마감합니다": "maɡamhamnida",
    "번호표를": "pʌnhopʰjoɾɯl", "받으신": "padɯɕin", "분은": "bunɯn", "모두": "modu",
    "업무를": "ʌmmuɾɯl", "보실": "poɕil", "수": "su", "있습니다": "isɯmnida", "일행을": "ilhɛŋɯl",
    "찾고": "ʨʰatko", "있는": "innɯn", "분이": "buni", "계십니다": "keɕimnida",
    "보호자께서는": "pohoʥakesʌnɯn", "데스크로": "tesɯkʰɯɾo",
}  # fmt: skip
HARDENED = {"번": "pʌn", "삼": "sam", "사": "sa", "오": "o", "육": "njuk", "칠": "ʨʰil"}
LETTERS = dict(
    zip(
        "ABCDEFGHJKLMNPQRSTUVWXYZ",
        (
            *(
                "에이",
                "비",
                "씨",
                "디",
                "이ː",
                "에프",
                "지",
                "에이치",
                "제이",
                "케이",
                "엘",
                "엠",
                "엔",
            ),
            *("피", "큐", "알", "에스", "티", "유", "브이", "더블유", "엑스", "와이", "제트"),
        ),
        strict=True,
    )
)
DIGITS = ("공", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
OPENINGS = {
    "duty_leader": "당직 책임자께서는",
    "helper": "안내 직원께서는",
    "security": "보안 직원께서는",
}
NOTICES = {
    "quiet": "실내에서는 조용히 해 주시기 바랍니다. 감사합니다",
    "belongings": "소지품을 잘 챙겨 주시기 바랍니다",
    "closing_soon": "곧 번호표 발급을 마감합니다. 번호표를 받으신 분은 모두 업무를 보실 수 있습니다",
    "find_companion": "일행을 찾고 있는 분이 계십니다. 보호자께서는 안내 데스크로 오십시오",
}
READY = "대기 구역에서 준비해 주십시오"
TEN = 10


def phonemes(words: str) -> str:
    """Kokoro's phonemes for words of the table; a point or comma stays; ``+`` joins without a gap.

    >>> phonemes("에이 공, 육+번 고객님")
    'eiː koŋ, jukpʌn koɡɛŋnim'
    """
    return " ".join(_joined(word) for word in words.split())


def cardinal(number: int) -> str:
    """1 to 99 as one word's syllables: 12 is 십+이, 30 is 삼+십."""
    tens, units = divmod(number, TEN)
    ten = [DIGITS[tens]] if tens > 1 else []
    return "+".join([*ten, *(["십"] if tens else []), *([DIGITS[units]] if units else [])])


def _joined(word: str) -> str:
    bare = word.rstrip(",.")
    said, before = "", ""
    for syllable in bare.split("+"):
        hard = before in {"육", "십"} and syllable in HARDENED
        said += HARDENED[syllable] if hard else WORDS[syllable]
        before = syllable
    return said.replace("ɕipnj", "ɕimnj") + word[len(bare) :]
