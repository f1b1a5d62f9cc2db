"""What the one button means now; the officer's page has the same rule in ``page/primary.js``.

``tests/primary_cases.json`` is the table that both are held against.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Primary:
    """``verb``: next, start, complete, open, miss or none; ``words``: which sentence says it."""

    verb: str
    words: str
    current: str | None = None
    """The number in hand."""
    next: str | None = None
    """Who would be called."""


def primary_act(counter: Json, *, start_on_call: bool) -> Primary:
    """The big act, from the counter as its officer sees it.

    A called person has come or has not: where service does not start on the call, the officer says
    which. Then ``start`` is the big act and that of ``absent_act`` the one beside it.
    """
    current, following = counter["current"], _first(counter)
    verb, words = _act(counter, current, start_on_call=start_on_call)
    return Primary(verb=verb, words=words, current=_number(current), next=_number(following))


def absent_act(counter: Json, *, start_on_call: bool) -> Primary | None:
    """The act for a person who was called and has not come; None where there is nothing to ask."""
    current, following = counter["current"], _first(counter)
    if current is None or is_served(current, start_on_call=start_on_call):
        return None
    calls = _somebody_waits(counter) and counter["state"] == "open"
    verb, words = ("next", _words("absent_next", counter)) if calls else ("miss", "absent")
    return Primary(verb=verb, words=words, current=_number(current), next=_number(following))


def is_served(ticket: Json, *, start_on_call: bool) -> bool:
    """Whether the person in hand is being served: by the state, or by the call itself."""
    return ticket["state"] == "serving" or (start_on_call and ticket["state"] == "called")


def _act(counter: Json, current: Json | None, *, start_on_call: bool) -> tuple[str, str]:
    if current and not is_served(current, start_on_call=start_on_call):
        return "start", "start"
    if counter["state"] == "open":
        return _while_open(counter, current)
    if current:
        return "complete", "complete_paused"
    return "open", "resume" if counter["state"] == "paused" else "open"


def _while_open(counter: Json, current: Json | None) -> tuple[str, str]:
    if _somebody_waits(counter):
        return "next", _words("complete_and_next" if current else "next", counter)
    return ("complete", "complete") if current else ("none", "none")


def _somebody_waits(counter: Json) -> bool:
    """A hall may tell its officers how many wait, and not who (``details`` is false)."""
    return bool(counter["next"]) or _waits_unseen(counter)


def _waits_unseen(counter: Json) -> bool:
    return counter.get("details") is False and counter["waiting"] > 0 and not counter["next"]


def _words(words: str, counter: Json) -> str:
    return f"{words}_unseen" if _waits_unseen(counter) else words


def _first(counter: Json) -> Json | None:
    return next(iter(counter["next"]), None)


def _number(ticket: Json | None) -> str | None:
    return None if ticket is None else str(ticket["number"])
