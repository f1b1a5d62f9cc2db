"""The real server with routes beside it that do nothing, so that both are measured in one process."""

import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import orjson
from apiflask import APIBlueprint
from flask import Flask, Response
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from bench.site import bench_halls
from queue_server.app import Server
from queue_server.demo.clock import fast_clock
from queue_server.domain.events import TicketCalled
from queue_server.realtime import live
from queue_server.realtime.async_mode import AsyncMode
from queue_server.realtime.serve import serve
from queue_server.settings.server import ServerSettings
from queue_server.use_cases.ports import Answer, Publisher
from queue_server.use_cases.recorded import Recorded
from queue_server.web.access import ISSUERS, OFFICERS, only
from queue_server.web.application import API
from queue_server.web.commands import respond
from queue_server.web.schemas.answered_tickets import TicketOut
from queue_server.web.schemas.asked import CallOrder, TicketOrder

NOTHING_DONE = Answer(status=201, body=b'{"number":"A000","note":"nothing was done"}')


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """What a measured server serves."""

    data: Path
    database: str
    halls: int
    now: datetime
    """What its clock says at the start, so that every run finds the hall at the same time of day."""
    emit: bool
    """Whether screens are told by ``emit``, to measure the fast road against it."""
    message_queue: str
    """Where there are other servers on the same database."""
    speech: str
    """What renders numbers."""


def serve_site(site: Site, mode: AsyncMode) -> None:
    """Serve; print ``ready PORT`` once the port answers."""
    raise_descriptor_limit()
    if site.emit:
        setattr(live, "has_green_sockets", lambda _: False)  # noqa: B010 -- no setting of the product
    settings = ServerSettings(
        data=site.data,
        database=site.database,
        port=0,
        async_mode=mode.value,
        message_queue=site.message_queue,
        speech=site.speech,
    )
    server = Server(settings, halls=bench_halls(site.halls), clock=fast_clock(site.now, 1.0))
    server.flask.register_blueprint(_doing_nothing(), url_prefix=API)
    told = _note_when_told(server.live.publisher)

    def ready(port: int) -> None:
        server.ready(port)
        print(f"ready {port}", flush=True)

    serve(
        DispatcherMiddleware(server.wsgi, {"/plain": _plain(told)}),
        host=settings.host,
        port=settings.port,
        mode=mode,
        on_ready=ready,
        on_stop=server.stop,
    )
    server.close()


def raise_descriptor_limit() -> None:
    """As many sockets as this process may have at all."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _doing_nothing() -> APIBlueprint:
    """The same address, rule and body as the real routes, and a constant answer."""
    bp = APIBlueprint("nothing", __name__)

    @bp.post("/halls/<hall>/nothing")
    @only(*ISSUERS)
    @bp.input(TicketOrder)
    @bp.output(TicketOut, status_code=201)
    def no_ticket(hall: str, json_data: TicketOrder) -> Response:  # noqa: ARG001 -- does nothing
        return respond(NOTHING_DONE)

    @bp.post("/halls/<hall>/counters/<int:number>/nothing")
    @only(*OFFICERS)
    @bp.input(CallOrder)
    @bp.output(TicketOut, status_code=201)
    def no_call(hall: str, number: int, json_data: CallOrder) -> Response:  # noqa: ARG001 -- as above
        return respond(NOTHING_DONE)

    return bp


def _note_when_told(publisher: Publisher) -> dict[str, float]:
    """When each call, by hall and number, was given to be told: right after its commit."""
    told: dict[str, float] = {}
    publish = publisher.publish

    def noting(recorded: Sequence[Recorded]) -> None:
        now = time.perf_counter()
        for each in recorded:
            if isinstance(each.event, TicketCalled):
                told[f"{each.hall} {each.event.number}"] = now
        publish(recorded)

    setattr(publisher, "publish", noting)  # noqa: B010 -- mypy wants no method replaced
    return told


def _plain(told: dict[str, float]) -> Flask:
    """An empty route of Flask and nothing else; and when calls were told since the last question."""
    app = Flask(__name__)

    @app.post("/empty")
    def empty() -> Response:
        return Response(NOTHING_DONE.body, 201, mimetype="application/json")

    @app.post("/told")
    def when_told() -> Response:
        answer = orjson.dumps(told)
        told.clear()
        return Response(answer, mimetype="application/json")

    return app
