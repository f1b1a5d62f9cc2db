"""One counter of one hall over the contract: the officer's verbs as requests."""

from collections.abc import Mapping
from typing import Any

from queue_server.protocol import Client

Json = dict[str, Any]

TICKET_VERBS = {
    "recall": "recalls",
    "start": "starts",
    "miss": "misses",
    "restore": "restorations",
    "put-back": "returns",
    "hold": "holds",
    "transfer": "transfers",
    "complete": "completions",
    "cancel": "cancellations",
    "grant": "grants",
}
"""Each is a list of its own under the ticket."""


class NobodyInHand(Exception):
    """The verb is about the person at the counter, and there is none."""

    code = "nobody_in_hand"


class Desk:
    """The counter `counter` of `hall`, as the holder of the client's token may use it.

    Every method answers with the server's JSON, and lets Refusal and Unreachable pass.
    """

    def __init__(self, client: Client, *, hall: str, counter: int) -> None:
        self._client = client
        self.hall = hall
        self.counter = counter

    def sit(self) -> Json:
        """Sit down; the counter opens."""
        return self._answer(self._client.post(f"{self._at}/sessions", {}))

    def leave(self) -> Json:
        """Get up; the counter closes."""
        return self._answer(self._client.delete(f"{self._at}/sessions/current"))

    def set_state(self, state: str, reason: str | None = None) -> Json:
        """Open, pause or close the counter."""
        body = {"state": state} if reason is None else {"state": state, "reason": reason}
        return self._answer(self._client.put(f"{self._at}/status", body))

    def call_next(self) -> Json:
        """Call the next; who is in hand is completed, or missed where they never came.

        The call names who is seen in hand, so that a press made at the same time elsewhere counts once.
        """
        current = self.show()["current"]
        body = {"current": current and current["number"]}
        return self._answer(self._client.post(f"{self._at}/calls", body))

    def call(self, number: str) -> Json:
        """Call a chosen number; a held or a missed one too."""
        return self._answer(self._client.post(f"{self._at}/calls", {"number": number}))

    def handle(self, verb: str, number: str | None, body: Mapping[str, Any]) -> Json:
        """One of TICKET_VERBS; without a number for the person in hand, or NobodyInHand."""
        path = f"/halls/{self.hall}/tickets/{number or self._in_hand()}/{TICKET_VERBS[verb]}"
        return self._answer(self._client.post(path, body))

    def say(self, code: str) -> Json:
        """Have the hall's voice say a notice, for this counter where it is one that names a counter."""
        body = {"code": code, "counter": self.counter}
        return self._answer(self._client.post(f"/halls/{self.hall}/spoken-notices", body))

    def notices(self) -> list[Json]:
        """What the voice can be asked to say."""
        listed: list[Json] = self._client.get(f"/halls/{self.hall}/spoken-notices")["notices"]
        return listed

    def show(self) -> Json:
        """The counter as its officer sees it."""
        return self._answer(self._client.get(self._at))

    def waiting(self) -> list[Json]:
        """Everybody who waits in the hall, fullest bar first."""
        path = f"/halls/{self.hall}/tickets"
        tickets: list[Json] = self._client.get(path, {"state": "waiting"})["tickets"]
        return sorted(tickets, key=lambda ticket: -float(ticket["share"]))

    @property
    def _at(self) -> str:
        return f"/halls/{self.hall}/counters/{self.counter}"

    def _in_hand(self) -> str:
        current = self.show()["current"]
        if current is None:
            raise NobodyInHand
        return str(current["number"])

    @staticmethod
    def _answer(body: Any) -> Json:
        answer: Json = body or {}
        return answer
