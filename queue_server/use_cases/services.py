"""A service whose numbers are given no more for a while, or again (暂停取号)."""

from queue_server.domain.events import ServiceChanged
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.shown import What, change


def set_paused(
    uow: UnitOfWork, *, hall: str, service: str, paused: bool, reason: str | None, by: str
) -> bool:
    """Pause a service or take it up again; whether that changed anything.

    Who waits is served all the same.
    """
    with uow.locked(hall) as locked:
        letter = locked.hall.get_service(service).letter
        if locked.is_paused(letter) == paused:
            return False
        event = ServiceChanged(
            at=locked.now,
            actor=by,
            service=letter,
            paused=paused,
            reason=reason if paused else None,
        )
        change(locked, event, seen=None)
        return True


def paused_services(view: HallView) -> frozenset[str]:
    """The letters of services whose numbers are given no more for a while."""
    set_so = (each for each in view.shown() if each.what is What.SERVICE)
    return frozenset(each.key for each in set_so if each.value is not None)
