"""People's accounts and sessions."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from queue_server.use_cases.principal import Principal, Role

IDLE = timedelta(minutes=30)
"""A page session that nobody used for so long ends."""


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

    def lock_account(self, name: str) -> Account | None:
        """The same, and nobody else changes it before the transaction ends."""
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
