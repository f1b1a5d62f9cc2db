"""What an installation makes for itself once: its secrets."""

import hmac
import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from queue_server.settings.server import SettingsError

SECRETS_FILE = "secrets.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Installation:
    """The secrets of one installation."""

    holder_key: bytes
    """Keys the hash by which a person's identity is kept."""
    session_key: str
    """Flask's own key."""

    @property
    def channel(self) -> str:
        """By what its processes find each other at a message queue, which may have other guests."""
        return f"lunhou:{hmac.new(self.holder_key, b'message queue', sha256).hexdigest()[:32]}"

    @property
    def push_key(self) -> bytes:
        """Of what the key is made that signs messages to phones."""
        return hmac.new(self.holder_key, b"web push", sha256).digest()

    @property
    def presence_key(self) -> bytes:
        """What the codes are made of that a hall shows to those who check in."""
        return hmac.new(self.holder_key, b"presence", sha256).digest()


def open_installation(data: Path) -> Installation:
    """Read the secrets of a folder; make them, readable by this user alone, where there are none.

    Of several processes that begin at once, all have those of the first. SettingsError where the
    file holds something else.
    """
    data.mkdir(parents=True, exist_ok=True)
    file = data / SECRETS_FILE
    if not file.exists():
        made = {"holder_key": secrets.token_hex(32), "session_key": secrets.token_urlsafe(32)}
        write_private(file, json.dumps(made), replace=False)
    try:
        kept = json.loads(file.read_text("utf-8"))
        return Installation(
            holder_key=bytes.fromhex(kept["holder_key"]), session_key=str(kept["session_key"])
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        fault = f"{file}: these are no secrets; take those of a backup"
        raise SettingsError([fault]) from None


def write_private(file: Path, text: str, *, replace: bool = True) -> None:
    """Write a file whole or not at all, for this user's eyes only; an old one stays without ``replace``."""
    new = file.with_suffix(f"{file.suffix}.{secrets.token_hex(4)}.new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    if replace:
        new.replace(file)
        return
    with suppress(FileExistsError):
        os.link(new, file)
    new.unlink()
