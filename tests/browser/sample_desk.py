"""A hall as the kiosk sees it, and a ticket as its holder's phone does."""

from datetime import UTC, datetime, timedelta
from typing import Any

Json = dict[str, Any]

AREA = {"zh-CN": "一楼等候区", "en": "Waiting area, 1st floor"}
OLD_PERMIT = {
    "zh-CN": "身份证、近期照片回执、旧证",
    "en": "ID card, photo receipt and the old permit",
}
SERVICES = (
    ("A", "普通护照", "Ordinary passport", "passport", 14, (1080, 1320, 1560)),
    (
        "B",
        "往来港澳通行证",
        "Permit to Hong Kong and Macao",
        "permit_hk_macao",
        21,
        (1320, 1560, 1860),
    ),
    ("C", "往来台湾通行证", "Permit to Taiwan", "permit_taiwan", 4, (360, 480, 660)),
    (
        "D",
        "前往港澳通行证",
        "One-way permit to Hong Kong and Macao",
        "travel_to_hk_macao",
        1,
        (240, 300, 420),
    ),
    ("E", "业务咨询", "Enquiries", "question", 0, (0, 0, 30)),
    ("F", "证件领取", "Collecting documents", "collect", 2, (120, 180, 300)),
    ("G", "采集指纹", "Fingerprints", "fingerprint", 3, (180, 240, 480)),
    ("H", "业务接访", "Reception of visits", "reception", 0, None),
)
CLASSES = (
    ("normal", "普通", "Ordinary", 1800, "declared"),
    ("elderly", "老年人", "Elderly", 300, "declared"),
    ("disabled", "残疾人", "Disabled", 300, "declared"),
    ("pregnant", "孕妇", "Pregnant", 300, "declared"),
    ("soldier", "军人", "Military", 300, "declared"),
    ("appointment", "预约", "Appointment", 600, "check_in"),
    ("urgent", "急事急办", "Urgent", 300, "granted"),
)
MORE_CLASSES = (
    ("student", "师生", "Students and teachers", 1200, "declared"),
    ("talent", "湾区人才", "Bay Area talents", 1200, "declared"),
    ("company", "企业", "Companies", 1200, "declared"),
)
REASONS = (
    ("funeral", "奔丧", "Funeral of a relative"),
    ("treatment", "治疗重症", "Treatment of a serious illness"),
    ("critical_patient", "探望危重病人", "Visit to a critically ill patient"),
    ("meeting", "紧急会议、谈判或签订合同", "Urgent meeting, negotiation or contract"),
    ("study", "留学报到、开学或应试临近", "School enrolment or examination is near"),
    ("visa_expiring", "签证或入境许可即将到期", "Visa or entry permit about to expire"),
)


def texts(chinese: str, english: str) -> dict[str, str]:
    return {"zh-CN": chinese, "en": english}


def forecast(quantiles: tuple[int, int, int] | None) -> dict[str, int] | None:
    return dict(zip(("p10_s", "p50_s", "p90_s"), quantiles, strict=True)) if quantiles else None


def service(letter: str, **changes: Any) -> Json:
    """One of the hall's services as the wire has it."""
    row = next(row for row in SERVICES if row[0] == letter)
    _, chinese, english, icon, waiting, quantiles = row
    plain = {
        "letter": letter,
        "name": texts(chinese, english),
        "icon": icon,
        "kiosk": True,
        "bring": OLD_PERMIT if letter in "ABCD" else None,
        "area": AREA,
        "appointments": letter in "ABCD",
        "classes": None,
        "waiting": waiting,
        "ahead": waiting,
        "forecast": forecast(quantiles),
    }
    return {**plain, **changes}


def priority_class(row: tuple[str, str, str, int, str]) -> Json:
    code, chinese, english, promise_s, who = row
    return {"code": code, "name": texts(chinese, english), "promise_s": promise_s, "who": who}


HALL: Json = {
    "name": texts("广东省出入境接待大厅", "Guangdong Exit-Entry Reception Hall"),
    "open": True,
    "services": [service(row[0]) for row in SERVICES],
    "classes": [priority_class(row) for row in CLASSES],
    "reasons": [{"code": code, "name": texts(*names)} for code, *names in REASONS],
    "duty_leader": {"badge": "000001", "name": "李明"},
    "complaint_line": "020-00000000",
    "hours_today": [["09:00", "12:00"], ["13:00", "17:00"]],
}


def moment(minutes: float = 0) -> str:
    """So many minutes from now, as the wire writes it."""
    at = datetime.now(UTC) + timedelta(minutes=minutes)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def ticket(number: str, service_letter: str, class_code: str, secret: str) -> Json:
    """A ticket just taken, with all that its holder's page gets."""
    chosen = service(service_letter)
    promise_s = next(row[3] for row in CLASSES + MORE_CLASSES if row[0] == class_code)
    return {
        "id": f"t-{secret}",
        "hall": "guangdong",
        "day": "2026-11-23",
        "number": number,
        "service": service_letter,
        "class": class_code,
        "state": "waiting",
        "language": "zh-CN",
        "channel": "kiosk",
        "party_size": 1,
        "issued_at": moment(),
        "clock": moment(),
        "promise_s": promise_s,
        "due_at": moment(promise_s / 60),
        "share": 0.0,
        "ahead": chosen["ahead"],
        "forecast": chosen["forecast"],
        **dict.fromkeys(("called_at", "started_at", "ended_at", "counter", "reason", "remark")),
        "attempt": 0,
        "print": "queued",
        "secret": secret,
        "link": f"/t/{secret}",
        "hall_name": HALL["name"],
        "service_name": chosen["name"],
        "area": AREA,
        "languages": ["zh-CN", "en"],
        "precalled": False,
        "rated": False,
        "to_rate": [],
        "timezone": "Asia/Shanghai",
        "complaint_line": HALL["complaint_line"],
    }


def online() -> Json:
    """What the hall gives to phones."""
    windows = {"A": (30, 45), "B": (0, 10), "E": (5, 20)}
    offers = [
        {
            **{
                name: service(letter)[name] for name in ("letter", "name", "icon", "bring", "ahead")
            },
            "asks_identity": False,
            "classes": None,
            "left": 0 if letter == "E" else 12,
            "arrive_from": moment(begin),
            "arrive_by": moment(end),
        }
        for letter, (begin, end) in windows.items()
    ]
    return {
        "name": HALL["name"],
        "timezone": "Asia/Shanghai",
        "languages": ["zh-CN", "zh-Hant", "en", "ko", "ru"],
        "open": True,
        "services": offers,
        "classes": [
            {"code": code, "name": texts(chinese, english)}
            for code, chinese, english, _, who in CLASSES
            if who == "declared"
        ],
        "in_person_percent": 50,
        "asks_identity": False,
        "there_before_s": 600,
        "kept_s": 1800,
    }


def away(**changes: Any) -> Json:
    """Of a ticket from a phone, while its holder is not in the hall."""
    return {
        "channel": "online",
        "here": False,
        "here_until": None,
        "arrive_from": moment(30),
        "arrive_by": moment(45),
        "kept_until": moment(75),
        "check_in": ["code"],
        "place": None,
        "on_the_way": 1,
        **changes,
    }
