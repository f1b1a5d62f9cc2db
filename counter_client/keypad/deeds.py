"""What a key may be made to do: the words of a key map."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a deed goes with a number that is typed."""

    AT_ONCE = "at_once"
    """Nothing is typed for it."""
    NUMBER = "number"
    """It waits for a number and the button."""
    EDIT = "edit"
    """It is about what is being typed."""


@dataclass(frozen=True)
class Rule:
    """A deed's kind, and what may stand behind its name."""

    kind: Kind
    argument: str = ""
    """A regular expression; empty where nothing may."""


_REASON = r"[a-z_]{1,32}"
DEEDS = {
    "go": Rule(Kind.AT_ONCE),
    "absent": Rule(Kind.AT_ONCE),
    "recall": Rule(Kind.AT_ONCE),
    "start": Rule(Kind.AT_ONCE),
    "miss": Rule(Kind.AT_ONCE),
    "put-back": Rule(Kind.AT_ONCE),
    "hold": Rule(Kind.AT_ONCE, f"(:{_REASON})?"),
    "papers": Rule(Kind.AT_ONCE, f"(:{_REASON})?"),
    "complete": Rule(Kind.AT_ONCE),
    "cancel": Rule(Kind.AT_ONCE, f"(:{_REASON})?"),
    "pause": Rule(Kind.AT_ONCE, f"(:{_REASON})?"),
    "open": Rule(Kind.AT_ONCE),
    "close": Rule(Kind.AT_ONCE, f"(:{_REASON})?"),
    "sit": Rule(Kind.AT_ONCE),
    "leave": Rule(Kind.AT_ONCE),
    "undo": Rule(Kind.AT_ONCE),
    "say": Rule(Kind.AT_ONCE, f":{_REASON}"),
    "rate": Rule(Kind.AT_ONCE, ":[1-5]"),
    "call": Rule(Kind.NUMBER),
    "transfer": Rule(Kind.NUMBER),
    "restore": Rule(Kind.NUMBER),
    "comeback": Rule(Kind.NUMBER),
    "grant": Rule(Kind.NUMBER, f":{_REASON}:{_REASON}"),
    "digit": Rule(Kind.EDIT, ":[0-9]"),
    "letter": Rule(Kind.EDIT),
    "back": Rule(Kind.EDIT),
    "none": Rule(Kind.EDIT),
}
WHILE_TYPING = frozenset({"letter", "back", "none"})
"""What a key may mean instead while a number is typed."""


@dataclass(frozen=True)
class Deed:
    """One of DEEDS with what stands behind its name: ``pause:meal`` is ``pause`` and ``("meal",)``."""

    name: str
    arguments: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        return DEEDS[self.name].kind

    def __str__(self) -> str:
        return ":".join((self.name, *self.arguments))


class UnknownDeed(ValueError):
    """No key can be made to do that; the text says what is wrong."""


def read_deed(text: str) -> Deed:
    """A deed as a key map writes it; UnknownDeed otherwise."""
    name, *arguments = text.split(":")
    rule = DEEDS.get(name)
    if rule is None:
        raise UnknownDeed(f'"{text}" is nothing that a key can do; there are: {", ".join(DEEDS)}')
    if not re.fullmatch(rule.argument, text.removeprefix(name)):
        raise UnknownDeed(f'"{text}": behind {name} {_wanted(name)}')
    return Deed(name, tuple(arguments))


def _wanted(name: str) -> str:
    return {
        "say": "stands a notice, such as say:duty_leader",
        "rate": "stands a grade from 1 to 5, such as rate:5",
        "grant": "stand class and reason, such as grant:urgent:illness",
        "digit": "stands one digit, such as digit:0",
    }.get(
        name,
        "stands nothing, or a reason such as meal" if DEEDS[name].argument else "stands nothing",
    )
