"""Whether somebody gets a number now: what the hall gives at all, and what it knows of the person.

The staff give a number past what the hall has set about its services: an officer sees the person.
What is known of the person holds for everyone, so that nobody stands in line twice; an officer
lifts a cool-down.
"""

from datetime import datetime, timedelta

from queue_server.domain.errors import (
    AlreadyWaiting,
    CoolingDown,
    IdentityRequired,
    NoCapacity,
    ServicePaused,
)
from queue_server.domain.identity import Asks
from queue_server.domain.ticket import Ticket
from queue_server.domain.waiting_time import Forecast
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.outlook import Pace, outlook


def require_offer(view: HallView, service: str, priority_class: str, pace: Pace) -> None:
    """ServicePaused or NoCapacity where numbers for a service are given no more today."""
    if view.is_paused(service):
        raise ServicePaused(service=service)
    expected = None
    if view.hall.rules.stop_by_forecast:
        lines, seats = view.lines(), view.seats()
        expected = outlook(view.hall, lines, seats, service, priority_class, pace).forecast
    if is_sold_out(view, service, expected):
        raise NoCapacity(service=service)


def is_sold_out(view: HallView, service: str, expected: Forecast | None) -> bool:
    """Whether the day's numbers are given out, or who comes now would be called after closing."""
    per_day = view.hall.get_service(service).per_day
    if per_day is not None and view.numbers_given(service) >= per_day:
        return True
    if not view.hall.rules.stop_by_forecast or expected is None:
        return False
    left = view.hall.hours.left_today(view.now, view.hall.zone)
    return left is not None and expected.p50 > left


def require_identity(view: HallView, service: str, holder: str | None) -> None:
    """IdentityRequired where a service asks for a document and none was shown."""
    if holder is None and view.hall.identity.asks(service) is Asks.REQUIRED:
        raise IdentityRequired(service=service)


def require_patience(view: HallView, service: str, holder: str | None, *, is_read: bool) -> None:
    """AlreadyWaiting or CoolingDown for a person whom the hall knows."""
    require_once(view, service, holder, is_read=is_read)
    if holder is None or view.hall.identity.asks(service) is Asks.NONE:
        return
    until = cooling_until(view, holder)
    if until is not None:
        raise CoolingDown(until=until.isoformat(), seconds=_whole_seconds(until - view.now))


def require_once(view: HallView, service: str, holder: str | None, *, is_read: bool) -> None:
    """AlreadyWaiting for a person who has a living number for the service.

    The living number is told only where the document itself was read (``is_read``): whoever merely
    knows somebody's number learns nothing by it.
    """
    rule = view.hall.identity
    if holder is None or not rule.once or rule.asks(service) is Asks.NONE:
        return
    mine = find_living(view, service, holder)
    if mine is not None:
        raise AlreadyWaiting(service=service, **({"number": mine.number} if is_read else {}))


def find_living(view: HallView, service: str, holder: str) -> Ticket | None:
    """The number that a person has for a service today."""
    living = view.living_of(holder)
    return next((each for each in living if (each.service, each.day) == (service, view.day)), None)


def cooling_until(view: HallView, holder: str) -> datetime | None:
    """Until when a person gets no number; None if they get one."""
    rule = view.hall.identity
    if rule.no_shows == 0:
        return None
    lost = [each for each in view.no_shows(view.now - rule.within) if each.holder == holder]
    return rule.cooling_until([each.ended_at for each in lost if each.ended_at], view.now)


def _whole_seconds(span: timedelta) -> int:
    return int(span.total_seconds())
