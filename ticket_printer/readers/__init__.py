"""Readers of identity documents behind one port: what a document says stays in this process.

A reader is found by the scheme of its address among the entry points of the group ``queue.idreader``,
so that a maker's own driver is a package beside this one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.metadata import entry_points
from typing import Protocol

GROUP = "queue.idreader"


class DocumentType(StrEnum):
    """What was read."""

    IDENTITY_CARD = "NI"
    PASSPORT = "PP"
    HONG_KONG_MACAO_PERMIT = "HM"
    TAIWAN_PERMIT = "TB"
    RESIDENCE_PERMIT = "HMT"
    """Of people from Hong Kong, Macao and Taiwan."""
    FOREIGN_RESIDENT = "FR"


@dataclass(frozen=True, kw_only=True)
class IdCard:
    """A document; nothing of it is shown where objects are printed or logged."""

    document: DocumentType
    number: str = field(repr=False)
    name: str = field(default="", repr=False)
    birth: str = field(default="", repr=False)
    expiry: str = field(default="", repr=False)


class ReaderAway(Exception):
    """The reader does not answer, or answers nonsense; opening it again may help."""


class IdReader(Protocol):
    """A reader of documents, or a scanner."""

    def open(self) -> None:
        """Connect; ReaderAway if it is not there."""
        ...

    def poll(self, timeout_s: float) -> IdCard | str | None:
        """The document that was laid on it, or the text that was scanned and is none; None in time.

        ReaderAway when the reader has gone.
        """
        ...

    def close(self) -> None:
        """Let go of it; never raises."""
        ...

    def info(self) -> str:
        """What it is, in a few words for the log."""
        ...


class UnknownReader(ValueError):
    """No driver is installed for an address."""


def open_driver(address: str) -> IdReader:
    """The driver of an address such as ``sdt:/dev/ttyUSB0``, not yet opened; UnknownReader without one."""
    scheme = address.partition(":")[0]
    found = {each.name: each for each in entry_points(group=GROUP)}
    if scheme not in found:
        names = ", ".join(sorted(found)) or "none"
        raise UnknownReader(f'no reader is called "{scheme}"; there are: {names}')
    make: Callable[[str], IdReader] = found[scheme].load()
    return make(address)
