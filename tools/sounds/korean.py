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
    "가까운": "kakaun", "가져가십시오": "kaʥʌɡaɕipɕio", "경우를": "kjʌŋuɾɯl",
    "계속하시겠습니까": "kesokʰaɕiɡesɯmnika", "급한": "kɯpʰan", "기다려": "kidaɾjʌ",
    "나오지": "naoʥi", "나옵니다": "naomnida", "누르시면": "nuɾɯɕimjʌn", "눌러": "nullʌ",
    "다시": "taɕi", "데스크에": "tesɯkʰɯe", "도와드립니다": "towadɯɾimnida", "도착": "toʨʰak",
    "말씀해": "malsɯmhɛ", "먼저": "mʌnʥʌ", "문의해": "munihɛ", "받기를": "patkiɾɯl",
    "받으시려면": "padɯɕiɾjʌmjʌn", "받으실": "padɯɕil", "받으십시오": "padɯɕipɕio",
    "번호가": "pʌnhoɡa", "번호는": "pʌnhonɯn", "번호를": "pʌnhoɾɯl", "번호입니다": "pʌnhoimnida",
    "번호표가": "pʌnhopʰjoɡa", "복구되면": "pokkudwemjʌn", "부르기를": "puɾɯɡiɾɯl",
    "부르면": "puɾɯmjʌn", "부릅니다": "puɾɯmnida", "선택해": "sʌntʰɛkʰɛ", "순서대로": "sunsʌdɛɾo",
    "시간": "ɕiɡan", "시간이": "ɕiɡani", "신분증을": "ɕinbunʨɯŋɯl", "쓰신": "sɯɕin",
    "아닙니다": "animnida", "알렸습니다": "alljʌsɯmnida", "않았습니다": "anasɯmnida",
    "업무": "ʌmmu", "업무는": "ʌmmunɯn", "없습니다": "ʌpsɯmnida", "없으면": "ʌpsɯmjʌn",
    "여기서": "jʌɡisʌ", "예약": "jejak", "예약에": "jejaɡe", "오고": "oɡo", "오시거나": "oɕiɡʌna",
    "올려": "olljʌ", "올리거나": "olliɡʌna", "와서": "wasʌ", "용지가": "joŋʥiɡa",
    "유효한": "juhjohan", "이것이": "iɡʌɕi", "이미": "imi", "인쇄를": "inswɛɾɯl", "일은": "iɾɯn",
    "일반": "ilban", "입력하고": "imnjʌkʰaɡo", "입력해": "imnjʌkʰɛ", "잠시만": "ʨamɕiman",
    "적거나": "ʨʌkkʌna", "죄송합니다": "ʨwesoŋhamnida", "지금": "ʨiɡɯm", "지금은": "ʨiɡɯmɯn",
    "직원": "ʨiɡwʌn", "직원에게": "ʨiɡwʌneɡe", "직원이": "ʨiɡwʌni", "찍어": "ʨiɡʌ",
    "처리되지": "ʨʰʌɾidweʥi", "코드를": "kʰodɯɾɯl", "통신이": "tʰoŋɕini",
    "판독기에": "pʰandokkie", "하실": "haɕil", "해당하는": "hɛdaŋhanɯn", "화면에": "hwamjʌne",
    "화면을": "hwamjʌnɯl", "확인을": "hwaɡinɯl",
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
# What a kiosk says on its screens; where it names a button, as the button is labelled.
GUIDANCE = {
    "welcome": "업무를 선택해 주십시오",
    "no_paper": "지금은 용지가 없습니다. 번호는 화면에 나옵니다",
    "priority": "해당하는 경우를 선택해 주십시오. 신분증을 준비해 주십시오",
    "confirm": "번호를 받으시려면, 번호표 받기를 눌러 주십시오",
    "confirm_who": "먼저 해당하는 경우를 선택해 주십시오",
    "confirm_card": "먼저 신분증을 판독기에 올려 주십시오",
    "confirm_closed": "이 업무는 지금 여기서 번호를 받으실 수 없습니다. 안내 데스크에 문의해 주십시오",
    "urgent": "급한 일은 안내 데스크에 말씀해 주십시오",
    "appointment": "예약 코드를 입력하고, 도착 확인을 눌러 주십시오",
    "appointment_reader": "예약에 쓰신 신분증을 올리거나, 예약 코드를 입력해 주십시오",
    "taking": "잠시만 기다려 주십시오",
    "done": "이것이 고객님 번호입니다. 번호를 부르면 창구로 오십시오",
    "done_alone": "유효한 번호입니다. 통신이 복구되면, 받으신 시간 순서대로 부릅니다",
    "paper_take": "번호표를 가져가십시오",
    "paper_missing": "번호표가 나오지 않았습니다. 번호를 적거나, 코드를 찍어 주십시오",
    "already": "이미 받으신 번호가 있습니다. 번호표가 없으면, 다시 인쇄를 눌러 주십시오",
    "failed": "죄송합니다. 처리되지 않았습니다. 안내 데스크에 문의해 주십시오",
    "help": "직원 부르기를 누르시면, 직원이 와서 도와드립니다",
    "help_desk": "안내 데스크로 오시거나, 가까운 직원에게 말씀해 주십시오",
    "bell_rings": "안내 데스크에 알렸습니다. 여기서 기다려 주십시오",
    "bell_comes": "직원이 오고 있습니다. 여기서 기다려 주십시오",
    "still_there": "계속하시겠습니까? 화면을 눌러 주십시오",
    "away": "지금은 번호를 받으실 수 없습니다. 안내 데스크로 오십시오",
    "closed": "지금은 업무 시간이 아닙니다. 급한 일은 당직 직원에게 말씀해 주십시오",
    "no_check_in": (
        "지금은 도착 확인을 하실 수 없습니다. 안내 데스크로 오시거나, 일반 번호를 받으십시오"
    ),
}
TEN = 10


def phonemes(words: str) -> str:
    """Kokoro's phonemes for words of the table; a mark after a word stays; ``+`` joins without a gap.

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
    bare = word.rstrip(",.?")
    said, before = "", ""
    for syllable in bare.split("+"):
        hard = before in {"육", "십"} and syllable in HARDENED
        said += HARDENED[syllable] if hard else WORDS[syllable]
        before = syllable
    return said.replace("ɕipnj", "ɕimnj") + word[len(bare) :]
