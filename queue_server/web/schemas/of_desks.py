"""Answers about kiosks and the service desk; ``desk_json`` makes them."""

from typing import Literal

from pydantic import BaseModel


class IdentityKeyOut(BaseModel):
    """How a kiosk's agent hashes a document's number."""

    hall: str
    algorithm: Literal["HMAC-SHA256"]
    key: str
    names: bool
    """Whether the hall prints covered names."""


class HelperOut(BaseModel):
    """Who comes."""

    badge: str | None
    name: str | None


class HelpOut(BaseModel):
    """The bell of a kiosk."""

    device: str
    place: str
    asked_at: str | None
    answered_at: str | None
    helper: HelperOut | None


class KioskOut(BaseModel):
    """A kiosk for its own page."""

    id: str
    name: str
    printer: str
    seen_at: str | None
    help: HelpOut


class PrinterOut(BaseModel):
    """Where a paper may come out."""

    id: str
    name: str
    kind: Literal["kiosk", "printer"]
    printer: str


class PrintersOut(BaseModel):
    """Everything that prints."""

    printers: list[PrinterOut]


class LostOut(BaseModel):
    """A number that nobody came for."""

    number: str
    day: str
    service: str


class CoolDownOut(BaseModel):
    """A person who gets no number yet."""

    id: int
    last4: str | None
    until: str
    lost: list[LostOut]


class CoolDownsOut(BaseModel):
    """Everybody who gets no number yet."""

    cool_downs: list[CoolDownOut]


class ServiceStatusOut(BaseModel):
    """Whether numbers are given for a service."""

    service: str
    state: Literal["open", "paused"]
    reason: str | None
