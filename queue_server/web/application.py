"""The Flask application: endpoints, pages, errors, security, and the OpenAPI document."""

from apiflask import APIFlask
from flask import Flask, Request
from flask.sessions import SessionInterface, SessionMixin

from queue_server.web import health
from queue_server.web.access import allow_anyone, check_access
from queue_server.web.bodies import read_bodies_strictly

read_bodies_strictly()  # before the endpoints are declared, which happens at their import

from queue_server.web.commands import refuse_wrong_key  # noqa: E402 -- see the line above
from queue_server.web.description import describe  # noqa: E402 -- see above
from queue_server.web.endpoints import BLUEPRINTS  # noqa: E402 -- see above
from queue_server.web.errors import handle_errors  # noqa: E402 -- see above
from queue_server.web.late_rule import LateRule  # noqa: E402 -- see above
from queue_server.web.pages import bp as pages  # noqa: E402 -- see above
from queue_server.web.phone_pages import bp as phone_pages  # noqa: E402 -- see above
from queue_server.web.places import Places  # noqa: E402 -- see above
from queue_server.web.schemas.answered_tickets import Refused  # noqa: E402 -- see above
from queue_server.web.security import secure  # noqa: E402 -- see above
from queue_server.web.sounds import bp as sounds  # noqa: E402 -- see above

API = "/api/v1"


class NoSession(SessionInterface):
    """Who asks is known by our own cookie or token; Flask need not look for a session of its own."""

    def open_session(self, app: Flask, request: Request) -> SessionMixin | None:  # noqa: ARG002 -- inherited
        """None."""
        return None

    def save_session(self, app: Flask, session: SessionMixin, response: object) -> None:
        """Nothing is kept."""


def make_application(*, version: str, places: Places) -> APIFlask:
    """The application, still without its services (``extensions["lunhou"]``)."""
    app = APIFlask(
        __name__,
        title="Lunhou 轮候",
        version=version,
        spec_path=f"{API}/openapi.json",
        docs_path=None,
        static_folder=None,  # type: ignore[arg-type] # Flask takes None; APIFlask annotates less
    )
    app.config.update(
        OPENAPI_VERSION="3.1.0",
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        AUTO_AUTH_ERROR_RESPONSE=False,
        HTTP_ERROR_SCHEMA=Refused.model_json_schema(),
        DESCRIPTION="Queue management for public service halls. See the contract in the docs.",
    )
    app.session_interface = NoSession()
    app.url_rule_class = LateRule
    app.before_request(check_access)
    app.before_request(refuse_wrong_key)
    secure(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint, url_prefix=API)
    app.register_blueprint(health.bp)
    app.register_blueprint(health.bp, url_prefix=API, name="health_v1")
    app.register_blueprint(pages)
    app.register_blueprint(phone_pages)
    app.register_blueprint(sounds)
    app.extensions["lunhou_pages"] = places
    allow_anyone(app, "openapi.spec")
    describe(app)
    handle_errors(app)
    return app
