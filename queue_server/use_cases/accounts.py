"""Signing in, and being recognised by a session or a token."""

from datetime import datetime, timedelta

from queue_server.domain.errors import NotFound, TooManyRequests, Unauthenticated
from queue_server.use_cases.people import Account, AccountState, People, Session, SessionKind
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.principal import Principal

FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
TOKEN_LIFE = timedelta(days=365)


def require_unlocked(account: Account | None, now: datetime) -> None:
    """TooManyRequests while an account is locked after too many wrong passwords."""
    if account is not None and account.locked_until is not None and now < account.locked_until:
        wait = account.locked_until - now
        raise TooManyRequests(retry_after_s=int(wait.total_seconds()) + 1)


def note_attempt(uow: UnitOfWork, *, name: str, right: bool) -> bool:
    """Count a try to sign in, and lock the account after too many wrong ones; whether it may go on.

    TooManyRequests if it was locked meanwhile: of many tries at once only a few are heard.
    """
    account = uow.people.lock_account(name)
    if account is None or account.state is not AccountState.ACTIVE:
        return False
    require_unlocked(account, uow.now)
    account.failures = 0 if right else account.failures + 1
    account.locked_until = None
    if account.failures >= FAILURES_ALLOWED:
        account.failures, account.locked_until = 0, uow.now + LOCKED_FOR
    uow.people.save_account(account)
    return right


def begin_session(
    uow: UnitOfWork, *, name: str, digest: bytes, csrf: str, kind: SessionKind
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


def touch_session(uow: UnitOfWork, *, digest: bytes) -> None:
    """The session was used: its idle time begins anew."""
    session = uow.people.find_session(digest)
    if session is not None:
        session.seen_at = uow.now
        uow.people.save_session(session)


def disable(uow: UnitOfWork, *, name: str) -> None:
    """An account that may no longer sign in; its sessions end at once."""
    account = uow.people.find_account(name)
    if account is None:
        raise NotFound(what="account", name=name)
    account.state = AccountState.DISABLED
    uow.people.save_account(account)
    uow.people.end_sessions(account=name)
