"""The disk is full, the database is locked or gone: a command fails whole, and the next one works."""

import os
import resource
import socket
import subprocess
import sys
from itertools import count

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from queue_server.domain import errors
from queue_server.storage import database as databases
from queue_server.storage.database import Database
from tests.domain.builders import HALL
from tests.storage.office import Office
from tests.storage.test_writer import at_once, take

HOLDS_THE_LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


def refused(writer, *commands):
    return at_once(writer, commands)


def nothing_half_done(office, before):
    """The tables are as they were, and whole."""
    assert office.everything() == before
    assert office.verified()[0] == 0


# -- full ----------------------------------------------------------------------------


def full_pages(office, pages_left):
    """SQLite itself says that the database or disk is full."""
    office.close()
    limit = {}

    @event.listens_for(office.database.writing, "connect")
    def set_limit(connection, _record):
        now = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {now + limit.get('left', pages_left)}")

    return limit


def test_a_full_database_refuses_a_command_whole_and_takes_the_next_when_there_is_room(
    sqlite_office,
):
    office = sqlite_office
    office.take()
    limit = full_pages(office, 0)
    writer = office.a_writer()

    outcomes = [refused(writer, take(f"s{n}"))[0] for n in range(200)]
    first = outcomes.index("storage_unavailable")
    before = office.everything()
    again = refused(writer, take("more"))
    nothing_half_done(office, before)
    limit["left"] = 10_000

    assert (outcomes[:first], again) == (
        [f"A{n:03d}" for n in range(2, first + 2)],
        ["storage_unavailable"],
    )
    assert set(outcomes[first:]) == {"storage_unavailable"}
    assert refused(writer, take("last")) == [f"A{first + 2:03d}"]


def test_a_full_disk_refuses_a_command_whole_and_takes_the_next_when_there_is_room(sqlite_office):
    """The kernel lets no file grow, in the middle of whatever is being written."""
    office = sqlite_office
    writer = office.a_writer()
    writer.run(take("s0"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = f"{office.database.url.database}-wal"
    before = office.everything()
    with open(log, "rb") as file:  # noqa: PTH123 -- a size
        size = file.seek(0, 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 5000, hard))
    try:
        outcomes = refused(writer, take("s1"), take("s2"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert outcomes == ["storage_unavailable"] * 2
    nothing_half_done(office, before)
    assert refused(writer, take("s3")) == ["A002"]


# -- locked ----------------------------------------------------------------------------


@pytest.fixture
def soon(monkeypatch):
    """Nobody waits long for a lock."""
    patient = databases.SQLITE_PRAGMAS
    short = [each if "busy" not in each else "PRAGMA busy_timeout = 300" for each in patient]
    monkeypatch.setattr(databases, "SQLITE_PRAGMAS", short)
    options = databases.POSTGRESQL_OPTIONS.replace("lock_timeout=5000", "lock_timeout=300")
    monkeypatch.setattr(databases, "POSTGRESQL_OPTIONS", options)


@pytest.fixture
def locked(soon, database):
    """An office, and a way to lock its hall from another process until it is let go."""
    office = Office(Database(database.url.render_as_string(hide_password=False)))
    if database.is_sqlite:
        command = [sys.executable, "-c", HOLDS_THE_LOCK, database.url.database]

        def lock():
            holder = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            assert holder.stdout.readline() == "held\n"
            return lambda: holder.communicate("\n", 10)
    else:
        url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)

        def lock():
            holder = psycopg.connect(url)
            holder.execute("SELECT * FROM hall WHERE id = %s FOR UPDATE", (HALL,))
            return holder.close

    yield office, lock
    office.close()
    office.database.close()


def test_a_locked_database_refuses_whole_and_takes_the_next_when_it_is_free(locked):
    office, lock = locked
    writer = office.a_writer()
    writer.run(take("s0"))
    before = office.everything()

    let_go = lock()
    outcomes = refused(writer, take("s1"), take("s2"), take("s3"))
    let_go()

    assert outcomes == ["storage_unavailable"] * 3
    nothing_half_done(office, before)
    assert refused(writer, take("s4")) == ["A002"]


def test_who_only_looks_needs_no_lock(locked):
    office, lock = locked
    office.take()

    let_go = lock()
    found = office.ticket("A001").number
    let_go()

    assert found == "A001"


# -- gone ------------------------------------------------------------------------------


def hang_up(office, times=1):
    """PostgreSQL ends every connection but the one that says so, as a restart does."""
    url = office.database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as admin:
        for _ in range(times):
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.mark.postgresql
def test_a_reader_asks_again_over_a_new_connection(postgresql_office):
    office = postgresql_office
    office.take()
    office.ticket("A001")

    hang_up(office)

    assert office.ticket("A001").number == "A001"


@pytest.mark.postgresql
def test_a_database_that_takes_a_connection_and_says_nothing_is_given_up(monkeypatch):
    monkeypatch.setitem(databases.POSTGRESQL_GONE, "connect_timeout", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        lost = Database(f"postgresql+psycopg://nobody@127.0.0.1:{silent.getsockname()[1]}/none")

        with pytest.raises(OperationalError, match="timeout"):
            lost.reading.connect()
        lost.close()


@pytest.mark.postgresql
def test_the_kernel_tells_soon_that_a_databases_machine_is_gone(postgresql_database):
    with postgresql_database.writing.connect() as connection:
        told = socket.socket(fileno=os.dup(connection.connection.fileno()))
    with told:
        asked = {
            "keepalives_idle": told.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE),
            "keepalives_interval": told.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL),
            "keepalives_count": told.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT),
            "tcp_user_timeout": told.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT),
        }

    assert asked | {"connect_timeout": 5} == databases.POSTGRESQL_GONE


