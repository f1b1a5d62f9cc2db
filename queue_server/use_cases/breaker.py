"""A circuit breaker: who fails again and again is left alone for a while."""

from collections.abc import Callable

FAILURES = 3
"""So many in a row open it."""
FIRST_REST_S = 60.0
LONGEST_REST_S = 900.0


class CircuitBreaker:
    """Closed while all is well; open after failures in a row, for a rest that doubles.

    After the rest one try decides: a success closes it, a failure opens it for twice as long.
    """

    def __init__(self, clock: Callable[[], float], *, failures: int = FAILURES) -> None:
        """``clock`` gives seconds that never go back."""
        self._clock, self._most = clock, failures
        self._failures = 0
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        """Whether nobody should ask now."""
        return self._clock() < self._open_until

    def succeeded(self) -> None:
        """All is well."""
        self._failures, self._open_until = 0, 0.0

    def failed(self) -> None:
        """Count a failure; open after enough of them."""
        self._failures += 1
        beyond = self._failures - self._most
        if beyond >= 0:
            rest = min(FIRST_REST_S * 2.0 ** min(beyond, 10), LONGEST_REST_S)
            self._open_until = self._clock() + rest
