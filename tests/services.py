"""Servers and programs of the machine that some tests need: found, or skipped aloud.

Where `LUNHOU_TEST_REQUIRE` names a service ("postgresql redis chromium"), its absence is a failure instead.
"""

import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

import pytest

POSTGRESQL = os.environ.get(
    "LUNHOU_TEST_POSTGRESQL", "postgresql+psycopg://postgres@127.0.0.1:5432/"
)
REDIS = os.environ.get("LUNHOU_TEST_REDIS", "redis://127.0.0.1:6379/15")
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
"""The same engine without tabs, bars and windows, which take half of a short test's time."""
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


def installed_chromium(names: Sequence[str] = BROWSERS) -> str:
    """The path of a Chromium, the first of these; skips without one."""
    named = os.environ.get("LUNHOU_CHROMIUM")
    found = named or next((path for name in names if (path := shutil.which(name))), None)
    return found or missing("chromium", "no Chromium on the PATH nor in LUNHOU_CHROMIUM")


def missing(service: str, why: str) -> NoReturn:
    """Skip the test that asked, or fail it where the service is required."""
    if service in os.environ.get("LUNHOU_TEST_REQUIRE", "").split():
        pytest.fail(why)
    pytest.skip(why)
