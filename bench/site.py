"""The halls that are measured, and who works in them."""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from hashlib import sha256

from queue_server.app import sample_halls
from queue_server.domain.calendar import Hours
from queue_server.domain.hall import Hall
from queue_server.domain.names import HallId
from queue_server.settings.hall_file import read_halls
from queue_server.storage.database import Database
from queue_server.storage.offline import run_offline
from queue_server.use_cases import accounts
from queue_server.use_cases.device import Device, DeviceKind, DeviceState
from queue_server.use_cases.people import Account, SessionKind
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.principal import Role

SAMPLE = "guangdong"
MORNING = time(10)
TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class Tokens:
    """The bearer tokens of one hall: its kiosk, and the officer of each counter."""

    kiosk: str
    officers: dict[int, str]


def bench_halls(count: int) -> dict[str, Hall]:
    """The guangdong hall, always open, so many times."""
    sample = read_halls(sample_halls())[SAMPLE]
    hours = Hours(weekly=sample.hours.weekly, always=True)
    names = [SAMPLE, *(f"{SAMPLE}-{n}" for n in range(2, count + 1))]
    return {name: replace(sample, id=HallId(name), hours=hours) for name in names}


def morning(hall: Hall) -> datetime:
    """Ten o'clock today at the hall: the hour at which every measured server begins."""
    today = datetime.now(hall.zone).date()
    return datetime.combine(today, MORNING, tzinfo=hall.zone).astimezone(UTC)


def settle(database: Database, hall: Hall) -> Tokens:
    """A kiosk for a hall and an officer for each of its counters."""
    tokens = Tokens(
        kiosk=secrets.token_urlsafe(TOKEN_BYTES),
        officers={counter.number: secrets.token_urlsafe(TOKEN_BYTES) for counter in hall.counters},
    )

    def command(uow: UnitOfWork) -> None:
        uow.devices.save_device(_kiosk(hall, tokens.kiosk, uow.now))
        for number in tokens.officers:
            uow.people.save_account(_officer(hall, number, uow.now))

    run_offline(database, command)
    for number, token in tokens.officers.items():
        _give(database, officer_name(hall, number), token)
    return tokens


def kiosk_id(hall: str) -> str:
    """The device that takes the orders of a hall."""
    return f"{hall}-kiosk"


def officer_name(hall: Hall, counter: int) -> str:
    """The user name of who works at a counter."""
    return f"{hall.id}-officer-{counter}"


def _officer(hall: Hall, counter: int, now: datetime) -> Account:
    return Account(
        name=officer_name(hall, counter),
        password="",  # nobody signs in here with one
        roles=frozenset({Role.OFFICER}),
        hall=hall.id,
        badge=f"{counter:06d}",
        created_at=now,
    )


def _kiosk(hall: Hall, token: str, now: datetime) -> Device:
    return Device(
        id=kiosk_id(hall.id),
        hall=hall.id,
        kind=DeviceKind.KIOSK,
        name="kiosk",
        state=DeviceState.APPROVED,
        token=sha256(token.encode()).digest(),
        asked_at=now,
        decided_by="bench",
        decided_at=now,
    )


def _give(database: Database, name: str, token: str) -> None:
    digest = sha256(token.encode()).digest()
    run_offline(
        database,
        lambda uow: accounts.begin_session(
            uow, name=name, digest=digest, csrf="", kind=SessionKind.TOKEN
        ),
    )
