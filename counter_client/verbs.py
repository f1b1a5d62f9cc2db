"""The verbs as typed: their arguments, the letter that each has in the console, and what each does.

A new verb is one row of VERBS, and ``verb.NAME`` in each language's catalogue. One that is a list under a
ticket has a row in ``requests.TICKET_VERBS`` as well.
"""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from counter_client.desk import Desk
from counter_client.requests import CASE_VERBS

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


@dataclass(frozen=True)
class Argument:
    """One argument, as argparse takes it."""

    name: str
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One thing an officer does."""

    name: str
    letter: str
    help: str
    do: Do
    takes: tuple[Argument, ...] = ()
    one_of: tuple[Argument, ...] = ()
    """Of these exactly one is said."""


def _ticket(verb: str) -> Do:
    def do(desk: Desk, options: argparse.Namespace) -> Any:
        reason = getattr(options, "reason", None)
        return desk.handle(verb, options.number, {} if reason is None else {"reason": reason})

    return do


def _transfer(desk: Desk, options: argparse.Namespace) -> Any:
    said = {
        "service": options.service,
        "counter": options.to_counter,
        "officer": options.officer,
        "back": options.back or None,
    }
    where = {name: each for name, each in said.items() if each is not None}
    return desk.handle("transfer", options.number, where)


def _skip(desk: Desk, options: argparse.Namespace) -> Any:
    return desk.handle("skip", options.number, {"service": options.service})


def _step(desk: Desk, options: argparse.Namespace) -> Any:
    after = {} if options.after is None else {"after": options.after}
    return desk.handle("step", options.number, {"service": options.service, **after})


def _remark(desk: Desk, options: argparse.Namespace) -> Any:
    return desk.send(desk.at.remark(options.number, options.words))


def _grant(desk: Desk, options: argparse.Namespace) -> Any:
    return desk.handle(
        "grant", options.number, {"class": options.to_class, "reason": options.reason}
    )


def _state(state: str) -> Do:
    return lambda desk, options: desk.send(desk.at.status(state, getattr(options, "reason", None)))


def _call(desk: Desk, options: argparse.Namespace) -> Any:
    return desk.send(desk.at.call(options.number))


def _say(desk: Desk, options: argparse.Namespace) -> Any:
    return desk.send(desk.at.say(options.code)) if options.code else desk.notices()


def _ask_for(desk: Desk, options: argparse.Namespace) -> Any:
    return desk.send(desk.at.ask_for(options.whom, options.officer, say=options.say))


def _not_needed(desk: Desk, _options: argparse.Namespace) -> Any:
    return desk.send(desk.at.nobody_needed())


def _come(desk: Desk, options: argparse.Namespace) -> Any:
    return desk.come(options.to_counter)


def _case(desk: Desk, options: argparse.Namespace) -> Any:
    body = _said(options, "kind", "text", "why", "contact")
    return desk.open_case(options.number, body, is_known=not options.nobody)


def _work(desk: Desk, options: argparse.Namespace) -> Any:
    """What belongs to which deed the server knows, and refuses the rest by name."""
    body = _said(options, "text", "owner", "due", "way", "outcome")
    return desk.work_on_case(options.case, options.deed, body)


def _said(options: argparse.Namespace, *names: str) -> dict[str, Any]:
    given = {name: getattr(options, name) for name in names}
    return {name: each for name, each in given.items() if each is not None}


def _defer(desk: Desk, options: argparse.Namespace) -> Any:
    return desk.defer(options.number, options.by_s)


def _sit(desk: Desk, _options: argparse.Namespace) -> Any:
    return desk.send(desk.at.sit())


def _leave(desk: Desk, _options: argparse.Namespace) -> Any:
    return desk.send(desk.at.leave())


def _letter(typed: str) -> str:
    return typed.upper()


CURRENT = Argument(
    "number",
    {
        "type": _letter,
        "nargs": "?",
        "metavar": "NUMBER",
        "help": "A007; without it, the one in hand",
    },
)
NUMBER = Argument("number", {"type": _letter, "metavar": "NUMBER", "help": "A007"})
REASON = Argument("--reason", {"metavar": "REASON"})
PAUSE = Argument("--reason", {"metavar": "REASON", "help": f"such as {', '.join(REASONS)}"})
WHY = Argument("--reason", {"required": True, "metavar": "CODE", "help": "from the hall's list"})
CLASS = Argument("--class", {"dest": "to_class", "default": GREEN, "metavar": "CLASS"})
SERVICE = Argument("--service", {"type": _letter, "metavar": "LETTER"})
COUNTER = Argument("--counter", {"dest": "to_counter", "type": int, "metavar": "N"})
OFFICER = Argument("--officer", {"metavar": "BADGE", "help": "where that one sits"})
BACK = Argument("--back", {"action": "store_true", "help": "to who sent the person"})
WHERE = (SERVICE, COUNTER, OFFICER, BACK)
STEP = Argument("--service", {"type": _letter, "metavar": "LETTER", "required": True})
AFTER = Argument("--after", {"type": _letter, "metavar": "LETTER"})
WORDS = Argument("words", {"nargs": "?", "metavar": "WORDS", "help": "without them, none"})
WHOM = Argument("whom", {"choices": ("duty_leader", "colleague", "emergency")})
COLLEAGUE = Argument("--officer", {"metavar": "BADGE", "help": "which colleague"})
ALOUD = Argument("--say", {"action": "store_true", "help": "by the hall's voice, too"})
CALLED = (WHOM, COLLEAGUE, ALOUD)
WINDOW = Argument("to_counter", {"type": int, "metavar": "COUNTER"})
KIND = Argument("kind", {"choices": ("undone", "complaint", "suggestion")})
TEXT = Argument("text", {"metavar": "WORDS", "help": "what was said, in quotes"})
OF = Argument("--number", {"type": _letter, "metavar": "NUMBER", "help": "without it, in hand"})
WHY_NOT = Argument("--why", {"metavar": "CODE", "help": "such as materials, system, other"})
CONTACT = Argument("--contact", {"metavar": "TELEPHONE"})
NOBODYS = Argument("--nobody", {"action": "store_true", "help": "of somebody without a number"})
ABOUT = (KIND, TEXT, OF, NOBODYS, WHY_NOT, CONTACT)
CASE = Argument("case", {"metavar": "CASE", "help": "2026-0006"})
DEED = Argument("deed", {"choices": tuple(CASE_VERBS)})
SPOKEN = Argument("text", {"nargs": "?", "metavar": "WORDS", "help": "in quotes"})
OWNER = Argument("--to", {"dest": "owner", "metavar": "USER", "help": "hand-on: to whom"})
DUE = Argument("--due", {"metavar": "DATE", "help": "put-off: to 2026-12-04"})
WAY = Argument("--way", {"metavar": "CODE", "help": "answer: page, telephone, paper, in_person"})
OUTCOME = Argument("--outcome", {"metavar": "CODE", "help": "close: such as solved, not_possible"})
WORK = (CASE, DEED, SPOKEN, OWNER, DUE, WAY, OUTCOME)
NOTICE = Argument("code", {"nargs": "?", "metavar": "CODE", "help": "such as duty_leader"})
LINK = Argument("number", {"metavar": "NUMBER", "help": "A007, or the link of the paper"})
LATER = Argument("--by-s", {"type": int, "required": True, "metavar": "SECONDS"})

VERBS = (
    Verb(name="next", letter="n", help="call the next", do=lambda desk, _: desk.call_next()),
    Verb(name="call", letter="c", help="call a chosen number", do=_call, takes=(NUMBER,)),
    Verb(name="recall", letter="r", help="call again", do=_ticket("recall"), takes=(CURRENT,)),
    Verb(name="start", letter="s", help="the person has come", do=_ticket("start"), takes=(CURRENT,)),
    Verb(name="miss", letter="m", help="never came", do=_ticket("miss"), takes=(CURRENT,)),
    Verb(name="restore", letter="u", help="a missed one is back", do=_ticket("restore"), takes=(NUMBER,)),
    Verb(name="put-back", letter="b", help="called by mistake", do=_ticket("put-back"), takes=(CURRENT,)),
    Verb(name="hold", letter="h", help="interrupt", do=_ticket("hold"), takes=(CURRENT, REASON)),
    Verb(name="resume", letter="v", help="go on with a held one", do=_call, takes=(NUMBER,)),
    Verb(name="transfer", letter="t", help="send on", do=_transfer, takes=(CURRENT,), one_of=WHERE),
    Verb(name="undo", letter="j", help="take back the last act", do=lambda desk, _: desk.undo()),
    Verb(name="skip", letter="sk", help="a step is not needed", do=_skip, takes=(CURRENT, STEP)),
    Verb(name="step", letter="st", help="one more step", do=_step, takes=(CURRENT, STEP, AFTER)),
    Verb(name="remark", letter="re", help="seen before the call", do=_remark, takes=(NUMBER, WORDS)),
    Verb(name="papers", letter="f", help="fetches a paper", do=_ticket("papers"), takes=(CURRENT, REASON)),
    Verb(name="comeback", letter="k", help="is back with it", do=_ticket("comeback"), takes=(NUMBER,)),
    Verb(name="complete", letter="d", help="done", do=_ticket("complete"), takes=(CURRENT,)),
    Verb(name="cancel", letter="x", help="give it back", do=_ticket("cancel"), takes=(CURRENT, REASON)),
    Verb(name="grant", letter="g", help="green channel, or --class", do=_grant, takes=(NUMBER, CLASS, WHY)),
    Verb(name="defer", letter="z", help="call later", do=_defer, takes=(LINK, LATER)),
    Verb(name="pause", letter="p", help="stop calling for a while", do=_state("paused"), takes=(PAUSE,)),
    Verb(name="open", letter="o", help="call again after a pause", do=_state("open")),
    Verb(name="close", letter="e", help="stop calling for today", do=_state("closed"), takes=(REASON,)),
    Verb(name="sit", letter="i", help="sit down; the counter opens", do=_sit),
    Verb(name="leave", letter="y", help="get up; the counter closes", do=_leave),
    Verb(name="say", letter="a", help="have a notice said, or list them", do=_say, takes=(NOTICE,)),
    Verb(name="ask-for", letter="as", help="call a person here", do=_ask_for, takes=CALLED),
    Verb(name="not-needed", letter="nn", help="nobody any more", do=_not_needed),
    Verb(name="calls", letter="cl", help="who calls for a person", do=lambda desk, _: desk.calls()),
    Verb(name="come", letter="co", help="I go to a counter", do=_come, takes=(WINDOW,)),
    Verb(name="case", letter="ca", help="write a case down", do=_case, takes=ABOUT),
    Verb(name="work", letter="wk", help="work on a case", do=_work, takes=WORK),
    Verb(name="cases", letter="cs", help="my open cases", do=lambda desk, _: desk.cases()),
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
        # --json may also stand behind the verb; without it there, what stood before counts.
        parser.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
        _add(parser, verb.takes)
        if verb.one_of:
            _add(parser.add_mutually_exclusive_group(required=True), verb.one_of)


def _add(to: "argparse._ActionsContainer", arguments: tuple[Argument, ...]) -> None:
    for argument in arguments:
        to.add_argument(argument.name, **argument.options)
