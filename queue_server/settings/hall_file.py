"""Hall files: one TOML file describes one hall. All its faults are named at once, with their lines."""

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from queue_server.domain.hall import Hall
from queue_server.settings import locate
from queue_server.settings.hall_mapping import to_hall
from queue_server.settings.hall_paper import NoLogo, read_logo
from queue_server.settings.hall_rules import complaints
from queue_server.settings.hall_schema import HallFile
from queue_server.settings.wording import in_words

FILE_NAME = "hall.toml"
_AT_LINE = re.compile(r"(.*) \(at line (\d+), column \d+\)")
_AT_END = " (at end of document)"


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing that is wrong in a file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class HallFileError(Exception):
    """A hall file, or several, cannot be used; ``errors`` says everything that is wrong."""

    def __init__(self, errors: Iterable[Fault]) -> None:
        self.errors = sorted(set(errors))
        super().__init__("\n".join(map(str, self.errors)))


def read_hall(path: Path) -> Hall:
    """The hall of a file; HallFileError naming every fault."""
    text = _read(path)
    try:
        raw = tomllib.loads(text)
        lines = locate.locate(text)
    except RecursionError:
        raise HallFileError([Fault(str(path), 1, "is nested too deeply")]) from None
    except ValueError as error:
        raise HallFileError([_no_toml(path, text, str(error))]) from None
    return _hall(raw, lines, str(path))


def read_halls(folder: Path) -> dict[str, Hall]:
    """Every hall of a folder of hall folders, by id; HallFileError with the faults of all files."""
    halls: dict[str, Hall] = {}
    faults: list[Fault] = []
    paths = sorted(folder.glob(f"*/{FILE_NAME}"))
    for path in paths:
        try:
            hall = read_hall(path)
        except HallFileError as error:
            faults += error.errors
            continue
        if hall.id in halls:
            faults.append(Fault(str(path), 1, f'another hall has the id "{hall.id}" too'))
        halls[hall.id] = hall
    if not paths:
        faults.append(Fault(str(folder), 1, f"there is no folder with a {FILE_NAME} in it"))
    if faults:
        raise HallFileError(faults)
    return halls


def check(path: Path) -> int:
    """Print what is wrong with a hall file, or with every one of a folder; the exit code.

    ``path`` is a file, a hall's folder, or a folder of halls' folders.
    """
    try:
        if path.is_dir() and not (path / FILE_NAME).exists():
            halls = read_halls(path)
        else:
            hall = read_hall(path / FILE_NAME if path.is_dir() else path)
            halls = {hall.id: hall}
    except HallFileError as error:
        sys.stdout.writelines(f"{fault}\n" for fault in error.errors)
        return 1
    sys.stdout.writelines(f"{_summary(hall)}\n" for hall in halls.values())
    return 0


def _summary(hall: Hall) -> str:
    counts = f"{len(hall.services)} services, {len(hall.counters)} counters"
    return f"{hall.id}: {counts}, no faults"


def _read(path: Path) -> str:
    try:
        written = path.read_bytes()
        return written.decode("utf-8")
    except OSError as error:
        raise HallFileError([Fault(str(path), 1, f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise HallFileError([Fault(str(path), line, "is not written in UTF-8")]) from None


def _no_toml(path: Path, text: str, says: str) -> Fault:
    """What tomllib found: the first fault only, with its place in words."""
    if found := _AT_LINE.fullmatch(says):
        return Fault(str(path), int(found[2]), f"no TOML: {found[1]}")
    line = text.count("\n") + 1 if says.endswith(_AT_END) else 1
    return Fault(str(path), line, f"no TOML: {says.removesuffix(_AT_END)}")


def _hall(raw: Mapping[str, object], lines: Mapping[locate.Path, int], path: str) -> Hall:
    wrong = list(complaints(raw))
    try:
        file = HallFile.model_validate(raw)
    except ValidationError as error:
        wrong += map(in_words, error.errors(include_url=False))
    else:
        logo = file.paper.logo
        try:
            ink = None if logo is None else read_logo(Path(path).parent / logo)
        except NoLogo as error:
            wrong.append((("paper", "logo"), f"{logo} {error}"))
        else:
            if not wrong:
                return to_hall(file, logo=ink)
    raise HallFileError(Fault(path, locate.nearest(lines, at), says) for at, says in wrong)
