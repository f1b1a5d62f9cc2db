"""On which line of a TOML text stands what? ``tomllib`` says what; this says where.

TOML libraries for Python keep no positions (tomlkit's issue 55 asks for them since 2019),
so the text is walked once more. It was accepted by ``tomllib`` before, hence nothing here
checks anything: the walk only needs to know where keys, items and values begin and end.
"""

import re
import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]
"""Keys and list positions from the top of the file, such as ("services", 0, "letter")."""

_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*'""")
_VALUE = re.compile(
    r'''"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'''
    r"""|\'\'\'(?:[^']|'{1,2}(?!'))*'{3,5}"""
    r'''|"(?:\\.|[^"\\])*"'''
    r"""|'[^']*'"""
    r"""|[^,\]}#\n]+""",
    re.DOTALL,
)


def locate(text: str) -> dict[Path, int]:
    """The line, from 1, on which each key and each list item of a valid TOML text begins."""
    walk = _Walk(text)
    walk.document()
    return walk.lines


def nearest(lines: Mapping[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest thing around it that is written down; 1 if none is."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Walk:
    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._text = text
        self._at = 0
        self._tables: dict[Path, int] = {}
        """How many tables each array of tables has so far."""

    def document(self) -> None:
        table: Path = ()
        while self._next():
            if self._next() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        """``[a.b]`` or ``[[a.b]]``; the table that it opens."""
        line, opened = self._line(), self._text.startswith("[[", self._at)
        self._at += 2 if opened else 1
        *outer, last = self._keys()
        self._at += 2 if opened else 1
        path: Path = ()
        for key in outer:
            path = self._newest(self._mark((*path, key), line))
        path = self._mark((*path, last), line)
        if opened:
            self._tables[path] = self._tables.get(path, 0) + 1
        return self._mark(self._newest(path), line)

    def _newest(self, path: Path) -> Path:
        """A header that names an array of tables means its newest table."""
        return (*path, self._tables[path] - 1) if path in self._tables else path

    def _pair(self, table: Path) -> None:
        self._next()
        line, path = self._line(), table
        for key in self._keys():
            path = self._mark((*path, key), line)
        self._at += 1
        self._value(path)

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while True:
            self._next()
            keys.append(_plain(self._take(_KEY)))
            if self._next() != ".":
                return keys
            self._at += 1

    def _value(self, path: Path) -> None:
        opening = self._next()
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            self._take(_VALUE)

    def _array(self, path: Path) -> None:
        self._at += 1
        position = 0
        while self._next() != "]":
            self._value(self._mark((*path, position), self._line()))
            position += 1
            if self._next() == ",":
                self._at += 1
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while self._next() != "}":
            self._pair(path)
            if self._next() == ",":
                self._at += 1
        self._at += 1

    def _mark(self, path: Path, line: int) -> Path:
        self.lines.setdefault(path, line)
        return path

    def _next(self) -> str:
        """The next character that means something; empty at the end."""
        self._take(_SKIP)
        return self._text[self._at : self._at + 1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise ValueError(f"no TOML at line {self._line()}")
        self._at = found.end()
        return found[0]

    def _line(self) -> int:
        return self._text.count("\n", 0, self._at) + 1


def _plain(key: str) -> str:
    return key if key[0] not in "\"'" else next(iter(tomllib.loads(f"{key} = 0")))
