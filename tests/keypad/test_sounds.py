"""What is heard: tones made by arithmetic, numbers by the voice bank, through a program of the machine."""

import sys
import wave

import pytest

from counter_client.keypad.sounds import RATE, Speaker, Tone, find_player, number_clips, write_tone
from tests.house.tree import ROOT

BANK = ROOT / "sounds"
NOTE = """
import pathlib, sys
with pathlib.Path(sys.argv[1]).open("a") as log:
    print(pathlib.Path(sys.argv[2]).name, file=log)
"""


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_is_a_short_sound_file(tmp_path, tone):
    with wave.open(str(write_tone(tmp_path, tone))) as sound:
        frames = sound.readframes(sound.getnframes())
        length_s = sound.getnframes() / sound.getframerate()

    assert (sound.getframerate(), sound.getnchannels(), length_s < 0.5) == (RATE, 1, True)
    assert len(set(frames)) > 10


@pytest.mark.parametrize(
    ("number", "language", "clips"),
    [
        ("A012", "zh-CN", ["zh-CN/ticket/A0", "zh-CN/pair/12"]),
        ("A012", "zh-Hant", ["zh-CN/ticket/A0", "zh-CN/pair/12"]),
        ("B1046", "en", ["en/ticket/B1", "en/digit/0", "en/pair/46"]),
        ("A012", "ru", ["ru/ticket/A", "ru/digit/0", "ru/digit/1", "ru/digit/2"]),
        ("A012", "fr", []),
    ],
)
def test_a_number_is_said_by_the_clips_of_the_bank(number, language, clips):
    expected = [BANK / f"{clip}.mp3" for clip in clips]

    assert number_clips(number, language, BANK) == expected


def test_tones_and_numbers_are_played_one_after_another(tmp_path):
    log = tmp_path / "played"
    player = [sys.executable, "-c", NOTE, str(log), "{file}"]
    speaker = Speaker(player, player, language="en")
    speaker.tone(Tone.DONE)
    speaker.say("A012")
    speaker.close()

    assert log.read_text().split() == [
        "done.wav",
        *[each.name for each in number_clips("A012", "en", BANK)],
    ]


def test_a_player_that_is_not_there_leaves_the_pad_silent_and_working(caplog):
    speaker = Speaker(["no-such-player", "{file}"], [], language="en")
    speaker.tone(Tone.DONE)
    speaker.say("A012")
    speaker.tone(Tone.REFUSED)
    speaker.close()

    assert caplog.text.count("nothing is heard") == 1
    assert find_player([("no-such-player", "{file}")]) is None
