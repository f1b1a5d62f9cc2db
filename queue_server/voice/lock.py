"""One renderer for a folder: of several processes that share it, the one that holds its lock.

The system gives the lock back when its holder ends, however it ends.
"""

import sys
from pathlib import Path
from typing import IO

FILE = "lock"


class FolderLock:
    """A lock on a folder, between processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None

    def acquire(self) -> bool:
        """Take it if nobody has it, without waiting; OSError where the folder cannot be written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file = (self._folder / FILE).open("ab")
        try:
            _lock(file)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Give it back; nothing where it is not held."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
