"""Two servers on one PostgreSQL: one does what the clock does; killed, the other goes on."""

import subprocess
import sys
import time

import pytest
from sqlalchemy import text

from queue_server.storage.database import Database
from queue_server.storage.verify import verify
from tests.processes import until

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]
# Their clock goes thirty times as fast: a lease of a minute lasts two seconds.
SERVER = """
import sys, threading, time
from datetime import timedelta
from pathlib import Path
from queue_server.app import Server
from queue_server.settings.server import ServerSettings
from tests.domain.builders import NINE, a_hall

def now():
    return NINE + timedelta(seconds=(time.time() - float(sys.argv[3])) * 30)

settings = ServerSettings(data=Path(sys.argv[1]), database=sys.argv[2], async_mode="threading")
server = Server(settings, halls={"guangdong": a_hall()}, clock=now)
server.clockwork.run(threading.Event(), tick_s=0.2)
"""


@pytest.fixture
def database(empty_postgresql_url):
    made = Database(empty_postgresql_url)
    made.migrate()
    yield made
    made.close()


@pytest.fixture
def servers(database, tmp_path):
    """Two, as they run side by side."""
    url = database.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", SERVER, str(tmp_path), url, str(time.time())]
    running = [subprocess.Popen(command) for _ in range(2)]
    yield {server.pid: server for server in running}
    for server in running:
        server.kill()
        server.wait(20)


def asked(database, question):
    with database.reading.connect() as connection:
        return connection.scalars(text(question)).all()


def holder(database):
    """The process that has the lease, None before anybody took it."""
    return next(
        (int(name.split()[-2]) for name in asked(database, "SELECT holder FROM lease")), None
    )


def test_the_work_is_done_once_and_moves_when_its_process_is_killed(database, servers):
    first = until(lambda: holder(database))
    time.sleep(3)  # longer than a lease: it was renewed
    still = holder(database)
    servers[first].kill()
    second = until(lambda: (found := holder(database)) != first and found)

    assert (still, {first, second}) == (first, set(servers))
    assert len(asked(database, "SELECT sequence FROM event WHERE kind = 'hall_opened'")) == 1
    assert verify(database, print) == 0
