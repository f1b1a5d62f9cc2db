"""Figures, ratios, and the one table that they are printed in."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of what was measured several times, and the extremes."""

    values: Sequence[float]

    @property
    def median(self) -> float:
        """The middle."""
        return median(self.values)

    def __str__(self) -> str:
        return f"{self.median:.2f} ({min(self.values):.2f}-{max(self.values):.2f})"


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """What a figure itself must be, on a machine of two cores of today."""

    name: str
    value: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_missed(self) -> bool:
        """Whether the figure is not what the project requires."""
        low = self.at_least is not None and self.value < self.at_least
        return low or (self.at_most is not None and self.value > self.at_most)

    def __str__(self) -> str:
        bound = f">= {self.at_least:g}" if self.at_least is not None else f"<= {self.at_most:g}"
        return f"{self.name} {bound} {'MISSED' if self.is_missed else 'ok'}".strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One measure: a figure, another one beside it, and the ratio of both."""

    measure: str
    figure: str
    against: str = ""
    ratio: Spread | None = None
    at_least: float | None = None
    at_most: float | None = None
    limits: Sequence[Limit] = ()
    busy: str = ""
    """How much of a core each side used: what is near 100 % is what was measured."""
    repeat: str

    @property
    def is_missed(self) -> bool:
        """Whether anything is not what the project requires."""
        return any(each.is_missed for each in self._required())

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        ratio = "" if self.ratio is None else str(self.ratio)
        required = ", ".join(map(str, self._required()))
        return self.measure, self.figure, self.against, ratio, required, self.busy, self.repeat

    def _required(self) -> Sequence[Limit]:
        if self.ratio is None or (self.at_least is None and self.at_most is None):
            return self.limits
        of_ratio = Limit(
            name="", value=self.ratio.median, at_least=self.at_least, at_most=self.at_most
        )
        return [of_ratio, *self.limits]


HEADS = ("measure", "figure", "against", "ratio (min-max)", "required", "CPU", "repeat with")


def table(rows: Sequence[Row]) -> str:
    """All rows as a Markdown table whose columns also line up in a terminal."""
    lines = [HEADS, *(row.cells() for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEADS))]
    shown = [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    ]
    shown.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(shown)


def machine() -> str:
    """Where and under what it was measured."""
    loads = " ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{os.cpu_count()} cores, load average {loads} "
        f"(without the measuring: all else that ran), Python {platform.python_version()}"
    )


def milliseconds(values: Sequence[float]) -> str:
    """The median of milliseconds."""
    return f"{median(values):.2f} ms"
