"""People's accounts, and the sessions and tokens by which they are recognised."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from queue_server.domain.errors import NotFound, TooManyRequests, Unauthenticated
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.principal import Principal, Role

FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=15)
IDLE = timedelta(minutes=30)
"""A page session that nobody used for so long ends."""
LONGEST = timedelta(hours=12)
TOKEN_LIFE = timedelta(days=365)


class AccountState(StrEnum):
    """Whether an account may sign in."""

    ACTIVE = "active"
    DISABLED = "disabled"


@dataclass(kw_only=True, slots=True)
class Account:
    """A person who changes something, known by name."""

    name: str
    password: str = field(repr=False)
    """An Argon2id hash; never the password."""
    roles: frozenset[Role]
    hall: str | None = None
    badge: str | None = None
    display_name: str | None = None
    state: AccountState = AccountState.ACTIVE
    failures: int = 0
    locked_until: datetime | None = None
    created_at: datetime

    def principal(self, session: "Session") -> Principal:
        """Who it is, by a session."""
        is_page = session.kind is SessionKind.PAGE
        return Principal(
            name=self.name,
            roles=self.roles,
            hall=self.hall,
            badge=self.badge,
            display_name=self.display_name,
            session=session.digest.hex(),
            csrf=session.csrf if is_page else None,
        )


class SessionKind(StrEnum):
    """How a session is carried."""

    PAGE = "page"
    """A cookie, with a CSRF token for changes."""
    TOKEN = "token"  # noqa: S105 -- a kind, not a secret
    """A bearer token."""


@dataclass(kw_only=True, slots=True)
class Session:
    """A recognised person, for a while."""

    digest: bytes
    """SHA-256 of the secret; the secret itself is kept nowhere."""
    account: str
    csrf: str = field(repr=False)
    kind: SessionKind
    created_at: datetime
    seen_at: datetime
    ends_at: datetime

    def is_alive(self, now: datetime) -> bool:
        """Neither ended nor, for a page, idle for too long."""
        idle = self.kind is SessionKind.PAGE and now - self.seen_at > IDLE
        return now < self.ends_at and not idle


class People(Protocol):
    """Accounts and sessions in one transaction."""

    def find_account(self, name: str) -> Account | None:
        """An account by its name."""
        ...

    def accounts(self) -> list[Account]:
        """Every account."""
        ...

    def save_account(self, account: Account) -> None:
        """Keep an account as it is now."""
        ...

    def find_session(self, digest: bytes) -> Session | None:
        """A session by the digest of its secret."""
        ...

    def save_session(self, session: Session) -> None:
        """Keep a session as it is now."""
        ...

    def end_sessions(self, *, digest: bytes | None = None, account: str | None = None) -> None:
        """Forget one session, or all of an account."""
        ...


class PeopleUnitOfWork(UnitOfWork, Protocol):
    """A unit of work that reaches people, too."""

    @property
    def people(self) -> People:
        """Accounts and sessions."""
        ...


CheckPassword = Callable[[str, str], bool]
"""Whether a password belongs to a hash; slow by purpose."""


def check_password(
    uow: PeopleUnitOfWork, *, name: str, password: str, check: CheckPassword, nobody: str
) -> bool:
    """Whether somebody may sign in now; counts failures and locks after too many.

    Raises TooManyRequests while locked. For a name that does not exist a hash of nobody
    (``nobody``) is checked, so that the answer takes as long.
    """
    account = uow.people.find_account(name)
    if account is not None and account.locked_until is not None and uow.now < account.locked_until:
        wait = account.locked_until - uow.now
        raise TooManyRequests(retry_after_s=int(wait.total_seconds()) + 1)
    right = check(password, account.password if account is not None else nobody)
    if account is None or account.state is not AccountState.ACTIVE:
        return False
    account.failures = 0 if right else account.failures + 1
    account.locked_until = None
    if account.failures >= FAILURES_ALLOWED:
        account.failures, account.locked_until = 0, uow.now + LOCKED_FOR
    uow.people.save_account(account)
    return right


def begin_session(
    uow: PeopleUnitOfWork, *, name: str, digest: bytes, csrf: str, kind: SessionKind
) -> Principal:
    """A new session of somebody who proved who they are; Unauthenticated for no such account."""
    account = uow.people.find_account(name)
    if account is None or account.state is not AccountState.ACTIVE:
        raise Unauthenticated
    session = Session(
        digest=digest,
        account=name,
        csrf=csrf,
        kind=kind,
        created_at=uow.now,
        seen_at=uow.now,
        ends_at=uow.now + (LONGEST if kind is SessionKind.PAGE else TOKEN_LIFE),
    )
    uow.people.save_session(session)
    return account.principal(session)


def recognise(people: People, digest: bytes, now: datetime) -> Principal | None:
    """Who a secret belongs to; None when nobody's, ended or disabled."""
    session = people.find_session(digest)
    if session is None or not session.is_alive(now):
        return None
    account = people.find_account(session.account)
    if account is None or account.state is not AccountState.ACTIVE:
        return None
    return account.principal(session)


def touch_session(uow: PeopleUnitOfWork, *, digest: bytes) -> None:
    """The session was used: its idle time begins anew."""
    session = uow.people.find_session(digest)
    if session is not None:
        session.seen_at = uow.now
        uow.people.save_session(session)


def disable(uow: PeopleUnitOfWork, *, name: str) -> None:
    """An account that may no longer sign in; its sessions end at once."""
    account = uow.people.find_account(name)
    if account is None:
        raise NotFound(what="account", name=name)
    account.state = AccountState.DISABLED
    uow.people.save_account(account)
    uow.people.end_sessions(account=name)
