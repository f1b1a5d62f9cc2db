"""Who watches a hall, and who may."""

from enum import StrEnum

from queue_server.domain.errors import Forbidden
from queue_server.use_cases.principal import Principal, Role


class Audience(StrEnum):
    """For whom a message is made; each sees the fields that it may."""

    DISPLAY = "display"
    """Hall and window screens: what anyone in the hall may see."""
    KIOSK = "kiosk"
    PRINTER = "printer"
    COUNTER = "counter"
    """Officers."""
    MANAGER = "manager"
    TICKET = "ticket"
    """The one who holds a ticket's secret: only its own events."""


HALL_AUDIENCES = tuple(audience for audience in Audience if audience is not Audience.TICKET)
"""Those who get every event of a hall."""

STAFF = frozenset({Audience.COUNTER, Audience.MANAGER})

_ROLES = {
    Audience.KIOSK: (Role.KIOSK, Role.PRINTER),
    Audience.PRINTER: (Role.KIOSK, Role.PRINTER),
    Audience.COUNTER: (Role.OFFICER, Role.DESK, Role.MANAGER),
    Audience.MANAGER: (Role.MANAGER,),
}


def require_audience(principal: Principal, audience: Audience, hall: str) -> None:
    """Unauthenticated or Forbidden unless the principal may watch the hall so.

    A display needs nobody's leave: it shows what hangs in the hall. A ticket's audience is not
    joined by hall, but by its secret.
    """
    if audience is Audience.DISPLAY:
        return
    roles = _ROLES.get(audience)
    if roles is None:
        raise Forbidden(audience=audience.value)
    principal.require(*roles, hall=hall)
