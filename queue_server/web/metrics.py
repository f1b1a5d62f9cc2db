"""Counters for Prometheus."""

from collections.abc import Callable, Iterator
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Metric, generate_latest
from prometheus_client.registry import Collector

from queue_server.use_cases.recorded import Recorded
from queue_server.web.speech_metrics import SpeechMetrics

SILENT = frozenset({"blocked", "silent"})
"""States in which nobody hears a display."""


class Metrics(Collector):
    """What this process has seen; nothing personal, and few labels."""

    def __init__(self, worker: int | None = None) -> None:
        """``worker`` is this process's number where several answer at one address: a label of all."""
        self._worker = worker
        self._registry = CollectorRegistry()
        events = Counter(
            "lunhou_events", "Events published", ["hall", "kind"], registry=self._registry
        )
        sequence = Gauge(
            "lunhou_sequence", "Sequence of the last event", ["hall"], registry=self._registry
        )
        # Looking one up by its labels costs more than counting.
        self._events_of, self._sequence_of = cache(events.labels), cache(sequence.labels)
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
        self._hears_others = Gauge(
            "lunhou_message_queue_open",
            "1 where what other processes do is heard at once",
            registry=self._registry,
        )

        self._messages = Counter(
            "lunhou_messages",
            "Messages to phones: sent, tried again, too late, or nobody there any more",
            ["channel", "outcome"],
            registry=self._registry,
        )
        self.speech = SpeechMetrics(self._registry).hear

    def hear(self, recorded: Recorded) -> None:
        """Count an event; a listener of the publisher."""
        self._events_of(recorded.hall, recorded.event.kind).inc()
        self._sequence_of(recorded.hall).set(recorded.sequence)

    def sound(self, hall: str, device: str, state: str) -> None:
        """A display said how its sound is."""
        self._sounding.labels(hall, device).set(0 if state in SILENT else 1)

    def message(self, channel: str, outcome: str) -> None:
        """A message to a phone was handed over, or was not."""
        self._messages.labels(channel, outcome).inc()

    def cut_off(self) -> None:
        """A socket was cut off: it did not read, or answered no ping."""
        self._cut_off.inc()

    def watch(self, hears_others: Callable[[], bool]) -> None:
        """Ask this for whether other processes are heard; also where there are none."""
        self._hears_others.set_function(lambda: float(hears_others()))

    def text(self) -> bytes:
        """In Prometheus' own format."""
        return generate_latest(self)

    def collect(self) -> Iterator[Metric]:
        """Every metric, with the worker's number where there are several."""
        for metric in self._registry.collect():
            if self._worker is not None:
                own = {"worker": str(self._worker)}
                metric.samples = [
                    each._replace(labels={**each.labels, **own}) for each in metric.samples
                ]
            yield metric
