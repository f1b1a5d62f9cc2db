"""Devices: kiosks, displays, printers, rating pads."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from queue_server.use_cases.principal import Principal, Role
from queue_server.use_cases.print_job import PrintJob


class DeviceKind(StrEnum):
    """What a device is for."""

    KIOSK = "kiosk"
    PRINTER = "printer"
    DISPLAY = "display"
    RATING_PAD = "rating_pad"
    """The tablet or keypad at one counter, where people say how it was (评价器)."""


class DeviceState(StrEnum):
    """Whether a device may do anything."""

    PENDING = "pending"
    APPROVED = "approved"
    REVOKED = "revoked"


@dataclass(kw_only=True, slots=True)
class Device:
    """A machine of a hall (设备)."""

    id: str
    hall: str
    kind: DeviceKind
    name: str
    state: DeviceState = DeviceState.PENDING
    token: bytes | None = field(default=None, repr=False)
    """SHA-256 of its bearer token."""
    counter: int | None = None
    screen: str | None = None
    """Which of the hall's screens a display shows."""
    asked_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    seen_at: datetime | None = None
    status: dict[str, str] = field(default_factory=dict)
    """What it last said of itself: printer, sound, version."""
    help_at: datetime | None = None
    """Since when somebody at it wants help, or wanted it until ``helped_at``."""
    helper: str | None = None
    """The user name of who comes."""
    helped_at: datetime | None = None

    @property
    def wants_help(self) -> bool:
        """Whether somebody waits there, and nobody is on the way yet."""
        return self.help_at is not None and self.helped_at is None

    def principal(self) -> Principal:
        """Who it is: nobody in particular until it was approved."""
        approved = self.state is DeviceState.APPROVED
        return Principal(
            name=self.name,
            roles=frozenset({Role(self.kind.value)}) if approved else frozenset(),
            hall=self.hall,
            device=self.id,
            counter=self.counter,
        )


class Devices(Protocol):
    """Devices in one transaction."""

    def find_device(self, device_id: str) -> Device | None:
        """A device by its id."""
        ...

    def find_device_by_token(self, digest: bytes) -> Device | None:
        """A device by the digest of its token."""
        ...

    def devices(self, hall: str) -> list[Device]:
        """Every device of a hall."""
        ...

    def save_device(self, saved: Device) -> None:
        """Keep a device as it is now."""
        ...

    def open_jobs(self, device_id: str) -> list[PrintJob]:
        """The papers that a device still has to make or to tell about, oldest first."""
        ...
