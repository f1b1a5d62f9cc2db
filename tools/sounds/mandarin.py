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
    "eng": "ə0ŋ", "ian": "jɛ0n", "iao": "jau0", "ong": "ʊ0ŋ", "ua": "wa0", "üan": "ɥɛ0n", "ün": "y0n",
    "wang": "wa0ŋ", "wen": "wə0n", "ye": "je0", "yong": "jʊ0ŋ", "yu": "y0", "yue": "ɥe0",
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
# What a kiosk says on its screens; where it names a button, as the button is labelled.
GUIDANCE = {
    "welcome": ("请选择要办理的业务", "qing3 xuan3-ze2 yao4 ban4-li3 de5 ye4-wu4"),
    "no_paper": (
        "本机暂时没有纸，号码会显示在屏幕上",
        "ben3-ji1 zan4-shi2 mei2-you2 zhi3, hao4-ma3 hui4 xian3-shi4 zai4 ping2-mu4-shang4",
    ),
    "priority": (
        "请选择您的情况，并备好证件",
        "qing3 xuan3-ze2 nin2-de5 qing2-kuang4, bing4 bei4-hao3 zheng4-jian4",
    ),
    "confirm": (
        "要办这项业务，请按取号",
        "yao4 ban4 zhe4-xiang4 ye4-wu4, qing3 an4 qu3-hao4",
    ),
    "confirm_who": (
        "请先选择您的情况，再按取号",
        "qing3 xian1 xuan3-ze2 nin2-de5 qing2-kuang4, zai4 an4 qu3-hao4",
    ),
    "confirm_card": (
        "请先把证件放在读卡处",
        "qing3 xian1 ba3 zheng4-jian4 fang4-zai4 du2-ka3-chu4",
    ),
    "confirm_closed": (
        "这项业务现在不能在这里取号，请到服务台询问",
        (
            "zhe4-xiang4 ye4-wu4 xian4-zai4 bu4-neng2 zai4 zhe4-li3 qu3-hao4, "
            "qing3 dao4 fu2-wu4-tai2 xun2-wen4"
        ),
    ),
    "urgent": (
        "有急事，请到服务台，向工作人员说明情况",
        (
            "you3 ji2-shi4, qing3 dao4 fu2-wu4-tai2, "
            "xiang4 gong1-zuo4 ren2-yuan2 shuo1-ming2 qing2-kuang4"
        ),
    ),
    "appointment": (
        "请输入预约码，然后按签到",
        "qing3 shu1-ru4 yu4-yue1-ma3, ran2-hou4 an4 qian1-dao4",
    ),
    "appointment_reader": (
        "请刷预约时用的证件，也可以扫码，或者输入预约码",
        (
            "qing3 shua1 yu4-yue1 shi2 yong4 de5 zheng4-jian4, ye3 ke2-yi3 sao2-ma3, "
            "huo4-zhe3 shu1-ru4 yu4-yue1-ma3"
        ),
    ),
    "taking": ("正在为您办理，请稍候", "zheng4-zai4 wei4-nin2 ban4-li3, qing3 shao1-hou4"),
    "done": (
        "请记住这个号码，等候叫号",
        "qing3 ji4-zhu4 zhe4-ge5 hao4-ma3, deng3-hou4 jiao4-hao4",
    ),
    "done_alone": (
        "号码有效，网络恢复后，按取号的时间叫号",
        "hao4-ma3 you3-xiao4, wang3-luo4 hui1-fu4 hou4, an4 qu3-hao4 de5 shi2-jian1 jiao4-hao4",
    ),
    "paper_take": ("请取走您的号票", "qing3 qu2-zou3 nin2-de5 hao4-piao4"),
    "paper_missing": (
        "号票没有打印出来，请记下号码，或者用手机扫码",
        (
            "hao4-piao4 mei2-you3 da3-yin4 chu1-lai2, qing3 ji4-xia4 hao4-ma3, "
            "huo4-zhe3 yong4 shou3-ji1 sao2-ma3"
        ),
    ),
    "already": (
        "您已经有这个号码，不用再取，号票丢了，请按再打一张",
        (
            "nin2 yi3-jing1 you3 zhe4-ge5 hao4-ma3, bu2-yong4 zai4-qu3, "
            "hao4-piao4 diu1-le5, qing3 an4 zai4 da3 yi4-zhang1"
        ),
    ),
    "failed": (
        "很抱歉，没有办成，请看屏幕上的说明，或者到服务台询问",
        (
            "hen3 bao4-qian4, mei2-you3 ban4-cheng2, qing3 kan4 ping2-mu4-shang4 de5 shuo1-ming2, "
            "huo4-zhe3 dao4 fu2-wu4-tai2 xun2-wen4"
        ),
    ),
    "help": (
        "点一下请人过来，工作人员就会来帮您",
        "dian3 yi2-xia4 qing3-ren2 guo4-lai2, gong1-zuo4 ren2-yuan2 jiu4 hui4 lai2 bang1-nin2",
    ),
    "help_desk": (
        "请到服务台，或者请身边的工作人员帮忙",
        (
            "qing3 dao4 fu2-wu4-tai2, "
            "huo4-zhe3 qing3 shen1-bian1 de5 gong1-zuo4 ren2-yuan2 bang1-mang2"
        ),
    ),
    "bell_rings": (
        "已经通知服务台，请在这里等候",
        "yi3-jing1 tong1-zhi1 fu2-wu4-tai2, qing3 zai4 zhe4-li3 deng3-hou4",
    ),
    "bell_comes": (
        "工作人员正在过来，请在这里等候",
        "gong1-zuo4 ren2-yuan2 zheng4-zai4 guo4-lai2, qing3 zai4 zhe4-li3 deng3-hou4",
    ),
    "still_there": (
        "您还在办理吗？请点一下屏幕",
        "nin2 hai2-zai4 ban4-li3 ma5? qing3 dian3 yi2-xia4 ping2-mu4",
    ),
    "away": (
        "这台机器暂时不能取号，请到服务台办理",
        "zhe4-tai2 ji1-qi4 zan4-shi2 bu4-neng2 qu3-hao4, qing3 dao4 fu2-wu4-tai2 ban4-li3",
    ),
    "closed": (
        "现在不在服务时间，如有急事，请联系值班人员",
        (
            "xian4-zai4 bu2-zai4 fu2-wu4 shi2-jian1, ru2-you3 ji2-shi4, "
            "qing3 lian2-xi4 zhi2-ban1 ren2-yuan2"
        ),
    ),
    "no_check_in": (
        "暂时不能签到，请到服务台办理，或者先取一个普通号",
        (
            "zan4-shi2 bu4-neng2 qian1-dao4, qing3 dao4 fu2-wu4-tai2 ban4-li3, "
            "huo4-zhe3 xian1 qu3 yi2-ge5 pu3-tong1-hao4"
        ),
    ),
}

# How people in the mainland say the letters; single letters are the hardest thing to hear, so each
# spelling was chosen by the round trip that docs/decisions describes.
LETTERS = {
    "A": "ei1", "B": "bi4", "C": "xi1", "D": "di4", "E": "yi4", "F": "ai4 fu4", "G": "ji4",
    "H": "ai1 chi1", "J": "jie4", "K": "kei4", "L": "ai4 lou1", "M": "ai2 mu5", "N": "en1",
    "P": "pi4", "Q": "kiuu1", "R": "a4 er5", "S": "ai4 si1", "T": "ti4", "U": "you1", "V": "wei1",
    "W": "da2 bu5 liu5", "X": "ai4 ke4 si1", "Y": "wai4", "Z": "zei4",
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
    if initial in ROUNDED and final.startswith("u"):
        final = "ü" + final[1:]
    sound = "ɨ0" if initial in BUZZED and final == "i" else FINALS[final]
    return INITIALS[initial] + sound.replace("0", TONES[tone])
