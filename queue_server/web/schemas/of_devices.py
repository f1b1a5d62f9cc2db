"""Answers to devices, and about them: who they are, that the server lives, papers to make."""

from typing import Annotated

from pydantic import BaseModel, Field


class DeviceOut(BaseModel):
    """A device."""

    id: str
    hall: str
    kind: str
    name: str
    state: str
    counter: int | None
    asked_at: str
    seen_at: str | None
    status: dict[str, str]
    screen: str | None
    """Which of the hall's screens a display shows."""
    token: str | None = None


class DevicesOut(BaseModel):
    """Devices."""

    devices: list[DeviceOut]


class HeartbeatOut(BaseModel):
    """The server lives, too."""

    hall: str
    server_time: str


class JobOut(BaseModel):
    """A paper to make."""

    id: str
    copy_number: Annotated[int, Field(alias="copy")]
    state: str
    detail: str | None
    """What the device said beside the state, such as ``paper_out``."""
    created_at: str
    ttl_s: int
    issue: str | None = None
    """The press at a kiosk that it is the first paper of."""
    layout: dict[str, object] | None = None


class JobsOut(BaseModel):
    """Papers to make."""

    jobs: list[JobOut]
