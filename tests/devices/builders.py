"""Layouts and jobs with defaults, so that a test writes only what it is about."""

import itertools
from datetime import UTC, datetime, timedelta

from PIL import Image, ImageDraw

from ticket_printer.printers import Progress, Slip

LINK = "https://queue.example.gov.cn/t/Kq3vT9xWm2RbY7cPzL0sNd"
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
_numbers = itertools.count(1)


def iso_now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def a_layout(**changes: object) -> dict:
    return {
        "hall": {"zh-CN": "广东省出入境接待大厅", "en": "Guangdong Exit-Entry Hall"},
        "service": {"zh-CN": "普通护照", "en": "Ordinary passport"},
        "languages": ["zh-CN", "en"],
        "number": "A012",
        "class": {"zh-CN": "老年人优先", "en": "Elderly priority"},
        "ahead": 3,
        "forecast": {"p10_s": 620, "p50_s": 900, "p90_s": 1480},
        "issued_at_local": "2026-11-23 10:24",
        "area": {"zh-CN": "一楼等候区", "en": "Ground floor"},
        "link": LINK,
        "notice": {"zh-CN": "请留意屏幕和语音叫号。", "en": "Please watch the screens."},
        "reprint": False,
        **changes,
    }


def a_job(**changes: object) -> dict:
    return {
        "id": f"job-{next(_numbers)}",
        "copy": 1,
        "state": "queued",
        "created_at": iso_now(),
        "ttl_s": 90,
        "layout": a_layout(),
        **changes,
    }


def an_old_job(*, ttl_s: float, age_s: float) -> dict:
    created = datetime.now(UTC) - timedelta(seconds=age_s)
    return a_job(created_at=iso(created), ttl_s=ttl_s)


def a_picture(width: int = 576, height: int = 400) -> Image.Image:
    """A frame and a diagonal: enough to see whether a picture came through whole."""
    picture = Image.new("1", (width, height), 1)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width - 1, height - 1), outline=0, width=3)
    draw.line((0, 0, width, height), fill=0, width=5)
    return picture


def a_slip(**changes: object) -> Slip:
    return Slip(**{"name": "slip-1", "picture": a_picture(), **changes})


class Story:
    """What a printer told on its way."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.when_held = lambda: None
        """What happens in the hall as soon as the printer is stuck."""

    @property
    def progress(self) -> Progress:
        return Progress(begin=lambda: self.told.append("begin"), held=self._held)

    def _held(self, reason: str) -> None:
        self.told.append(reason)
        self.when_held()
