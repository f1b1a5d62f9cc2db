import pytest

from queue_server.settings.server import ENGINES
from queue_server.voice.engines import KINDS, NullEngine, file_of
from queue_server.voice.words import Words
from tests.voice.builders import KOKORO, a_bank, a_call, some_words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh-CN",
            Words(
                language="zh-CN",
                text="请A零一二号",
                replaces=2,
                phonemes="ʨʰi↓ŋ ei→, li↗ŋ i→ ɚ↘ xau↘",
                voice="zf_xiaoyi",
                engine=KOKORO,
            ),
        ),
        (
            "en",
            Words(
                language="en",
                text="ticket A zero one two",
                replaces=2,
                phonemes="tˈɪkɪt ˈA, zˈɪɹO wˈʌn tˈu",
                voice="af_heart",
                engine=KOKORO,
            ),
        ),
    ],
)
def test_the_ticket_s_half_is_what_its_clips_say(tmp_path, language, words):
    assert a_bank(tmp_path).number_words(a_call(language)) == words


def test_the_counter_is_no_part_of_the_ticket_s_half(tmp_path):
    bank = a_bank(tmp_path)

    assert bank.number_words(a_call(counter=3)) == bank.number_words(a_call(counter=61))


def test_a_number_that_the_hall_recorded_itself_is_not_said_by_a_machine(tmp_path):
    assert a_bank(tmp_path, recorded=["zh-CN/pair/12"]).number_words(a_call()) is None


def test_a_number_whose_clip_is_missing_has_no_half(tmp_path):
    assert a_bank(tmp_path, without=["zh-CN/pair/12"]).number_words(a_call()) is None


def test_where_every_clip_is_there_nothing_has_to_be_said_whole(tmp_path):
    assert a_bank(tmp_path).whole_words(a_call()) is None


def test_where_a_clip_is_missing_the_whole_call_is_said_with_its_number_spelled(tmp_path):
    bank = a_bank(tmp_path, without=["en/counter/3"])

    assert bank.whole_words(a_call("en")) == Words(
        language="en", text="Ticket A 0 1 2, please proceed to counter 3", replaces=3
    )


def test_a_recording_of_the_hall_s_own_is_no_missing_clip(tmp_path):
    bank = a_bank(tmp_path, without=["en/counter/3"], recorded=["en/counter/3"])

    assert bank.whole_words(a_call("en")) is None


def test_the_engines_of_the_settings_are_those_that_there_are():
    assert tuple(KINDS) == ENGINES


def test_other_words_another_voice_or_another_language_have_another_name():
    names = {
        file_of(NullEngine(), words)
        for words in (
            some_words(),
            some_words("请A零一三号"),
            some_words(voice="zf_xiaoni"),
            some_words(language="yue"),
            some_words(phonemes="a"),
        )
    }

    assert len(names) == 5
    assert file_of(NullEngine(), some_words()) in names
