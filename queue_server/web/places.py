"""Where the files lie that are served as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import current_app


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """Where the pages' files and the voice's lie, and whether this is the demonstration."""

    folders: Mapping[str, Path]
    sounds: Path
    recordings: Path
    """Clips that the hall has recorded itself; need not exist."""
    speech: Path
    """Rendered speech; need not exist."""
    demo: bool


def places() -> Places:
    """Those of this application."""
    return cast("Places", current_app.extensions["lunhou_pages"])
