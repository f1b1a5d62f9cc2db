"""The officers' fake hall with visits of several steps and missing papers."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.fakes.officer_counters import CounterRoom, Refused, iso

STEPS = {
    "A": (
        {"zh-CN": "普通护照", "en": "Ordinary passport"},
        {"zh-CN": "受理区", "en": "Applications"},
    ),
    "B": ({"zh-CN": "缴费", "en": "Payment"}, {"zh-CN": "缴费发证区", "en": "Payment zone"}),
    "C": ({"zh-CN": "发证", "en": "Collection"}, {"zh-CN": "缴费发证区", "en": "Payment zone"}),
}
CODE = "K7MX3P2A"


class VisitRoom(CounterRoom):
    """A012 is served at counter 3, the first step of its visit; A009 has fetched a photo for long."""

    def __init__(self) -> None:
        super().__init__()
        self.seat(3)
        self.add("A012", 7.7, party_size=2)
        self.in_hand(3, "A012", "serving", 3.7)
        for number, minutes in (("A013", 8), ("A014", 21), ("A015", 3)):
            self.add(number, minutes)
        away = self.add("A009", 95, state="away", counter=3)
        self._send(away, ["photo", "copy"], minutes=72)
        self._steps("A012", "here next todo")

    def hall(self) -> dict[str, Any]:
        services = [
            {"letter": letter, "name": name, "icon": "form", "area": area, "waiting": 0, "forecast": None}
            for letter, (name, area) in STEPS.items()
        ]  # fmt: skip
        return {**super().hall(), "services": services, "papers_remind_s": 3600}

    def show(self, number: int) -> dict[str, Any]:
        away = [each for each in self.tickets.values() if each["state"] == "away"]
        return {**super().show(number), "away": away}

    def handle(self, number: str, verb: str, body: dict[str, Any]) -> dict[str, Any]:
        ticket = self.get(number)
        match verb:
            case "paper-requests":
                return self._send(ticket, body["missing"])
            case "comebacks":
                ticket |= {"state": "waiting", "papers": None}
            case "skips":
                self._step(ticket, body["service"])["state"] = "skipped"
            case "steps":
                raise Refused(409, "wrong_step")
            case _:
                return super().handle(number, verb, body)
        self.record("ticket_came_back", number=number)
        return ticket

    def become(self, ticket: dict[str, Any], verb: str, body: dict[str, Any]) -> dict[str, Any]:
        if verb == "completions" and ticket.get("route"):
            return self._move_on(ticket)
        return super().become(ticket, verb, body)

    def _move_on(self, ticket: dict[str, Any]) -> dict[str, Any]:
        counter = ticket["counter"]
        self._steps(ticket["number"], "done here next")
        ticket |= {"state": "waiting", "service": "B", "counter": None}
        self.let_go(ticket["number"])
        about = {"number": ticket["number"], "counter": counter}
        self.record("ticket_transferred", **about, service="B", completed="A")
        return ticket

    def _send(
        self, ticket: dict[str, Any], missing: list[str], *, minutes: float = 0
    ) -> dict[str, Any]:
        since = iso(datetime.now(UTC) - timedelta(minutes=minutes))
        papers = {
            "code": CODE,
            "missing": missing,
            "counter": 3,
            "since": since,
            "until": "2026-12-29",
        }
        ticket |= {"state": "away", "since": since, "papers": papers}
        self.let_go(ticket["number"])
        self.record("ticket_sent_for_papers", number=ticket["number"])
        return ticket

    def _steps(self, number: str, states: str) -> None:
        self.tickets[number]["route"] = [
            {"service": letter, "name": name, "area": area, "state": state}
            for (letter, (name, area)), state in zip(STEPS.items(), states.split(), strict=True)
        ]

    def _step(self, ticket: dict[str, Any], service: str) -> dict[str, Any]:
        step: dict[str, Any] = next(each for each in ticket["route"] if each["service"] == service)
        return step
