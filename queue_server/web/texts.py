"""The server's own sentences, from the catalogue that the pages read too."""

import json
from functools import cache, lru_cache
from importlib import resources

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from queue_server.protocol.languages import FIRST, FOREIGN, nearest

ANY = "*"


@cache
def catalogue(language: str) -> dict[str, str]:
    """The shared texts of a language."""
    folder = resources.files("queue_server.web") / "static" / "shared" / "locales"
    texts: dict[str, str] = json.loads((folder / f"{language}.json").read_text("utf-8"))
    return texts


@lru_cache(maxsize=256)
def best_language(asked: str) -> str:
    """The best of our languages for an ``Accept-Language`` header.

    Chinese where nothing is asked for, English where nothing of it is ours.
    """
    wanted = [tag for tag, quality in parse_accept_header(asked, LanguageAccept) if quality > 0]
    found = (FIRST if tag == ANY else nearest(tag) for tag in wanted)
    return next(filter(None, found), FOREIGN if wanted else FIRST)


def sentence(code: str, language: str) -> str:
    """What a code says to people."""
    texts = catalogue(language)
    return texts.get(f"error.{code}") or texts["error.unexpected"]
