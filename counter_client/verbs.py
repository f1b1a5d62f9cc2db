"""The verbs as typed: their arguments, the letter that each has in the console, and what each does."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from counter_client.desk import Desk

REASONS = ("meal", "rest", "meeting", "training", "materials", "away", "system", "other")
GREEN = "urgent"
"""The class of the green channel."""


class UsageError(Exception):
    """What was typed is no verb, or not with these arguments."""


class VerbParser(argparse.ArgumentParser):
    """Says what is wrong instead of ending the program: the console goes on."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(message)


Do = Callable[[Desk, argparse.Namespace], Any]


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One thing an officer does."""

    name: str
    letter: str
    help: str
    do: Do
    about: str = ""
    """`current`: a ticket, the one in hand where none is named; `number`: a named ticket."""
    reason: bool = False


def _ticket(verb: str) -> Do:
    def do(desk: Desk, options: argparse.Namespace) -> Any:
        reason = getattr(options, "reason", None)
        return desk.handle(verb, options.number, {} if reason is None else {"reason": reason})

    return do


def _transfer(desk: Desk, options: argparse.Namespace) -> Any:
    where = {"service": options.service} if options.service else {"counter": options.to_counter}
    return desk.handle("transfer", options.number, where)


def _grant(desk: Desk, options: argparse.Namespace) -> Any:
    return desk.handle("grant", options.number, {"class": GREEN, "reason": options.reason})


def _state(state: str) -> Do:
    return lambda desk, options: desk.set_state(state, getattr(options, "reason", None))


def _call(desk: Desk, options: argparse.Namespace) -> Any:
    return desk.call(options.number)


def _say(desk: Desk, options: argparse.Namespace) -> Any:
    return desk.say(options.code) if options.code else desk.notices()


VERBS = (
    Verb(name="next", letter="n", help="call the next", do=lambda desk, _: desk.call_next()),
    Verb(name="call", letter="c", help="call a chosen number", do=_call, about="number"),
    Verb(name="recall", letter="r", help="call again", do=_ticket("recall"), about="current"),
    Verb(name="start", letter="s", help="the person has come", do=_ticket("start"), about="current"),
    Verb(name="miss", letter="m", help="never came", do=_ticket("miss"), about="current"),
    Verb(name="restore", letter="u", help="a missed one waits again", do=_ticket("restore"), about="number"),
    Verb(name="put-back", letter="b", help="called by mistake", do=_ticket("put-back"), about="current"),
    Verb(name="hold", letter="h", help="interrupt", do=_ticket("hold"), about="current", reason=True),
    Verb(name="resume", letter="v", help="go on with a held one", do=_call, about="number"),
    Verb(name="transfer", letter="t", help="send on", do=_transfer, about="current"),
    Verb(name="complete", letter="d", help="done", do=_ticket("complete"), about="current"),
    Verb(name="cancel", letter="x", help="give it back", do=_ticket("cancel"), about="current", reason=True),
    Verb(name="grant", letter="g", help="green channel", do=_grant, about="number"),
    Verb(name="pause", letter="p", help="stop calling for a while", do=_state("paused"), reason=True),
    Verb(name="open", letter="o", help="call again after a pause", do=_state("open")),
    Verb(name="close", letter="e", help="stop calling for today", do=_state("closed"), reason=True),
    Verb(name="sit", letter="i", help="sit down; the counter opens", do=lambda desk, _: desk.sit()),
    Verb(name="leave", letter="y", help="get up; the counter closes", do=lambda desk, _: desk.leave()),
    Verb(name="say", letter="a", help="have a notice said; without a code, the list", do=_say),
    Verb(name="status", letter="l", help="the counter now", do=lambda desk, _: desk.show()),
    Verb(name="waiting", letter="w", help="who waits in the hall", do=lambda desk, _: desk.waiting()),
)  # fmt: skip
BY_NAME = {verb.name: verb for verb in VERBS}
BY_LETTER = {verb.letter: verb for verb in VERBS}


def add_verbs(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Give a parser the verbs as its commands."""
    for verb in VERBS:
        parser = verbs.add_parser(verb.name, help=f"{verb.help} ({verb.letter})")
        parser.set_defaults(do=verb.do)
        _add_arguments(parser, verb)


def _add_arguments(parser: argparse.ArgumentParser, verb: Verb) -> None:
    if verb.about:
        parser.add_argument(
            "number",
            type=str.upper,
            nargs="?" if verb.about == "current" else None,
            metavar="NUMBER",
            help="A007" if verb.about == "number" else "A007; without it, the one in hand",
        )
    if verb.name == "say":
        parser.add_argument("code", nargs="?", metavar="CODE", help="such as duty_leader")
    if verb.name == "transfer":
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--service", type=str.upper, metavar="LETTER")
        where.add_argument("--counter", dest="to_counter", type=int, metavar="N")
    if verb.name == "grant":
        parser.add_argument("--reason", required=True, metavar="CODE", help="from the hall's list")
    elif verb.reason:
        known = f"such as {', '.join(REASONS)}" if verb.name == "pause" else None
        parser.add_argument("--reason", metavar="REASON", help=known)
