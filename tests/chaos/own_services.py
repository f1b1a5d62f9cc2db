"""A PostgreSQL and a Redis of a test's own, which it may stop; from the programs of this machine."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.processes import free_port, until
from tests.services import missing

POSTGRESQL_BINARIES = "/usr/lib/postgresql"
OWNER = "postgres"
"""PostgreSQL does not run as root; then it runs as this user."""
START_S = 180.0


class OwnPostgresql:
    """A cluster in a temporary folder; stopped, killed and started as often as a test likes."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries, self._data, self._log = binaries, folder / "data", folder / "log"
        self.port = free_port()
        self.url = f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres"
        self._run("initdb", "-U", "postgres", "-A", "trust", "--no-sync", "-D", str(self._data))

    def start(self) -> None:
        """Once more as long as processes of the one that was killed are still ending."""
        # A process that is killed loses nothing that the kernel has; no power fails here.
        options = f"-p {self.port} -h 127.0.0.1 -k '' -c fsync=off"
        started = until(
            lambda: self._control("start", "-o", options, "-l", str(self._log)), START_S
        )
        assert started, self._log.read_text()

    def stop(self) -> None:
        """As an administrator restarts it: open transactions are rolled back."""
        assert self._control("stop", "-m", "fast")

    def kill(self) -> None:
        """The whole service dies in the middle."""
        pid = int((self._data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in (pid, *map(int, children)):
            os.kill(each, signal.SIGKILL)

    def end(self) -> None:
        """Whatever state it is in."""
        self._control("stop", "-m", "immediate")

    def _control(self, *arguments: str) -> bool:
        return self._run("pg_ctl", "-D", str(self._data), "-w", *arguments, check=False) == 0

    def _run(self, program: str, *arguments: str, check: bool = True) -> int:
        command = [*_as_owner(), str(self._binaries / program), *arguments]
        return subprocess.run(
            command, check=check, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ).returncode


class OwnRedis:
    """A Redis that keeps nothing."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder, self._port = program, folder, free_port()
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns at once; who needs it tries again."""
        options = ["--port", str(self._port), "--save", "", "--bind", "127.0.0.1"]
        with (self._folder / "redis.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._program, *options], cwd=self._folder, stdout=log, stderr=log
            )

    def kill(self) -> None:
        """Without a word to those who are connected."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(20)


@contextmanager
def own_postgresql() -> Iterator[OwnPostgresql]:
    """A running cluster; skips where the programs are not installed."""
    # Not in pytest's folder, which the cluster's user may not enter.
    folder = Path(tempfile.mkdtemp(prefix="lunhou-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER)
    try:
        made = OwnPostgresql(_postgresql_binaries(), folder)
        made.start()
        try:
            yield made
        finally:
            made.end()
    finally:
        shutil.rmtree(folder)


@contextmanager
def own_redis(folder: Path) -> Iterator[OwnRedis]:
    """A Redis that was started; skips where it is not installed."""
    program = shutil.which("redis-server")
    made = OwnRedis(program or missing("redis", "no redis-server on the PATH"), folder)
    made.start()
    try:
        yield made
    finally:
        made.kill()


def _postgresql_binaries() -> Path:
    found = sorted(Path(POSTGRESQL_BINARIES).glob("*/bin/initdb")) or [
        Path(path) for path in [shutil.which("initdb")] if path
    ]
    return found[-1].parent if found else missing("postgresql", "no initdb on this machine")


def _as_owner() -> Sequence[str]:
    return ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
