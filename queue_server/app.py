"""The one place where everything is wired together."""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, cast

from queue_server.domain.errors import NotFound, Refusal
from queue_server.domain.hall import Hall
from queue_server.messaging.messengers import Outside, open_messengers
from queue_server.messaging.postman import Postman
from queue_server.protocol.identity import hall_key
from queue_server.protocol.messages import Layout
from queue_server.realtime import async_mode
from queue_server.realtime.async_mode import AsyncMode
from queue_server.realtime.live import LiveSide
from queue_server.settings.hall_file import read_halls
from queue_server.settings.installation import (
    Installation,
    open_installation,
    write_private,
)
from queue_server.settings.server import DATABASE_FILE, ServerSettings
from queue_server.storage.connections import ConnectionPerThread
from queue_server.storage.database import Database
from queue_server.storage.last import last_moment
from queue_server.storage.reader import SqlReader
from queue_server.storage.transactions import Transactions
from queue_server.storage.writer import GroupCommitWriter, PooledWriter
from queue_server.surroundings import ServerSurroundings
from queue_server.use_cases.clockwork import Clockwork
from queue_server.use_cases.display_watch import DisplayWatch
from queue_server.use_cases.paces import Paces
from queue_server.use_cases.portraits import Portraits
from queue_server.use_cases.ports import Halls, Threads, Writer
from queue_server.use_cases.steady_clock import SteadyClock
from queue_server.voice.voices import FOLDER, RECORDINGS, open_voices
from queue_server.web.application import make_application
from queue_server.web.flood import Flood
from queue_server.web.media_store import MediaStore
from queue_server.web.message_texts import message_text
from queue_server.web.metrics import Metrics
from queue_server.web.pages import page_folders, sounds_folder
from queue_server.web.passwords import Argon2Passwords
from queue_server.web.places import Places
from queue_server.web.recognition import Recogniser
from queue_server.web.services import Services

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

log = logging.getLogger(__name__)
READERS = 4
REST_S = 10.0
"""How long a tick of the clockwork may take to end when the server stops."""
WRITERS = 8
"""OS threads that run commands side by side on PostgreSQL."""


class FileHalls:
    """The halls of a folder of hall files. Implements ``ports.Halls``."""

    def __init__(self, halls: Mapping[str, Hall]) -> None:
        self._halls = dict(sorted(halls.items()))

    def get(self, hall: str) -> Hall:
        """A hall by its name; NotFound otherwise."""
        try:
            return self._halls[hall]
        except KeyError:
            raise NotFound(what="hall", hall=hall) from None

    def all(self) -> Sequence[Hall]:
        """Every hall, by name."""
        return tuple(self._halls.values())


def sample_halls() -> Path:
    """The folder of the halls that come with the program."""
    return Path(str(resources.files("queue_server.halls")))


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


def draw_paper(layout: Mapping[str, object], paper: str) -> bytes:
    """A paper by the program that prints it, so that what a manager sees is what comes out."""
    from ticket_printer.preview import png_of  # noqa: PLC0415 -- fonts and pictures, for managers alone

    return png_of(cast("Layout", layout), paper=paper)


