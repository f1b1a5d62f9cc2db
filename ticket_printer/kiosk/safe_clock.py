"""The server's time, by how long ago the server told it: a kiosk's own clock may be wrong.

What is counted is the time since the machine started, which no one sets. It is remembered together
with which start that was: so the clock outlives the program, but not a power cut; after one it is
unsure until the server has answered once.
"""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from ticket_printer.clock import ServerClock, read_moment, utc_now

log = logging.getLogger(__name__)

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
WORTH_KEEPING = timedelta(seconds=0.5)
"""A smaller correction is not written down."""
SURE_FOR_S = 36 * 3600.0
"""How long it is trusted without the server: the counters of cheap machines lose seconds a day."""


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """What the server said its time was, at which count of seconds of which start of the machine."""

    told: datetime
    ticks_s: float
    start: str


class Anchors(Protocol):
    """Where an anchor outlives the program."""

    def anchor(self) -> Anchor | None:
        """The last one."""
        ...

    def keep_anchor(self, anchor: Anchor) -> None:
        """Keep one durably."""
        ...


def seconds_since_start() -> float:
    """Count seconds since the machine started, asleep or awake, as no clock's setting changes."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boottime is None else time.clock_gettime(boottime)


def this_start() -> str:
    """Name this start of the machine; where that is not known, this run of the program."""
    try:
        return BOOT_ID.read_text("ascii").strip()
    except OSError:
        return secrets.token_hex(8)


class SafeClock(ServerClock):
    """The clock of a kiosk; `safe_now` is None where the time is not known."""

    def __init__(
        self,
        kept: Anchors,
        *,
        ticks: Callable[[], float] = seconds_since_start,
        start: str | None = None,
        local: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(local)
        self._kept, self._ticks = kept, ticks
        self._start = this_start() if start is None else start
        anchor = kept.anchor()
        self._anchor = anchor if anchor is not None and anchor.start == self._start else None

    def safe_now(self) -> datetime | None:
        """The server's time, or None where nobody can know it."""
        if self._anchor is None:
            return None
        gone_s = self._ticks() - self._anchor.ticks_s
        if not 0 <= gone_s <= SURE_FOR_S:
            return None
        return self._anchor.told + timedelta(seconds=gone_s)

    def now(self) -> datetime:
        """The server's time; where it is not known, the machine's: good enough to expire a paper."""
        return self.safe_now() or self._local()

    def set(self, server_time: object) -> None:
        """Learn from what the server said its time is (ISO 8601 with `Z`); nothing from nonsense."""
        if (told := read_moment(server_time)) is None:
            log.warning("what the server says of its time is none")
            return
        before = self.safe_now()
        self._anchor = Anchor(told=told, ticks_s=self._ticks(), start=self._start)
        kept = self._kept.anchor()
        if before is None or kept is None or abs(told - before) > WORTH_KEEPING:
            self._kept.keep_anchor(self._anchor)
