"""Which of the services that some measures need are on this machine."""

import psycopg
import redis
from sqlalchemy import make_url

from bench.running import Options

POSTGRESQL = "postgresql+psycopg://postgres@127.0.0.1:5432/"
"""Asked where ``--database`` names no other."""
WAIT_S = 3


def postgresql(options: Options) -> str | None:
    """The URL of a PostgreSQL that answers; None where there is none."""
    url = options.database or POSTGRESQL
    plain = make_url(url).set(drivername="postgresql", database="postgres")
    try:
        psycopg.connect(plain.render_as_string(hide_password=False), connect_timeout=WAIT_S).close()
    except psycopg.OperationalError:
        return None
    return url


def missing(options: Options) -> list[str]:
    """The names of the services that do not answer."""
    names = [] if postgresql(options) else ["PostgreSQL"]
    try:
        with redis.Redis.from_url(options.message_queue, socket_connect_timeout=WAIT_S) as client:
            client.ping()
    except redis.RedisError:
        names.append("Redis")
    return names
