"""What the officer is told of a press: a line, a tone, the pad's display and lamp, the number in words."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from counter_client.keypad.deeds import Deed
from counter_client.keypad.key_map import Screen
from counter_client.keypad.pad import Intention
from counter_client.keypad.sender import Ending, Outcome
from counter_client.keypad.sounds import Sounds, Tone
from counter_client.keypad.sources import SourceAway
from counter_client.show import lines_of, utc_now
from counter_client.words import Words

Json = Mapping[str, Any]

NOBODY = "----"
WAITS, NOT_DONE, FOR = "...", "?", ">"
"""What the pad's display shows instead of the counter; ``>5`` is a number for a deed such as transfer."""
_TONES = {
    Ending.DONE: Tone.DONE,
    Ending.REFUSED: Tone.REFUSED,
    Ending.WITHDRAWN: Tone.REFUSED,
    Ending.WAITING: Tone.WAITING,
}
_CALLED = frozenset({"called", "serving"})


class Face(Protocol):
    """What a pad can show by itself."""

    def show(self, text: str) -> None: ...

    def light(self, *, on: bool) -> None: ...


class Answers:
    """Tells; ``tell`` prints a line, ``as_json`` makes it one for programs."""

    def __init__(
        self,
        words: Words,
        face: Face,
        sounds: Sounds,
        *,
        screen: Screen | None,
        tell: Callable[[str], None],
        as_json: bool,
    ) -> None:
        self._words, self._face, self._sounds = words, face, sounds
        self._screen, self._tell, self._as_json = screen or Screen(), tell, as_json

    def pad(self, event: str, **facts: str) -> None:
        """What happens to the pad itself: ``ready``, ``resumed``."""
        self._line(self._words.say(f"keypad.{event}", **facts), {"pad": event, **facts})

    def away(self, away: SourceAway) -> None:
        """The pad is not there, and why."""
        facts = {"why": away.why.value, "what": away.what, "detail": away.detail}
        text = self._words.say(f"keypad.away.{away.why}", what=away.what, detail=away.detail)
        self._line(text, {"pad": "away", **facts})

    def typed(self, waiting: Deed | None, typed: str) -> None:
        """What stands there now of a number, and for which deed."""
        said = typed if waiting is None else f"{_word(self._words, waiting)} {typed}".rstrip()
        facts = {"typed": typed} if waiting is None else {"deed": str(waiting), "typed": typed}
        self._line(self._words.say("keypad.typed", typed=said), facts)
        self._face.show(typed if waiting is None else f"{FOR}{typed}")

    def cleared(self, counter: Json | None) -> None:
        """What was typed is forgotten."""
        self._line(self._words.say("keypad.cleared"), {"typed": ""})
        self.counter(counter)

    def not_meant(self, key: str) -> None:
        """A press that cannot be meant here."""
        self._line(
            self._words.say("keypad.not_meant", pressed=key), {"key": key, "ending": "not_meant"}
        )
        self._sounds.tone(Tone.REFUSED)

    def busy(self, intention: Intention) -> None:
        """A press while another one waits."""
        text = self._words.say("keypad.busy", deed=self._deed(intention))
        self._line(text, {**_facts(intention), "ending": "busy"})
        self._sounds.tone(Tone.BUSY)

    def outcome(self, outcome: Outcome) -> None:
        """What became of a press."""
        self._line(self._sentence(outcome), _outcome_facts(outcome))
        self._sounds.tone(_TONES[outcome.ending])
        self._face.light(on=outcome.ending is Ending.WAITING)
        if outcome.ending is Ending.DONE:
            self.counter(outcome.counter)
            if number := _called(outcome):
                self._sounds.say(number)
        else:
            self._face.show(WAITS if outcome.ending is Ending.WAITING else NOT_DONE)

    def counter(self, counter: Json | None) -> None:
        """How the counter is now, on the pad's display."""
        if counter is None:
            return
        current = counter["current"]
        line = self._screen.line.format(
            number=NOBODY if current is None else current["number"],
            waiting=counter["waiting"],
            state=counter["state"],
            counter=counter["number"],
            text="",
        )
        self._face.show(line)

    def _sentence(self, outcome: Outcome) -> str:
        deed = self._deed(outcome.intention)
        if outcome.ending is Ending.DONE:
            return self._words.say("keypad.done", deed=deed, what=self._what(outcome))
        if outcome.ending is Ending.REFUSED:
            why = self._words.name("keypad.no", outcome.code).format(**outcome.details)
            known = why != outcome.code
            return self._words.say(
                "keypad.refused", deed=deed, why=why if known else outcome.message or why
            )
        return self._words.say(f"keypad.{outcome.ending}", deed=deed)

    def _what(self, outcome: Outcome) -> str:
        lines = lines_of(outcome.intention.deed.name, outcome.answer or {}, self._words, utc_now())
        if outcome.counter is not None:
            lines.append(self._words.say("keypad.waiting_now", count=outcome.counter["waiting"]))
        return " · ".join(lines)

    def _deed(self, intention: Intention) -> str:
        return f"{_word(self._words, intention.deed)} {intention.typed}".strip()

    def _line(self, text: str, facts: Mapping[str, Any]) -> None:
        self._tell(json.dumps(facts, ensure_ascii=False) if self._as_json else text)


def _word(words: Words, deed: Deed) -> str:
    return " ".join((words.say(f"deed.{deed.name}"), *deed.arguments))


def _called(outcome: Outcome) -> str | None:
    """The number that was just called, to be said."""
    answer = outcome.answer or {}
    if outcome.intention.deed.name not in {"go", "absent", "call", "recall"}:
        return None
    return (
        str(answer["number"]) if answer.get("state") in _CALLED and answer.get("service") else None
    )


def _facts(intention: Intention) -> dict[str, Any]:
    return {"deed": str(intention.deed), "typed": intention.typed}


def _outcome_facts(outcome: Outcome) -> dict[str, Any]:
    facts = {**_facts(outcome.intention), "ending": outcome.ending.value}
    if outcome.ending is Ending.DONE:
        return {**facts, "answer": outcome.answer}
    if outcome.ending is Ending.REFUSED:
        refusal = {"code": outcome.code, "message": outcome.message}
        return {**facts, **refusal, "details": dict(outcome.details)}
    return facts
