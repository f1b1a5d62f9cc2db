"""espeak-ng, by a program of our own in its place, and the real one where it is."""

import array
import io
import math
import sys
import wave

import pytest

from queue_server.voice.espeak import EspeakNg
from queue_server.voice.failure import SpeechFailed
from tests.services import missing
from tests.voice.builders import a_bank, a_call, some_words

QUIET = """#!{python}
import struct, sys, wave
words = sys.stdin.buffer.read()
open({heard!r}, "wb").write(" ".join(sys.argv[1:]).encode() + b"|" + words)
if b"fail" in words: sys.exit(3)
with wave.open({file!r}, "wb") as out:
    out.setparams((1, 2, 22050, 0, "NONE", ""))
    out.writeframes(b"".join(struct.pack("<h", {level} if n % 2 else -{level}) for n in range(22050)))
sys.stdout.buffer.write(open({file!r}, "rb").read())
"""


def a_program(folder, *, level=300):
    path = folder / "espeak-ng"
    facts = {"heard": str(folder / "heard"), "file": str(folder / "sound.wav")}
    path.write_text(QUIET.format(python=sys.executable, level=level, **facts))
    path.chmod(0o700)
    return EspeakNg(str(path))


def samples(sound):
    with wave.open(io.BytesIO(sound)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22050)
        return array.array("h", file.readframes(file.getnframes()))


def rms(values):
    return math.sqrt(sum(value * value for value in values) / len(values)) / 32767


def test_it_reads_the_words_and_makes_them_as_loud_as_the_bank(tmp_path):
    sound = a_program(tmp_path).speak(some_words("Ticket A 0 1 2", language="en"))

    assert (tmp_path / "heard").read_bytes() == b"-v en -s 130 --stdin --stdout|Ticket A 0 1 2"
    assert round(rms(samples(sound)), 2) == 0.13


@pytest.mark.parametrize("words", ["fail", ""])
def test_a_program_that_fails_or_says_nothing_is_a_failure(tmp_path, words):
    with pytest.raises(SpeechFailed):
        a_program(tmp_path, level=300 if words else 0).speak(some_words(words))


def test_without_the_program_it_is_not_installed_and_fails(tmp_path):
    engine = EspeakNg(str(tmp_path / "nothing"))

    assert engine.is_installed() is False
    with pytest.raises(SpeechFailed):
        engine.speak(some_words())


def test_it_speaks_only_what_the_bank_cannot(tmp_path):
    whole, broken = a_bank(tmp_path), a_bank(tmp_path, without=["en/pair/12"])
    call = a_call("en")

    assert EspeakNg().words(whole, call) is None
    assert EspeakNg().words(broken, call) == broken.whole_words(call)


@pytest.mark.parametrize("language", ["zh-CN", "yue", "en", "ko", "ru"])
def test_the_real_one_speaks_every_language(language):
    if not EspeakNg().is_installed():
        missing("espeak-ng", "no espeak-ng on the PATH")

    sound = EspeakNg().speak(some_words("A 0 1 2", language=language))

    assert len(samples(sound)) > 22050 / 2
