"""Who may call an endpoint. Every endpoint names its rule; one without a rule answers nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, request

from queue_server.domain.errors import Forbidden, Refusal
from queue_server.use_cases.principal import ANYONE, Principal, Role
from queue_server.web.services import Services

F = TypeVar("F", bound=Callable[..., Any])

SESSION_COOKIE = "lunhou_session"
CSRF_COOKIE = "lunhou_csrf"
CSRF_HEADER = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

KIOSKS = (Role.KIOSK,)
OFFICERS = (Role.OFFICER, Role.MANAGER)
ISSUERS = (Role.KIOSK, Role.DESK, Role.OFFICER, Role.MANAGER)
STAFF = (Role.OFFICER, Role.DESK, Role.MANAGER)
DESKS = (Role.DESK, Role.MANAGER)
MANAGERS = (Role.MANAGER,)
DEVICES = (Role.KIOSK, Role.PRINTER, Role.DISPLAY, Role.RATING_PAD)
RATING_PADS = (Role.RATING_PAD,)


@dataclass(frozen=True, slots=True)
class Rule:
    """Which roles may call; none named means anyone."""

    roles: tuple[Role, ...] = ()
    local: bool = False
    """Without a role, only from this machine."""


def anyone(view: F) -> F:
    """Anyone may call: what hangs in the hall, or is guarded by a secret in the address."""
    return _with(Rule(), view)


def only(*roles: Role) -> Callable[[F], F]:
    """Those with one of the roles, at the hall that the address names."""
    return lambda view: _with(Rule(roles), view)


def only_local_or(*roles: Role) -> Callable[[F], F]:
    """From this machine, or those with one of the roles."""
    return lambda view: _with(Rule(roles, local=True), view)


def rule_of(app: Flask, endpoint: str) -> Rule | None:
    """The rule of an endpoint; None if it was forgotten."""
    return cast("Rule | None", getattr(app.view_functions[endpoint], "access_rule", None))


def allow_anyone(app: Flask, endpoint: str) -> None:
    """The rule of an endpoint that a library made."""
    anyone(app.view_functions[endpoint])


def services() -> Services:
    """What the endpoints work with."""
    return cast("Services", current_app.extensions["lunhou"])


def principal() -> Principal:
    """Who asks."""
    return cast("Principal", g.principal)


def check_access() -> None:
    """Before every request: recognise who asks, and hold the endpoint's rule against it."""
    g.principal = ANYONE
    if request.endpoint is None or request.endpoint == "static":
        return
    rule = rule_of(current_app, request.endpoint)
    if rule is None:
        raise Forbidden(endpoint=request.endpoint)
    g.principal = _recognise()
    if rule.local and _is_from_this_machine():
        return
    if rule.roles:
        hall = (request.view_args or {}).get("hall")
        g.principal.require(*rule.roles, hall=hall)


def _with(rule: Rule, view: F) -> F:
    view.access_rule = rule  # type: ignore[attr-defined] # a mark, read by rule_of
    return view


def _is_from_this_machine() -> bool:
    """Not what a web server on this machine passes on for somebody else."""
    is_passed_on = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.remote_addr in {"127.0.0.1", "::1"} and not is_passed_on


def _recognise() -> Principal:
    header = request.headers.get("Authorization", "")
    scheme, _, token = header.partition(" ")
    if scheme.lower() == "bearer":
        return services().recognition.by_token(token.strip())
    secret = request.cookies.get(SESSION_COOKIE)
    found = services().recognition.by_cookie(secret) if secret else None
    if found is None:
        return ANYONE
    if request.method not in SAFE and request.headers.get(CSRF_HEADER) != found.csrf:
        raise CsrfTokenWrong
    return found


class CsrfTokenWrong(Refusal):
    """A change by a page's session lacks the session's token."""

    code = "csrf_token_wrong"
