"""The files of pictures and videos: in the installation's folder, one folder for each hall.

What came is never served as it came. A picture is decoded and written anew, at the size of the
largest screens: so a broken one, or one that is something else, is refused when it comes and not
found on a wall. A video cannot be decoded here; its container is read to the end.
"""

import os
import secrets
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from queue_server.domain.errors import Invalid, StorageUnavailable
from queue_server.web.containers import is_whole_mp4, is_whole_webm
from queue_server.web.pictures import write_anew

MIB = 1024 * 1024
AT_ONCE = MIB
ORPHANED_S = 3600
"""A file that no list names is deleted after this: its command may still be under way."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file that is taken."""

    ending: str
    most_bytes: int
    is_video: bool = False


FORMATS = {
    "image/png": Format("png", 8 * MIB),
    "image/jpeg": Format("jpg", 8 * MIB),
    "image/webp": Format("webp", 8 * MIB),
    "video/mp4": Format("mp4", 200 * MIB, is_video=True),
    "video/webm": Format("webm", 200 * MIB, is_video=True),
}
_WHOLE: dict[str, Callable[[IO[bytes]], bool]] = {
    "video/mp4": is_whole_mp4,
    "video/webm": is_whole_webm,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """A file that was taken in and can be served."""

    id: str
    size: int
    sha256: str


class MediaStore:
    """The files of all halls. Every method may block: call it where that stops nobody."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, hall: str) -> Path:
        """A new empty file that a body is written to."""
        folder = self._folder / hall
        with _on_disk():
            folder.mkdir(parents=True, exist_ok=True)
            new = folder / f"{secrets.token_hex(8)}.new"
            new.touch(mode=0o600)
        return new

    def append(self, new: Path, chunk: bytes) -> None:
        """The body goes on."""
        with _on_disk(), new.open("ab") as file:
            file.write(chunk)

    def finish(self, new: Path, content_type: str) -> Received:
        """Look at what came and make it a file that is served; Invalid if it is not what it says."""
        form = FORMATS[content_type]
        medium = new.stem
        with _on_disk():
            if form.is_video:
                with new.open("rb") as file:
                    if not _WHOLE[content_type](file):
                        raise Invalid(field="body", reason="no whole video")
            else:
                write_anew(new, content_type)
            digest = _digest(new)
            size = new.stat().st_size
            new.chmod(0o600)
            new.replace(new.with_name(f"{medium}.{form.ending}"))
        return Received(id=medium, size=size, sha256=digest)

    def drop(self, new: Path) -> None:
        """What came is not wanted."""
        new.unlink(missing_ok=True)

    def find(self, hall: str, medium: str) -> tuple[Path, str] | None:
        """A file and its content type."""
        for content_type, form in FORMATS.items():
            file = self._folder / hall / f"{medium}.{form.ending}"
            if file.is_file():
                return file, content_type
        return None

    def remove(self, hall: str, medium: str) -> None:
        """Delete a file; one that is gone is gone."""
        found = self.find(hall, medium)
        if found is not None:
            found[0].unlink(missing_ok=True)

    def sweep(self, hall: str, known: Collection[str]) -> None:
        """Delete what no list names: of commands that were refused, of servers that died."""
        old = time.time() - ORPHANED_S
        with suppress(OSError):
            for file in (self._folder / hall).iterdir():
                if file.stem not in known and file.stat().st_mtime < old:
                    file.unlink()


@contextmanager
def _on_disk() -> Iterator[None]:
    """A disk that takes no more is a storage that is not available."""
    try:
        yield
    except OSError as error:
        raise StorageUnavailable(retry_after_s=60) from error


def _digest(file: Path) -> str:
    digest = sha256()
    for chunk in _chunks(file):
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while chunk := opened.read(AT_ONCE):
            yield chunk
        os.fsync(opened.fileno())
