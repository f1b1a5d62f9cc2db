"""From an intention to its request: what the counter is like decides, as it does on the officer's page."""

import re
import string
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from counter_client.keypad.pad import SIGN, Intention
from counter_client.primary import absent_act, primary_act
from counter_client.requests import Place, Request
from queue_server.protocol import Client

Json = Mapping[str, Any]

RULES_S = 60.0
"""How long the hall's rules are taken as known."""
CALLABLE = ("waiting", "held", "missed")
_TYPED = re.compile(rf"(?:(?P<place>\d{{1,2}}){re.escape(SIGN)})?(?P<number>\d*)")


class NotNow(Exception):
    """There is nothing to ask for; ``code`` says why, ``details`` which."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class Hall:
    """What the agent asks the server before it commands: Refusal and Unreachable pass."""

    def __init__(
        self, client: Client, place: Place, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._client = client
        self.place = place
        self._clock = clock
        self._rules: tuple[float, bool] | None = None

    def counter(self) -> Json:
        """The counter as its officer sees it."""
        answer: Json = self._client.get(self.place.path)
        return answer

    def start_on_call(self) -> bool:
        """Whether a call is the start of the service here."""
        now = self._clock()
        if self._rules is None or now - self._rules[0] > RULES_S:
            hall = self._client.get(f"/halls/{self.place.hall}")
            self._rules = now, bool(hall["start_on_call"])
        return self._rules[1]

    def to_rate(self) -> str | None:
        """Whose service a rating pad's grade would be about; None for nobody's."""
        found = self._client.get(f"{self.place.path}/rating")["to_rate"]
        return None if found is None else str(found["number"])

    def tickets(self, states: Sequence[str]) -> Sequence[Json]:
        """Today's tickets in these states."""
        path, query = f"/halls/{self.place.hall}/tickets", {"state": ",".join(states)}
        tickets: list[Json] = self._client.get(path, query)["tickets"]
        return tickets


def request_of(intention: Intention, hall: Hall) -> Request:
    """The request of an intention, as the counter is now; NotNow where there is none."""
    deed = intention.deed
    return _HOW[deed.name](hall, intention.typed, deed.arguments)


def read_typed(typed: str) -> tuple[str | None, int | None]:
    """``12``, ``2.12`` and ``2.`` as the letter and the number that they are; NotNow for what is neither."""
    match = _TYPED.fullmatch(typed)
    if match is None or not typed:
        raise NotNow("not_a_number", typed=typed)
    place, number = match["place"], match["number"]
    if place is not None and not 1 <= int(place) <= len(string.ascii_uppercase):
        raise NotNow("not_a_number", typed=typed)
    letter = None if place is None else string.ascii_uppercase[int(place) - 1]
    return letter, int(number) if number else None


How = Callable[[Hall, str, Sequence[str]], Request]


def _go(hall: Hall, _typed: str, _arguments: Sequence[str]) -> Request:
    act = primary_act(hall.counter(), start_on_call=hall.start_on_call())
    if act.verb == "none":
        raise NotNow("nothing_to_call")
    if act.verb == "open":
        return hall.place.status("open")
    return _of_act(hall, act.verb, act.current)


def _absent(hall: Hall, _typed: str, _arguments: Sequence[str]) -> Request:
    act = absent_act(hall.counter(), start_on_call=hall.start_on_call())
    if act is None:
        raise NotNow("nobody_called")
    return _of_act(hall, act.verb, act.current)


def _of_act(hall: Hall, verb: str, current: str | None) -> Request:
    if verb == "next":
        return hall.place.call_next(current)
    return hall.place.handle(verb, current or "")


def _in_hand(verb: str) -> How:
    """A verb for the person at the counter."""

    def how(hall: Hall, _typed: str, arguments: Sequence[str]) -> Request:
        body = {"reason": arguments[0]} if arguments else {}
        return hall.place.handle(verb, _current(hall), body)

    return how


def _current(hall: Hall) -> str:
    current = hall.counter()["current"]
    if current is None:
        raise NotNow("nobody_in_hand")
    return str(current["number"])


def _pause(hall: Hall, _typed: str, arguments: Sequence[str]) -> Request:
    """The same key pauses, and lets calling go on."""
    if hall.counter()["state"] == "open":
        return hall.place.status("paused", *arguments)
    return hall.place.status("open")


def _undo(hall: Hall, _typed: str, _arguments: Sequence[str]) -> Request:
    last = hall.counter().get("undo")
    return hall.place.undo(None if last is None else last["sequence"])


def _rate(hall: Hall, _typed: str, arguments: Sequence[str]) -> Request:
    number = hall.to_rate()
    if number is None:
        raise NotNow("nothing_to_rate")
    return hall.place.rate(int(arguments[0]), number)


def _transfer(hall: Hall, typed: str, _arguments: Sequence[str]) -> Request:
    letter, number = read_typed(typed)
    if letter is not None and number is not None:
        raise NotNow("not_a_number", typed=typed)  # a person is sent to a service or to a counter
    where = {"counter": number} if letter is None else {"service": letter}
    return hall.place.handle("transfer", _current(hall), where)


def _call(hall: Hall, typed: str, _arguments: Sequence[str]) -> Request:
    return hall.place.call(_meant(hall, typed, CALLABLE))


def _numbered(verb: str, state: str) -> How:
    """A verb for a person whose number was typed."""

    def how(hall: Hall, typed: str, arguments: Sequence[str]) -> Request:
        body = dict(zip(("class", "reason"), arguments, strict=False))
        return hall.place.handle(verb, _meant(hall, typed, (state,)), body)

    return how


def _meant(hall: Hall, typed: str, states: Sequence[str]) -> str:
    """The number on paper of what was typed: with its letter, or the only one of this counter's services."""
    letter, number = read_typed(typed)
    if number is None:
        raise NotNow("not_a_number", typed=typed)
    if letter is not None:
        return f"{letter}{number:03d}"
    mine = {service["letter"] for service in hall.counter()["services"]}
    found = sorted(
        str(ticket["number"])
        for ticket in hall.tickets(states)
        if ticket["service"] in mine and int(ticket["number"][1:]) == number
    )
    if not found:
        raise NotNow("no_such_number", typed=typed)
    if len(found) > 1:
        raise NotNow("several_numbers", typed=typed, numbers=" ".join(found))
    return found[0]


_HOW: Mapping[str, How] = {
    "go": _go,
    "absent": _absent,
    **{
        verb: _in_hand(verb)
        for verb in ("recall", "start", "miss", "put-back", "hold", "papers", "complete", "cancel")
    },
    "pause": _pause,
    "open": lambda hall, _typed, _arguments: hall.place.status("open"),
    "close": lambda hall, _typed, arguments: hall.place.status("closed", *arguments),
    "sit": lambda hall, _typed, _arguments: hall.place.sit(),
    "leave": lambda hall, _typed, _arguments: hall.place.leave(),
    "undo": _undo,
    "say": lambda hall, _typed, arguments: hall.place.say(arguments[0]),
    "rate": _rate,
    "call": _call,
    "transfer": _transfer,
    "restore": _numbered("restore", "missed"),
    "comeback": _numbered("comeback", "away"),
    "grant": _numbered("grant", "waiting"),
}
