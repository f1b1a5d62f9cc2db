"""The counters and tickets of the fake hall, as JSON of the contract."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

SERVICES = {
    "A": {"zh-CN": "普通护照", "en": "Ordinary passport"},
    "B": {"zh-CN": "往来港澳通行证", "en": "Hong Kong and Macao permit"},
    "C": {"zh-CN": "往来台湾通行证", "en": "Taiwan permit"},
    "F": {"zh-CN": "证件领取", "en": "Collection"},
    "G": {"zh-CN": "采集指纹", "en": "Fingerprints"},
}
CLASSES = {
    "normal": ({"zh-CN": "普通", "en": "Regular"}, 1800, "declared"),
    "elderly": ({"zh-CN": "老年人", "en": "Elderly"}, 300, "declared"),
    "appointment": ({"zh-CN": "预约", "en": "Appointment"}, 600, "check_in"),
    "urgent": ({"zh-CN": "急事急办", "en": "Urgent"}, 300, "granted"),
}
REASONS = [
    {"code": "funeral", "name": {"zh-CN": "奔丧", "en": "Funeral abroad"}},
    {"code": "illness", "name": {"zh-CN": "探望危重病人", "en": "Critically ill relative"}},
    {"code": "study", "name": {"zh-CN": "紧急出境学习", "en": "Urgent study abroad"}},
]
KINDS = {
    "duty_leader": {"zh-CN": "值班领导窗口", "en": "Duty leader"},
    "acceptance": {"zh-CN": "受理窗口", "en": "Applications"},
    "issue": {"zh-CN": "发证窗口", "en": "Collection"},
    "fingerprint": {"zh-CN": "采集指纹窗口", "en": "Fingerprints"},
}
WINDOWS = ["duty_leader", *["acceptance"] * 8, "fingerprint", "issue", "issue", "issue"]
ME = {"badge": "020334", "name": "李晓雯"}
OTHER = {"badge": "020341", "name": "张伟"}

FROM = {
    "recalls": ({"called"}, "called"),
    "starts": ({"called"}, "serving"),
    "misses": ({"called"}, "missed"),
    "restorations": ({"missed"}, "waiting"),
    "returns": ({"called"}, "waiting"),
    "holds": ({"serving"}, "held"),
    "transfers": ({"called", "serving"}, "waiting"),
    "completions": ({"serving"}, "completed"),
    "cancellations": ({"waiting", "called", "held", "missed"}, "cancelled"),
    "grants": ({"waiting"}, "waiting"),
    "paper-requests": ({"serving"}, "away"),
    "comebacks": ({"away"}, "waiting"),
    "deferrals": ({"waiting"}, "waiting"),
}
KINDS_OF_EVENT = {
    "recalls": "ticket_called", "starts": "service_started", "misses": "ticket_missed",
    "restorations": "ticket_restored", "returns": "ticket_put_back", "holds": "ticket_held",
    "transfers": "ticket_transferred", "completions": "service_completed",
    "cancellations": "ticket_cancelled", "grants": "class_granted", "deferrals": "ticket_deferred",
    "paper-requests": "ticket_sent_for_papers", "comebacks": "ticket_came_back",
}  # fmt: skip


class Refused(Exception):
    def __init__(self, status: int, code: str, **details: Any) -> None:
        super().__init__(code)
        self.status = status
        self.body = {"code": code, "message": code, "details": details}


def iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Undo:
    """What the last press can be taken back to."""

    def __init__(self) -> None:
        self.sequence = 0
        self.was = ""
        self.number: str | None = None
        self.until = datetime.now(UTC)
        self.kept: tuple[Any, ...] | None = None

    def keep(self, room: "CounterRoom", counter: int, number: str | None) -> None:
        """Before a press."""
        self.number, self.kept = (
            number,
            deepcopy((counter, room.tickets, room.counters, room.completed)),
        )
        self.until = datetime.now(UTC) + timedelta(seconds=room.rules["undo_s"])

    def names(self, kind: str, sequence: int) -> None:
        """The press's last event."""
        self.was, self.sequence = kind, sequence

    def shown(self, counter: int) -> dict[str, Any] | None:
        if not self.kept or self.kept[0] != counter or self.until < datetime.now(UTC):
            return None
        return {
            "sequence": self.sequence,
            "was": self.was,
            "number": self.number,
            "until": iso(self.until),
        }

    def restore(self, room: "CounterRoom") -> list[dict[str, Any]]:
        """The tickets of the press as they are again."""
        assert self.kept
        changed = [n for n, each in self.kept[1].items() if each != room.tickets[n]]
        _, room.tickets, room.counters, room.completed = self.kept
        self.kept = None
        return [room.tickets[number] for number in changed]


