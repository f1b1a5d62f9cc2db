"""A hall and its board as the contract answers them: the services and windows of a provincial hall."""

from typing import Any

SERVICES = {
    "A": ({"zh-CN": "普通护照", "en": "Passport"}, "passport", 14, (1080, 1320, 1560)),
    "B": (
        {"zh-CN": "往来港澳通行证", "en": "Hong Kong & Macao permit"},
        "permit_hk_macao",
        21,
        (1320, 1560, 1860),
    ),
    "C": ({"zh-CN": "往来台湾通行证", "en": "Taiwan permit"}, "permit_taiwan", 4, (360, 480, 660)),
    "D": (
        {"zh-CN": "前往港澳通行证", "en": "One-way permit"},
        "travel_to_hk_macao",
        1,
        (240, 300, 420),
    ),
    "F": ({"zh-CN": "证件领取", "en": "Collection"}, "collect", 2, (120, 180, 300)),
    "G": ({"zh-CN": "采集指纹", "en": "Fingerprints"}, "fingerprint", 0, (0, 0, 30)),
}
KINDS = {
    "acceptance": {"zh-CN": "受理窗口", "en": "Applications"},
    "issue": {"zh-CN": "发证窗口", "en": "Collection"},
    "duty_leader": {"zh-CN": "值班领导窗口", "en": "Duty leader"},
}
WINDOWS = ["duty_leader", *["acceptance"] * 10, *["issue"] * 2]
NOTICE = {
    "zh-CN": "办理护照请携带居民身份证原件。老年人、残疾人、孕妇、现役军人优先，请告知工作人员。",
    "en": (
        "Please bring your original ID card. "
        "The elderly, disabled, pregnant and soldiers come first; please tell us."
    ),
}


def _forecast(quantiles: tuple[int, int, int]) -> dict[str, int]:
    return dict(zip(("p10_s", "p50_s", "p90_s"), quantiles, strict=True))


HALL: dict[str, Any] = {
    "hall": "guangdong",
    "name": {"zh-CN": "广东省公安厅出入境接待大厅", "en": "Guangdong Exit & Entry Service Hall"},
    "open": True,
    "open_until": "2026-11-23T09:00:00.000Z",
    "timezone": "Asia/Shanghai",
    "languages": ["zh-CN", "en"],
    "start_on_call": False,
    "services": [
        {
            "letter": letter,
            "name": name,
            "icon": icon,
            "open": True,
            "waiting": waiting,
            "forecast": _forecast(quantiles),
        }
        for letter, (name, icon, waiting, quantiles) in SERVICES.items()
    ],
    "classes": [],
    "counters": [
        {
            "number": number,
            "kind": kind,
            "name": KINDS[kind],
            "state": "open",
            "services": ["A", "B"],
        }
        for number, kind in enumerate(WINDOWS, start=1)
    ],
    "notices": [NOTICE],
    "duty_leader": {"badge": "020117", "name": "陈志明"},
    "hours_today": [["09:00", "12:00"], ["13:00", "17:00"]],
    "complaint_line": "8311 1000",
}
PARTS = {
    **dict.fromkeys(("waiting", "coming", "duty", "notices", "media", "check_in"), True),
    **dict.fromkeys(("clock", "officer"), True),
    **dict.fromkeys(("line", "photo"), False),
}
COMING = [
    {"number": f"{letter}{first + place:03}", "service": letter, "counters": [3]}
    for letter, first in (("A", 13), ("B", 46), ("C", 8), ("D", 2), ("F", 22))
    for place in range(4)
]
BOARD: dict[str, Any] = {
    "hall": "guangdong",
    "sequence": 800,
    "at": "2026-11-23T02:24:00.000Z",
    "calls": [],
    "waiting": [
        {"service": letter, "count": waiting, "forecast": _forecast(quantiles)}
        for letter, (_, _, waiting, quantiles) in SERVICES.items()
    ],
    "counters": [
        {
            "number": number,
            "state": "open",
            "ticket": None,
            "officer": {"badge": f"0203{number:02}", "name": "李晓雯"},
        }
        for number in range(1, len(WINDOWS) + 1)
    ],
    "notices": [NOTICE],
}


def a_screen(
    layout: str = "hall", *, switched: dict[str, bool] | None = None, **given: Any
) -> dict[str, Any]:
    """A screen as the manager configured it; `switched` are the parts that differ from the usual."""
    usual = {
        "counter": None,
        "counters": None,
        "services": None,
        "depth_m": None,
        "height_mm": None,
    }
    parts = PARTS | (switched or {})
    return {
        "id": "x",
        "name": {},
        "layout": layout,
        "speaks": True,
        **usual,
        **given,
        "parts": parts,
    }


def a_picture(name: str, *, kind: str = "image", seconds: float = 8) -> dict[str, Any]:
    """A file of the manager's; the fake hall has those of `tests.browser.fake_media`."""
    url = f"/media/guangdong/{name}"
    return {"id": name, "kind": kind, "url": url, "seconds": seconds, "text": None}


def announcement(number: str, counter: int) -> list[dict[str, Any]]:
    """What the voice says of a call."""
    return [
        {"language": "zh-CN", "text": f"请{number}号到{counter}号窗口", "clips": ["chime"]},
        {"language": "en", "text": f"Number {number}, please go to counter {counter}", "clips": []},
    ]
