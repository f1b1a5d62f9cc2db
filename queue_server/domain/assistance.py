"""Calling for a person from a window (呼叫协助): who is meant, who may come, and when it is urgent.

Somebody at a counter needs a person beside them: the duty leader, a colleague, or at once everybody. The
call rings on the pages of those it is for until one answers "I come". A quiet alarm is the rule: an
emergency is told to the staff and to nobody else, since the person it is about may be listening.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from queue_server.domain.errors import Forbidden, IllegalTransition
from queue_server.domain.names import CounterNumber


class Whom(StrEnum):
    """Who is called."""

    DUTY_LEADER = "duty_leader"
    COLLEAGUE = "colleague"
    """One who sits at a counter, or whoever of the staff comes first."""
    EMERGENCY = "emergency"
    """Everybody of the staff, at once; several may come."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Help:
    """What a hall sets about calls for a person."""

    answer_within: timedelta = timedelta(seconds=60)
    """After this time without an answer the call is an alarm of the manager's."""
    says_emergency: bool = False
    """An emergency is also said by the hall's voice (请安保人员到3号窗口). Quiet is the rule."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comer:
    """Somebody who said "I come"."""

    by: str
    """Their user name."""
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody of the staff, as far as these rules need to know them."""

    name: str
    leads: bool
    """A manager, or today's duty leader."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Assistance:
    """A call for a person that is open at a counter."""

    counter: CounterNumber
    call: int
    """The sequence of the event that began it: an answer names it, so that no old call is answered."""
    whom: Whom
    officer: str | None = None
    """The user name of the colleague who is meant; None where any will do."""
    caller: str
    asked_at: datetime
    comers: tuple[Comer, ...] = ()

    def is_for(self, person: Person) -> bool:
        """Whether it rings on a person's page; never on the caller's own."""
        if person.name == self.caller:
            return False
        if self.whom is Whom.DUTY_LEADER:
            return person.leads
        return self.whom is Whom.EMERGENCY or self.officer in {None, person.name}

    def has_comer(self, name: str) -> bool:
        """Whether somebody has said to come."""
        return any(each.by == name for each in self.comers)

    def answered(self, person: Person, at: datetime) -> "Assistance":
        """The same with one more who comes; Forbidden for others, IllegalTransition after another.

        A manager or duty leader may step in wherever somebody is called. To an emergency several come.
        """
        leads_elsewhere = person.leads and person.name != self.caller
        if not (leads_elsewhere or self.is_for(person)):
            raise Forbidden(counter=self.counter)
        if self.comers and self.whom is not Whom.EMERGENCY:
            raise IllegalTransition(counter=self.counter, verb="answer")
        return replace(self, comers=(*self.comers, Comer(by=person.name, at=at)))
