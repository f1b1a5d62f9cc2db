"""Accounts, sessions and devices. Few and seldom changed, so this is plain Core."""

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import Connection, delete, select

from queue_server.storage.instants import (
    from_micros,
    from_micros_or_none,
    to_micros,
    to_micros_or_none,
)
from queue_server.storage.other_rows import job_from_row
from queue_server.storage.people_tables import account, device, session
from queue_server.storage.prepared import Parameters, Prepared, Write, upsert
from queue_server.storage.queries import OPEN_JOBS
from queue_server.use_cases.device import Device, DeviceKind, DeviceState
from queue_server.use_cases.people import Account, AccountState, Session, SessionKind
from queue_server.use_cases.principal import Role
from queue_server.use_cases.print_job import PrintJob

PUT_ACCOUNT = upsert(account, ["name"])
PUT_SESSION = upsert(session, ["digest"])
PUT_DEVICE = upsert(device, ["id"])
Row = Mapping[Any, Any]


class SqlPeople:
    """Implements ``accounts.People``; what it writes is added to ``writes``."""

    def __init__(self, connection: Connection, writes: list[Write]) -> None:
        self._connection, self._writes = connection, writes

    def find_account(self, name: str) -> Account | None:
        """An account by its name."""
        row = self._one(select(account).where(account.c.name == name))
        return None if row is None else _account(row)

    def lock_account(self, name: str) -> Account | None:
        """The same, and nobody else changes it before the transaction ends."""
        row = self._one(select(account).where(account.c.name == name).with_for_update())
        return None if row is None else _account(row)

    def accounts(self) -> list[Account]:
        """Every account."""
        rows = self._connection.execute(select(account).order_by(account.c.name)).mappings()
        return [_account(row) for row in rows]

    def save_account(self, account: Account) -> None:
        """Keep an account as it is now."""
        self._writes.append((PUT_ACCOUNT, _account_row(account)))

    def find_session(self, digest: bytes) -> Session | None:
        """A session by the digest of its secret."""
        row = self._one(select(session).where(session.c.digest == digest))
        return None if row is None else _session(row)

    def save_session(self, session: Session) -> None:
        """Keep a session as it is now."""
        self._writes.append((PUT_SESSION, _session_row(session)))

    def end_sessions(self, *, digest: bytes | None = None, account: str | None = None) -> None:
        """Forget one session, or all of an account."""
        which = session.c.digest == digest if digest is not None else session.c.account == account
        self._writes.append((Prepared(delete(session).where(which)), {}))

    def _one(self, question: Any) -> Row | None:
        return self._connection.execute(question).mappings().first()


class SqlDevices:
    """Implements ``devices.Devices``."""

    def __init__(self, connection: Connection, writes: list[Write]) -> None:
        self._connection, self._writes = connection, writes

    def find_device(self, device_id: str) -> Device | None:
        """A device by its id."""
        return self._one(device.c.id == device_id)

    def find_device_by_token(self, digest: bytes) -> Device | None:
        """A device by the digest of its token."""
        return self._one(device.c.token == digest)

    def devices(self, hall: str) -> list[Device]:
        """Every device of a hall."""
        question = select(device).where(device.c.hall == hall).order_by(device.c.asked_at)
        return [_device(row) for row in self._connection.execute(question).mappings()]

    def save_device(self, saved: Device) -> None:
        """Keep a device as it is now."""
        self._writes.append((PUT_DEVICE, _device_row(saved)))

    def open_jobs(self, device_id: str) -> list[PrintJob]:
        """The papers that a device still has to make or to tell about, oldest first."""
        rows = OPEN_JOBS.rows(self._connection, {"device": device_id})
        return [job_from_row(row) for row in rows]

    def _one(self, where: Any) -> Device | None:
        row = self._connection.execute(select(device).where(where)).mappings().first()
        return None if row is None else _device(row)


def _account(row: Row) -> Account:
    return Account(
        name=row["name"],
        password=row["password"],
        roles=frozenset(Role(role) for role in row["roles"].split()),
        hall=row["hall"],
        badge=row["badge"],
        display_name=row["display_name"],
        state=AccountState(row["state"]),
        failures=row["failures"],
        locked_until=from_micros_or_none(row["locked_until"]),
        created_at=from_micros(row["created_at"]),
    )


def _account_row(kept: Account) -> Parameters:
    return {
        "name": kept.name,
        "password": kept.password,
        "roles": " ".join(sorted(role.value for role in kept.roles)),
        "hall": kept.hall,
        "badge": kept.badge,
        "display_name": kept.display_name,
        "state": kept.state.value,
        "failures": kept.failures,
        "locked_until": to_micros_or_none(kept.locked_until),
        "created_at": to_micros(kept.created_at),
    }


def _session(row: Row) -> Session:
    return Session(
        digest=bytes(row["digest"]),
        account=row["account"],
        csrf=row["csrf"],
        kind=SessionKind(row["kind"]),
        created_at=from_micros(row["created_at"]),
        seen_at=from_micros(row["seen_at"]),
        ends_at=from_micros(row["ends_at"]),
    )


def _session_row(kept: Session) -> Parameters:
    return {
        "digest": kept.digest,
        "account": kept.account,
        "csrf": kept.csrf,
        "kind": kept.kind.value,
        "created_at": to_micros(kept.created_at),
        "seen_at": to_micros(kept.seen_at),
        "ends_at": to_micros(kept.ends_at),
    }


def _device(row: Row) -> Device:
    return Device(
        id=row["id"],
        hall=row["hall"],
        kind=DeviceKind(row["kind"]),
        name=row["name"],
        state=DeviceState(row["state"]),
        token=None if row["token"] is None else bytes(row["token"]),
        counter=row["counter"],
        asked_at=from_micros(row["asked_at"]),
        decided_by=row["decided_by"],
        decided_at=from_micros_or_none(row["decided_at"]),
        seen_at=from_micros_or_none(row["seen_at"]),
        status=orjson.loads(row["status"]),
        screen=row["screen"],
        help_at=from_micros_or_none(row["help_at"]),
        helper=row["helper"],
        helped_at=from_micros_or_none(row["helped_at"]),
    )


def _device_row(kept: Device) -> Parameters:
    return {
        "id": kept.id,
        "hall": kept.hall,
        "kind": kept.kind.value,
        "name": kept.name,
        "state": kept.state.value,
        "token": kept.token,
        "counter": kept.counter,
        "asked_at": to_micros(kept.asked_at),
        "decided_by": kept.decided_by,
        "decided_at": to_micros_or_none(kept.decided_at),
        "seen_at": to_micros_or_none(kept.seen_at),
        "status": orjson.dumps(kept.status).decode(),
        "screen": kept.screen,
        "help_at": to_micros_or_none(kept.help_at),
        "helper": kept.helper,
        "helped_at": to_micros_or_none(kept.helped_at),
    }
