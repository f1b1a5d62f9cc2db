"""What the service desk sees, as JSON: who wants help, and who may take no number yet."""

from collections.abc import Callable
from typing import Any

from queue_server.use_cases.device import Device, DeviceKind, DeviceState
from queue_server.use_cases.no_shows import CoolDown
from queue_server.use_cases.people import Account
from queue_server.web.wire import iso, iso_or_none

Json = dict[str, Any]
FindOfficer = Callable[[str], Account | None]


PRINTERS = frozenset({DeviceKind.KIOSK, DeviceKind.PRINTER})


def help_json(device: Device, find_officer: FindOfficer) -> Json:
    """The bell of a kiosk; of who comes what hangs over a window, never the user name."""
    helper = None if device.helper is None else find_officer(device.helper)
    return {
        "device": device.id,
        "place": device.name,
        "asked_at": iso_or_none(device.help_at),
        "answered_at": iso_or_none(device.helped_at),
        "helper": helper and {"badge": helper.badge, "name": helper.display_name},
    }


def kiosk_json(device: Device, find_officer: FindOfficer) -> Json:
    """A kiosk for the page that stands on it."""
    return {
        "id": device.id,
        "name": device.name,
        "printer": device.status.get("printer", "unknown"),
        "seen_at": iso_or_none(device.seen_at),
        "help": help_json(device, find_officer),
    }


def prints(device: Device) -> bool:
    """Whether a device may be asked for a paper."""
    return device.state is DeviceState.APPROVED and device.kind in PRINTERS


def printer_json(device: Device) -> Json:
    """Where a paper may come out."""
    return {
        "id": device.id,
        "name": device.name,
        "kind": device.kind.value,
        "printer": device.status.get("printer", "unknown"),
    }


def cool_down_json(cool_down: CoolDown) -> Json:
    """A person by the end of the document and the numbers that were lost."""
    return {
        "id": cool_down.id,
        "last4": cool_down.last4,
        "until": iso(cool_down.until),
        "lost": [
            {"number": each.number, "day": each.day.isoformat(), "service": each.service}
            for each in cool_down.lost
        ],
    }
