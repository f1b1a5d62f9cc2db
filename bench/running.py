"""Servers as processes: begun on a filled database, watched, ended."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson
import psycopg
from sqlalchemy import make_url

from bench.fill import Filling, fill
from bench.load import HOST, Request
from bench.site import Tokens, bench_halls, morning, settle
from queue_server.domain.hall import Hall
from queue_server.storage.database import Database

ISSUE = b'{"service":"%s","class":"normal","language":"zh-CN","channel":"kiosk"}'


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What the command line asked for."""

    seconds: float
    city_seconds: float
    turns: int
    sockets: int
    clients: int
    finished: int
    database: str
    """A PostgreSQL server's URL; empty for SQLite."""
    async_mode: str
    message_queue: str = ""
    """A Redis, for the measure of several processes."""
    voice: str = ""
    """What renders numbers while others are taken; empty where that is not measured."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that is ready: one process, or several on the same database."""

    processes: Sequence["subprocess.Popen[str]"]
    ports: Sequence[int]
    halls: Sequence[Hall]
    tokens: dict[str, Tokens]
    url: str
    """Of its database."""

    @property
    def port(self) -> int:
        """Of the first process."""
        return self.ports[0]

    def cpu_s(self) -> float:
        """CPU time that all threads of all processes have used; 0 where the system does not tell."""
        return sum(_cpu_s(process.pid) for process in self.processes)

    def memory_kib(self) -> int:
        """Resident memory of the first process; 0 where the system does not tell."""
        status = Path(f"/proc/{self.processes[0].pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        return next((int(each.split()[1]) for each in lines if each.startswith("VmRSS")), 0)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Every process and its worker stand still meanwhile, so that another server has the machine."""
        for process in self.processes:
            os.killpg(process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in self.processes:
                os.killpg(process.pid, signal.SIGCONT)

    def rendered(self) -> int:
        """How many numbers the worker of the first process has rendered."""
        with urllib.request.urlopen(f"http://{HOST}:{self.port}/metrics", timeout=30) as answer:
            lines = answer.read().decode().splitlines()
        counts = [each for each in lines if each.startswith("lunhou_speech_rendered_total")]
        return int(sum(float(each.split()[-1]) for each in counts))

    def told(self) -> dict[str, float]:
        """When each call since the last question was told the screens, right after its commit."""
        with urllib.request.urlopen(
            f"http://{HOST}:{self.port}/plain/told", data=b"", timeout=30
        ) as answer:
            times: dict[str, float] = orjson.loads(answer.read())
        return times

    def orders(
        self, hall: Hall, clients: int, *, path: str = "tickets", letters: Sequence[str] = ()
    ) -> list[Request]:
        """One order for a ticket for each client, at the kiosk, for one service after the other."""
        wanted = letters or [service.letter for service in hall.services]
        at, token = f"/api/v1/halls/{hall.id}/{path}", self.tokens[hall.id].kiosk
        return [
            Request(at, token, ISSUE % wanted[n % len(wanted)].encode()) for n in range(clients)
        ]

    def presses(self, hall: Hall, *, path: str = "calls") -> list[Request]:
        """One press of the button for each officer."""
        return [
            Request(f"/api/v1/halls/{hall.id}/counters/{number}/{path}", token)
            for number, token in self.tokens[hall.id].officers.items()
        ]


@contextmanager
def running(
    options: Options,
    filling: Filling | None = None,
    halls: int = 1,
    *,
    emit: bool = False,
    processes: int = 1,
    speech: str = "none",
) -> Iterator[Running]:
    """A server on a new installation, its halls filled; gone afterwards.

    With ``emit`` it tells its screens by Socket.IO's own way. Several ``processes`` need a PostgreSQL
    and a message queue. ``speech`` names what renders numbers.
    """
    with ExitStack() as stack:
        data = Path(tempfile.mkdtemp(prefix="lunhou-bench-"))
        stack.callback(shutil.rmtree, data, ignore_errors=True)
        url = f"sqlite:///{data / 'lunhou.db'}"
        if options.database:
            url = stack.enter_context(empty_database(options.database))
        made = list(bench_halls(halls).values())
        now = morning(made[0])
        tokens = _prepare(url, made, filling or Filling())
        command = [sys.executable, "-m", "bench.server", "--data", str(data), "--database", url]
        command += ["--halls", str(halls), "--now", now.isoformat()]
        command += ["--async-mode", options.async_mode, *(["--emit"] if emit else [])]
        command += ["--message-queue", options.message_queue] if processes > 1 else []
        command += ["--speech", speech]
        ready = [stack.enter_context(_process(command)) for _ in range(processes)]
        yield Running(
            [process for process, _ in ready], [port for _, port in ready], made, tokens, url
        )


def _cpu_s(process: int) -> float:
    """What a process has used, to the nanosecond: a short turn has less than a hundredth, as /proc counts."""
    try:
        return time.clock_gettime(~process << 3 | 2)  # clock_getcpuclockid(3), which Python lacks
    except OSError:
        return 0.0


def _prepare(url: str, halls: Sequence[Hall], filling: Filling) -> dict[str, Tokens]:
    database = Database(url)
    database.migrate()
    database.add_halls([hall.id for hall in halls])
    tokens: dict[str, Tokens] = {}
    for hall in halls:
        tokens[hall.id] = settle(database, hall)
        fill(database, hall, filling, morning(hall))
    database.close()
    return tokens


@contextmanager
def _process(command: Sequence[str]) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    # A session of its own: ``paused`` stops it with its worker.
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert process.stdout is not None
        said = process.stdout.readline().split()
        if said[:1] != ["ready"]:
            raise RuntimeError(f"the server did not start: {' '.join(command)}")
        yield process, int(said[1])
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def empty_database(server: str) -> Iterator[str]:
    """The URL of an empty database of a server, dropped afterwards."""
    url = make_url(server)
    name = f"lunhou_bench_{secrets.token_hex(6)}"
    maintenance = url.set(drivername="postgresql", database="postgres")
    with psycopg.connect(
        maintenance.render_as_string(hide_password=False), autocommit=True
    ) as admin:
        admin.execute(f'CREATE DATABASE "{name}"'.encode())
        try:
            yield url.set(database=name).render_as_string(hide_password=False)
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
