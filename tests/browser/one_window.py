"""One window and the people before it, once more and without a line of the program: what its officer's
requests must have done to the record, each carried out once."""

from typing import Any

ENDS = {"completions": "service_completed", "cancellations": "ticket_cancelled"}
CALLED, SERVED = (
    {"recalls", "starts", "misses", "returns", "cancellations"},
    {"holds", "completions"},
)
LEAVES = {"misses": "ticket_missed", "holds": "ticket_held", **ENDS}
OPENED, PAUSED = "counter_opened", "counter_paused"

Said = list[tuple[str, str | None]]


class OneWindow:
    """Who waits, by their numbers; who is in hand; and what was recorded of it."""

    def __init__(self, numbers: list[str]) -> None:
        self.waiting, self.current, self.is_served = sorted(numbers), "", False
        self.is_open = False
        self.record: Said = []

    def does(self, path: str, body: dict[str, Any]) -> None:
        """What one request means, ``path`` after the hall; one that is refused changes nothing."""
        verb = path.rsplit("/", 1)[-1]
        if verb in {"sessions", "status"}:
            self.is_open = verb == "sessions" or body["state"] == "open"
            self.record.append((OPENED if self.is_open else PAUSED, None))
        elif verb == "calls":
            self._call(body["current"] or "")
        elif path.split("/")[2] == self.current and verb in (SERVED if self.is_served else CALLED):
            self._handle(verb)

    def _call(self, seen: str) -> None:
        if not self.is_open or seen != self.current or not self.waiting:
            return
        if self.current:
            self._handle("completions" if self.is_served else "misses")
        self.current, self.is_served = self.waiting.pop(0), False
        self.record.append(("ticket_called", self.current))

    def _handle(self, verb: str) -> None:
        number = self.current
        if verb == "recalls":
            self.record.append(("ticket_called", number))
        elif verb == "starts":
            self.is_served = True
            self.record.append(("service_started", number))
        elif verb == "returns":
            self.record.append(("ticket_put_back", number))
            self.waiting, self.current = sorted([number, *self.waiting]), ""
        else:
            self.record.append((LEAVES[verb], number))
            self.current = ""
