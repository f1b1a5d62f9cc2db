"""The console's own words, in the languages that it speaks."""

import json
import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from queue_server.protocol.languages import nearest

FALLBACK = "en"
"""Spoken to those whose language has no catalogue."""


def environment_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language of this machine's user, from its locale; English for what is none of ours."""
    settings = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((setting for setting in settings if setting), "")
    locale, _, _ = first.partition(".")
    return nearest(locale) or FALLBACK


@cache
def catalogue(language: str) -> dict[str, str]:
    """Read the catalogue of `language`, or the fallback's where there is none."""
    folder = files("counter_client") / "locales"
    file = folder / f"{language}.json"
    if not file.is_file():
        file = folder / f"{FALLBACK}.json"
    words: dict[str, str] = json.loads(file.read_text("utf-8"))
    return words


class Words:
    """Speaks one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = catalogue(language)

    def say(self, key: str, **values: object) -> str:
        """Return the words of `key` with its `{placeholders}` filled in."""
        return self._texts[key].format(**values)

    def name(self, group: str, code: str) -> str:
        """Return the word for a code from the wire, such as a state; the code itself where none is known."""
        return self._texts.get(f"{group}.{code}", code)
