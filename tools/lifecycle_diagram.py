"""Draws a ticket's life from the one table, as a Mermaid diagram for the docs.

``python tools/lifecycle_diagram.py`` writes it into docs/architecture.md between its marks;
``--check`` only says whether the docs are up to date (exit code 1 when they are not).
"""

import sys
from collections import defaultdict
from pathlib import Path

from queue_server.domain.lifecycle import LIFECYCLE, TicketState

DOCS = Path(__file__).resolve().parent.parent / "docs" / "architecture.md"
BEGIN, END = "<!-- lifecycle: generated -->\n", "<!-- lifecycle: end -->\n"


def diagram() -> str:
    """The diagram, one arrow for each pair of states."""
    arrows: dict[tuple[TicketState, TicketState], list[str]] = defaultdict(list)
    for verb, (origins, after) in LIFECYCLE.items():
        for origin in sorted(origins, key=list(TicketState).index):
            arrows[origin, after].append(verb.value)
    lines = ["```mermaid", "stateDiagram-v2", "  [*] --> waiting: issue"]
    lines += [f"  {a} --> {b}: {', '.join(verbs)}" for (a, b), verbs in arrows.items()]
    ended = sorted(
        {after for _, after in LIFECYCLE.values()} - {s for o, _ in LIFECYCLE.values() for s in o}
    )
    lines += [f"  {state} --> [*]" for state in ended]
    return "\n".join([*lines, "```", ""])


def with_diagram(text: str) -> str:
    """A page's text with the diagram as it should be."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return before + BEGIN + diagram() + END + after


def main() -> int:
    """Write, or check."""
    text = DOCS.read_text("utf-8")
    if "--check" in sys.argv[1:]:
        return int(with_diagram(text) != text)
    DOCS.write_text(with_diagram(text), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
