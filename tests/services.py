"""Servers and programs of the machine that some tests need: found, or skipped aloud.

Where `LUNHOU_TEST_REQUIRE` names a service ("postgresql redis chromium"), its absence is a failure instead.
"""

import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

POSTGRESQL = os.environ.get(
    "LUNHOU_TEST_POSTGRESQL", "postgresql+psycopg://postgres@127.0.0.1:5432/"
)
REDIS = os.environ.get("LUNHOU_TEST_REDIS", "redis://127.0.0.1:6379/15")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def fresh_postgresql_database() -> Iterator[str]:
    """The URL of an empty database of its own, dropped afterwards; skips without a server."""
    import psycopg
    from sqlalchemy import make_url

    server = make_url(POSTGRESQL)
    name = f"lunhou_test_{secrets.token_hex(6)}"
    maintenance = server.set(drivername="postgresql", database="postgres")
    try:
        admin = psycopg.connect(
            maintenance.render_as_string(hide_password=False), autocommit=True, connect_timeout=3
        )
    except psycopg.OperationalError as error:
        missing("postgresql", f"no PostgreSQL at {server!r}: {error}")
    with admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            yield server.set(database=name).render_as_string(hide_password=False)
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def running_redis() -> str:
    """The URL of a Redis that answers; skips without one."""
    import redis

    try:
        with redis.Redis.from_url(REDIS, socket_connect_timeout=3) as client:
            client.ping()
    except redis.ConnectionError as error:
        missing("redis", f"no Redis at {REDIS}: {error}")
    return REDIS


class OwnRedis:
    """A Redis of one test, which may be stopped and begun again."""

    def __init__(self, program: str, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{port}/0"
        about = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        self._command = [program, *about]
        self.start()

    def start(self) -> None:
        import redis

        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        until = time.monotonic() + 20
        with redis.Redis.from_url(self.url) as client:
            while True:
                try:
                    client.ping()
                    break
                except redis.ConnectionError:
                    assert time.monotonic() < until, "Redis does not start"
                    time.sleep(0.02)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait(20)


@contextmanager
def own_redis(folder: Path) -> Iterator[OwnRedis]:
    """A Redis that nobody else uses; skips where none is installed."""
    program = shutil.which("redis-server") or missing("redis", "no redis-server on the PATH")
    made = OwnRedis(program, folder)
    try:
        yield made
    finally:
        made.stop()


def installed_chromium() -> str:
    """The path of a Chromium; skips without one."""
    named = os.environ.get("LUNHOU_CHROMIUM")
    found = named or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return found or missing("chromium", "no Chromium on the PATH nor in LUNHOU_CHROMIUM")


def missing(service: str, why: str) -> NoReturn:
    """Skip the test that asked, or fail it where the service is required."""
    if service in os.environ.get("LUNHOU_TEST_REQUIRE", "").split():
        pytest.fail(why)
    pytest.skip(why)
