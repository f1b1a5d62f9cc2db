"""What a call says, by example and for every number and counter there can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.announcement import (
    LANGUAGES_A_CALL,
    Announcement,
    announcement,
    announcements,
    languages_to_speak,
    notice_announcements,
    pre_call_announcements,
    spoken_languages,
)
from queue_server.domain.errors import Invalid
from queue_server.domain.events import TicketCalled
from queue_server.domain.hall import Voice
from queue_server.domain.names import CounterNumber
from queue_server.domain.ticket_number import LETTERS, ticket_number
from queue_server.domain.wording import SPOKEN_NOTICES, SpokenLanguage
from tests.domain.builders import NINE, a_hall

ALL_FIVE = ("zh-CN", "yue", "en", "ko", "ru")


def said(number="A012", counter=3, *, hall=("zh-CN", "en"), ticket="zh-CN", voice=None):
    languages = languages_to_speak(hall, ticket)
    return announcements(
        number=number, counter=counter, languages=languages, voice=voice or Voice()
    )


def clips(number="A012", counter=3, *, language="zh-CN", yao=False):
    (only,) = announcements(
        number=number,
        counter=counter,
        languages=[SpokenLanguage(language)],
        voice=Voice(yao=yao),
    )
    return only.clips


def test_a_call_is_said_in_mandarin_and_then_in_english():
    assert said() == (
        Announcement(
            language="zh-CN",
            text="请A012号到3号窗口",
            clips=("chime", "zh-CN/ticket/A0", "zh-CN/pair/12", "zh-CN/counter/3"),
            times=1,
        ),
        Announcement(
            language="en",
            text="Ticket A012, please proceed to counter 3",
            clips=("en/ticket/A0", "en/pair/12", "en/counter/3"),
            times=1,
        ),
    )


def test_a_hall_says_its_calls_in_its_languages_and_manner():
    hall = a_hall(languages=("zh-CN", "en"), voice=Voice(repeats=2, yao=True))
    call = TicketCalled(
        at=NINE, number="B118", counter=CounterNumber(12), attempt=2, service="B", language="en"
    )

    assert announcement(hall, call) == said("B118", 12, voice=Voice(repeats=2, yao=True))


def test_a_hall_may_speak_other_languages_than_its_pages_have():
    hall = a_hall(languages=("zh-CN", "en", "ko"), voice=Voice(languages=("zh-CN", "yue")))
    call = TicketCalled(
        at=NINE, number="A012", counter=CounterNumber(3), attempt=1, service="A", language="ko"
    )

    assert [each.language for each in announcement(hall, call)] == ["zh-CN", "yue"]


@pytest.mark.parametrize(
    ("hall", "ticket", "spoken"),
    [
        (("zh-CN",), "zh-CN", ["zh-CN"]),
        (("zh-CN", "en"), "zh-CN", ["zh-CN", "en"]),
        (("zh-CN", "en"), "en", ["zh-CN", "en"]),
        (("en", "zh-CN"), "en", ["zh-CN", "en"]),
        (("en",), "en", ["en"]),
        (("en",), "zh-CN", ["en"]),
        (("zh-CN",), "en", ["zh-CN"]),
        (ALL_FIVE, "zh-CN", ["zh-CN", "yue"]),
        (ALL_FIVE, "ko", ["zh-CN", "ko"]),
        (ALL_FIVE, "xx", ["zh-CN", "yue"]),
        (("zh-CN", "en", "zh-Hant"), "zh-Hant", ["zh-CN", "yue"]),
        (("zh-CN", "en", "zh-Hant"), "yue", ["zh-CN", "yue"]),
        (("zh-CN", "en", "yue"), "zh-Hant", ["zh-CN", "yue"]),
        (("zh-CN", "zh-Hant", "yue", "ru"), "zh-CN", ["zh-CN", "yue"]),
        (("en", "ru"), "ru", ["en", "ru"]),
        (("xx",), "xx", []),
        ((), "zh-CN", []),
    ],
)
def test_mandarin_comes_first_then_the_citizens_language_then_the_halls(hall, ticket, spoken):
    assert list(languages_to_speak(hall, ticket)) == spoken


@given(hall=st.lists(st.sampled_from(ALL_FIVE), unique=True), ticket=st.sampled_from(ALL_FIVE))
def test_only_spoken_languages_of_the_hall_are_said_each_once_and_two_at_most(hall, ticket):
    spoken = languages_to_speak(hall, ticket)
    sayable = set(hall) & set(spoken_languages())

    assert set(spoken) <= sayable
    assert len(set(spoken)) == len(spoken) == min(len(sayable), LANGUAGES_A_CALL)
    assert ("zh-CN" in spoken) == ("zh-CN" in hall)


@pytest.mark.parametrize(
    ("number", "yao", "expected"),
    [
        ("A012", False, ["ticket/A0", "pair/12"]),
        ("A012", True, ["ticket/A0", "pair-yao/12"]),
        ("B101", True, ["ticket-yao/B1", "pair-yao/01"]),
        ("Z999", True, ["ticket/Z9", "pair/99"]),
        ("A1000", False, ["ticket/A1", "digit/0", "pair/00"]),
        ("A1110", True, ["ticket-yao/A1", "digit-yao/1", "pair-yao/10"]),
        ("7", False, ["phrase/please", "digit/7", "phrase/number"]),
    ],
)
def test_a_number_is_said_digit_by_digit(number, yao, expected):
    assert [clip.removeprefix("zh-CN/") for clip in clips(number, yao=yao)[1:-1]] == expected


@pytest.mark.parametrize(
    ("language", "counter", "expected"),
    [
        ("zh-CN", 12, ["counter/12"]),
        ("zh-CN", 60, ["counter/60"]),
        ("zh-CN", 61, ["phrase/to", "digit/6", "digit/1", "phrase/window"]),
        ("zh-CN", "3A", ["phrase/to", "digit/3", "letter/A", "phrase/window"]),
        ("en", 61, ["phrase/to", "digit/6", "digit/1"]),
        ("en", "3A", ["phrase/to", "digit/3", "letter/A"]),
        ("yue", 12, ["counter/12"]),
        ("yue", "3A", ["phrase/to", "digit/3", "letter/A", "phrase/window"]),
        ("ko", 12, ["counter/12"]),
        ("ko", "3A", ["digit/3", "letter/A", "phrase/window"]),
        ("ru", 21, ["counter/21"]),
        ("ru", "3A", ["phrase/to", "digit/3", "letter/A"]),
    ],
)
def test_a_counter_is_one_clip_up_to_sixty_and_spelled_beyond(language, counter, expected):
    said_clips = clips("A012", counter, language=language)

    assert [clip.removeprefix(f"{language}/") for clip in said_clips][-len(expected) :] == expected
    assert len(said_clips) == len(clips("A012", 1, language=language)) - 1 + len(expected)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-CN", "请A012号到12号窗口"),
        ("yue", "請A012號到12號窗口"),
        ("en", "Ticket A012, please proceed to counter 12"),
        ("ko", "A012번 고객님, 12번 창구로 오십시오"),
        ("ru", "Талон A012, пройдите к окну номер 12"),
    ],
)
def test_the_caption_of_a_call_in_every_language(language, text):
    (only,) = announcements(
        number="A012", counter=12, languages=[SpokenLanguage(language)], voice=Voice()
    )

    assert only.text == text


@pytest.mark.parametrize("language", ["zh-CN", "en", "ko"])
def test_a_letter_is_said_together_with_the_first_digit(language):
    assert clips("A012", 12, language=language)[1:] == (
        f"{language}/ticket/A0",
        f"{language}/pair/12",
        f"{language}/counter/12",
    )


@pytest.mark.parametrize("language", ["yue", "ru"])
def test_where_the_bank_is_smaller_every_digit_is_a_clip(language):
    end = {"yue": [f"{language}/phrase/number"], "ru": []}[language]

    assert list(clips("A1012", 12, language=language)[1:]) == [
        f"{language}/ticket/A",
        *(f"{language}/digit/{digit}" for digit in "1012"),
        *end,
        f"{language}/counter/12",
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-CN", "请A012、A013号到候办区准备"),
        ("yue", "請A012、A013號到候辦區準備"),
        ("en", "Ticket A012, ticket A013, please get ready in the waiting area"),
        ("ko", "A012번 고객님, A013번 고객님, 대기 구역에서 준비해 주십시오"),
        ("ru", "Талон A012, талон A013, просим пройти в зону ожидания и приготовиться"),
    ],
)
def test_the_caption_of_getting_ready_in_every_language(language, text):
    hall = a_hall(languages=(language,))

    (only,) = pre_call_announcements(hall, numbers=["A012", "A013"], languages=[language])

    assert only.text == text


def test_a_number_of_another_form_is_spelled_between_the_phrases_of_its_language():
    assert {
        language: [
            clip.removeprefix(f"{language}/") for clip in clips("7", language=language)[1:-1]
        ]
        for language in ALL_FIVE
    } == {
        "zh-CN": ["phrase/please", "digit/7", "phrase/number"],
        "yue": ["phrase/please", "digit/7", "phrase/number"],
        "en": ["phrase/ticket", "digit/7"],
        "ko": ["digit/7", "phrase/number"],
        "ru": ["phrase/ticket", "digit/7"],
    }


@pytest.mark.parametrize("language", ["yue", "en", "ko", "ru"])
def test_only_mandarin_knows_yao(language):
    assert clips("A111", language=language, yao=True) == clips("A111", language=language, yao=False)


def test_the_chime_rings_once_before_the_first_language():
    assert [part.clips.count("chime") for part in said()] == [1, 0]
    assert said()[0].clips[0] == "chime"


def test_every_language_is_repeated_as_the_hall_wants():
    assert [part.times for part in said(voice=Voice(repeats=3))] == [3, 3]


@pytest.mark.parametrize("number", ["", "I001x", "A 12", "號"])
def test_what_no_clip_says_is_refused(number):
    with pytest.raises(ValueError, match="no clip says"):
        said(number)


@given(
    letter=st.sampled_from(LETTERS),
    count=st.integers(1, 99_999),
    counter=st.integers(1, 200),
    yao=st.booleans(),
)
def test_the_clips_say_every_digit_of_the_number_in_order(letter, count, counter, yao):
    number = ticket_number(letter, count)
    for part in said(number, counter, voice=Voice(yao=yao)):
        spoken = [clip for clip in part.clips if clip.split("/")[1:2] != ["counter"]]
        spoken = spoken[: spoken.index(f"{part.language}/phrase/to")] if counter > 60 else spoken

        assert "".join(clip.split("/")[-1] for clip in spoken if clip != "chime") == number
        assert number in part.text
        assert str(counter) in part.text.replace(number, "", 1)


def test_those_who_come_next_are_asked_to_get_ready_once_in_two_languages():
    hall = a_hall(languages=("zh-CN", "en"), voice=Voice(repeats=2))

    assert pre_call_announcements(hall, numbers=["A012", "A013"], languages=["zh-CN"]) == (
        Announcement(
            language="zh-CN",
            text="请A012、A013号到候办区准备",
            clips=(
                *("chime", "zh-CN/ticket/A0", "zh-CN/pair/12"),
                *("zh-CN/ticket/A0", "zh-CN/pair/13", "zh-CN/phrase/ready"),
            ),
            times=1,
        ),
        Announcement(
            language="en",
            text="Ticket A012, ticket A013, please get ready in the waiting area",
            clips=("en/ticket/A0", "en/pair/12", "en/ticket/A0", "en/pair/13", "en/phrase/ready"),
            times=1,
        ),
    )


def test_getting_ready_is_said_with_the_halls_yao():
    hall = a_hall(languages=("zh-CN",), voice=Voice(yao=True))

    (only,) = pre_call_announcements(hall, numbers=["A012"], languages=["zh-CN"])

    assert only.clips == ("chime", "zh-CN/ticket/A0", "zh-CN/pair-yao/12", "zh-CN/phrase/ready")


def test_the_staff_are_called_in_the_halls_first_language_as_often_as_a_ticket_is():
    hall = a_hall(languages=("en", "zh-CN"), voice=Voice(repeats=2))

    assert notice_announcements(hall, code="duty_leader", counter=3) == (
        Announcement(
            language="zh-CN",
            text="请值班领导到3号窗口",
            clips=("chime", "zh-CN/phrase/duty_leader", "zh-CN/counter/3"),
            times=2,
        ),
    )


def test_a_notice_to_the_public_is_said_in_every_language_of_the_hall():
    hall = a_hall(languages=("en", "zh-Hant", "zh-CN"))

    assert [
        (each.language, each.text, each.clips)
        for each in notice_announcements(hall, code="belongings", counter=None)
    ] == [
        ("zh-CN", "请您保管好随身物品", ("chime", "zh-CN/phrase/belongings")),
        ("en", "Please keep your belongings with you", ("en/phrase/belongings",)),
        ("yue", "請保管好隨身物品", ("yue/phrase/belongings",)),
    ]


@pytest.mark.parametrize(("code", "counter"), [("song", None), ("duty_leader", None)])
def test_a_notice_outside_the_list_or_without_its_counter_is_refused(code, counter):
    with pytest.raises(Invalid):
        notice_announcements(a_hall(), code=code, counter=counter)


def test_every_notice_has_words_in_every_language_of_the_pages_and_a_place_for_its_counter():
    assert {
        code: (set(notice.texts), {"{counter}" in text for text in notice.texts.values()})
        for code, notice in SPOKEN_NOTICES.items()
    } == {
        code: ({"zh-CN", "zh-Hant", "en", "ko", "ru"}, {notice.needs_counter})
        for code, notice in SPOKEN_NOTICES.items()
    }
