"""Counters of rendered speech."""

from collections.abc import Sequence
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge


class SpeechReport(Protocol):
    """What the worker did for one number in one language."""

    @property
    def engine(self) -> str | None:
        """Which spoke, if one did."""
        ...

    @property
    def seconds(self) -> float:
        """How long it took."""
        ...

    @property
    def failed(self) -> Sequence[str]:
        """Reasons, each beginning with the engine's name and a colon."""
        ...

    @property
    def resting(self) -> Sequence[str]:
        """Engines that are left alone for a while."""
        ...

    @property
    def cache_bytes(self) -> int:
        """How much is kept."""
        ...


class SpeechMetrics:
    """Of the process that renders; of the others they stay empty."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._rendered = Counter(
            "lunhou_speech_rendered", "Numbers rendered", ["engine"], registry=registry
        )
        self._seconds = Counter(
            "lunhou_speech_seconds", "Time spent rendering", ["engine"], registry=registry
        )
        self._failed = Counter(
            "lunhou_speech_failed", "Numbers an engine could not say", ["engine"], registry=registry
        )
        self._resting = Gauge(
            "lunhou_speech_breaker_open",
            "1 where an engine is left alone after failures",
            ["engine"],
            registry=registry,
        )
        self._bytes = Gauge("lunhou_speech_cache_bytes", "Rendered speech kept", registry=registry)
        self._known: set[str] = set()

    def hear(self, report: SpeechReport) -> None:
        """Count a job of the worker."""
        failed = [reason.partition(":")[0] for reason in report.failed]
        for engine in failed:
            self._failed.labels(engine).inc()
        if report.engine is not None:
            self._rendered.labels(report.engine).inc()
            self._seconds.labels(report.engine).inc(report.seconds)
        spoke = {report.engine} if report.engine else set()
        self._known |= spoke | {*failed, *report.resting}
        for engine in self._known:
            self._resting.labels(engine).set(engine in report.resting)
        self._bytes.set(report.cache_bytes)