@pytest.mark.postgresql
def test_a_writer_writes_once_over_a_new_connection(postgresql_office):
    office = postgresql_office
    writer = office.a_writer()
    writer.run(take("s1"))

    hang_up(office)

    assert (writer.run(take("s2")), office.verified()[0]) == ("A002", 0)


@pytest.mark.postgresql
def test_a_connection_lost_in_the_middle_of_a_question_is_answered_by_asking_again(
    postgresql_office,
):
    office = postgresql_office
    office.take()
    asked = []

    def question(view):
        if not asked:
            asked.append(True)
            hang_up(office)
        return view.get_ticket("A001").number

    assert office.ask(question) == "A001"


@pytest.mark.postgresql
def test_a_connection_lost_in_the_middle_of_a_command_leaves_nothing_half_done(postgresql_office):
    office = postgresql_office
    writer = office.a_writer()
    tried = []

    def takes_a_number_and_is_cut_off(uow):
        taken = take("s1")(uow)
        tried.append(taken)
        if len(tried) == 1:
            hang_up(office)
        return taken

    assert writer.run(takes_a_number_and_is_cut_off) == "A001"
    assert tried == ["A001", "A001"]
    assert office.verified() == (0, ["guangdong: verified, 1 events, 1 tickets"])


@pytest.fixture
def answers_no_commit(postgresql_office, monkeypatch):
    """PostgreSQL commits, and is gone before it says so."""
    engine = postgresql_office.database.writing

    def commit_and_be_lost(connection):
        connection.commit()
        connection.dbapi_connection.close()
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(engine.dialect, "do_commit", commit_and_be_lost)
    return postgresql_office


@pytest.mark.postgresql
def test_what_was_perhaps_committed_is_not_done_again_unasked(answers_no_commit):
    office, secrets = answers_no_commit, count()

    def takes_a_number(uow):
        return take(f"s{next(secrets)}")(uow)

    outcomes = refused(office.a_writer(), takes_a_number, takes_a_number)

    assert outcomes == ["storage_unavailable"] * 2
    assert [each.number for each in office.ask(lambda view: view.tickets())] == ["A001", "A002"]


def test_a_database_that_cannot_be_reached_is_said_to_be_unavailable(tmp_path, database):
    office = Office(database)
    nowhere = (
        f"sqlite:///{tmp_path / 'gone' / 'x.db'}"
        if database.is_sqlite
        else "postgresql+psycopg://nobody@127.0.0.1:1/none"
    )
    lost = Database(nowhere)
    if database.is_sqlite:
        (tmp_path / "gone").rmdir()
    office.connections._engine = lost.writing
    office.reader._connections._engine = lost.reading

    with pytest.raises(errors.StorageUnavailable):
        office.a_writer().run(take("s1"))
    with pytest.raises(errors.StorageUnavailable):
        office.ticket("A001")
    lost.close()
