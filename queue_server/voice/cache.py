"""Rendered speech in the data folder: files named by their content, the oldest use goes first.

Several processes may share the folder. A file appears whole or not at all, and one that another process
has just thrown out is simply not there: the screens then play the bank's clips.
"""

import os
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path

NAME = re.compile(r"[0-9a-f]{64}\.(?:mp3|wav)")
UNFINISHED = ".unfinished"
FULL_TO = 0.9
"""When the limit is passed, use is reduced to this part of it: not one file for each new one."""
LEFT_BEHIND_S = 3600.0
"""An unfinished file of this age is nobody's any more."""


class SpeechCache:
    """The folder, at most ``limit`` bytes of sound in it after each writing."""

    def __init__(self, folder: Path, *, limit: int) -> None:
        """The folder is made when the first file is written."""
        self._folder, self._limit = folder, limit
        self._bytes: int | None = None

    def has(self, name: str) -> bool:
        """Whether a file is there now: one look at the disk, on any thread."""
        return os.path.isfile(f"{self._folder}/{name}")  # noqa: PTH113 -- asked at each call, and a third of the time of a Path

    def touch(self, name: str) -> bool:
        """Whether a file is there; it counts as just used."""
        try:
            os.utime(self._folder / name)
        except OSError:
            return False
        return True

    def put(self, name: str, content: bytes) -> None:
        """Write a file whole, then throw out what was not used longest; ValueError for another name."""
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of rendered speech")
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, path = tempfile.mkstemp(dir=self._folder, suffix=UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(path).replace(self._folder / name)
        except BaseException:
            with suppress(OSError):
                Path(path).unlink()
            raise
        self._make_room(len(content))

    @property
    def bytes(self) -> int:
        """How much is there, as this process counts it."""
        if self._bytes is None:
            self._bytes = sum(size for _, size, _ in self._files())
        return self._bytes

    def _make_room(self, added: int) -> None:
        self._bytes = None if self._bytes is None else self._bytes + added
        if self.bytes <= self._limit:
            return
        files = self._files()
        left = sum(size for _, size, _ in files)
        for _used_at, size, path in files:
            if left <= self._limit * FULL_TO:
                break
            with suppress(OSError):
                path.unlink()
            left -= size
        self._bytes = left

    def _files(self) -> list[tuple[float, int, Path]]:
        """When each was used, its size and its path, the oldest use first."""
        found, given_up = [], time.time() - LEFT_BEHIND_S
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    facts = entry.stat()
                    is_left = entry.name.endswith(UNFINISHED) and facts.st_mtime < given_up
                    if is_left or NAME.fullmatch(entry.name):
                        found.append((facts.st_mtime, facts.st_size, Path(entry.path)))
        return sorted(found)