class Server:
    """One server process: made, served, closed."""

    def __init__(
        self,
        settings: ServerSettings,
        *,
        halls: Mapping[str, Hall] | None = None,
        clock: Callable[[], datetime] = utc_now,
        demo: bool = False,
        worker: int | None = None,
    ) -> None:
        """Open the database and wire everything; nothing is served yet.

        ``worker`` is its number where several answer at one address.
        """
        self.settings = settings
        self._public_url = settings.public_url
        mode = self.mode = AsyncMode(settings.async_mode)
        installation = open_installation(settings.data)
        self.halls: Halls = FileHalls(
            halls if halls is not None else read_halls(settings.halls or sample_halls())
        )
        if settings.database:
            write_private(settings.data / DATABASE_FILE, settings.database)
        self.database = Database(settings.database_url)
        if not self.database.is_sqlite:
            async_mode.adapt_psycopg(mode)
        self.database.migrate()
        self.database.add_halls([hall.id for hall in self.halls.all()])
        self.clock = clock = SteadyClock(clock, last=last_moment(self.database))
        self._reading = ConnectionPerThread(self.database.reading)
        self._writing = ConnectionPerThread(self.database.writing)
        self._readers = async_mode.threads(mode, READERS)
        self.questions = SqlReader(self._reading, self.halls, clock, threads=self._readers)
        self.paces, self.passwords = Paces(), Argon2Passwords()
        app = make_application(
            version=metadata.version("lunhou"),
            places=Places(
                folders=page_folders(),
                sounds=sounds_folder(),
                recordings=settings.data.absolute() / RECORDINGS,
                speech=settings.data.absolute() / FOLDER,
                demo=demo,
            ),
        )
        app.secret_key = installation.session_key
        self.flask = app
        self.metrics = Metrics(worker)
        self.voices = open_voices(
            settings, sounds=sounds_folder(), halls=self.halls, on_report=self.metrics.speech
        )
        self.live = LiveSide(
            app,
            mode=mode,
            threads=self._readers,
            halls=self.halls,
            surroundings=ServerSurroundings(self),
            on_cut=self.metrics.cut_off,
            message_queue=settings.message_queue or None,
            channel=installation.channel,
        )
        self.live.listen(self.metrics.hear)
        self.portraits = Portraits(self.questions, self.halls)
        self.live.listen(self.portraits.hear)
        self.live.listen(self.voices.hear)
        self.messengers = open_messengers(
            Outside(settings=settings, push_key=installation.push_key, public_url=self.public_url)
        )
        self.metrics.watch(lambda: self.live.hears_others)
        self.writer = self._make_writer()
        self.recogniser = Recogniser(
            self.questions,
            self.writer,
            hears_others=lambda: self.live.hears_others,
            tell=self.live.rights_changed,
        )
        self.recogniser.look_again()
        app.extensions["lunhou"] = self._services(installation)
        self.clockwork = Clockwork(
            halls=self.halls,
            writer=self.writer,
            questions=self.questions,
            paces=self.paces,
            holder=f"{socket.gethostname()[:30]} {os.getpid()} {secrets.token_hex(8)}",
        )
        self.postman = Postman(
            self.messengers,
            halls=self.halls,
            writer=self.writer,
            holder=self.clockwork.holder,
            pace=self.paces,
            say=message_text,
            count=self.metrics.message,
        )
        self.live.listen(self.postman.hear)
        self.screens = DisplayWatch(
            halls=self.halls,
            writer=self.writer,
            questions=self.questions,
            clock=clock,
        )
        self._stop, self._rested = threading.Event(), [threading.Event() for _ in range(3)]
        for rested in self._rested:
            rested.set()

    @property
    def wsgi(self) -> "WSGIApplication":
        """What the HTTP server calls."""
        return cast("WSGIApplication", self.flask)

    def public_url(self) -> str:
        """How phones reach this server."""
        return self._public_url

    def ready(self, port: int) -> None:
        """The server answers at a port: hear the others, begin what the clock does by itself."""
        self._public_url = self._public_url or f"http://{self.settings.host}:{port}"
        self.live.open()
        for rested, run in zip(self._rested, self._by_itself(), strict=True):
            rested.clear()
            async_mode.spawn(self.mode, self._until_stopped, run, rested)
        async_mode.spawn(self.mode, self.voices.run)

    def _by_itself(self) -> tuple[Callable[[threading.Event], None], ...]:
        """What runs beside the requests until it is stopped."""
        return self.clockwork.run, self.screens.run, self.postman.run

    def stop(self) -> None:
        """End what waits without end."""
        self._stop.set()
        self.voices.stop()
        self.live.close()

    def close(self) -> None:
        """Give the database back, after everything in flight was answered and the clock rests."""
        if not all(rested.wait(REST_S) for rested in self._rested):
            log.warning("what runs by itself did not come to rest within %s s", REST_S)
        self.voices.close()
        self._reading.close()
        self._writing.close()
        self.database.close()

    def _until_stopped(
        self, run: Callable[[threading.Event], None], rested: threading.Event
    ) -> None:
        try:
            run(self._stop)
        finally:
            rested.set()

    def _make_writer(self) -> Writer:
        transactions = Transactions(self._writing, self.halls, self.clock)

        def spawn(pump: Callable[[], None]) -> None:
            async_mode.spawn(self.mode, pump)

        publisher = self.live.publisher
        if self.database.is_sqlite:
            thread: Threads = async_mode.threads(self.mode, 1)
            return GroupCommitWriter(transactions, thread=thread, spawn=spawn, publisher=publisher)
        threads: Threads = async_mode.threads(self.mode, WRITERS)
        return PooledWriter(transactions, threads=threads, spawn=spawn, publisher=publisher)

    def _services(self, installation: Installation) -> Services:
        def identity_key(hall: str) -> bytes:
            return hall_key(installation.holder_key, hall)

        return Services(
            writer=self.writer,
            questions=self.questions,
            halls=self.halls,
            clock=self.clock,
            recognition=self.recogniser,
            passwords=self.passwords,
            slowly=self._readers,
            job_waiters=self.live.waiters,
            board=self.live.boards.get,
            pace=self.paces,
            find_officer=self.recogniser.find_officer,
            public_url=self.public_url,
            identity_key=identity_key,
            flood=Flood(),
            draw_paper=draw_paper,
            messengers=self.messengers,
            presence_key=installation.presence_key,
            media=MediaStore(self.settings.data / "media"),
            metrics=self.metrics.text,
            is_ready=self._is_ready,
        )

    def _is_ready(self) -> bool:
        try:
            self.questions.ask_all(lambda everything: everything.people.find_account(""))
        except Refusal:
            return False
        return True
