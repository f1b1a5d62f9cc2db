"""What counts as heard right: the recogniser's own spellings of the same sounds do, other sounds do not."""

import pytest

from queue_server.domain.ticket_number import LETTERS
from tools.sounds.ears import Heard, Said, ears
from tools.sounds.whole_sentences import share_heard

PINYIN = dict(
    zip(
        "请請号號到带窗穿口零一二三四十七避棋第倒",
        (
            *("qing", "qing", "hao", "hao", "dao", "dai", "chuang", "chuan", "kou"),
            *("ling", "yi", "er", "san", "si", "shi", "qi"),
            *("bi", "qi", "di", "dao"),
        ),
        strict=True,
    )
)


def heard(language, text, *, letter="B", digits="012", counter=12):
    known = ears(lambda characters: [PINYIN[each] for each in characters])
    return known[language].judge(text, Said(letter=letter, digits=digits, counter=counter))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-CN", "请B012号到12号窗口"),
        ("zh-CN", "请B零一二号,到十二号窗口。"),
        ("zh-CN", "请避零幺二号倒十二号窗口"),
        ("zh-CN", "請B-012號-12號窗口"),
        ("zh-CN", "请B012号 带十二号穿口"),
        ("en", "Ticket B012, please proceed to counter 12."),
        ("en", "Take it B0-12, please proceed to counter-12."),
        ("en", "Ticket B-0-1-2. Please proceed to counter twelve."),
        ("en", "Ticket be zero one two, please proceed to counter 12."),
        ("ko", "B012번 고객님, 12번 창구로 오십시오."),
        ("ko", "비 공일이번 고객님 십이번 장구로 오십시오"),
        ("ko", "비영 일이번 고객님 12번 창구로 10시오"),
        ("ru", "Талон B012, пройдите к окну номер 12."),
        ("ru", "Талон бэ ноль один два, пройдите к окну номер двенадцать."),
        ("ru", "Талон-Бе-Нол-Адин-Два, пройдите к окну, нумер 12"),
        ("yue", "請B012號 到12號窗口"),
        ("yue", "请B零一二号,都十二号窗口"),
    ],
)
def test_a_call_is_heard_however_its_sounds_are_written(language, text):
    assert heard(language, text) == Heard(letter=True, digits=True, counter=True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-CN", "请第零一三号到三号窗口"),
        ("zh-CN", "请第零一三号 带四十二号穿口"),
        ("zh-CN", ""),
        ("en", "Ticket D013, please proceed to counter 20."),
        ("en", ""),
        ("ko", "D013번 고객님, 20번 창구로 오십시오."),
        ("ko", ""),
        ("ru", "Талон D013, пройдите к окну номер 2."),
        ("ru", ""),
        ("yue", "請D013號到20號窗口"),
        ("yue", ""),
    ],
)
def test_other_sounds_are_not_heard_right(language, text):
    assert heard(language, text) == Heard(letter=False, digits=False, counter=False)


@pytest.mark.parametrize(
    ("text", "letters", "number"),
    [
        ("请B零一二号到十二号窗口", LETTERS, "B012"),
        ("请二一三七号到三号窗口", LETTERS, "R137"),  # er for R: nearer than any other letter
        ("请二一三七号到三号窗口", "ABC", "A137"),  # where the hall has no R
        ("请第零一二号到三号窗口", LETTERS, "D012"),
        ("请零一二号到三号窗口", LETTERS, "A012"),  # no letter at all: the first of the short ones
    ],
)
def test_the_nearest_number_is_the_one_that_sounds_most_like_it(text, letters, number):
    known = ears(lambda characters: [PINYIN[each] for each in characters])

    assert known["zh-CN"].nearest(text, letters) == number


@pytest.mark.parametrize(
    ("language", "said", "written", "share"),
    [
        ("zh-CN", "请第一号，到", "請第一號到。", 1.0),
        ("zh-CN", "请第一号", "请棋一", 0.5),
        ("en", "please take your ticket", "Please take your ticket.", 1.0),
        ("en", "please take your ticket", "Please, make your own ticket!", 0.5),
        ("en", "please take your ticket", "", 0.0),
        ("ru", "вы ещё здесь?", "Вы еще з десь?", 1.0),
        ("ko", "눌러 주십시오", "눌러주십시오.", 1.0),
        ("ko", "눌러 주십시오", "눌러", 1 / 3),
    ],
)
def test_of_a_whole_sentence_the_sounds_count_that_were_written(language, said, written, share):
    read = [*"请請第棋一号號到"], ["qing", "qing", "di", "qi", "yi", "hao", "hao", "dao"]
    syllables = dict(zip(*read, strict=True))

    heard = share_heard(
        said, written, language=language, read=lambda text: [*map(syllables.get, text)]
    )

    assert heard == pytest.approx(share)
