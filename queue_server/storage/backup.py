"""A backup is one file: a database of one moment, the secrets of its installation, and what it is.

A packed tar, so that damage shows when it is read: ``about.json``, ``lunhou.db`` (SQLite) or
``lunhou.dump`` (PostgreSQL's custom format), ``secrets.json``, and under ``media/`` the pictures
and videos of the screens. Only its user may read it. Before it gets its name it is restored
aside, counted, brought to the tables of this program and verified.
"""

import gzip
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from queue_server.settings.installation import SECRETS_FILE, write_private
from queue_server.storage import postgresql_copies, sqlite_copies
from queue_server.storage.copies import BackupRefused, Counts, count_rows
from queue_server.storage.database import Database, revisions
from queue_server.storage.media_files import is_media, media_names, pack_media, put_media_back
from queue_server.storage.verify import Say, verify

ABOUT_FILE = "about.json"
DATABASE_FILES = {"sqlite": "lunhou.db", "postgresql": "lunhou.dump"}
PACKING = 1
"""gzip's fastest level: it still makes a sixth of a SQLite file, and the hall needs the processor."""
AT_A_TIME = 1 << 20
BROKEN = (tarfile.TarError, zlib.error, EOFError, OSError, KeyError, ValueError, TypeError)
"""How a file that is no backup, or half of one, shows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What a backup says of itself."""

    kind: str
    """``sqlite`` or ``postgresql``."""
    revision: str
    """The version of its tables."""
    made_at: str
    rows: Counts

    def __post_init__(self) -> None:
        """Refuse what only a newer program can read."""
        if self.revision not in revisions():
            raise BackupRefused(f"its tables ({self.revision}) are newer than this program")


def back_up(database: Database, file: Path, *, data: Path, now: datetime, say: Say) -> int:
    """Copy a database that may be at work, and the secrets and media in ``data``, into a new file.

    0 when the copy was restored and verified; 1 when it is true to a database whose record is
    not whole; BackupRefused when there is no backup.
    """
    if file.exists():
        raise BackupRefused(f"{file} is there already")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=_folder_of(file)) as folder:
        scratch = Path(folder)
        about = _copy_out(database, scratch, now)
        packed = _pack(scratch, about, data)
        with unpacked(packed, scratch) as (inside, _), _aside(database, inside) as copy:
            code = _examine(copy, about, say)
            shown = len(media_names(inside))
        packed.replace(file)
    rows = f"{sum(about.rows.values())} rows of tables {about.revision}"
    say(f"{file}: {rows} and {shown} pictures and videos, restored to try it")
    return code


def restore(
    file: Path, database: Database, *, data: Path, replace: bool, now: datetime, say: Say
) -> int:
    """Make a backup the database, its secrets and media those of ``data``; what is there only if told.

    0 when it is verified afterwards, 1 when the record in the backup was not whole;
    BackupRefused when nothing was changed.
    """
    data.mkdir(parents=True, exist_ok=True)
    beside = sqlite_copies.place_of(database).parent if database.is_sqlite else data
    with unpacked(file, beside) as (inside, about):
        _check_place(database, about, inside, data, replace=replace)
        if database.is_sqlite:
            with _aside(database, inside) as copy:
                code = _examine(copy, about, say)
            kept = sqlite_copies.put_in_place(inside / DATABASE_FILES["sqlite"], database, now)
            if kept:
                say(f"what was there is kept as {kept}")
        else:
            postgresql_copies.load(inside / DATABASE_FILES["postgresql"], database)
            code = _examine(database, about, say)
        shown = put_media_back(inside, data)
        if (inside / SECRETS_FILE).exists():
            write_private(data / SECRETS_FILE, (inside / SECRETS_FILE).read_text("utf-8"))
    rows = f"{sum(about.rows.values())} rows of {about.made_at}, tables {revisions()[-1]}"
    say(f"restored: {rows}, {shown} pictures and videos")
    return code


