"""A case's life as data: its kinds, states, verbs and outcomes, and the one table that joins them.

``Case`` alone advances by it.
"""

from enum import StrEnum


class CaseKind(StrEnum):
    """What a case is about."""

    UNDONE = "undone"
    """Something could not be done (办不成事)."""
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    RATING = "rating"
    """A bad rating that is followed up (差评回访)."""


class CaseState(StrEnum):
    """How far a case is."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    ERASED = "erased"
    """Closed for so long that its texts are gone."""


class CaseVerb(StrEnum):
    """What can be done to a case after it was opened."""

    NOTE = "note"
    HAND_ON = "hand_on"
    CHANGE_DUE = "change_due"
    ANSWER = "answer"
    CLOSE = "close"
    REOPEN = "reopen"
    FORGET_CONTACT = "forget_contact"
    ERASE = "erase"


class Outcome(StrEnum):
    """How a case ended."""

    SOLVED = "solved"
    PARTLY = "partly"
    NOT_POSSIBLE = "not_possible"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"


class Why(StrEnum):
    """Why something could not be done."""

    MATERIALS = "materials"
    NOT_ENTITLED = "not_entitled"
    RULES_UNCLEAR = "rules_unclear"
    OTHER_OFFICE = "other_office"
    SYSTEM = "system"
    OTHER = "other"


class Way(StrEnum):
    """How the citizen gets the answer."""

    PAGE = "page"
    TELEPHONE = "telephone"
    PAPER = "paper"
    IN_PERSON = "in_person"


_S = CaseState
CASE_LIFECYCLE: dict[CaseVerb, dict[CaseState, CaseState]] = {
    CaseVerb.NOTE: {_S.OPEN: _S.OPEN, _S.ANSWERED: _S.ANSWERED, _S.CLOSED: _S.CLOSED},
    CaseVerb.HAND_ON: {_S.OPEN: _S.OPEN, _S.ANSWERED: _S.ANSWERED},
    CaseVerb.CHANGE_DUE: {_S.OPEN: _S.OPEN},
    CaseVerb.ANSWER: {_S.OPEN: _S.ANSWERED, _S.ANSWERED: _S.ANSWERED},
    CaseVerb.CLOSE: {_S.OPEN: _S.CLOSED, _S.ANSWERED: _S.CLOSED},
    CaseVerb.REOPEN: {_S.ANSWERED: _S.OPEN, _S.CLOSED: _S.OPEN},
    CaseVerb.FORGET_CONTACT: {_S.CLOSED: _S.CLOSED},
    CaseVerb.ERASE: {_S.CLOSED: _S.ERASED},
}
"""verb: each state that it may come from, and the one that follows."""

ANSWER_FIRST = frozenset({CaseKind.COMPLAINT, CaseKind.SUGGESTION})
"""Kinds that are closed only with an answer: every one is answered (件件有回复)."""
UNSETTLED = frozenset({_S.OPEN, _S.ANSWERED})


def acts_in(state: CaseState) -> list[CaseVerb]:
    """What the table lets people do in a state, in its order."""
    clock = {CaseVerb.FORGET_CONTACT, CaseVerb.ERASE}
    return [verb for verb, ways in CASE_LIFECYCLE.items() if state in ways and verb not in clock]
