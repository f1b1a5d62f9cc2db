"""Hours: when a hall takes numbers, on working days, make-up days and holidays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

Interval = tuple[time, time]
"""From when to when, in the hall's own time; the end is not included. ``time.max`` is midnight."""
MORNING, MIDNIGHT = time.min, time.max
"""The beginning and the end of a day."""
FARTHEST_DAYS = 1_000
"""How far ahead working days are looked for."""


def moment(day: date, clock: time, zone: tzinfo) -> datetime:
    """When a clock in a zone shows a time of a day, in UTC."""
    if clock == time.max:
        day, clock = day + timedelta(days=1), time.min
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """A hall's opening hours.

    ``weekly`` has seven entries from Monday; ``dates`` overrides single days: public
    holidays (no interval), make-up working days, extensions.
    """

    weekly: tuple[tuple[Interval, ...], ...] = ((),) * 7
    dates: Mapping[date, tuple[Interval, ...]] = field(default_factory=dict)
    always: bool = False
    """Open whenever asked: a demonstration, a 24-hour hall."""

    def on(self, day: date) -> tuple[Interval, ...]:
        """The intervals of a day; empty when the hall is closed that day."""
        if self.always:
            return ((time.min, time.max),)
        return self.dates.get(day, self.weekly[day.weekday()])

    def is_open(self, at: datetime, zone: tzinfo) -> bool:
        """Whether the hall takes numbers at a moment."""
        return self.find_interval(at, zone) is not None

    def find_interval(self, at: datetime, zone: tzinfo) -> Interval | None:
        """The interval that a moment lies in."""
        local = at.astimezone(zone)
        clock = local.time().replace(tzinfo=None)
        for begin, end in self.on(local.date()):
            if begin <= clock and (clock < end or end == time.max):
                return begin, end
        return None

    def open_until(self, at: datetime, zone: tzinfo) -> datetime | None:
        """When the present interval ends; None when closed, or when it never ends."""
        interval = self.find_interval(at, zone)
        if interval is None or self.always:
            return None
        return moment(at.astimezone(zone).date(), interval[1], zone)

    def left_today(self, at: datetime, zone: tzinfo) -> timedelta | None:
        """How long the hall still works today, without its breaks; None where it never ends."""
        if self.always:
            return None
        day = at.astimezone(zone).date()
        left = timedelta(0)
        for begin, end in self.on(day):
            left += max(timedelta(0), moment(day, end, zone) - max(at, moment(day, begin, zone)))
        return left

    def next_opening(self, at: datetime, zone: tzinfo, *, days: int = 30) -> datetime | None:
        """When the hall opens next after a moment; None if not within ``days``."""
        today = at.astimezone(zone).date()
        for day in (today + timedelta(days=n) for n in range(days + 1)):
            for begin, _ in self.on(day):
                opening = moment(day, begin, zone)
                if opening > at:
                    return opening
        return None

    def working_day_after(self, day: date, count: int) -> date:
        """The day that is so many working days later; the day itself does not count.

        A hall that has no working days in sight counts every day.
        """
        left, found = count, day
        for _ in range(FARTHEST_DAYS):
            if left <= 0:
                return found
            found += timedelta(days=1)
            left -= bool(self.on(found))
        return day + timedelta(days=count)
