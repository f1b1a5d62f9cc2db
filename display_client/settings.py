"""What a screen's machine remembers: which server it belongs to. Said once, kept in a file."""

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

SAY_IT_ONCE = "which server? Say it once, it is remembered: display-client run --server http://queue.example:8080"


class BadSettings(Exception):
    """What was said, or is kept, cannot be meant; the text says what to do."""


def settings_file() -> Path:
    """Where they are kept."""
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "lunhou" / "display.json"


def find_server(said: str | None, file: Path) -> str:
    """The server that was said now, or earlier; BadSettings without either."""
    if said is not None:
        return _checked(said, "--server")
    try:
        kept = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise BadSettings(SAY_IT_ONCE) from None
    except ValueError:
        raise BadSettings(f"{file} is damaged: delete it, and say --server once more") from None
    server = kept.get("server") if isinstance(kept, dict) else None
    if not isinstance(server, str):
        raise BadSettings(f"{file} names no server: delete it, and say --server once more")
    return _checked(server, str(file))


def keep_server(server: str, file: Path) -> None:
    """Remember it, whole or not at all; OSError if that cannot be."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.write_text(json.dumps({"server": server}) + "\n", "utf-8")
    new.replace(file)


def _checked(server: str, where: str) -> str:
    parts = urlsplit(server)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadSettings(f"{where}: {server!r} is no address such as http://queue.example:8080")
    return server.rstrip("/")