class CounterRoom:
    """Tickets by number and counters by number; every change makes an event."""

    def __init__(self, code: str = "guangdong", *, start_on_call: bool = False) -> None:
        self.code, self.start_on_call = code, start_on_call
        self.token = "officer-3"
        self.officer = {
            **ME,
            "display_name": ME["name"],
            "name": "officer3",
            "roles": ["officer"],
            "hall": code,
        }
        self.sequence = 812
        self.events: list[dict[str, Any]] = []
        self.tickets: dict[str, dict[str, Any]] = {}
        self.completed = 0
        self.to_rate: str | None = None
        """Whose service a rating pad would rate; empty for nobody's, None where there are no pads."""
        self.undo = Undo()
        self.rules = {
            "undo_s": 10,
            "recall_guard_s": 0,
            "choose": True,
            "choose_reason": False,
            "deferral_at_most_s": 7200,
            "next_details": "full",
        }
        self.counters = {
            number: {
                "kind": kind,
                "state": "closed",
                "reason": None,
                "expected_at": None,
                "officer": None,
                "current": None,
            }
            for number, kind in enumerate(WINDOWS, start=1)
        }
        self.counters[2] |= {"state": "open", "officer": OTHER}

    # -- what a test arranges ------------------------------------------------------

    def add(
        self, number: str, minutes: float, priority: str = "normal", **more: Any
    ) -> dict[str, Any]:
        """A waiting ticket that was issued so many minutes ago."""
        issued = iso(datetime.now(UTC) - timedelta(minutes=minutes))
        promise = CLASSES[priority][1]
        ticket = {
            "id": f"id-{number}", "hall": self.code, "day": issued[:10], "number": number,
            "service": number[0],
            "class": priority, "state": "waiting", "language": "zh-CN", "channel": "kiosk", "party_size": 1,
            "issued_at": issued, "clock": issued, "promise_s": promise, "due_at": issued, "share": 0.0,
            "ahead": 0, "forecast": None, "called_at": None, "started_at": None, "ended_at": None,
            "counter": None, "attempt": 0, "since": issued,
            "reason": None, "remark": None, "print": "printed", **more,
        }  # fmt: skip
        self.tickets[number] = ticket
        return ticket

    def in_hand(self, counter: int, number: str, state: str, minutes: float) -> None:
        since = iso(datetime.now(UTC) - timedelta(minutes=minutes))
        started = since if state == "serving" or self.start_on_call else None
        self.tickets[number] |= {
            "state": state,
            "called_at": since,
            "started_at": started,
            "counter": counter,
            "attempt": 1,
        }
        self.counters[counter]["current"] = number

    def seat(self, counter: int, officer: dict[str, str] = ME, state: str = "open") -> None:
        self.counters[counter] |= {"officer": officer, "state": state}

    # -- what the contract answers ---------------------------------------------------

    def hall(self) -> dict[str, Any]:
        return {
            "hall": self.code,
            "name": {"zh-CN": "广东省公安厅出入境接待大厅", "en": "Guangdong Exit and Entry Hall"},
            "open": True, "open_until": None, "timezone": "Asia/Shanghai", "now": iso(datetime.now(UTC)),
            "languages": ["zh-CN", "en"], "start_on_call": self.start_on_call, "notices": [],
            "rules": self.rules,
            "duty_leader": None, "hours_today": [["09:00", "17:00"]], "reasons": REASONS,
            "services": [
                {"letter": letter, "name": name, "icon": "passport", "waiting": 0, "forecast": None}
                for letter, name in SERVICES.items()
            ],
            "classes": [
                {"code": code, "name": name, "promise_s": promise_s, "who": who}
                for code, (name, promise_s, who) in CLASSES.items()
            ],
            "counters": [
                {"number": number, "kind": each["kind"], "name": KINDS[each["kind"]], "state": each["state"]}
                for number, each in self.counters.items()
            ],
        }  # fmt: skip

    def board(self) -> dict[str, Any]:
        counters = [
            {
                "number": n,
                "state": c["state"],
                "reason": c["reason"],
                "ticket": c["current"],
                "officer": c["officer"],
            }
            for n, c in self.counters.items()
        ]
        return {
            "hall": self.code, "sequence": self.sequence, "at": iso(datetime.now(UTC)), "calls": [],
            "waiting": [], "counters": counters, "notices": [],
        }  # fmt: skip

    def show(self, number: int) -> dict[str, Any]:
        counter = self.counters.get(number)
        if counter is None:
            raise Refused(404, "not_found")
        line = self.waiting()
        return {
            **counter, "number": number, "name": KINDS[counter["kind"]], "since": None,
            "services": [{"letter": "A", "detour_s": 0}, {"letter": "B", "detour_s": 0}],
            "current": self.with_usual(counter["current"]), **self.line(line),
            "undo": counter.get("undo") or self.undo.shown(number),
            "held": [t for t in self.tickets.values() if t["state"] == "held"],
            "missed": [t for t in self.tickets.values() if t["state"] == "missed"],
            "today": {"completed": self.completed, "service_mean_s": 504 if self.completed else None},
        }  # fmt: skip

    def with_usual(self, number: str | None) -> dict[str, Any] | None:
        usual = {"usual": {"from_s": 480, "to_s": 660}, "sent_by": None}
        return {**usual, **self.tickets[number]} if number else None

    def line(self, waiting: list[dict[str, Any]]) -> dict[str, Any]:
        details = self.rules["next_details"] == "full"
        figures = {
            "longest_since": min((each["issued_at"] for each in waiting), default=None),
            "due_soon": sum(0.83 < each["share"] <= 1 for each in waiting),
        }
        shown = waiting[:5] if details else []
        return {"next": shown, "details": details, "waiting": len(waiting), **figures}

    def waiting(self) -> list[dict[str, Any]]:
        def share(ticket: dict[str, Any]) -> tuple[bool, float]:
            waited = datetime.now(UTC) - datetime.fromisoformat(ticket["clock"])
            ticket["share"] = waited.total_seconds() / ticket["promise_s"]
            return ticket["class"] == "urgent", ticket["share"]

        return sorted(
            (t for t in self.tickets.values() if t["state"] == "waiting"), key=share, reverse=True
        )

    def sit_down(self, number: int) -> dict[str, Any]:
        if self.counters[number]["officer"] not in (None, ME):
            raise Refused(409, "counter_taken")
        self.counters[number] |= {"officer": ME, "state": "open", "reason": None}
        self.record("counter_opened", counter=number)
        return self.show(number)

    def get_up(self, number: int) -> dict[str, Any]:
        if self.counters[number]["current"]:
            raise Refused(409, "ticket_in_hand")
        self.counters[number] |= {"officer": None, "state": "closed"}
        self.record("counter_closed", counter=number)
        return self.show(number)

    def take_back(self, number: int, body: dict[str, Any]) -> dict[str, Any]:
        """The last press at the counter, whole."""
        if self.undo.sequence != body.get("sequence"):
            raise Refused(409, "nothing_to_undo")
        undone = self.undo.restore(self)
        self.record("action_undone", counter=number)
        return {"undone": [], "tickets": undone, "counter": self.show(number)}

    def remark(self, number: str, words: str | None) -> dict[str, Any]:
        self.get(number)["remark"] = words
        self.undo.kept = None
        self.record("ticket_remarked", number=number)
        return self.get(number)

    def set_status(
        self, number: int, state: str, reason: str | None = None, expected_s: float | None = None
    ) -> dict[str, Any]:
        back = (
            None if expected_s is None else iso(datetime.now(UTC) + timedelta(seconds=expected_s))
        )
        self.undo.keep(self, number, None)
        self.counters[number] |= {"state": state, "reason": reason, "expected_at": back}
        self.record(
            {"open": "counter_opened", "paused": "counter_paused"}.get(state, "counter_closed"),
            counter=number,
        )
        return self.show(number)

    def call(self, number: int, body: dict[str, Any]) -> dict[str, Any]:
        counter = self.counters[number]
        in_hand = self.tickets.get(counter["current"] or "")
        if counter["state"] != "open":
            raise Refused(409, "counter_closed")
        if in_hand and "current" in body and body["current"] != in_hand["number"]:
            return in_hand
        chosen = body.get("number")
        ticket = self.get(chosen) if chosen else next(iter(self.waiting()), None)
        if ticket is None:
            raise Refused(409, "nothing_to_call")
        if ticket["state"] not in {"waiting", "missed", "held"}:
            raise Refused(409, "illegal_transition")
        self.undo.keep(self, number, ticket["number"])
        if in_hand:
            served = in_hand["state"] == "serving" or self.start_on_call
            self.become(in_hand, "completions" if served else "misses", {})
        now = iso(datetime.now(UTC))
        ticket |= {"state": "called", "called_at": now, "counter": number, "attempt": 1}
        ticket["started_at"] = now if self.start_on_call else None
        counter["current"] = ticket["number"]
        ticket["since"] = now
        self.record("ticket_called", number=ticket["number"], counter=number, attempt=1)
        return ticket

    def handle(self, number: str, verb: str, body: dict[str, Any]) -> dict[str, Any]:
        ticket = self.get(number)
        allowed = FROM[verb][0]
        if self.start_on_call and verb in {"holds", "completions"}:
            allowed = allowed | {"called"}
        if ticket["state"] not in allowed:
            raise Refused(
                409, "illegal_transition", number=number, state=ticket["state"], verb=verb
            )
        if verb != "recalls":
            self.undo.keep(self, ticket["counter"] or 3, number)
        return self.become(ticket, verb, body)

    def become(self, ticket: dict[str, Any], verb: str, body: dict[str, Any]) -> dict[str, Any]:
        number, state = ticket["number"], FROM[verb][1]
        ticket["state"] = state
        self.completed += verb == "completions"
        ticket["attempt"] += verb == "recalls"
        if verb == "starts":
            ticket["started_at"] = iso(datetime.now(UTC))
        elif verb != "recalls":
            self.let_go(number)
        if verb == "restorations":
            ticket["clock"] = iso(datetime.now(UTC))
        ticket["since"] = iso(datetime.now(UTC))
        ticket |= {name: body[name] for name in ("reason", "class", "service") if name in body}
        if "remind_s" in body:
            ticket["remind_at"] = iso(datetime.now(UTC) + timedelta(seconds=body["remind_s"]))
        self.record(KINDS_OF_EVENT[verb], number=number, counter=ticket["counter"])
        return ticket

    def get(self, number: str) -> dict[str, Any]:
        if number not in self.tickets:
            raise Refused(404, "not_found")
        return self.tickets[number]

    def let_go(self, number: str) -> None:
        for counter in self.counters.values():
            if counter["current"] == number:
                counter["current"] = None

    # -- events --------------------------------------------------------------------------

    def record(self, kind: str, **about: Any) -> None:
        self.sequence += 1
        at = iso(datetime.now(UTC))
        self.undo.names(kind, self.sequence)
        event = {
            "hall": self.code,
            "sequence": self.sequence,
            "previous": self.sequence - 1,
            "kind": kind,
            "at": at,
        }
        self.events.append({**event, **about})

    def take_events(self) -> list[dict[str, Any]]:
        events, self.events = self.events, []
        return events


def a_morning(*, start_on_call: bool = False) -> CounterRoom:
    """Counter 3 in the middle of a morning: A012 is being served, five wait, one is held, two were missed."""
    room = CounterRoom("linkou" if start_on_call else "guangdong", start_on_call=start_on_call)
    room.seat(3)
    room.completed = 27
    room.add("A012", 7.7, "elderly", party_size=2, remark="昨日材料不齐，今日补交户口簿复印件。")
    room.in_hand(3, "A012", "called" if start_on_call else "serving", 3.7)
    for number, minutes, priority in (
        *(("B046", 28, "normal"), ("A013", 8, "appointment"), ("A014", 21, "normal")),
        *(("B047", 19, "normal"), ("A015", 16, "normal"), ("B048", 3, "normal")),
    ):
        room.add(number, minutes, priority)
    room.add(
        "A009",
        31,
        state="held",
        reason="photo",
        since=iso(datetime.now(UTC) - timedelta(minutes=6)),
    )
    room.add("A007", 44, state="missed")
    room.add("B041", 52, state="missed")
    return room
