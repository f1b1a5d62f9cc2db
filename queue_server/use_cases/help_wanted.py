"""The bell of a kiosk: somebody there wants a person to come, until one is on the way (请人帮忙)."""

from queue_server.domain.errors import Forbidden, IllegalTransition, NotFound
from queue_server.domain.events import HelpAnswered, HelpWanted, HelpWithdrawn
from queue_server.use_cases.device import Device, DeviceKind, DeviceState
from queue_server.use_cases.ports import UnitOfWork


def ask(uow: UnitOfWork, *, device: str) -> Device:
    """Ring; a bell that rings already rings no second time."""
    known = _kiosk(uow, device)
    with uow.locked(known.hall) as locked:
        found = _kiosk(uow, device)
        if found.wants_help:
            return found
        found.help_at, found.helper, found.helped_at = locked.now, None, None
        uow.devices.save_device(found)
        locked.record(
            HelpWanted(at=locked.now, actor=found.name, device=found.id, place=found.name)
        )
        return found


def withdraw(uow: UnitOfWork, *, device: str) -> Device:
    """Nobody is needed any more; who was on the way is told so."""
    known = _kiosk(uow, device)
    with uow.locked(known.hall) as locked:
        found = _kiosk(uow, device)
        if found.help_at is None:
            return found
        found.help_at, found.helper, found.helped_at = None, None, None
        uow.devices.save_device(found)
        locked.record(HelpWithdrawn(at=locked.now, actor=found.name, device=found.id))
        return found


def answer(uow: UnitOfWork, *, hall: str, device: str, by: str) -> Device:
    """I go there; IllegalTransition if nobody wants help there, or somebody else goes already."""
    with uow.locked(hall) as locked:
        found = uow.devices.find_device(device)
        if found is None or found.hall != hall:
            raise NotFound(what="device", device=device)
        if found.helped_at is not None and found.helper == by:
            return found
        if not found.wants_help:
            raise IllegalTransition(device=device, verb="answer")
        found.helper, found.helped_at = by, locked.now
        uow.devices.save_device(found)
        locked.record(HelpAnswered(at=locked.now, actor=by, device=found.id))
        return found


def _kiosk(uow: UnitOfWork, device: str) -> Device:
    found = uow.devices.find_device(device)
    if found is None:
        raise NotFound(what="device", device=device)
    if found.state is not DeviceState.APPROVED or found.kind is not DeviceKind.KIOSK:
        raise Forbidden(device=device)
    return found
