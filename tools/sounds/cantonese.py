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
    "aak": "a0k", "eot": "œ0t", "ip": "i0p", "oek": "œ0k", "ut": "u0t",
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
# What a kiosk says on its screens; where it names a button, as the button is labelled.
GUIDANCE = {
    "welcome": ("請選擇要辦理的業務", "cing2 syun2-zaak6 jiu3 baan6-lei5 dik1 jip6-mou6"),
    "no_paper": (
        "本機暫時沒有紙，號碼會顯示在屏幕上",
        "bun2-gei1 zaam6-si4 mut6-jau5 zi2, hou6-maa5 wui5 hin2-si6 zoi6 ping4-mok6-soeng6",
    ),
    "priority": (
        "請選擇您的情況，並備好證件",
        "cing2 syun2-zaak6 nei5-dik1 cing4-fong3, bing6 bei6-hou2 zing3-gin6",
    ),
    "confirm": (
        "要辦這項業務，請按取號",
        "jiu3 baan6 ze5-hong6 jip6-mou6, cing2 on3 ceoi2-hou6",
    ),
    "confirm_who": (
        "請先選擇您的情況，再按取號",
        "cing2 sin1 syun2-zaak6 nei5-dik1 cing4-fong3, zoi3 on3 ceoi2-hou6",
    ),
    "confirm_card": (
        "請先把證件放在讀卡處",
        "cing2 sin1 baa2 zing3-gin6 fong3-zoi6 duk6-kaat1-cyu3",
    ),
    "confirm_closed": (
        "這項業務現在不能在這裡取號，請到服務台查詢",
        (
            "ze5-hong6 jip6-mou6 jin6-zoi6 bat1-nang4 zoi6 ze5-leoi5 ceoi2-hou6, "
            "cing2 dou3 fuk6-mou6-toi4 caa4-seon1"
        ),
    ),
    "urgent": (
        "如有急事，請到服務台，向工作人員說明情況",
        (
            "jyu4-jau5 gap1-si6, cing2 dou3 fuk6-mou6-toi4, "
            "hoeng3 gung1-zok3 jan4-jyun4 syut3-ming4 cing4-fong3"
        ),
    ),
    "appointment": (
        "請輸入預約碼，然後按簽到",
        "cing2 syu1-jap6 jyu6-joek3-maa5, jin4-hau6 on3 cim1-dou3",
    ),
    "appointment_reader": (
        "請拍預約時用的證件，也可以掃碼，或者輸入預約碼",
        (
            "cing2 paak3 jyu6-joek3 si4 jung6 dik1 zing3-gin6, jaa5 ho2-ji5 sou3-maa5, "
            "waak6-ze2 syu1-jap6 jyu6-joek3-maa5"
        ),
    ),
    "taking": ("正在為您辦理，請稍候", "zing3-zoi6 wai6-nei5 baan6-lei5, cing2 saau2-hau6"),
    "done": (
        "這是您的號碼，請留意叫號",
        "ze5-si6 nei5-dik1 hou6-maa5, cing2 lau4-ji3 giu3-hou6",
    ),
    "done_alone": (
        "號碼有效，網絡恢復後，按取號的時間叫號",
        "hou6-maa5 jau5-haau6, mong5-lok6 fui1-fuk6 hau6, on3 ceoi2-hou6 dik1 si4-gaan3 giu3-hou6",
    ),
    "paper_take": ("請取走您的號票", "cing2 ceoi2-zau2 nei5-dik1 hou6-piu3"),
    "paper_missing": (
        "號票沒有列印出來，請記下號碼，或者用手機掃碼",
        (
            "hou6-piu3 mut6-jau5 lit6-jan3 ceot1-loi4, cing2 gei3-haa6 hou6-maa5, "
            "waak6-ze2 jung6 sau2-gei1 sou3-maa5"
        ),
    ),
    "already": (
        "您已經有這個號碼，不用再取，如遺失號票，請按再列印一張",
        (
            "nei5 ji5-ging1 jau5 ze5-go3 hou6-maa5, bat1-jung6 zoi3-ceoi2, "
            "jyu4 wai4-sat1 hou6-piu3, cing2 on3 zoi3 lit6-jan3 jat1-zoeng1"
        ),
    ),
    "failed": (
        "很抱歉，未能辦成，請看屏幕上的說明，或者到服務台查詢",
        (
            "han2 pou5-hip3, mei6-nang4 baan6-sing4, cing2 hon3 ping4-mok6-soeng6 dik1 syut3-ming4, "
            "waak6-ze2 dou3 fuk6-mou6-toi4 caa4-seon1"
        ),
    ),
    "help": (
        "按一下請人過來，工作人員就會來協助您",
        "on3 jat1-haa6 cing2-jan4 gwo3-loi4, gung1-zok3 jan4-jyun4 zau6 wui5 loi4 hip3-zo6 nei5",
    ),
    "help_desk": (
        "請到服務台，或者請身邊的工作人員協助",
        (
            "cing2 dou3 fuk6-mou6-toi4, "
            "waak6-ze2 cing2 san1-bin1 dik1 gung1-zok3 jan4-jyun4 hip3-zo6"
        ),
    ),
    "bell_rings": (
        "已經通知服務台，請在這裡等候",
        "ji5-ging1 tung1-zi1 fuk6-mou6-toi4, cing2 zoi6 ze5-leoi5 dang2-hau6",
    ),
    "bell_comes": (
        "工作人員正在過來，請在這裡等候",
        "gung1-zok3 jan4-jyun4 zing3-zoi6 gwo3-loi4, cing2 zoi6 ze5-leoi5 dang2-hau6",
    ),
    "still_there": (
        "您還在辦理嗎？請點一下屏幕",
        "nei5 waan4-zoi6 baan6-lei5 maa3? cing2 dim2 jat1-haa6 ping4-mok6",
    ),
    "away": (
        "本機暫時不能取號，請到服務台辦理",
        "bun2-gei1 zaam6-si4 bat1-nang4 ceoi2-hou6, cing2 dou3 fuk6-mou6-toi4 baan6-lei5",
    ),
    "closed": (
        "現在不是服務時間，如有急事，請聯絡值班人員",
        (
            "jin6-zoi6 bat1-si6 fuk6-mou6 si4-gaan3, jyu4-jau5 gap1-si6, "
            "cing2 lyun4-lok3 zik6-baan1 jan4-jyun4"
        ),
    ),
    "no_check_in": (
        "暫時不能簽到，請到服務台辦理，或者先取一個普通號",
        (
            "zaam6-si4 bat1-nang4 cim1-dou3, cing2 dou3 fuk6-mou6-toi4 baan6-lei5, "
            "waak6-ze2 sin1 ceoi2 jat1-go3 pou2-tung1-hou6"
        ),
    ),
}


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
