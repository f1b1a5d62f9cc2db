"""Devices: kiosks, displays, printers; each asks, is approved, and can be revoked."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from queue_server.domain.errors import Forbidden, IllegalTransition, NotFound
from queue_server.domain.events import DeviceChanged
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.principal import Principal, Role
from queue_server.use_cases.print_job import PrintJob


class DeviceKind(StrEnum):
    """What a device is for."""

    KIOSK = "kiosk"
    PRINTER = "printer"
    DISPLAY = "display"


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
    asked_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    seen_at: datetime | None = None
    status: dict[str, str] = field(default_factory=dict)
    """What it last said of itself: printer, sound, version."""

    def principal(self) -> Principal:
        """Who it is: nobody in particular until it was approved."""
        approved = self.state is DeviceState.APPROVED
        return Principal(
            name=self.name,
            roles=frozenset({Role(self.kind.value)}) if approved else frozenset(),
            hall=self.hall,
            device=self.id,
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


class DevicesUnitOfWork(UnitOfWork, Protocol):
    """A unit of work that reaches devices, too."""

    @property
    def devices(self) -> Devices:
        """Devices."""
        ...


def enrol(
    uow: DevicesUnitOfWork,
    *,
    hall: str,
    kind: DeviceKind,
    name: str,
    device: str,
    token: bytes,
    counter: int | None = None,
) -> Device:
    """A device asks to be let in; a manager decides."""
    with uow.locked(hall) as locked:
        if counter is not None:
            locked.hall.get_counter(counter)
        asked = Device(
            id=device,
            hall=hall,
            kind=kind,
            name=name,
            token=token,
            counter=counter,
            asked_at=locked.now,
        )
        uow.devices.save_device(asked)
        locked.record(_changed(asked, locked.now, name))
        return asked


def decide(
    uow: DevicesUnitOfWork, *, hall: str, device: str, state: DeviceState, by: str
) -> Device:
    """Approve or revoke; a revoked device stays revoked."""
    with uow.locked(hall) as locked:
        asked = uow.devices.find_device(device)
        if asked is None or asked.hall != hall:
            raise NotFound(what="device", device=device)
        if asked.state is DeviceState.REVOKED or state is DeviceState.PENDING:
            raise IllegalTransition(device=device, state=asked.state.value, verb=state.value)
        asked.state, asked.decided_by, asked.decided_at = state, by, locked.now
        uow.devices.save_device(asked)
        locked.record(_changed(asked, locked.now, by))
        return asked


def heartbeat(uow: DevicesUnitOfWork, *, device: str, status: dict[str, str]) -> Device:
    """A device lives; a change of what it says of itself is an event."""
    found = uow.devices.find_device(device)
    if found is None:
        raise NotFound(what="device", device=device)
    if found.state is not DeviceState.APPROVED:
        raise Forbidden(device=device)
    with uow.locked(found.hall) as locked:
        changed = status != found.status
        found.status, found.seen_at = status, locked.now
        uow.devices.save_device(found)
        if changed:
            locked.record(_changed(found, locked.now, found.name))
        return found


def _changed(device: Device, at: datetime, actor: str) -> DeviceChanged:
    return DeviceChanged(
        at=at,
        actor=actor,
        device=device.id,
        device_kind=device.kind.value,
        state=device.status.get("printer", device.state.value)
        if device.state is DeviceState.APPROVED
        else device.state.value,
    )
