"""Work that one process alone does for a hall: who holds its lease does it, until the lease ends.

The holder renews it as long as it lives. Who finds it run out takes it: so the work moves by itself
when its process dies, and at once when it stops in good order. Times are those of each process's own
clock; a lease must outlast what the machines' clocks differ by.
"""

from datetime import timedelta

from queue_server.use_cases.lease import Lease
from queue_server.use_cases.ports import UnitOfWork

LENGTH = timedelta(seconds=60)
RENEW = LENGTH / 2
"""A lease with less than this left is renewed; a longer one costs no write."""
UNBELIEVABLE = 2 * LENGTH
"""Nobody takes a lease for so long: its holder's clock was set back since, or was wrong."""


def take(uow: UnitOfWork, *, hall: str, work: str, holder: str) -> bool:
    """Take or renew a lease; whether the holder has it now."""
    with uow.locked(hall) as locked:
        found = uow.find_lease(hall, work)
        left = timedelta(0) if found is None else found.until - locked.now
        lives = timedelta(0) < left < UNBELIEVABLE
        if found is not None and lives and (found.holder != holder or left >= RENEW):
            return found.holder == holder
        until = locked.now + LENGTH
        uow.save_lease(Lease(hall=hall, work=work, holder=holder, until=until))
        return True


def give_up(uow: UnitOfWork, *, hall: str, work: str, holder: str) -> None:
    """Let the next one take it at once; nothing if somebody else has it."""
    with uow.locked(hall) as locked:
        found = uow.find_lease(hall, work)
        if found is not None and found.holder == holder:
            uow.save_lease(Lease(hall=hall, work=work, holder=holder, until=locked.now))