@contextmanager
def unpacked(file: Path, beside: Path) -> Iterator[tuple[Path, About]]:
    """The parts of a backup in a folder of their own, for this user's eyes, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=beside) as folder:
        inside = Path(folder)
        try:
            with gzip.open(file) as stream, tarfile.open(fileobj=stream, mode="r:") as packed:
                about = About(**json.loads(_part(packed, ABOUT_FILE).read()))
                known = {DATABASE_FILES[about.kind], SECRETS_FILE}
                for name in filter(lambda each: each in known or is_media(each), packed.getnames()):
                    _write(_part(packed, name), inside / name)
                while stream.read(AT_A_TIME):
                    pass  # what was read is only known to be right at the end, by the checksum
        except BROKEN as error:
            raise BackupRefused(f"{file} is no whole backup: {error}") from error
        yield inside, about


def _copy_out(database: Database, scratch: Path, now: datetime) -> About:
    kind = database.url.get_backend_name()
    copy_out = sqlite_copies.copy_out if database.is_sqlite else postgresql_copies.copy_out
    rows = copy_out(database, scratch / DATABASE_FILES[kind])
    revision = database.revision()
    if revision is None:
        raise BackupRefused("there are no tables in the database")
    return About(kind=kind, revision=revision, made_at=now.isoformat(), rows=rows)


def _pack(scratch: Path, about: About, data: Path) -> Path:
    """The files that there are, in one that only this user may read, safe on the disk."""
    write_private(scratch / ABOUT_FILE, json.dumps(asdict(about)))
    packed = scratch / "packed"
    handle = os.open(packed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        with tarfile.open(fileobj=out, mode="w:gz", compresslevel=PACKING) as tar:
            database = scratch / DATABASE_FILES[about.kind]
            for file in (scratch / ABOUT_FILE, database, data / SECRETS_FILE):
                if file.exists():
                    tar.add(file, file.name)
            pack_media(tar, data)
        out.flush()
        os.fsync(out.fileno())
    return packed


@contextmanager
def _aside(database: Database, inside: Path) -> Iterator[Database]:
    """The unpacked database as one of its own."""
    if database.is_sqlite:
        copy = Database(f"sqlite:///{inside / DATABASE_FILES['sqlite']}")
        try:
            yield copy
        finally:
            copy.close()
    else:
        with postgresql_copies.a_database_beside(database.url) as copy:
            postgresql_copies.load(inside / DATABASE_FILES["postgresql"], copy)
            yield copy


def _examine(copy: Database, about: About, say: Say) -> int:
    """Every row is there; then bring it to this program's tables and verify it."""
    with copy.reading.connect() as connection:
        rows = count_rows(connection)
    if rows != about.rows:
        raise BackupRefused(f"the copy has the rows {rows}, the database had {about.rows}")
    copy.migrate()
    return verify(copy, say)


def _check_place(
    database: Database, about: About, inside: Path, data: Path, *, replace: bool
) -> None:
    kind = database.url.get_backend_name()
    if about.kind != kind:
        raise BackupRefused(f"it is a backup of {about.kind}, the database is {kind}")
    copies = sqlite_copies if database.is_sqlite else postgresql_copies
    if replace:
        return
    if copies.exists(database):
        raise BackupRefused("there is a database already: --replace puts the backup in its place")
    mine, its = data / SECRETS_FILE, inside / SECRETS_FILE
    if mine.exists() and its.exists() and mine.read_bytes() != its.read_bytes():
        raise BackupRefused(f"{mine} are other secrets: --replace puts the backup's in their place")


def _folder_of(file: Path) -> Path:
    if not file.absolute().parent.is_dir():
        raise BackupRefused(f"there is no folder {file.absolute().parent}")
    return file.absolute().parent


def _part(packed: tarfile.TarFile, name: str) -> IO[bytes]:
    part = packed.extractfile(name)
    if part is None:  # a folder or a link of that name
        raise KeyError(name)
    return part


def _write(part: IO[bytes], to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with part, os.fdopen(handle, "wb") as out:
        shutil.copyfileobj(part, out)
