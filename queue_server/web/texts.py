"""The server's own sentences, from the catalogue that the pages read too."""

import json
from functools import cache, lru_cache
from importlib import resources

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

FIRST = "zh-CN"
"""Chinese first."""


@cache
def catalogue(language: str) -> dict[str, str]:
    """The shared texts of a language."""
    folder = resources.files("queue_server.web") / "static" / "shared" / "locales"
    texts: dict[str, str] = json.loads((folder / f"{language}.json").read_text("utf-8"))
    return texts


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a catalogue, Chinese first."""
    folder = resources.files("queue_server.web") / "static" / "shared" / "locales"
    found = [each.name.removesuffix(".json") for each in folder.iterdir()]
    return tuple(sorted(found, key=lambda name: (name != FIRST, name)))


@lru_cache(maxsize=256)
def best_language(asked: str) -> str:
    """The best of our languages for an ``Accept-Language`` header."""
    accepted = parse_accept_header(asked, LanguageAccept)
    return accepted.best_match(languages(), FIRST) or FIRST


def sentence(code: str, language: str) -> str:
    """What a code says to people."""
    texts = catalogue(language)
    return texts.get(f"error.{code}") or texts["error.unexpected"]
