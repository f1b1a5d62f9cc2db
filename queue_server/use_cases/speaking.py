"""What people have the hall's voice say beside calls: notices from one list (呼叫协助)."""

from queue_server.domain.errors import Forbidden, Invalid
from queue_server.domain.events import NoticeSpoken
from queue_server.domain.names import CounterNumber
from queue_server.domain.wording import SPOKEN_NOTICES
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.principal import Principal, Role


def say_notice(
    uow: UnitOfWork, *, hall: str, code: str, counter: int | None, by: Principal
) -> NoticeSpoken:
    """Have a notice said, recorded with who said it; whoever watches the hall is told.

    An officer says it from the counter where he sits, and needs not name it; a manager for any
    counter. Raises Invalid for a notice that is not on the list or lacks its counter, NotFound for a
    counter that the hall has not, Forbidden for an officer who sits elsewhere or nowhere.
    """
    notice = SPOKEN_NOTICES.get(code)
    if notice is None:
        raise Invalid(field="code")
    with uow.locked(hall) as locked:
        where = _where(locked, counter, by)
        if notice.needs_counter and where is None:
            raise Invalid(field="counter")
        said = NoticeSpoken(
            at=locked.now, actor=by.name, code=code, counter=where if notice.needs_counter else None
        )
        locked.record(said)
        return said


def _where(locked: LockedHall, counter: int | None, by: Principal) -> CounterNumber | None:
    """The counter from which it is said."""
    named = None if counter is None else locked.hall.get_counter(counter).number
    if Role.MANAGER in by.roles:
        return named
    seat = locked.find_seat_of(by.name)
    if seat is None or named not in {None, seat.number}:
        raise Forbidden(counter=counter)
    return seat.number
