"""``python -m queue_server.demo.day DEMO.json``: a whole day of visitors and robot officers.

It knows the hall only as everyone does: by the public interface. At the end it closes the day
and prints, as one line of JSON, how many came and how each visit ended.
"""

import argparse
import json
import logging
import random
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from queue_server.demo.devices import STATUS, Heartbeats
from queue_server.demo.pacer import Pacer
from queue_server.demo.robots import RobotOfficer, Workplace
from queue_server.demo.visitors import Visitor, visitors
from queue_server.protocol.client import Client, Refusal

log = logging.getLogger(__name__)
WORKDAY = ((time(9, 0), time(12, 0)), (time(13, 0), time(17, 0)))
LUNCH_BEGINS = timedelta(hours=3)
CANCELLED = 0.015
"""Of those who wait, how many give their number back by phone."""


class Day:
    """One hall's simulated day."""

    def __init__(self, demo: dict[str, Any], *, speed: float, count: int, seed: int) -> None:
        self._demo, self._count = demo, count
        self._dice = random.Random(seed)  # noqa: S311 -- a simulation, and repeatable by its seed
        self._pacer = Pacer(speed)
        self._hall = self._client("kiosk").get(f"/halls/{demo['hall']}")
        self._finished = threading.Event()

    def run(self) -> dict[str, Any]:
        """Let everyone come and be served, close the day, and count the endings."""
        officers = [
            threading.Thread(target=self._work, args=(place, n))
            for n, place in enumerate(self._workplaces())
        ]
        beats = Heartbeats({name: self._client(name) for name in STATUS}, self._pacer)
        for each in (*officers, threading.Thread(target=beats.run, args=(self._finished,))):
            each.daemon = True
            each.start()
        issued = self._let_come()
        self._wait_until_served()
        self._finished.set()
        for officer in officers:
            officer.join()
        self._client("manager").post(f"/halls/{self._hall['hall']}/closings", {})
        return {"issued": issued, "endings": self._endings()}

    def _work(self, place: Workplace, n: int) -> None:
        dice = random.Random(self._dice.random())  # noqa: S311 -- see above
        officer = RobotOfficer(self._client(f"officer:{place.counter}"), place, self._pacer, dice)
        half = LUNCH_BEGINS if n % 2 == 0 else LUNCH_BEGINS + timedelta(minutes=45)
        try:
            officer.work(self._finished, half)
        except Refusal:
            log.exception("the officer of counter %d stopped", place.counter)

    def _workplaces(self) -> list[Workplace]:
        usual = {s["letter"]: timedelta(seconds=s["usual_s"]) for s in self._hall["services"]}
        return [
            Workplace(
                hall=self._hall["hall"],
                counter=counter["number"],
                start_on_call=self._hall["start_on_call"],
                usual=usual,
                transfers_to=tuple(
                    s for s in ("F", "G") if s in usual and s not in counter["services"]
                ),
            )
            for counter in self._hall["counters"]
        ]

    def _let_come(self) -> int:
        issued = 0
        kiosk, desk = self._client("kiosk"), self._client("desk")
        for visitor in self._visitors():
            self._pacer.sleep_until(visitor.comes_after)
            try:
                ticket = self._take_number(visitor, kiosk, desk)
            except Refusal as refusal:
                log.warning("a visitor for %s was refused: %s", visitor.service, refusal.code)
                continue
            issued += 1
            if self._dice.random() < CANCELLED:
                self._give_back(ticket)
        return issued

    def _visitors(self) -> list[Visitor]:
        return visitors(
            self._count,
            services=[s["letter"] for s in self._hall["services"]],
            classes=[each["code"] for each in self._hall["classes"]],
            hours=_hours(self._hall["workday"]) or WORKDAY,
            dice=self._dice,
        )

    def _take_number(self, visitor: Visitor, kiosk: Client, desk: Client) -> dict[str, Any]:
        """At the kiosk; the urgent at the desk; those with an appointment check in, if one is free."""
        path, order = f"/halls/{self._hall['hall']}/tickets", self._order(visitor)
        if visitor.priority_class == "urgent":
            urgent: dict[str, Any] = desk.post(path, {**order, "reason": "emergency"})
            return urgent
        if visitor.priority_class == "appointment":
            kept = self._keep_appointment(visitor, kiosk)
            if kept is not None:
                return kept
            order["class"] = "normal"
        ticket: dict[str, Any] = kiosk.post(path, order)
        return ticket

    def _order(self, visitor: Visitor) -> dict[str, Any]:
        return {
            "service": visitor.service,
            "class": visitor.priority_class,
            "language": visitor.language,
            "party_size": visitor.party_size,
        }

    def _keep_appointment(self, visitor: Visitor, kiosk: Client) -> dict[str, Any] | None:
        """Book the next free slot and check in for it; None if there is none today."""
        hall = self._hall["hall"]
        today = datetime.fromisoformat(kiosk.get(f"/halls/{hall}")["now"]).astimezone(
            ZoneInfo(self._hall["timezone"])
        )
        query = {"service": visitor.service, "date": today.date().isoformat()}
        slots = kiosk.get(f"/halls/{hall}/slots", query)["slots"]
        free = [s for s in slots if s["free"] and datetime.fromisoformat(s["starts_at"]) > today]
        if not free:
            return None
        booking = {"service": visitor.service, "starts_at": free[0]["starts_at"]}
        try:
            code = kiosk.post(f"/halls/{hall}/appointments", booking)["code"]
        except Refusal:
            return None  # at this speed the slot may have begun, or another have been quicker
        ticket: dict[str, Any] = kiosk.post(f"/appointments/{code}/check-ins", {})
        return ticket

    def _give_back(self, ticket: dict[str, Any]) -> None:
        try:
            Client(self._demo["url"]).post(f"/tickets/{ticket['secret']}/cancellations", {})
        except Refusal as refusal:
            log.info("too late to cancel: %s", refusal.code)

    def _wait_until_served(self) -> None:
        manager, path = self._client("manager"), f"/halls/{self._hall['hall']}/tickets"
        while manager.get(path, {"state": "waiting,called,serving,held"})["tickets"]:
            self._pacer.sleep(timedelta(minutes=1))

    def _endings(self) -> dict[str, int]:
        tickets = self._client("manager").get(f"/halls/{self._hall['hall']}/tickets")["tickets"]
        return dict(Counter(ticket["state"] for ticket in tickets))

    def _client(self, name: str) -> Client:
        return Client(self._demo["url"], self._demo["tokens"][name])


def _hours(workday: Sequence[Sequence[str]]) -> tuple[tuple[time, time], ...]:
    return tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in workday)


def main() -> int:
    """Run a day; 0 when every number has an ending."""
    parser = argparse.ArgumentParser(description="a simulated day in the demonstration's hall")
    parser.add_argument("demo", type=Path, help="the demonstration's demo.json")
    parser.add_argument("--speed", type=float, default=60.0, help="times the clock (default: 60)")
    parser.add_argument("--visitors", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s day: %(message)s")
    demo = json.loads(options.demo.read_text("utf-8"))
    day = Day(demo, speed=options.speed, count=options.visitors, seed=options.seed)
    told = day.run()
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    return 0 if sum(told["endings"].values()) == told["issued"] else 1


if __name__ == "__main__":
    sys.exit(main())
