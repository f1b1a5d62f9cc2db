"""Answers about screens that are paired, and how they are."""

from typing import Literal

from pydantic import BaseModel, RootModel

from queue_server.web.schemas.of_devices import DeviceOut


class CodeOut(BaseModel):
    """A code for a screen to show."""

    code: str
    secret: str
    expires_at: str
    expires_in_s: int
    """The same for a screen whose own clock is wrong."""


class EnrolledOut(RootModel[DeviceOut | CodeOut]):
    """The device that asked, or the code that its screen shows."""


class PairingOut(BaseModel):
    """What became of a screen's code; its token is the secret itself.

    A screen of the hall has ``screen``; the rating pad of a counter has ``counter``.
    """

    state: Literal["waiting", "paired", "expired"]
    code: str | None = None
    expires_at: str | None = None
    expires_in_s: int | None = None
    hall: str | None = None
    screen: str | None = None
    counter: int | None = None
    token: str | None = None


class SpokeOut(BaseModel):
    """The last call that a screen said, and by which voice."""

    sequence: int
    by: str


class DisplayOut(BaseModel):
    """A screen as it is now."""

    screen: str
    device: str | None
    name: str | None
    connected: bool
    seen_at: str | None
    sequence: int
    behind: int
    sound: str
    spoke: SpokeOut | None
    missing: list[str]
    """Clips of the voice that it needed and that are missing or damaged now."""
    clock_off_s: float
    version: str
    alarm: Literal["lost", "behind", "mute", "clips", "two_voices", "clock"] | None


class DisplaysOut(BaseModel):
    """Screens, by name."""

    displays: list[DisplayOut]
