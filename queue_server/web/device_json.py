"""Devices and screens as JSON."""

from queue_server.use_cases.device import Device
from queue_server.use_cases.displays import Watched
from queue_server.web.wire import iso, iso_or_none


def device_json(device: Device) -> dict[str, object]:
    """A device without its token."""
    return {
        "id": device.id,
        "hall": device.hall,
        "kind": device.kind.value,
        "name": device.name,
        "state": device.state.value,
        "counter": device.counter,
        "asked_at": iso(device.asked_at),
        "seen_at": iso_or_none(device.seen_at),
        "status": device.status,
        "screen": device.screen,
    }


def display_json(watched: Watched) -> dict[str, object]:
    """A screen as it is now."""
    display, device = watched.display, watched.device
    spoke = display.spoke and {"sequence": display.spoke[0], "by": display.spoke[1]}
    return {
        "screen": display.screen,
        "device": device and device.id,
        "name": device and device.name,
        "connected": watched.connected,
        "seen_at": iso_or_none(display.seen_at),
        "sequence": display.sequence,
        "behind": display.behind,
        "sound": display.sound,
        "spoke": spoke,
        "missing": list(display.missing),
        "clock_off_s": round(display.clock_off_s, 1),
        "version": display.version,
        "alarm": watched.alarm and watched.alarm.value,
    }
