"""The simulated day's own time: it passes at a chosen speed."""

import time
from datetime import timedelta


class Pacer:
    """Sleeps simulated time; ``elapsed`` is what has passed of the day."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._began = time.monotonic()

    def elapsed(self) -> timedelta:
        """Simulated time since the beginning."""
        return timedelta(seconds=(time.monotonic() - self._began) * self._speed)

    def seconds_of(self, duration: timedelta) -> float:
        """How long simulated time takes."""
        return duration.total_seconds() / self._speed

    def sleep(self, duration: timedelta) -> None:
        """Let simulated time pass."""
        time.sleep(max(0.0, self.seconds_of(duration)))

    def sleep_until(self, moment: timedelta) -> None:
        """Let time pass until so much has passed of the day."""
        self.sleep(moment - self.elapsed())
