"""What the kiosk's page may say, read out of its modules."""

import re
from collections.abc import Iterator

from queue_server.domain.wording import SpokenLanguage
from tests.house.tree import ROOT

PAGE = ROOT / "ticket_printer/page"
_QUOTED = re.compile(r'"(\w+)"')
_LAID_OVER = ("help", "still_there")
"""What is no screen but lies over one."""


def phrases() -> list[str]:
    """The sentences of guidance.js, as it lists them."""
    return _quoted(r"PHRASES = .*?\(\[(.*?)\]\)", "guidance.js")


def screens() -> list[str]:
    """Every screen of the kiosk, and what lies over screens."""
    flow = _quoted(r"@typedef \{([^}]*)\} Screen", "flow.js")
    return [*flow, *_quoted(r"@typedef \{([^}]*)\} Shown", "shown.js"), *_LAID_OVER]


def guidance_clips() -> Iterator[str]:
    """The clips that the bank must have for them."""
    for language in SpokenLanguage:
        yield from (f"{language}/phrase/kiosk_{phrase}" for phrase in phrases())


def _quoted(pattern: str, module: str) -> list[str]:
    found = re.search(pattern, (PAGE / module).read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"{module} no longer has {pattern}"
    return _QUOTED.findall(found[1])
