"""Who is guided by voice at the kiosk hears something on every screen, in every voice."""

import json
from importlib import import_module

import pytest

from tests.house.guidance import guidance_clips, phrases, screens
from tests.house.tree import ROOT

TABLES = ("mandarin", "cantonese", "english", "korean", "russian")


def test_every_screen_of_the_kiosk_has_a_sentence():
    assert set(screens()) - set(phrases()) == set()


def test_every_sentence_of_the_kiosk_is_spoken_in_every_voice():
    clips = json.loads((ROOT / "sounds/manifest.json").read_text(encoding="utf-8"))["clips"]
    wanted = set(guidance_clips())

    assert wanted - set(clips) == set()
    assert {name for name in wanted if not (ROOT / f"sounds/{name}.mp3").is_file()} == set()


@pytest.mark.parametrize("table", TABLES)
def test_every_voice_s_table_has_the_sentences_of_the_page_and_no_other(table):
    assert set(import_module(f"tools.sounds.{table}").GUIDANCE) == set(phrases())
