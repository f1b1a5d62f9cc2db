"""Where an officer's token comes from: a file, or the environment; others see a command line."""

import os
from pathlib import Path

from counter_client.verbs import UsageError

TOKEN = "LUNHOU_TOKEN"  # noqa: S105 -- the name of the variable, not a token


def read_token(file: Path | None) -> str:
    """The token; UsageError without one, OSError for a file that cannot be read."""
    token = file.read_text("utf-8") if file else os.environ.get(TOKEN, "")
    if not token.strip():
        raise UsageError(f"no token: give --token-file, or set {TOKEN}")
    return token.strip()
