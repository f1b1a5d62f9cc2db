"""A small bank, calls, and jobs, with defaults for what a test does not care about."""

import json

from queue_server.domain.announcement import announcements, languages_to_speak
from queue_server.domain.hall import Voice
from queue_server.voice.job import Choice, Job
from queue_server.voice.words import Bank, Words

KOKORO = "Kokoro-82M v1.0, int8 ONNX"
CLIPS = {
    "zh-CN/ticket/A0": ("请A零", "ʨʰi↓ŋ ei→ li↗ŋ", "zf_xiaoyi"),
    "zh-CN/pair/12": ("一二号", "i→ ɚ↘ xau↘", "zf_xiaoyi"),
    "zh-CN/counter/3": ("到三号窗口", "tau↘ san→ xau↘ ʨʰuaŋ→ kʰou↓", "zf_xiaoyi"),
    "en/ticket/A0": ("ticket A zero", "tˈɪkɪt ˈA zˈɪɹO", "af_heart"),
    "en/pair/12": ("one two", "wˈʌn tˈu", "af_heart"),
    "en/counter/3": ("please proceed to counter three", "plˈiz", "af_heart"),
}
FILE = f"{'0' * 64}.wav"


def a_bank(folder, *, without=(), recorded=()):
    """A bank of one ticket and one counter; recorded clips are the hall's own."""
    clips = {
        name: {"text": text, "phonemes": phonemes, "voice": voice, "engine": KOKORO}
        for name, (text, phonemes, voice) in CLIPS.items()
        if name not in without
    }
    sounds, recordings = folder / "sounds", folder / "recordings"
    sounds.mkdir(exist_ok=True)
    (sounds / "manifest.json").write_text(json.dumps({"clips": clips}), encoding="utf-8")
    for name in recorded:
        path = recordings / f"{name}.mp3"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"own")
    return Bank(sounds=sounds, recordings=recordings)


def a_call(language="zh-CN", *, number="A012", counter=3):
    """What is said of a call in one language."""
    said = announcements(
        number=number,
        counter=counter,
        languages=languages_to_speak(["zh-CN", "en"], "en"),
        voice=Voice(),
    )
    return next(each for each in said if each.language == language)


def some_words(text="请A零一二号", **facts):
    return Words(**({"language": "zh-CN", "text": text, "replaces": 2} | facts))


def a_job(*, engine="null", file=FILE):
    return Job(choices=(Choice(engine=engine, file=file, words=some_words()),))
