"""Calling for a person from a window, and coming (呼叫协助): rung until one answers "I come"."""

from queue_server.domain.assistance import Assistance, Person, Whom
from queue_server.domain.errors import Forbidden, IllegalTransition, Invalid, NotFound
from queue_server.domain.events import (
    AssistanceAnswered,
    AssistanceEnded,
    AssistanceWanted,
    AssistanceWithdrawn,
    NoticeSpoken,
)
from queue_server.domain.names import CounterNumber
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.notices import duty
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.principal import Principal, Role

SAID = {Whom.DUTY_LEADER: "duty_leader", Whom.EMERGENCY: "security"}
"""The notice that the voice says of a call; a colleague's name no clip says."""


def ask(
    uow: UnitOfWork,
    *,
    hall: str,
    counter: int,
    whom: Whom,
    by: Principal,
    badge: str | None = None,
    say: bool = False,
) -> Assistance:
    """Call for somebody from the counter where one sits; a call that rings already rings no second time.

    Another call takes the place of the one before; an emergency gives way to none (IllegalTransition).
    It is said by the voice if ``say`` wants it, an emergency only where the hall file says so: it must
    never fail for a wish. Raises Forbidden where somebody else sits, Invalid for a badge of nobody who
    sits at a counter, or for a voice that has no words for whom is called.
    """
    with uow.locked(hall) as locked:
        number = _own_counter(locked, counter, by)
        officer = None if badge is None else _colleague(uow, locked, badge, whom, by)
        if say and whom is Whom.COLLEAGUE:
            raise Invalid(field="say")
        before = _find(locked, number)
        if before is not None and (before.whom, before.officer) == (whom, officer):
            return before
        if before is not None and before.whom is Whom.EMERGENCY:
            raise IllegalTransition(counter=number, verb="ask")
        if before is not None:
            _withdraw(locked, before, by.name)
        return _ring(locked, number, whom, officer, by=by, say=say)


def answer(uow: UnitOfWork, *, hall: str, counter: int, call: int, by: Principal) -> Assistance:
    """I come there; NotFound for a call that is over, and the refusals of ``Assistance.answered``."""
    with uow.locked(hall) as locked:
        found = _get(locked, counter, call)
        if found.has_comer(by.name):
            return found
        coming = found.answered(person_of(locked, by), locked.now)
        locked.record(
            AssistanceAnswered(at=locked.now, counter=found.counter, actor=by.name, call=call)
        )
        locked.save_assistance(found.counter, coming)
        return coming


def withdraw(uow: UnitOfWork, *, hall: str, counter: int, by: Principal) -> CounterNumber:
    """The caller needs nobody any more, also from another seat; nothing changes where nobody was called."""
    with uow.locked(hall) as locked:
        found = _find(locked, locked.hall.get_counter(counter).number)
        if found is None or found.caller != by.name:
            _own_counter(locked, counter, by)
        if found is not None:
            _withdraw(locked, found, by.name)
        return locked.hall.get_counter(counter).number


def finish(uow: UnitOfWork, *, hall: str, counter: int, call: int, by: Principal) -> CounterNumber:
    """What was needed is done, says the caller, one who came, or a leader; Forbidden for others."""
    with uow.locked(hall) as locked:
        found = _get(locked, counter, call)
        is_of_it = by.name == found.caller or found.has_comer(by.name)
        if not is_of_it and not person_of(locked, by).leads:
            raise Forbidden(counter=counter)
        _end(locked, found, by.name, "done")
        return found.counter


def caller_leaves(locked: LockedHall, counter: int, officer: str) -> None:
    """Who gets up no longer waits there for anybody. An emergency stays: perhaps that is why they ran."""
    found = _find(locked, counter)
    if found is not None and found.whom is not Whom.EMERGENCY and found.caller == officer:
        _withdraw(locked, found, officer)


def end_all(locked: LockedHall, by: str) -> None:
    """The day is over: nothing rings any more."""
    for each in locked.assistances():
        _end(locked, each, by, "close_of_day")


def person_of(view: HallView, who: Principal) -> Person:
    """Whether somebody leads: as a manager, or by the badge of today's duty leader."""
    leader = duty(view).leader
    is_leader = leader is not None and who.badge is not None and leader.badge == who.badge
    return Person(name=who.name, leads=Role.MANAGER in who.roles or is_leader)


# -- helpers, in the order of use -------------------------------------------------------


def _own_counter(locked: LockedHall, counter: int, by: Principal) -> CounterNumber:
    """The counter, where the one who asks sits; a manager may speak for any."""
    seat = locked.seat(counter)
    if seat.officer != by.name and Role.MANAGER not in by.roles:
        raise Forbidden(counter=counter)
    return seat.number


def _colleague(uow: UnitOfWork, locked: LockedHall, badge: str, whom: Whom, by: Principal) -> str:
    """The user name of the one who sits at a counter with this badge."""
    sitting = {seat.officer for seat in locked.seats()} - {None, by.name}
    if whom is Whom.COLLEAGUE:
        for account in uow.people.accounts():
            if account.badge == badge and account.name in sitting:
                return account.name
    raise Invalid(field="officer")


def _find(view: HallView, counter: int) -> Assistance | None:
    return next((each for each in view.assistances() if each.counter == counter), None)


def _get(locked: LockedHall, counter: int, call: int) -> Assistance:
    found = _find(locked, locked.hall.get_counter(counter).number)
    if found is None or found.call != call:
        raise NotFound(what="help_request", counter=counter)
    return found


def _ring(
    locked: LockedHall,
    counter: CounterNumber,
    whom: Whom,
    officer: str | None,
    *,
    by: Principal,
    say: bool,
) -> Assistance:
    made = Assistance(
        counter=counter,
        call=locked.next_sequence(),
        whom=whom,
        officer=officer,
        caller=by.name,
        asked_at=locked.now,
    )
    locked.record(
        AssistanceWanted(
            at=locked.now, counter=counter, actor=by.name, whom=whom.value, officer=officer
        )
    )
    locked.save_assistance(counter, made)
    wanted = locked.hall.help.says_emergency if whom is Whom.EMERGENCY else say
    if wanted:
        said = NoticeSpoken(at=locked.now, actor=by.name, code=SAID[whom], counter=counter)
        locked.record(said)
    return made


def _withdraw(locked: LockedHall, found: Assistance, by: str) -> None:
    locked.record(
        AssistanceWithdrawn(at=locked.now, counter=found.counter, actor=by, call=found.call)
    )
    locked.save_assistance(found.counter, None)


def _end(locked: LockedHall, found: Assistance, by: str, reason: str) -> None:
    locked.record(
        AssistanceEnded(
            at=locked.now, counter=found.counter, actor=by, call=found.call, reason=reason
        )
    )
    locked.save_assistance(found.counter, None)
