"""What a person asked a kiosk for, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Standing(StrEnum):
    """How far a press is."""

    ASKED = "asked"
    """Written down; the server may have given a number for it or not."""
    ONLINE = "online"
    """The server gave the number."""
    ALONE = "alone"
    """The kiosk gave the number."""
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a person wants a number for, as the contract says it."""

    service: str
    priority_class: str = "normal"
    language: str = "zh-CN"
    party_size: int = 1
    asked: bytes = field(default=b"", repr=False, compare=False)
    """What the page sent, passed on as it is; it may say who somebody is, and is written down nowhere."""


@dataclass(frozen=True, kw_only=True)
class Press:
    """One press for a number."""

    issue: str
    standing: Standing
    order: Order
    pressed_at: datetime | None
    """None where nobody knows what time it is."""
    day: date | None
    number: str | None
    sequence: int | None
    """Of the event that issued it, where the server gave the number."""
    secret: str | None
    answer: Mapping[str, Any] | None
    """What the server answered, for a page that asks again."""
    paper: str
    """What is known of the paper of a number that was given alone."""
    detail: str


@dataclass(frozen=True, kw_only=True)
class Leased:
    """A day on which the kiosk may work alone."""

    day: date
    hours: tuple[tuple[datetime, datetime], ...]


class NotAlone(Exception):
    """No number can be given alone; `code` is for programs."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
