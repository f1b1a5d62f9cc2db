"""The officer's verbs as requests of the contract: made here once, for the command line and the keypad."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from queue_server.protocol import Client

NUMBER = re.compile(r"[A-Z]\d{3,6}")
TICKET_VERBS = {
    "recall": "recalls",
    "start": "starts",
    "miss": "misses",
    "restore": "restorations",
    "put-back": "returns",
    "hold": "holds",
    "transfer": "transfers",
    "papers": "paper-requests",
    "comeback": "comebacks",
    "complete": "completions",
    "cancel": "cancellations",
    "grant": "grants",
    "move": "moves",
    "skip": "skips",
    "step": "steps",
    "check-in": "check-ins",
}
"""Each is a list of its own under the ticket."""
CASE_VERBS = {
    "note": "notes",
    "hand-on": "handovers",
    "put-off": "due",
    "answer": "answers",
    "close": "closings",
    "reopen": "reopenings",
}
"""The same under a case; the day of its answer is one thing, which is set."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One command; ``path`` is after ``/api/v1``."""

    method: Literal["POST", "PUT", "DELETE"]
    path: str
    body: Mapping[str, Any] | None = None

    def send(self, client: Client, key: str | None = None) -> Any:
        """The server's answer; Refusal and Unreachable pass. With the same ``key`` it counts once."""
        if self.method == "POST":
            return client.post(self.path, self.body or {}, key=key)
        if self.method == "PUT":
            return client.put(self.path, self.body or {})
        return client.delete(self.path)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A counter of a hall; its methods are the requests of its officer."""

    hall: str
    counter: int

    @property
    def path(self) -> str:
        """Where the counter is."""
        return f"/halls/{self.hall}/counters/{self.counter}"

    def sit(self) -> Request:
        return _post(f"{self.path}/sessions", {})

    def leave(self) -> Request:
        return Request(method="DELETE", path=f"{self.path}/sessions/current")

    def status(self, state: str, reason: str | None = None) -> Request:
        """Open, pause or close the counter."""
        body = {"state": state} if reason is None else {"state": state, "reason": reason}
        return Request(method="PUT", path=f"{self.path}/status", body=body)

    def call_next(self, current: str | None) -> Request:
        """``current`` is whom the officer saw in hand: so a press made twice, also elsewhere, is one."""
        return _post(f"{self.path}/calls", {"current": current})

    def call(self, number: str) -> Request:
        """A chosen number; a held or a missed one too."""
        return _post(f"{self.path}/calls", {"number": number})

    def handle(self, verb: str, number: str, body: Mapping[str, Any] | None = None) -> Request:
        """One of TICKET_VERBS."""
        return _post(f"/halls/{self.hall}/tickets/{number}/{TICKET_VERBS[verb]}", body or {})

    def undo(self, sequence: int | None) -> Request:
        """The last press of this counter, taken back; older servers answer 404.

        ``sequence`` is the press that the officer saw, under the counter's ``undo``.
        """
        return _post(f"{self.path}/undos", {} if sequence is None else {"sequence": sequence})

    def remark(self, number: str, words: str | None) -> Request:
        """What the next officer sees before calling; None takes it away."""
        path = f"/halls/{self.hall}/tickets/{number}/remark"
        return Request(method="PUT", path=path, body={"remark": words})

    def rate(self, grade: int, number: str) -> Request:
        """A citizen's grade at this counter, from a rating pad; older servers answer 404.

        ``number`` is whose service is rated: what comes late is never another person's.
        """
        return _post(f"{self.path}/rating", {"grade": grade, "number": number})

    def defer(self, number_or_link: str, by_s: int) -> Request:
        """Older servers know the link alone, of which the end is enough."""
        if NUMBER.fullmatch(number_or_link):
            return _post(f"/halls/{self.hall}/tickets/{number_or_link}/deferrals", {"by_s": by_s})
        secret = number_or_link.rstrip("/").rpartition("/")[2]
        return _post(f"/tickets/{secret}/deferrals", {"by_s": by_s})

    def ask_for(self, whom: str, officer: str | None, *, say: bool) -> Request:
        """The duty leader, a colleague or, in an emergency, everybody to this counter."""
        said = {"whom": whom, "say": say} | ({} if officer is None else {"officer": officer})
        return _post(f"{self.path}/help-requests", said)

    def nobody_needed(self) -> Request:
        """What this counter asked for is over."""
        return Request(method="DELETE", path=f"{self.path}/help-requests/current")

    def come(self, counter: int, call: int) -> Request:
        """I go to another counter, which asked."""
        path = f"/halls/{self.hall}/counters/{counter}/help-requests/{call}/acknowledgements"
        return _post(path, {})

    def open_case(self, number: str | None, body: Mapping[str, Any]) -> Request:
        """What could not be done, a complaint, a suggestion; without a number of somebody who has none."""
        of = "" if number is None else f"/tickets/{number}"
        return _post(f"/halls/{self.hall}{of}/cases", body)

    def work_on_case(self, case: str, verb: str, body: Mapping[str, Any]) -> Request:
        """One of CASE_VERBS."""
        path = f"/halls/{self.hall}/cases/{case}/{CASE_VERBS[verb]}"
        return Request(method="PUT" if verb == "put-off" else "POST", path=path, body=body)

    def say(self, code: str) -> Request:
        """A notice by the hall's voice, for this counter where it is one that names a counter."""
        body = {"code": code, "counter": self.counter}
        return _post(f"/halls/{self.hall}/spoken-notices", body)


def _post(path: str, body: Mapping[str, Any]) -> Request:
    return Request(method="POST", path=path, body=body)
