"""A backup while everybody takes numbers: what was acknowledged before it began is in it."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from queue_server.storage.database import Database, revisions
from tests.chaos.demonstration import ROOT, Line, demonstrating
from tests.long_run import long_run
from tests.services import fresh_postgresql_database

pytestmark = pytest.mark.slow
CLIENTS = 4
BEFORE = 40
PAUSE_S = 0.02
"""Between a client's numbers: what is copied must change, and need not be long."""


def command(*arguments):
    """Exit code and everything that ``queue-server`` says."""
    called = [sys.executable, "-m", "queue_server", *map(str, arguments)]
    done = subprocess.run(
        called, cwd=ROOT, capture_output=True, text=True, timeout=180, check=False
    )
    return done.returncode, done.stdout + done.stderr


def take_numbers(demo, acknowledged, enough, stop):
    """Clients that take numbers until they are told to stop."""

    def client(n):
        press = 0
        with Line(demo, "kiosk") as line:
            while not stop.is_set():
                press += 1
                key = f"client-{n}-{press}"
                status, ticket = line.ask("POST", "/halls/small/tickets", {"service": "A"}, key)
                assert status == 201, ticket
                acknowledged.append(ticket["number"])
                if len(acknowledged) >= BEFORE:
                    enough.set()
                stop.wait(PAUSE_S)

    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(client, range(CLIENTS)))


def numbers_in(url):
    database = Database(url)
    with database.reading.connect() as connection:
        found = set(connection.scalars(text("SELECT number FROM ticket")))
    database.close()
    return found


@pytest.fixture
def other_place(database, tmp_path):
    """Where it is restored: the URL of nothing yet."""
    if database is None:
        yield f"sqlite:///{tmp_path / 'other' / 'lunhou.db'}"
    else:
        with fresh_postgresql_database() as url:
            yield url


@pytest.mark.parametrize("database", ["sqlite", *long_run("postgresql")], indirect=True)
def test_what_was_acknowledged_before_is_in_the_backup(tmp_path, database, other_place):
    acknowledged, enough, stop = [], threading.Event(), threading.Event()
    of = ("--data", tmp_path / "data", *(("--database", database) if database else ()))
    with demonstrating(tmp_path, database=database) as demo:
        crowd = threading.Thread(target=take_numbers, args=(demo, acknowledged, enough, stop))
        crowd.start()
        assert enough.wait(60)
        before = set(acknowledged)
        backed_up = command("backup", tmp_path / "a.backup", *of)
        overwriting = command("restore", tmp_path / "a.backup", *of, "--replace")
        after = set(acknowledged)
        stop.set()
        crowd.join(60)
        demo.stop()
        verified = demo.verify()
    elsewhere = ("--data", tmp_path / "other", "--database", other_place)
    restored = command("restore", tmp_path / "a.backup", *elsewhere)

    assert (backed_up[0], restored[0], verified[0]) == (0, 0, 0), (backed_up, restored, verified)
    assert (overwriting[0], "in use" in overwriting[1]) == (2, True), overwriting
    assert before < after, "nobody took numbers during the backup"
    assert before <= numbers_in(other_place) < set(acknowledged)
    assert command("verify", "--data", tmp_path / "other")[0] == 0
    assert command("migrate", "--data", tmp_path / "other") == (
        0,
        f"the tables are {revisions()[-1]} already\n",
    )
