"""Counters for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from queue_server.use_cases.recorded import Recorded

SILENT = frozenset({"blocked", "silent"})
"""States in which nobody hears a display."""


class Metrics:
    """What this process has seen; nothing personal, and few labels."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._events = Counter(
            "lunhou_events", "Events published", ["hall", "kind"], registry=self._registry
        )
        self._sequence = Gauge(
            "lunhou_sequence", "Sequence of the last event", ["hall"], registry=self._registry
        )
        self._sounding = Gauge(
            "lunhou_display_sound",
            "1 where a display can be heard",
            ["hall", "device"],
            registry=self._registry,
        )
        self._cut_off = Counter(
            "lunhou_sockets_cut_off",
            "Sockets that did not read, or answered no ping",
            registry=self._registry,
        )

    def hear(self, recorded: Recorded) -> None:
        """Count an event; a listener of the publisher."""
        self._events.labels(recorded.hall, recorded.event.kind).inc()
        self._sequence.labels(recorded.hall).set(recorded.sequence)

    def sound(self, hall: str, device: str, state: str) -> None:
        """A display said how its sound is."""
        self._sounding.labels(hall, device).set(0 if state in SILENT else 1)

    def cut_off(self) -> None:
        """A socket was cut off: it did not read, or answered no ping."""
        self._cut_off.inc()

    def text(self) -> bytes:
        """In Prometheus' own format."""
        return generate_latest(self._registry)
