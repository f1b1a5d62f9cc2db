"""Signing in to the pages, and out."""

import secrets
from hashlib import sha256

from apiflask import APIBlueprint
from flask import Response, request

from queue_server.domain.errors import Unauthenticated
from queue_server.use_cases import accounts
from queue_server.use_cases.people import SessionKind
from queue_server.use_cases.principal import Principal
from queue_server.web.access import CSRF_COOKIE, SESSION_COOKIE, anyone, principal, services
from queue_server.web.commands import show
from queue_server.web.schemas.answered import WhoOut
from queue_server.web.schemas.asked import SignIn

bp = APIBlueprint("sessions", __name__, tag="Sessions")


@bp.post("/sessions")
@anyone
@bp.input(SignIn)
@bp.output(WhoOut, status_code=201)
def sign_in(json_data: SignIn) -> Response:
    """Sign in with user name and password; sets the session's cookies."""
    using, name = services(), json_data.username
    account = using.questions.ask_all(lambda everything: everything.people.find_account(name))
    accounts.require_unlocked(account, using.clock())
    # For a name that does not exist a hash of nobody is checked, so that the answer takes as long.
    kept = account.password if account is not None else using.passwords.nobody
    right = using.slowly.run(using.passwords.check, json_data.password, kept)
    if not using.writer.run(lambda uow: accounts.note_attempt(uow, name=name, right=right)):
        raise Unauthenticated(reason="wrong")
    secret, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    digest = sha256(secret.encode()).digest()
    who = using.writer.run(
        lambda uow: accounts.begin_session(
            uow, name=name, digest=digest, csrf=csrf, kind=SessionKind.PAGE
        )
    )
    response = show(_who_json(who), 201)
    _set_cookie(response, SESSION_COOKIE, secret, http_only=True)
    _set_cookie(response, CSRF_COOKIE, csrf, http_only=False)
    return response


@bp.get("/sessions/current")
@anyone
@bp.output(WhoOut)
def who_am_i() -> Response:
    """Who is signed in, by a cookie or a token."""
    if not principal().is_known:
        raise Unauthenticated
    return show(_who_json(principal()))


@bp.delete("/sessions/current")
@anyone
@bp.output({}, status_code=204)
def sign_out() -> Response:
    """Sign out; the session ends at once."""
    session = principal().session
    if session is not None:
        digest = bytes.fromhex(session)
        services().writer.run(lambda uow: uow.people.end_sessions(digest=digest))
        services().recognition.forget(session=session)
    response = Response(status=204)
    response.delete_cookie(SESSION_COOKIE)
    response.delete_cookie(CSRF_COOKIE)
    return response


def _set_cookie(response: Response, name: str, value: str, *, http_only: bool) -> None:
    # Who forges the header spoils a cookie of their own.
    secure = request.is_secure or request.headers.get("X-Forwarded-Proto") == "https"
    response.set_cookie(name, value, httponly=http_only, secure=secure, samesite="Strict", path="/")


def _who_json(who: Principal) -> dict[str, object]:
    return {
        "name": who.name,
        "badge": who.badge,
        "display_name": who.display_name,
        "roles": sorted(role.value for role in who.roles),
        "hall": who.hall,
        "csrf": who.csrf,
    }
