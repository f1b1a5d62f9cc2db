"""Whether the server lives, is ready, and how it fares."""

from flask import Blueprint, Response

from queue_server.use_cases.principal import Role
from queue_server.web.access import anyone, only_local_or, services
from queue_server.web.commands import show

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@anyone
def healthz() -> Response:
    """The process answers."""
    return show({"status": "ok"})


@bp.get("/readyz")
@anyone
def readyz() -> Response:
    """The database answers, too."""
    ready = services().is_ready()
    return show({"status": "ready" if ready else "not ready"}, 200 if ready else 503)


@bp.get("/metrics")
@only_local_or(Role.SYSTEM_ADMINISTRATOR)
def metrics() -> Response:
    """For Prometheus."""
    return Response(services().metrics(), mimetype="text/plain")
