"""The files of pictures and videos in a backup: which there are, and how they come back.

A file never changes once it has its name, so it is packed after the database without a lock. One
that is deleted meanwhile is left out: the screens pass over an entry without its file.
"""

import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MEDIA = "media"
_NAME = re.compile(rf"{MEDIA}/[a-z][a-z0-9-]{{0,31}}/[0-9a-f]{{16}}\.(?!new)[a-z0-9]{{2,5}}")
"""As ``web/media_store`` names those that are whole. Nothing else is unpacked, either."""


def is_media(name: str) -> bool:
    """Whether a part of a backup is one of them."""
    return _NAME.fullmatch(name) is not None


def media_names(folder: Path) -> list[str]:
    """The whole files below an installation's folder, not those that are still being received."""
    return sorted(name for name, path in _below(folder) if path.is_file() and is_media(name))


def pack_media(tar: tarfile.TarFile, data: Path) -> None:
    """Add every file of an installation."""
    for name in media_names(data):
        with suppress(FileNotFoundError):
            tar.add(data / name, name)


def put_media_back(inside: Path, data: Path) -> int:
    """Make the unpacked files those of an installation, beside what it has; how many they are."""
    names = media_names(inside)
    for name in names:
        target = data / name
        target.parent.mkdir(parents=True, exist_ok=True)
        new = target.with_suffix(".new")
        shutil.copyfile(inside / name, new)
        new.chmod(0o600)
        new.replace(target)
    return len(names)


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.glob(f"{MEDIA}/*/*"):
        if not path.is_symlink():
            yield path.relative_to(folder).as_posix(), path
