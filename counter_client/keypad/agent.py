"""The agent: reads the pad, and tells what became of each press, until it is stopped."""

import queue
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from counter_client.keypad.answers import Answers
from counter_client.keypad.key_map import KeyMap
from counter_client.keypad.pad import Intention, Note, Pad, Step
from counter_client.keypad.presses import Presses
from counter_client.keypad.sender import Ending, Outcome, Sender
from counter_client.keypad.sources import KeySource, SourceAway, SourceEnded

Json = Mapping[str, Any]

Told = queue.SimpleQueue[Outcome | Json]
"""What the sender says of presses, and how a look found the counter."""
READ_S = 0.05
"""How long the pad is listened to at a time; answers are told between."""
AGAIN_S = 1.0
"""How long after a pad went away it is looked for again."""
ANSWERED_S = 10.0
"""How long the press on its way may take when the pad has said its last key."""
UNDO = "undo"
_SETTLING = frozenset({"go", "absent"})


class Agent:
    """One pad at one counter. ``run`` is one thread; what the sender tells waits in ``told``."""

    def __init__(
        self,
        source: KeySource,
        keys: KeyMap,
        sender: Sender,
        answers: Answers,
        told: Told,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source, self._sender, self._answers, self._told = source, sender, answers, told
        self._keys, self._clock = keys, clock
        self._pad = Pad(keys)
        self._presses = Presses(debounce_s=keys.debounce_ms / 1000)
        self._settled_at = float("-inf")
        self._counter: Json | None = None

    def run(self, stop: threading.Event) -> bool:
        """Until ``stop``, or until the source has no more keys; SourceImpossible passes.

        Whether the last key was answered, too, where there was a last one.
        """
        if self._sender.resume():
            self._answers.pad("resumed")
        try:
            self._follow(stop)
        except SourceEnded:
            self._sender.close(within_s=ANSWERED_S)
            self._tell()
            return not self._sender.is_busy
        finally:
            self._source.close()
        return True

    def _follow(self, stop: threading.Event) -> None:
        """A pad that was pulled out is waited for, and told once each time."""
        reason = ""
        while not stop.is_set():
            try:
                self._source.open()
                reason = ""
                self._answers.pad("ready", source=self._source.info())
                self._listen(stop)
            except SourceAway as away:
                self._source.close()
                self._presses.forget()
                if str(away) != reason:
                    reason = str(away)
                    self._answers.away(away)
                self._tell()
                stop.wait(AGAIN_S)

    def _listen(self, stop: threading.Event) -> None:
        while not stop.is_set():
            events = self._source.read(READ_S)
            for key in self._presses.of(events, at=self._clock()):
                self._tell()
                self._press(key)
            self._tell()
            if self._pad.forget_old(at=self._clock()):
                self._answers.cleared(self._counter)

    def _press(self, key: str) -> None:
        step = self._pad.press(key, at=self._clock())
        if isinstance(step.result, Intention):
            self._intend(step.result)
        else:
            self._note(key, step)

    def _note(self, key: str, step: Step) -> None:
        if step.result is Note.TYPED:
            self._answers.typed(step.waiting, step.typed)
        elif step.result is Note.CLEARED:
            self._answers.cleared(self._counter)
        elif step.result is Note.REFUSED:
            self._answers.not_meant(key)

    def _intend(self, intention: Intention) -> None:
        name = intention.deed.name
        if self._sender.is_waiting and name == UNDO:
            self._sender.withdraw()
        elif name in _SETTLING and self._clock() < self._settled_at:
            pass  # its meaning has just changed under the finger: this press was for the old one
        elif not self._sender.give(intention):
            self._answers.busy(intention)

    def _tell(self) -> None:
        """What the sender, or a look at the counter, has brought meanwhile."""
        while not self._told.empty():
            said = self._told.get()
            if isinstance(said, Outcome):
                self._tell_outcome(said)
            elif not (self._pad.is_typing or self._sender.is_busy):
                self._counter = said
                self._answers.counter(said)

    def _tell_outcome(self, outcome: Outcome) -> None:
        if outcome.ending is Ending.DONE:
            self._counter = outcome.counter or self._counter
            if outcome.intention.deed.name in _SETTLING:
                self._settled_at = self._clock() + self._keys.settle_s
        self._answers.outcome(outcome)
