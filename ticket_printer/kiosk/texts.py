"""What a refusal of the kiosk's own says to people, from the catalogue that the pages read too."""

import json
from functools import cache
from importlib.resources import files

from queue_server.protocol.languages import FIRST, nearest


def sentence(code: str, accepted: str) -> str:
    """The words of a code in the best language of an `Accept-Language` header."""
    texts = _catalogue(nearest(accepted.partition(",")[0].strip()) or FIRST)
    return texts.get(f"error.{code}") or texts["error.unexpected"]


@cache
def _catalogue(language: str) -> dict[str, str]:
    file = files("queue_server") / "web" / "static" / "shared" / "locales" / f"{language}.json"
    texts: dict[str, str] = json.loads(file.read_text("utf-8"))
    return texts
