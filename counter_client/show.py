"""What the server answered, as lines for people."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from counter_client.words import Words

Json = dict[str, Any]


def lines_of(verb: str, answer: Any, words: Words, now: datetime) -> list[str]:
    """Say what a verb did, or what the counter or the line is like."""
    if verb in BY_VERB:
        return BY_VERB[verb](answer, words, now)
    if verb == "say" and isinstance(answer, list):
        return [notice_line(notice, words) for notice in answer]
    if "state" in answer and "service" in answer:
        return [ticket_line(answer, words, now)]
    return [counter_line(answer, words)] if "state" in answer else [words.say("done")]


def ticket_line(ticket: Json, words: Words, now: datetime) -> str:
    """`B046  called at counter 3 · B · waited 28 min`."""
    at = words.say("at_counter", number=ticket["counter"]) if ticket["counter"] else ""
    facts = [
        f"{words.name('state', ticket['state'])}{at}",
        ticket["service"],
        words.name("class", ticket["class"]),
        words.say("waited", minutes=_minutes(ticket, now)),
    ]
    return f"{ticket['number']}  {' · '.join(facts)}"


def counter_line(counter: Json, words: Words) -> str:
    """`Counter 3  paused · meal · 020334 李晓雯`."""
    officer = counter.get("officer")
    facts = [words.name("counter", counter["state"])]
    if counter.get("reason"):
        facts.append(words.name("pause", counter["reason"]))
    facts.append(_who(officer) if officer else words.say("free"))
    return f"{words.say('counter', number=counter['number'])}  {' · '.join(facts)}"


def counter_lines(counter: Json, words: Words, now: datetime) -> list[str]:
    """The counter, who is in hand, who comes, who is held and missed, the day so far."""
    current, today = counter["current"], counter["today"]
    mean_s = today["service_mean_s"]
    mean = "–" if mean_s is None else f"{mean_s / 60:.1f}"
    return [
        counter_line(counter, words),
        f"  {ticket_line(current, words, now) if current else words.say('nobody')}",
        f"  {words.say('next', count=counter['waiting'], numbers=_numbers(counter['next']))}",
        f"  {words.say('held', count=len(counter['held']), numbers=_numbers(counter['held']))}",
        f"  {words.say('missed', count=len(counter['missed']), numbers=_numbers(counter['missed']))}",
        f"  {words.say('today', count=today['completed'], mean=mean)}",
    ]


def waiting_lines(tickets: list[Json], words: Words, now: datetime) -> list[str]:
    """One line a ticket, with the share of its promise used."""
    lines = [f"{ticket['share']:>5.0%}  {ticket_line(ticket, words, now)}" for ticket in tickets]
    return lines or [words.say("nobody_waits")]


def notice_line(notice: Json, words: Words) -> str:
    """`duty_leader  Duty leader, please proceed to counter …`, in the console's language."""
    texts = notice["text"]
    text = texts.get(words.language) or next(iter(texts.values()))
    return f"{notice['code']:<15} {text.replace('{counter}', '…')}"


def call_line(call: Json, words: Words) -> str:
    """`Counter 3 calls: duty leader · 020301 周敏 comes`."""
    counter, whom = words.say("counter", number=call["counter"]), words.name("whom", call["whom"])
    comes = [words.say("called.comes", who=_who(each)) for each in call["comers"]]
    return " · ".join((words.say("called", counter=counter, whom=whom), *comes))


def case_line(case: Json, words: Words) -> str:
    """`2026-0006  complaint · open · due 2026-12-04`."""
    kind, state = words.name("case", case["kind"]), words.name("case_state", case["state"])
    line = words.say("case", number=case["number"], kind=kind, state=state, due=case["due"])
    return f"{line} · {words.say('case_code', code=case['code'])}" if case.get("code") else line


BY_VERB: Mapping[str, Callable[[Any, Words, datetime], list[str]]] = {
    "status": counter_lines,
    "waiting": waiting_lines,
    "ask-for": lambda call, words, _: [call_line(call, words)],
    "come": lambda call, words, _: [call_line(call, words)],
    "calls": lambda calls, words, _: (
        [call_line(call, words) for call in calls] or [words.say("nobody_calls")]
    ),
    "case": lambda case, words, _: [case_line(case, words)],
    "work": lambda case, words, _: [case_line(case, words)],
    "cases": lambda cases, words, _: (
        [case_line(case, words) for case in cases] or [words.say("no_cases")]
    ),
}
"""What answers with more, or with something else, than a ticket or a counter."""


def event_line(event: Json, words: Words) -> str:
    """`10:24:05  ticket_called A007 → 3`, in this machine's timezone."""
    at = datetime.fromisoformat(event["at"]).astimezone()
    where = f" → {event['counter']}" if event.get("counter") else ""
    numbers = [event["number"]] if event.get("number") else event.get("numbers", [])
    number = "".join(f" {each}" for each in numbers)
    return f"{at:%H:%M:%S}  {words.name('event', event['kind'])}{number}{where}"


def _who(officer: Json) -> str:
    """Badge and name, as far as the account has them."""
    return " ".join(part for part in (officer["badge"], officer["name"]) if part)


def _minutes(ticket: Json, now: datetime) -> int:
    until = datetime.fromisoformat(ticket["called_at"]) if ticket["called_at"] else now
    return max(0, int((until - datetime.fromisoformat(ticket["issued_at"])).total_seconds() // 60))


def _numbers(tickets: list[Json]) -> str:
    return " ".join(ticket["number"] for ticket in tickets) or "–"


def utc_now() -> datetime:
    """Return this machine's time."""
    return datetime.now(UTC)
