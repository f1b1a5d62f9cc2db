"""A ticket as a picture, for people who decide how it looks."""

import json
from io import BytesIO
from pathlib import Path

from queue_server.protocol.messages import Layout
from ticket_printer.formats import FORMATS
from ticket_printer.layout import draw_ticket

SAMPLE: Layout = {
    "hall": {"zh-CN": "示例接待大厅", "en": "Example Hall"},
    "service": {"zh-CN": "普通护照", "en": "Ordinary passport"},
    "languages": ["zh-CN", "en"],
    "number": "A012",
    "class": {"zh-CN": "老年人", "en": "Elderly"},
    "ahead": 3,
    "forecast": {"p10_s": 620, "p50_s": 900, "p90_s": 1480},
    "issued_at_local": "2026-11-23 10:24",
    "area": {"zh-CN": "一楼等候区", "en": "Waiting area, 1st floor"},
    "link": "https://queue.example/t/0000000000000000000000",
    "notice": {"zh-CN": "请留意屏幕和语音叫号。", "en": "Please watch the screens."},
    "reprint": False,
}
"""A made-up ticket: its link is as long as a real one, and nobody's."""


def read_layout(file: Path | None) -> Layout:
    """The sample, with what the file says instead: keys of a job's layout, as the server sends them."""
    if file is None:
        return SAMPLE
    try:
        said = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise ValueError(f"{file} is no JSON: {error}") from None
    if not isinstance(said, dict):
        raise ValueError(f"{file} holds no layout: an object is wanted")  # noqa: TRY004 -- as the rest of it
    if unknown := said.keys() - Layout.__annotations__.keys():
        raise ValueError(f"{file}: a layout has no {', '.join(sorted(unknown))}")
    layout: Layout = {**SAMPLE, **said}
    return layout


def png_of(layout: Layout, *, paper: str, copy: int = 1) -> bytes:
    """Draw the ticket as a PNG, a pixel for each dot of the printer; `paper` is one of FORMATS."""
    out = BytesIO()
    draw_ticket(layout, copy=copy, form=FORMATS[paper]).save(out, "PNG")
    return out.getvalue()
