"""Robot officers: each sits at a counter and does what an officer's day is made of."""

import random
import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from queue_server.demo.pacer import Pacer
from queue_server.demo.visitors import HELD, NO_SHOW, RETURNS, TRANSFERRED, service_time
from queue_server.protocol.client import Client, Refusal

LOOK_AGAIN = timedelta(seconds=8)
WALK = (12, 35)
"""Seconds from the call to the counter, from and to."""
PATIENCE = timedelta(seconds=50)
BACK_AFTER = timedelta(minutes=4)
LUNCH = timedelta(minutes=40)


@dataclass(frozen=True, kw_only=True, slots=True)
class Workplace:
    """A counter, and what is known of the hall there."""

    hall: str
    counter: int
    start_on_call: bool
    usual: dict[str, timedelta]
    transfers_to: tuple[str, ...]
    """Services to which this counter sends people on."""


class RobotOfficer:
    """One officer at one counter, through the public interface alone."""

    def __init__(self, client: Client, place: Workplace, pacer: Pacer, dice: random.Random) -> None:
        self._client, self._place, self._pacer, self._dice = client, place, pacer, dice
        self._path = f"/halls/{place.hall}/counters/{place.counter}"
        self._came_back: list[tuple[timedelta, str]] = []

    def work(self, finished: threading.Event, lunch_at: timedelta | None) -> None:
        """Sit down, serve until told that everyone has come and nobody waits, get up."""
        self._client.post(f"{self._path}/sessions", {})
        ticket: dict[str, Any] | None = None
        while True:
            if lunch_at is not None and self._pacer.elapsed() >= lunch_at:
                self._finish(ticket)
                ticket, lunch_at = None, None
                self._eat()
            self._restore()
            called = self._call(ticket)
            if called is not None:
                ticket = self._serve(called)
                continue
            self._finish(ticket)
            ticket = None
            if finished.is_set() and not self._came_back:
                break
            self._pacer.sleep(LOOK_AGAIN)
        self._client.delete(f"{self._path}/sessions/current")

    def _call(self, in_hand: dict[str, Any] | None) -> dict[str, Any] | None:
        """The one button: it completes, or misses, whom I have in hand."""
        body = {"current": None if in_hand is None else in_hand["number"]}
        try:
            called: dict[str, Any] = self._client.post(f"{self._path}/calls", body)
        except Refusal as refusal:
            if refusal.code == "nothing_to_call":
                return None
            raise
        return called

    def _serve(self, ticket: dict[str, Any]) -> dict[str, Any] | None:
        """Serve whom I called; what is given back is still in hand."""
        number = ticket["number"]
        if self._dice.random() < NO_SHOW:
            return self._wait_in_vain(ticket)
        self._pacer.sleep(timedelta(seconds=self._dice.uniform(*WALK)))
        if not self._place.start_on_call:
            self._do(number, "starts")
        lasts = service_time(self._place.usual[ticket["service"]], self._dice)
        if self._dice.random() < HELD:
            lasts /= 2
            self._pacer.sleep(lasts)
            if not self._hold_and_resume(number):
                return None
        self._pacer.sleep(lasts)
        if self._place.transfers_to and self._dice.random() < TRANSFERRED:
            self._do(number, "transfers", {"service": self._dice.choice(self._place.transfers_to)})
            return None
        return ticket

    def _hold_and_resume(self, number: str) -> bool:
        """Send for a photo and go on afterwards; False where the person gave the number back."""
        self._do(number, "holds", {"reason": "photo"})
        self._pacer.sleep(timedelta(minutes=2))
        try:
            self._client.post(f"{self._path}/calls", {"number": number})
        except Refusal as refusal:
            if refusal.code != "illegal_transition":
                raise
            return False
        if not self._place.start_on_call:
            self._do(number, "starts")
        return True

    def _wait_in_vain(self, ticket: dict[str, Any]) -> dict[str, Any] | None:
        number = ticket["number"]
        self._pacer.sleep(PATIENCE)
        self._do(number, "recalls")
        self._pacer.sleep(PATIENCE / 2)
        if self._dice.random() < RETURNS:
            self._came_back.append((self._pacer.elapsed() + BACK_AFTER, number))
        self._do(number, "misses")
        return None

    def _restore(self) -> None:
        """Those who come back late wait again."""
        now = self._pacer.elapsed()
        for due, number in [each for each in self._came_back if each[0] <= now]:
            self._came_back.remove((due, number))
            self._do(number, "restorations")

    def _finish(self, in_hand: dict[str, Any] | None) -> None:
        if in_hand is not None:
            self._do(in_hand["number"], "completions")

    def _eat(self) -> None:
        self._client.put(f"{self._path}/status", {"state": "paused", "reason": "meal"})
        self._pacer.sleep(LUNCH)
        self._client.put(f"{self._path}/status", {"state": "open"})

    def _do(self, number: str, verb: str, body: dict[str, Any] | None = None) -> None:
        """A verb; where somebody else was quicker (a citizen cancelled), nothing is lost."""
        try:
            self._client.post(f"/halls/{self._place.hall}/tickets/{number}/{verb}", body or {})
        except Refusal as refusal:
            if refusal.code not in {"illegal_transition", "not_eligible"}:
                raise
