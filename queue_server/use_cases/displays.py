"""Screens as the manager sees them: which are on, what each shows and says, what is wrong with it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from queue_server.domain.events import DeviceChanged
from queue_server.domain.hall import Hall
from queue_server.domain.screen import WHOLE_HALL, Screen
from queue_server.use_cases.device import Device, DeviceKind, DeviceState
from queue_server.use_cases.display import Alarm, Display, Report
from queue_server.use_cases.display_alarms import (
    LOST_AFTER,
    Zone,
    alarm_of,
    can_be_heard,
    heard,
    is_connected,
)
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import Everything, UnitOfWork
from queue_server.use_cases.screens import screens

MOST_UNPAIRED = 50
"""Pages without a device that a hall remembers in a day: anyone may open one."""
WELL = "well"
HALL = "hall"

Zones = Callable[[str], Zone | None]
"""Where the voice of a screen is meant to be heard; None for one that says nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """A report as it came in."""

    device: str | None
    report: Report
    published: int
    """Where the hall's record was then."""
    at: datetime

    @property
    def key(self) -> str:
        """By what the hall knows the page."""
        return self.device or f"page:{self.report.page or self.report.screen}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Watched:
    """A screen as it is now."""

    display: Display
    device: Device | None
    connected: bool
    alarm: Alarm | None


def zones(view: HallView) -> Zones:
    """Where the voices of the hall's screens are heard, as they are configured now."""
    known = {each.screen.id: each.screen for each in screens(view)}

    def zone(screen: str) -> Zone | None:
        of = known.get(screen)
        return _zone(of) if of is not None and of.speaks else None

    return zone


def note(uow: UnitOfWork, *, hall: str, reports: Sequence[Heard]) -> None:
    """Keep what some pages said of themselves."""
    with uow.locked(hall):
        known = {each.key: each for each in uow.displays.displays(hall)}
        unpaired = sum(each.device is None for each in known.values())
        for each in reports:
            if each.device is None and each.key not in known:
                unpaired += 1
                if unpaired > MOST_UNPAIRED:
                    continue
            _note(uow, hall, each, known.get(each.key))


def settle(uow: UnitOfWork, *, hall: Hall, zones: Zones) -> None:
    """Record what went wrong with a paired screen, or is well again; forget who is gone."""
    with uow.locked(hall.id) as locked:
        shown = look(uow, hall=hall, zones=zones)
        for each in shown:
            if each.alarm == each.display.alarm:
                continue
            uow.displays.save_display(replace(each.display, alarm=each.alarm))
            if each.device is not None:
                locked.record(_changed(each.device, each.alarm, locked.now))
        for gone in gone_from(uow, hall, shown):
            uow.displays.remove_display(hall.id, gone)


def look(everything: Everything, *, hall: Hall, zones: Zones) -> list[Watched]:
    """Every screen that is paired, and every page that reported today."""
    now = everything.now
    known = {each.key: each for each in everything.displays.displays(hall.id)}
    paired = [each for each in everything.devices.devices(hall.id) if _shows(each, known)]
    rows: list[tuple[Display, Device | None]] = [
        (known.get(each.id) or _unseen(each), each) for each in paired
    ]
    rows += [(each, None) for each in known.values() if _was_seen_today(each, hall, now)]
    audible = [
        (each.key, zone)
        for each, _ in rows
        if can_be_heard(each, now) and (zone := zones(each.screen)) is not None
    ]
    return [_shown(*each, hall, now, zones, audible) for each in rows]


def needs_settling(everything: Everything, *, hall: Hall, zones: Zones) -> bool:
    """Whether something has changed since it was last settled; costs no lock."""
    shown = look(everything, hall=hall, zones=zones)
    if any(each.alarm != each.display.alarm for each in shown):
        return True
    return any(gone_from(everything, hall, shown))


def gone_from(everything: Everything, hall: Hall, shown: Iterable[Watched]) -> list[str]:
    """Pages of other days and of devices that were revoked."""
    here = {each.display.key for each in shown}
    return [each.key for each in everything.displays.displays(hall.id) if each.key not in here]


def _zone(screen: Screen) -> Zone:
    counters = screen.counters if screen.counter is None else (screen.counter,)
    return Zone(
        services=None if screen.services is None else frozenset(screen.services),
        counters=None if counters is None else frozenset(counters),
    )


def _note(uow: UnitOfWork, hall: str, said: Heard, known: Display | None) -> None:
    screen = said.report.screen
    display = known or Display(hall=hall, key=said.key, device=said.device, screen=screen)
    heard(display, said.report, published=said.published, at=said.at)
    uow.displays.save_display(display)
    device = uow.devices.find_device(said.device) if said.device else None
    if device is not None and device.state is DeviceState.APPROVED:
        device.seen_at = said.at
        status = {"screen": screen, "version": said.report.version}
        device.status |= {name: value for name, value in status.items() if value}
        uow.devices.save_device(device)


def _shows(device: Device, known: dict[str, Display]) -> bool:
    if device.kind is not DeviceKind.DISPLAY or device.state is not DeviceState.APPROVED:
        return False
    return device.screen is not None or device.id in known


def _unseen(device: Device) -> Display:
    screen = device.screen or WHOLE_HALL
    return Display(hall=device.hall, key=device.id, device=device.id, screen=screen)


def _was_seen_today(display: Display, hall: Hall, now: datetime) -> bool:
    if display.device is not None or display.seen_at is None:
        return False
    return hall.day(display.seen_at) == hall.day(now)


def _shown(
    display: Display,
    device: Device | None,
    hall: Hall,
    now: datetime,
    zones: Zones,
    audible: list[tuple[str, Zone]],
) -> Watched:
    alarm = alarm_of(
        display,
        now=now,
        expected=device is not None and _is_expected(display, device, hall, now),
        speaks_in=zones(display.screen),
        others=[zone for key, zone in audible if key != display.key],
    )
    connected = is_connected(display, now)
    return Watched(display=display, device=device, connected=connected, alarm=alarm)


def _is_expected(display: Display, device: Device, hall: Hall, now: datetime) -> bool:
    """In the hall's hours every paired screen is; outside of them, who was on that day.

    A screen that was paired just now may take its time to open its page.
    """
    if device.decided_at is not None and now - device.decided_at < LOST_AFTER:
        return False
    if display.seen_at is not None and hall.day(display.seen_at) == hall.day(now):
        return True
    return hall.is_open(now)


def _changed(device: Device, alarm: Alarm | None, at: datetime) -> DeviceChanged:
    return DeviceChanged(
        at=at,
        actor=HALL,
        device=device.id,
        device_kind=device.kind.value,
        state=WELL if alarm is None else alarm.value,
    )
