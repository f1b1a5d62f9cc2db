"""How a server is started: every setting with its default, checked all at once."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

PREFIX = "LUNHOU_"
DATABASE_FILE = "database"
"""In the installation's folder: the URL of its database, where it is not the file there."""
HIGHEST_PORT = 65_535
MOST_WORKERS = 64
ENGINES = ("kokoro", "gtts", "espeak-ng", "null")
"""What can render speech; ``null`` renders silence, for tests."""
NO_ENGINE = "none"
LARGEST_CACHE_MB = 100_000
CHOICES = {
    "async_mode": ("gevent", "eventlet", "threading"),
    "webhook_asks": ("none", "telephone"),
}
QUEUES = ("redis://", "rediss://", "unix://")


class SettingsError(Exception):
    """Settings that cannot be meant; ``faults`` names every one."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True, slots=True)
class ServerSettings:
    """One server process. Each is an option of ``queue-server run`` and ``LUNHOU_<NAME>``."""

    data: Path
    """Folder of this installation: database, secrets."""
    halls: Path | None = None
    """Folder with one folder for each hall; the sample halls without it."""
    database: str = ""
    """SQLAlchemy URL; a SQLite file in ``data`` without it."""
    host: str = "127.0.0.1"
    port: int = 8080
    async_mode: str = "gevent"
    public_url: str = ""
    """How phones reach this server; ``http://host:port`` without it."""
    message_queue: str = ""
    """``redis://…`` where several processes serve the same halls."""
    log_level: str = "INFO"
    workers: int = 1
    """Processes that ``queue-server run`` lets answer at its address."""
    speech: str = "kokoro,espeak-ng"
    """What may render speech, in this order, where it is installed: see ``ENGINES``; ``none``."""
    speech_cache_mb: int = 200
    """How much rendered speech is kept in ``data``."""

    messages: str = "none"
    """How phones are told that ask for it: ``web_push``, ``webhook``, with a comma both; ``none``."""
    webhook_url: str = ""
    """Where ``webhook`` posts its signed JSON."""
    webhook_secret: str = ""
    """What the receiver checks the signature with."""
    webhook_asks: str = "none"
    """``telephone``: phone pages ask for a telephone number to tell by it; ``none``: they ask nothing."""
    push_hosts: str = (
        "fcm.googleapis.com,push.services.mozilla.com,push.apple.com,notify.windows.com"
    )
    """The push services that ``web_push`` speaks to, with those below them."""
    contact: str = ""
    """How a push service reaches who runs this, ``mailto:…``; the public address without it."""

    @property
    def database_url(self) -> str:
        """Where the tables are: as said, as said the last time in this folder, or a file there."""
        said_before = self.data / DATABASE_FILE
        if not self.database and said_before.exists():
            return said_before.read_text("utf-8", errors="replace").strip()
        return self.database or f"sqlite:///{(self.data / 'lunhou.db').absolute()}"


def read_settings(
    options: Mapping[str, Any], environ: Mapping[str, str] | None = None
) -> ServerSettings:
    """The settings from options, else the environment, else the defaults; SettingsError for all faults."""
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    faults: list[str] = []
    for field in fields(ServerSettings):
        value = options.get(field.name)
        if value is None:
            value = environ.get(PREFIX + field.name.upper())
        if value is None:
            continue
        try:
            values[field.name] = _convert(field.name, value)
        except ValueError as error:
            faults.append(f"{field.name}: {error}")
    if "data" not in values:
        faults.append("data: say where the installation lives (--data or LUNHOU_DATA)")
    if faults:
        raise SettingsError(faults)
    return ServerSettings(**values)


def faults_of_several(settings: ServerSettings) -> list[str]:
    """What keeps several processes from serving the same halls; nothing where they may."""
    faults = []
    if sys.platform == "win32":
        faults.append("workers: Windows hands no listening socket on; run one process")
    if not settings.database_url.startswith("postgresql"):
        faults.append(
            "workers: several processes need PostgreSQL (--database postgresql+psycopg://…); "
            "a file of SQLite is written by one"
        )
    if not settings.message_queue:
        faults.append(
            "workers: several processes need a message queue (--message-queue redis://…), "
            "so that a screen hears of a call at once, whichever of them was asked"
        )
    return faults


def _convert(name: str, value: Any) -> Any:
    if name in {"data", "halls"}:
        return Path(value)
    if name == "port":
        port = int(value)
        if not 0 <= port <= HIGHEST_PORT:
            raise ValueError(f"{port} is no port")
        return port
    if name == "workers" and not 1 <= (value := int(value)) <= MOST_WORKERS:
        raise ValueError(f"{value} is not from 1 to {MOST_WORKERS}")
    if name == "message_queue" and value and not str(value).startswith(QUEUES):
        raise ValueError(f"only {', '.join(QUEUES)} are supported")
    if name in CHOICES and value not in CHOICES[name]:
        raise ValueError(f"{value!r} is none of {', '.join(CHOICES[name])}")
    if name == "speech":
        return _engines(str(value))
    if name == "speech_cache_mb" and not 1 <= (value := int(value)) <= LARGEST_CACHE_MB:
        raise ValueError(f"{value} is not from 1 to {LARGEST_CACHE_MB}")
    if name == "database" and value and not str(value).startswith(("sqlite:", "postgresql")):
        raise ValueError("only sqlite: and postgresql: are supported")
    return value


def _engines(value: str) -> str:
    """Names with commas between; an empty setting means none."""
    names = [name for each in value.split(",") if (name := each.strip())] or [NO_ENGINE]
    unknown = [name for name in names if name not in {*ENGINES, NO_ENGINE}]
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: none of {', '.join(ENGINES)}, {NO_ENGINE}")
    return ",".join(names)
