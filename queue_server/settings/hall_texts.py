"""Every text of a hall file, in the hall's languages.

Chinese and English must be there wherever the hall speaks them; a text in another of the
hall's languages may be missing, and is then shown in English, or in Chinese to who reads Chinese.
"yue" is read as "zh-Hant": Cantonese is heard, and read in traditional characters.
"""

from collections.abc import Iterator, Mapping

from queue_server.domain.announcement import shown_as
from queue_server.settings.locate import Path

NEEDED = ("zh-CN", "en")
DEFAULT = ["zh-CN", "en"]
BOTH = '"yue" and "zh-Hant" are one language: write one of them'
_OF_HALL = ("name", "area")
_OF_PART = {
    "services": ("name", "area", "bring"),
    "classes": ("name",),
    "counters": ("name",),
    "screens": ("name",),
}


def texts_complaints(raw: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    """Languages and translations that are missing or strange."""
    languages = raw.get("languages", DEFAULT)
    if not isinstance(languages, list) or not all(isinstance(each, str) for each in languages):
        return
    if "zh-CN" not in languages:
        yield ("languages",), 'languages need "zh-CN", which every text falls back to'
    if len(set(languages)) < len(languages):
        yield ("languages",), "a language is written twice"
    elif len(set(map(shown_as, languages))) < len(languages):
        yield ("languages",), BOTH
    known = set(map(shown_as, languages))
    for path, texts in _texts(raw):
        missing = [each for each in NEEDED if each in languages and each not in texts]
        if missing:
            yield path, f"there is no text in {' and '.join(missing)}"
        if {"yue", "zh-Hant"} <= set(texts):
            yield path, BOTH
        for language in (each for each in texts if shown_as(each) not in known):
            yield (*path, language), f'"{language}" is none of the hall\'s languages'


def _texts(raw: Mapping[str, object]) -> Iterator[tuple[Path, Mapping[str, object]]]:
    for path, value in _values(raw):
        if isinstance(value, dict):
            yield path, value


def _values(raw: Mapping[str, object]) -> Iterator[tuple[Path, object]]:
    """Wherever a text may stand, and what stands there."""
    yield from (((key,), raw.get(key)) for key in _OF_HALL)
    notices, reasons, paper = raw.get("notices"), raw.get("reasons"), raw.get("paper")
    if isinstance(paper, dict):
        yield ("paper", "foot"), paper.get("foot")
    if isinstance(notices, list):
        yield from ((("notices", place), each) for place, each in enumerate(notices))
    if isinstance(reasons, dict):
        yield from ((("reasons", code), each) for code, each in reasons.items())
    for section, keys in _OF_PART.items():
        tables = raw.get(section)
        for place, table in enumerate(tables if isinstance(tables, list) else ()):
            if isinstance(table, dict):
                yield from (((section, place, key), table.get(key)) for key in keys)
