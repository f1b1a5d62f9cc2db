"""What is wrong with a screen?

A screen is there as long as it reports: whether its socket is open, and at which process, does not
matter. What it should show, it must have shown by the next report that comes a while later; so a
busy hall makes nobody late. Two screens that may be heard in the same zone disturb each other.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_server.use_cases.display import Alarm, Display, Report

LOST_AFTER = timedelta(seconds=50)
"""Two reports that did not come, and some time for the third."""
BEHIND_AFTER = timedelta(seconds=15)
MUTE_AFTER = timedelta(seconds=20)
"""A browser may take its time to find its sound."""
CLOCK_OFF_S = 30.0
HEARD = frozenset({"ready", "speaking"})
NOT_HEARD = frozenset({"blocked", "silent"})
"""``muted`` is meant so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Zone:
    """Where a screen's voice is meant to be heard; None means everywhere."""

    services: frozenset[str] | None = None
    counters: frozenset[int] | None = None

    def meets(self, other: "Zone") -> bool:
        """Whether a call may be said in both."""
        return _meet(self.services, other.services) and _meet(self.counters, other.counters)


def heard(display: Display, report: Report, *, published: int, at: datetime) -> None:
    """Take over what a page says; ``published`` is where the hall's record was at that moment."""
    was_away = not is_connected(display, at)
    if was_away or report.sequence >= display.due or published < display.due:
        display.due, display.due_at = published, at
    if report.sound != display.sound and {report.sound, display.sound} != HEARD:
        display.sound_at = at
    display.screen, display.sequence, display.sound = report.screen, report.sequence, report.sound
    display.sound_at = display.sound_at or at
    display.behind = max(0, published - report.sequence)
    display.spoke, display.clock_off_s = report.spoke or display.spoke, report.clock_off_s
    display.missing = report.missing
    display.version, display.seen_at = report.version, at


def is_connected(display: Display, now: datetime) -> bool:
    """Whether it has reported lately."""
    return display.seen_at is not None and now - display.seen_at < LOST_AFTER


def can_be_heard(display: Display, now: datetime) -> bool:
    """Whether its voice would come through now."""
    return is_connected(display, now) and display.sound in HEARD


def alarm_of(
    display: Display,
    *,
    now: datetime,
    expected: bool,
    speaks_in: Zone | None,
    others: Collection[Zone],
) -> Alarm | None:
    """The worst thing that is wrong with it, if anything is.

    ``expected``: whether it should be on now. ``speaks_in`` is None for a screen that says nothing;
    ``others`` are the zones of the other screens that can be heard now.
    """
    if not is_connected(display, now):
        return Alarm.LOST if expected else None
    if _is_behind(display):
        return Alarm.BEHIND
    if speaks_in is not None and display.sound in NOT_HEARD and _since(display, now) >= MUTE_AFTER:
        return Alarm.MUTE
    if speaks_in is not None and display.missing:
        return Alarm.CLIPS
    if speaks_in is not None and display.sound in HEARD and any(map(speaks_in.meets, others)):
        return Alarm.TWO_VOICES
    return Alarm.CLOCK if abs(display.clock_off_s) > CLOCK_OFF_S else None


def _is_behind(display: Display) -> bool:
    if display.seen_at is None or display.due_at is None:
        return False
    return display.sequence < display.due and display.seen_at - display.due_at >= BEHIND_AFTER


def _since(display: Display, now: datetime) -> timedelta:
    return timedelta(0) if display.sound_at is None else now - display.sound_at


def _meet(one: frozenset[object] | None, other: frozenset[object] | None) -> bool:
    return one is None or other is None or not one.isdisjoint(other)
