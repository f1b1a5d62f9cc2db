"""The hall's plan of its papers: which blocks in which order, how large, with which logo and foot."""

from collections.abc import Mapping
from dataclasses import replace

from queue_server.protocol.messages import Layout, PaperPlan
from ticket_printer.formats import Format
from ticket_printer.paper import Style

USUAL: PaperPlan = {
    "blocks": [
        "logo",
        "hall",
        "service",
        "number",
        "class",
        "route",
        "outlook",
        "issued_at",
        "area",
        "code",
        "notice",
        "foot",
    ],
    "sizes": {},
    "foot": None,
    "logo": None,
}
"""Where the server says nothing of it."""
NUMBER = "number"
SCALES = {"small": 0.8, "normal": 1.0, "large": 1.25}
NUMBER_SCALES = {"small": 0.65, "normal": 0.85}
"""Unless it is said to be smaller, the number is as large as the paper takes."""


def plan_of(layout: Layout) -> PaperPlan:
    """The layout's plan. A paper always has its number, whatever the plan says."""
    plan = layout.get("plan") or USUAL
    if NUMBER not in plan["blocks"]:
        return {**plan, "blocks": [NUMBER, *plan["blocks"]]}
    return plan


def scaled(form: Format, sizes: Mapping[str, str]) -> Format:
    """The format with the sizes that the plan asks for."""
    if not sizes:
        return form
    return replace(
        form,
        hall=_scaled(form.hall, sizes.get("hall")),
        service=_scaled(form.service, sizes.get("service")),
        number=round(form.number * NUMBER_SCALES.get(sizes.get(NUMBER, ""), 1.0)),
        code=round(form.code * SCALES.get(sizes.get("code", ""), 1.0)),
    )


def _scaled(style: Style, size: str | None) -> Style:
    return replace(style, size=round(style.size * SCALES.get(size or "", 1.0)))
