"""Keys in, intentions out: what a pad remembers between two presses. No clock, no network, no device."""

from dataclasses import dataclass
from enum import StrEnum

from counter_client.keypad.deeds import Deed, Kind
from counter_client.keypad.key_map import KeyMap

LONGEST = 8
"""Of what is typed: a letter's place, its sign, and a number of five digits."""
SIGN = "."
"""Between a service's place in the alphabet and a number: ``2.12`` is B012."""


@dataclass(frozen=True)
class Intention:
    """What the officer wants done, with the number that was typed for it."""

    deed: Deed
    typed: str = ""


class Note(StrEnum):
    """What a press was where it is no intention."""

    TYPED = "typed"
    CLEARED = "cleared"
    """What was typed is forgotten, by the officer's will."""
    REFUSED = "refused"
    """It cannot be meant: a deed in the middle of a number, or a number too long."""
    MEANINGLESS = "meaningless"
    """The map names no deed for this key."""


@dataclass(frozen=True)
class Step:
    """What came of a press: an intention or a note; what is typed now, and for which deed."""

    result: Intention | Note
    typed: str = ""
    waiting: Deed | None = None


class Pad:
    """One pad by its map. Times are seconds of a clock that never goes back."""

    def __init__(self, keys: KeyMap) -> None:
        self._keys = keys
        self._waiting: Deed | None = None
        """The deed that waits for a number."""
        self._typed = ""
        self._touched = float("-inf")

    def press(self, key: str, *, at: float) -> Step:
        """A key was pressed."""
        self.forget_old(at=at)
        self._touched = at
        deed = self._keys.deed_of(key, typing=self.is_typing)
        result = Note.MEANINGLESS if deed is None else self._do(deed)
        return Step(result, self._typed, self._waiting)

    def forget_old(self, *, at: float) -> bool:
        """A number half typed and left is forgotten; whether there was one."""
        if not self.is_typing or at - self._touched < self._keys.forget_s:
            return False
        self._clear()
        return True

    @property
    def is_typing(self) -> bool:
        """Whether a number is begun."""
        return bool(self._typed) or self._waiting is not None

    def _do(self, deed: Deed) -> Intention | Note:
        if deed.kind is Kind.EDIT:
            return self._edit(deed)
        if deed.name == "go" and self.is_typing:
            return self._finish()
        if self.is_typing:
            # Whatever is meant, it is not this number: better nothing than the wrong person.
            self._clear()
            return Note.REFUSED
        if deed.kind is Kind.NUMBER:
            self._waiting = deed
            return Note.TYPED
        return Intention(deed)

    def _edit(self, deed: Deed) -> Intention | Note:
        if deed.name == "digit":
            return self._type(deed.arguments[0])
        if deed.name == "letter":
            return self._type(SIGN) if self._typed and SIGN not in self._typed else Note.REFUSED
        if deed.name == "back":
            return self._back()
        return Note.MEANINGLESS

    def _type(self, character: str) -> Note:
        if len(self._typed) >= LONGEST:
            return Note.REFUSED
        self._typed += character
        return Note.TYPED

    def _back(self) -> Intention | Note:
        if self._typed:
            self._typed = self._typed[:-1]
            return Note.TYPED if self.is_typing else Note.CLEARED
        if self._waiting is not None:
            self._clear()
            return Note.CLEARED
        return Intention(Deed("undo"))

    def _finish(self) -> Intention | Note:
        deed, typed = self._waiting or Deed("call"), self._typed
        if not typed:
            return Note.REFUSED
        self._clear()
        return Intention(deed, typed)

    def _clear(self) -> None:
        self._waiting, self._typed = None, ""
