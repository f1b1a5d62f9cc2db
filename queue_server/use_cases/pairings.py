"""Pairing: a screen shows six digits, a manager types them, and the screen belongs to the hall.

A code cannot be guessed: it lives ten minutes, only a manager may try one, and a hall may try few.
The code alone opens nothing; what the screen is recognised by is a secret that only the screen has.
"""

from collections.abc import Iterable
from datetime import timedelta

from queue_server.domain.errors import NotFound, TooManyRequests
from queue_server.use_cases.device import Device, DeviceKind, DeviceState
from queue_server.use_cases.devices import changed
from queue_server.use_cases.pairing import Guesses, Pairing
from queue_server.use_cases.ports import Everything, UnitOfWork
from queue_server.use_cases.screens import get_screen

LIFE = timedelta(minutes=10)
MOST, MOST_OF_ONE = 600, 60
"""Codes that live at a time: of all places, and of one. With 600, one guess in 1,500 would hit."""
GUESSES, GUESSING = 10, timedelta(minutes=10)
"""A hall tries at most so many codes in this time; a right one counts anew."""


def ask(uow: UnitOfWork, *, digest: bytes, origin: bytes, codes: Iterable[str]) -> Pairing:
    """A screen asks for a code; the first of ``codes`` that no screen shows.

    TooManyRequests when this place, or all together, have too many that nobody typed.
    """
    ends_at = uow.now + LIFE
    living = uow.pairings.count_pairings(uow.now)
    if living >= MOST or uow.pairings.count_pairings(uow.now, origin) >= MOST_OF_ONE:
        raise TooManyRequests(retry_after_s=60)
    uow.pairings.forget_pairings(before=uow.now)
    for code in codes:
        found = uow.pairings.find_pairing_by_code(code)
        if found is None or found.ends_at <= uow.now:
            pairing = Pairing(digest=digest, code=code, origin=origin, ends_at=ends_at)
            uow.pairings.add_pairing(pairing)
            return pairing
    raise TooManyRequests(retry_after_s=60)


def note_guess(uow: UnitOfWork, *, hall: str) -> None:
    """Count a try before it is looked at, in a transaction of its own: a wrong one changes nothing else.

    TooManyRequests when the hall has tried too many: of many tries at once only so many are heard.
    """
    with uow.locked(hall) as locked:
        found = uow.pairings.find_guesses(hall)
        if found is None or not timedelta(0) <= locked.now - found.since < GUESSING:
            found = Guesses(hall=hall, count=0, since=locked.now)
        if found.count >= GUESSES:
            wait = found.since + GUESSING - locked.now
            raise TooManyRequests(retry_after_s=int(wait.total_seconds()) + 1)
        uow.pairings.save_guesses(Guesses(hall=hall, count=found.count + 1, since=found.since))


def pair(
    uow: UnitOfWork,
    *,
    hall: str,
    code: str,
    name: str,
    device: str,
    by: str,
    screen: str | None = None,
    counter: int | None = None,
) -> Device:
    """What shows the code is the hall's from now on: one of its screens, or the rating pad of a counter.

    NotFound if nothing shows the code, or the hall has no screen of that name, or no such counter.
    """
    with uow.locked(hall) as locked:
        if counter is None:
            get_screen(locked, screen or "")
        else:
            locked.hall.get_counter(counter)
        found = uow.pairings.find_pairing_by_code(code)
        if found is None or found.ends_at <= locked.now:
            raise NotFound(what="code")
        paired = Device(
            id=device,
            hall=hall,
            kind=DeviceKind.DISPLAY if counter is None else DeviceKind.RATING_PAD,
            name=name,
            state=DeviceState.APPROVED,
            token=found.digest,
            screen=screen if counter is None else None,
            counter=counter,
            asked_at=locked.now,
            decided_by=by,
            decided_at=locked.now,
        )
        uow.devices.save_device(paired)
        uow.pairings.remove_pairing(found.digest)
        uow.pairings.save_guesses(Guesses(hall=hall, count=0, since=locked.now))
        locked.record(changed(paired, locked.now, by))
        return paired


def find(everything: Everything, *, digest: bytes) -> Device | Pairing | None:
    """What became of a screen's secret: its device, its living code, or None when both are gone."""
    device = everything.devices.find_device_by_token(digest)
    if device is not None:
        return device if device.state is DeviceState.APPROVED else None
    pairing = everything.pairings.find_pairing(digest)
    return pairing if pairing is not None and pairing.ends_at > everything.now else None
