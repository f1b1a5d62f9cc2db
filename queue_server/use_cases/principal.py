"""Who asks: a person, a device, or anyone."""

from dataclasses import dataclass, field
from enum import StrEnum

from queue_server.domain.errors import Forbidden, Unauthenticated

CITIZEN = "citizen"
"""The actor in the record: who it was is nobody's business."""


class Role(StrEnum):
    """What somebody may do in a hall."""

    OFFICER = "officer"
    DESK = "desk"
    """The service desk: takes numbers for people, with any class."""
    MANAGER = "manager"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    SECURITY_ADMINISTRATOR = "security_administrator"
    AUDITOR = "auditor"
    KIOSK = "kiosk"
    PRINTER = "printer"
    DISPLAY = "display"
    RATING_PAD = "rating_pad"


PEOPLE = frozenset(
    {
        Role.OFFICER,
        Role.DESK,
        Role.MANAGER,
        Role.SYSTEM_ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
        Role.AUDITOR,
    }
)
"""Who works for the hall; the others are its machines."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Principal:
    """Somebody who was recognised by a token or a session; or nobody."""

    name: str
    """User name or device name; ``anyone`` when not recognised."""
    roles: frozenset[Role] = frozenset()
    hall: str | None = None
    """The only hall it may touch; None for all."""
    device: str | None = None
    """The device's id, when it is one."""
    counter: int | None = None
    """The counter that the device belongs to, when it does."""
    badge: str | None = None
    display_name: str | None = None
    session: str | None = field(default=None, repr=False)
    """Digest of the page session it came by; then changes need the session's CSRF token."""
    csrf: str | None = field(default=None, repr=False)

    @property
    def is_known(self) -> bool:
        """Whether it was recognised."""
        return bool(self.roles)

    def require(self, *roles: Role, hall: str | None = None) -> None:
        """One of the roles, at this hall: Unauthenticated or Forbidden otherwise."""
        if not self.is_known:
            raise Unauthenticated
        if roles and self.roles.isdisjoint(roles):
            raise Forbidden(needs=sorted(role.value for role in roles))
        if hall is not None and self.hall not in {None, hall}:
            raise Forbidden(hall=hall)

    def require_counter(self, counter: int) -> None:
        """A device of this counter: Forbidden otherwise."""
        if self.counter != counter:
            raise Forbidden(counter=counter)

    def require_nobody_of_staff(self) -> None:
        """Forbidden for everyone who works for the hall."""
        if not self.roles.isdisjoint(PEOPLE):
            raise Forbidden(needs=["citizen"])


ANYONE = Principal(name="anyone")
