"""One press of each key that goes down: no bounce, no repeat of a key held down."""

from collections.abc import Iterable

from counter_client.keypad.sources import KeyEvent, Motion

LONGEST_S = 60.0
"""A key that is still down after so long without a word was let go, and nobody told."""


class Presses:
    """Remembers which keys are down; times are seconds of a clock that never goes back."""

    def __init__(self, *, debounce_s: float) -> None:
        self._debounce_s = debounce_s
        self._down: dict[str, float] = {}
        """When a key was last said to be down."""
        self._up: dict[str, float] = {}
        """When it went up."""

    def of(self, events: Iterable[KeyEvent], *, at: float) -> list[str]:
        """The keys that were pressed, in order; ``at`` for events that do not say when they were."""
        return [
            event.key
            for event in events
            if self._is_press(event.key, event.motion, at if event.at is None else event.at)
        ]

    def forget(self) -> None:
        """The pad was taken away: nothing is down."""
        self._down.clear()
        self._up.clear()

    def _is_press(self, key: str, motion: Motion, at: float) -> bool:
        if motion is Motion.TAP:
            return True  # whoever tells only presses has seen to it that they are
        if motion is Motion.UP:
            if self._down.pop(key, None) is not None:
                self._up[key] = at
            return False
        was_down = key in self._down and at - self._down[key] < LONGEST_S
        self._down[key] = at
        bounced = key in self._up and at - self._up[key] < self._debounce_s
        return motion is Motion.DOWN and not was_down and not bounced
