"""The ticket's own words, in the languages that it speaks."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from queue_server.protocol.languages import text_for

FALLBACK = "en"
"""Spoken to those whose language has no catalogue."""
THEN = " → "
"""Between the steps of a visit."""


@cache
def catalogue(language: str) -> dict[str, str]:
    """Read the catalogue of `language`, or the fallback's where there is none."""
    folder = files("ticket_printer") / "locales"
    file = folder / f"{language}.json"
    if not file.is_file():
        file = folder / f"{FALLBACK}.json"
    words: dict[str, str] = json.loads(file.read_text("utf-8"))
    return words


def say(language: str, key: str, **values: object) -> str:
    """Return the words of `key` with its `{placeholders}` filled in."""
    return catalogue(language)[key].format(**values)


def pick(text: Mapping[str, str] | None, language: str) -> str:
    """Return a hall's own text in `language`; without it, in what its reader would rather read."""
    return text_for(text or {}, language)
