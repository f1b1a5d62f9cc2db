"""What the machine gives at the best: plain commits of the database, and a route of Flask alone."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from bench.load import Clients, Request, in_own_process
from bench.results import Row, Spread
from bench.running import Options, empty_database, running
from bench.services import postgresql
from queue_server.storage.database import SQLITE_PRAGMAS

SMALL = "x" * 200
BATCH = 32
COMMITS = 50
"""In each turn."""
REPEAT = "python -m bench orientation"


def orientation(options: Options) -> list[Row]:
    """Commits a second of one row and of a batch, on each database there is, and the empty route."""
    server = postgresql(options)
    with tempfile.TemporaryDirectory(prefix="lunhou-bench-") as folder:
        rows = [_commits(options, "plain SQLite FULL", _sqlite(Path(folder)))]
    if server is not None:
        with _postgresql(server) as commit:
            rows.append(_commits(options, "plain PostgreSQL", commit))
    return [*rows, *_empty_route(options)]


def _commits(options: Options, name: str, commit: Callable[[int], None]) -> Row:
    single, batched = [], []
    for _ in range(options.turns):
        single.append(_rate(lambda: commit(1)))
        batched.append(_rate(lambda: commit(BATCH)) * BATCH)
    return Row(
        measure=f"{name}, {BATCH} inserts a commit",
        figure=f"{Spread(batched).median:,.0f} rows/s",
        against=f"1 a commit {Spread(single).median:,.0f}/s",
        ratio=Spread([a / b for a, b in zip(batched, single, strict=True)]),
        repeat=REPEAT,
    )


def _rate(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(COMMITS):
        act()
    return COMMITS / (time.perf_counter() - began)


def _sqlite(folder: Path) -> Callable[[int], None]:
    connection = sqlite3.connect(folder / "plain.db", isolation_level=None)
    for pragma in SQLITE_PRAGMAS:
        connection.execute(pragma)
    connection.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, text TEXT)")

    def commit(rows: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(rows):
            connection.execute("INSERT INTO plain (text) VALUES (?)", (SMALL,))
        connection.execute("COMMIT")

    return commit


@contextmanager
def _postgresql(server: str) -> Iterator[Callable[[int], None]]:
    """In a real table, in a database of its own: a temporary one is never written to the log."""
    with empty_database(server) as url:
        plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute("CREATE TABLE plain (id SERIAL PRIMARY KEY, text TEXT)")

            def commit(rows: int) -> None:
                with connection.transaction():
                    for _ in range(rows):
                        connection.execute("INSERT INTO plain (text) VALUES (%s)", (SMALL,))

            yield commit


def _empty_route(options: Options) -> list[Row]:
    with running(options) as server:
        kinds = {
            "nothing": server.orders(server.halls[0], options.clients, path="nothing"),
            "empty": [Request("/plain/empty", "nobody") for _ in range(options.clients)],
        }
        with in_own_process(Clients, server.port, kinds) as clients:
            pairs = [
                {kind: clients.turn(kind, options.seconds).rate for kind in kinds}
                for _ in range(options.turns)
            ]
    empty, nothing = ([pair[kind] for pair in pairs] for kind in ("empty", "nothing"))
    return [
        Row(
            measure=f"the route that does nothing, {options.clients} clients",
            figure=f"{Spread(nothing).median:,.0f}/s",
            against=f"empty route of Flask {Spread(empty).median:,.0f}/s",
            ratio=Spread([a / b for a, b in zip(nothing, empty, strict=True)]),
            repeat=REPEAT,
        )
    ]
