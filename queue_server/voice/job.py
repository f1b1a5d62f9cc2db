"""What the server and its worker say to each other: a line of JSON each way."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from queue_server.voice.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One way to say it: by which engine, kept under which name."""

    engine: str
    file: str
    words: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """Say this by the first of these ways that can."""

    choices: tuple[Choice, ...]

    def to_line(self) -> bytes:
        """The line of a job."""
        return _line(asdict(self))

    @classmethod
    def from_line(cls, line: bytes) -> "Job":
        """The job of a line."""
        facts: dict[str, Any] = json.loads(line)
        return cls(
            choices=tuple(
                Choice(engine=each["engine"], file=each["file"], words=Words(**each["words"]))
                for each in facts["choices"]
            )
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What became of a job, and how the worker is."""

    engine: str | None
    """Which spoke; None where all failed, or it was there already."""
    seconds: float
    failed: tuple[str, ...]
    """Why engines did not speak, each beginning with the engine's name."""
    resting: tuple[str, ...]
    """Engines whose breaker is open."""
    cache_bytes: int

    def to_line(self) -> bytes:
        """The line of a report."""
        return _line(asdict(self))

    @classmethod
    def from_line(cls, line: bytes) -> "Report":
        """The report of a line; ValueError if it is none."""
        try:
            facts: dict[str, Any] = json.loads(line)
            return cls(
                **facts | {"failed": tuple(facts["failed"]), "resting": tuple(facts["resting"])}
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"no report: {line[:80]!r}") from error


def _line(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts).encode() + b"\n"
