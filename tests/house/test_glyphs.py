"""Every character of our texts and of the sample halls has a glyph in our fonts, on page and on paper.

A reader must not meet a box, nor a face of the machine's that nobody has looked at.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from queue_server.protocol.languages import PAGE_LANGUAGES
from tests.house.tree import ROOT, own_files
from ticket_printer.cmap import read_coverage
from ticket_printer.fonts import BOLD, REGULAR

WEB = ROOT / "queue_server/web/static/vendor/fonts"
PAPER = ROOT / "ticket_printer/fonts"
SHEETS = ("noto-sans-sc.css", "noto-sans-kr.css", "noto-sans.css")
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)


def texts_of(language: str) -> str:
    """Every character that a reader of the language may meet."""
    catalogues = [
        each for each in own_files() if each.parts[-2:] == ("locales", f"{language}.json")
    ]
    ours = (json.loads((ROOT / each).read_text("utf-8")).values() for each in catalogues)
    halls = (tomllib.loads(each.read_text("utf-8")) for each in ROOT.glob("halls/*/hall.toml"))
    return "".join(
        [text for texts in ours for text in texts]
        + [text for hall in halls for text in in_language(hall, language)]
    )


def in_language(value: object, language: str) -> Iterator[str]:
    parts = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict) and isinstance(value.get(language), str):
        yield value[language]
    elif isinstance(value, dict | list):
        for part in parts:
            yield from in_language(part, language)


def web_characters() -> set[int]:
    found: set[int] = set()
    for sheet in SHEETS:
        for first, last in RANGE.findall((WEB / sheet).read_text("utf-8")):
            found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def paper_characters(faces: tuple[str, ...]) -> set[int]:
    return {code for face in faces for code in read_coverage(Path(PAPER / face).read_bytes())}


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_every_character_has_a_glyph_on_page_and_paper(language):
    met = set(map(ord, texts_of(language)))
    fonts = {
        "pages": web_characters(),
        "paper": paper_characters(REGULAR),
        "bold": paper_characters(BOLD),
    }

    assert len(met) > 60
    assert {
        name: "".join(map(chr, sorted(met - has))) for name, has in fonts.items()
    } == dict.fromkeys(fonts, "")
