"""The voice bank as it lies in the repository: complete, whole, equally loud, without clicks, and lawful."""

import hashlib
import json

import numpy as np
import pytest
import soundfile

from queue_server.domain.announcement import (
    announcements,
    notice_announcements,
    pre_call_announcements,
)
from queue_server.domain.hall import Voice
from queue_server.domain.ticket_number import LETTERS, ticket_number
from queue_server.domain.wording import SPOKEN_NOTICES, SpokenLanguage
from tests.domain.builders import a_hall
from tests.house.guidance import guidance_clips
from tests.house.tree import ROOT
from tools.sounds.languages import languages_of
from tools.sounds.loudness import loudness

BANK = ROOT / "sounds"
TARGET_LUFS = -16.0
LOUDEST_PEAK = 10 ** (-1 / 20)
SILENT = 0.02
"""A first or last sample above this clicks."""
EDGE_SAMPLES = 8


@pytest.fixture(scope="module")
def manifest():
    return json.loads((BANK / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def clips(manifest):
    return manifest["clips"]


@pytest.fixture(scope="module")
def decoded(clips):
    """The samples of every clip, mono, full scale 1."""
    return {name: soundfile.read(BANK / f"{name}.mp3", dtype="float32")[0] for name in clips}


def sayable_clips():
    """Every clip that may be named: calls, calls to get ready, notices, and what a kiosk says."""
    return (
        {
            clip
            for yao in (False, True)
            for number, counter in numbers_and_counters()
            for part in announcements(
                number=number, counter=counter, languages=SpokenLanguage, voice=Voice(yao=yao)
            )
            for clip in part.clips
        }
        | {clip for part in spoken_besides_calls() for clip in part.clips}
        | set(guidance_clips())
    )


def numbers_and_counters():
    """All numbers to A1000, all counters, and the spelled forms."""
    numbers = [ticket_number(letter, count) for letter in LETTERS for count in range(1, 1001)]
    spelled = [*LETTERS, *"0123456789"]
    pairs = [("A001", counter) for counter in range(1, 61)]
    pairs += [(number, 1) for number in numbers] + [(each, "61") for each in spelled]
    return [*pairs, *((f"{letter}1{middle}00", 1) for letter in LETTERS for middle in range(10))]


def spoken_besides_calls():
    for language in SpokenLanguage:
        hall = a_hall(languages=(language,))
        yield from pre_call_announcements(hall, numbers=["A012"], languages=[language])
        for code in SPOKEN_NOTICES:
            yield from notice_announcements(hall, code=code, counter=3)


def test_every_clip_that_the_wording_names_is_in_the_bank_and_no_other(clips):
    assert set(clips) == sayable_clips()


def test_every_language_is_counted_with_its_voice_and_who_has_reviewed_it(clips):
    assert json.loads((BANK / "languages.json").read_text(encoding="utf-8")) == languages_of(clips)


def test_a_language_is_reviewed_when_somebody_has_listened_to_every_clip():
    heard = {"engine": "human", "voice": "Li", "reviewed_by": "Wang"}
    clips = {
        "chime": heard,
        "ko/letter/A": heard,
        "ko/letter/B": {**heard, "reviewed_by": ""},
        "ru/letter/A": {**heard, "voice": "Anna"},
        "ru/letter/B": heard,
    }

    assert languages_of(clips) == {
        "ko": {"voices": ["human: Li"], "clips": 2, "reviewed": 1, "reviewed_by": ["Wang"]},
        "ru": {
            "voices": ["human: Anna", "human: Li"],
            "clips": 2,
            "reviewed": 2,
            "reviewed_by": ["Wang"],
        },
    }


def test_every_clip_is_the_file_that_was_made(clips):
    changed = {
        name
        for name, clip in clips.items()
        if hashlib.sha256((BANK / f"{name}.mp3").read_bytes()).hexdigest() != clip["sha256"]
    }

    assert changed == set()


def test_every_file_of_the_bank_is_in_the_manifest(clips):
    files = {path.relative_to(BANK).with_suffix("").as_posix() for path in BANK.rglob("*.mp3")}

    assert files == set(clips)


def test_every_clip_says_what_it_says_and_who_made_it_under_which_licence(clips):
    unsaid = {
        (name, fact)
        for name, clip in clips.items()
        for fact in ("text", "engine", "engine_version", "licence")
        if not clip[fact]
    }

    assert unsaid == set()
    assert {clip["licence"].split(" ")[0] for clip in clips.values()} == {"Apache-2.0"}


def test_every_clip_decodes_to_its_exact_length(manifest, clips, decoded):
    wrong = {
        name
        for name, clip in clips.items()
        if decoded[name].shape != (round(clip["duration_s"] * manifest["rate"]),)
    }

    assert wrong == set()


def test_every_clip_is_equally_loud(manifest, decoded):
    away = {
        name: round(measured, 2)
        for name, samples in decoded.items()
        if abs((measured := loudness(samples, manifest["rate"])) - TARGET_LUFS) > 1.0
    }

    assert away == {}


def test_no_clip_is_louder_than_one_decibel_below_full_scale(decoded):
    peaks = {name: float(np.max(np.abs(samples))) for name, samples in decoded.items()}

    assert {name: peak for name, peak in peaks.items() if peak >= LOUDEST_PEAK} == {}


def test_no_clip_clicks_at_its_start_or_its_end(decoded):
    edges = {
        name: float(np.max(np.abs([samples[:EDGE_SAMPLES], samples[-EDGE_SAMPLES:]])))
        for name, samples in decoded.items()
    }

    assert {name: edge for name, edge in edges.items() if edge >= SILENT} == {}


def test_every_clip_is_long_enough_to_be_heard_and_short_enough_not_to_hold_calls_up(clips):
    strange = {
        name: clip["duration_s"]
        for name, clip in clips.items()
        if not 0.12 < clip["duration_s"] < 10
    }

    assert strange == {}


def test_the_bank_is_small_enough_to_travel_in_the_wheel():
    assert sum(path.stat().st_size for path in BANK.rglob("*") if path.is_file()) < 25_000_000


def test_loudness_is_what_the_standard_says_of_its_reference_tone():
    tone = np.sin(2 * np.pi * 997 * np.arange(24_000) / 24_000).astype(np.float32)

    assert loudness(tone, 24_000) == pytest.approx(-3.01, abs=0.01)
