"""When to try again: exponentially later, with jitter, never past the patience."""

import random
from dataclasses import dataclass, field

FIRST_S = 0.2
LONGEST_S = 5.0


@dataclass(kw_only=True)
class Backoff:
    """The delays of one request or connection; `until` is a time of the monotonic clock."""

    until: float = float("inf")
    attempt: int = field(default=0, init=False)

    def next_delay_s(self, *, now: float, asked_s: float | None = None) -> float | None:
        """Seconds to wait before the next attempt; None when the patience ends before it.

        Full jitter keeps a hall's devices from coming back all at once after a restart. What the
        server asked for by `Retry-After` is waited for at the least.
        """
        ceiling_s = min(LONGEST_S, FIRST_S * 2.0**self.attempt)
        self.attempt += 1
        delay_s = random.uniform(FIRST_S / 2, ceiling_s)  # noqa: S311 -- spreads load, guards nothing
        if asked_s is not None:
            delay_s += asked_s
        return delay_s if now + delay_s < self.until else None


def retry_after_s(header: str | None) -> float | None:
    """Seconds of a `Retry-After` header; its date form and nonsense are as if it were absent."""
    if header is None or not header.strip().isascii() or not header.strip().isdigit():
        return None
    return float(header)
