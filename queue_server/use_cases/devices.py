"""Devices: kiosks, displays, printers, rating pads; each asks, is approved, and can be revoked."""

from datetime import datetime

from queue_server.domain.errors import Forbidden, IllegalTransition, Invalid, NotFound
from queue_server.domain.events import DeviceChanged
from queue_server.use_cases.device import Device, DeviceKind, DeviceState
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.screens import get_screen


def enrol(
    uow: UnitOfWork,
    *,
    hall: str,
    kind: DeviceKind,
    name: str,
    device: str,
    token: bytes,
    counter: int | None = None,
) -> Device:
    """A device asks to be let in; a manager decides. A rating pad belongs to a counter: else Invalid."""
    if kind is DeviceKind.RATING_PAD and counter is None:
        raise Invalid(field="counter")
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
        locked.record(changed(asked, locked.now, name))
        return asked


def decide(
    uow: UnitOfWork,
    *,
    hall: str,
    device: str,
    state: DeviceState,
    by: str,
    screen: str | None = None,
    name: str | None = None,
) -> Device:
    """Approve or revoke; a revoked device stays revoked. Give a display another screen or name."""
    with uow.locked(hall) as locked:
        asked = uow.devices.find_device(device)
        if asked is None or asked.hall != hall:
            raise NotFound(what="device", device=device)
        if asked.state is DeviceState.REVOKED or state is DeviceState.PENDING:
            raise IllegalTransition(device=device, state=asked.state.value, verb=state.value)
        if screen is not None:
            get_screen(locked, screen)
        asked.state, asked.decided_by, asked.decided_at = state, by, locked.now
        asked.screen, asked.name = screen or asked.screen, name or asked.name
        uow.devices.save_device(asked)
        locked.record(changed(asked, locked.now, by))
        return asked


def heartbeat(uow: UnitOfWork, *, device: str, status: dict[str, str]) -> Device:
    """A device lives; a change of what it says of itself is an event."""
    known = uow.devices.find_device(device)
    if known is None:
        raise NotFound(what="device", device=device)
    with uow.locked(known.hall) as locked:
        found = uow.devices.find_device(device)
        if found is None or found.state is not DeviceState.APPROVED:
            raise Forbidden(device=device)
        is_news = status != found.status
        found.status, found.seen_at = status, locked.now
        uow.devices.save_device(found)
        if is_news:
            locked.record(changed(found, locked.now, found.name))
        return found


def note_sound(uow: UnitOfWork, *, device: str, state: str) -> None:
    """A display said whether it can be heard; the manager sees it beside the device."""
    found = uow.devices.find_device(device)
    if found is not None:
        heartbeat(uow, device=device, status={**found.status, "sound": state})


def changed(device: Device, at: datetime, actor: str) -> DeviceChanged:
    """What the record says of a device as it is now."""
    return DeviceChanged(
        at=at,
        actor=actor,
        device=device.id,
        device_kind=device.kind.value,
        state=device.status.get("printer", device.state.value)
        if device.state is DeviceState.APPROVED
        else device.state.value,
    )
