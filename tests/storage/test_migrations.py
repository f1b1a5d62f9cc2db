"""Migrations make exactly the tables that the program speaks of, and can be run again."""

import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from queue_server.storage.database import Database
from queue_server.storage.metadata import metadata
from tests.storage.office import Office


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def new(request, tmp_path):
    """A database with nothing in it."""
    if request.param == "sqlite":
        made = Database(f"sqlite:///{tmp_path / 'deep' / 'lunhou.db'}")
    else:
        made = Database(request.getfixturevalue("empty_postgresql_url"))
    yield made
    made.close()


def differences(database):
    with database.writing.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        return compare_metadata(context, metadata)


def test_from_nothing_to_the_tables_of_the_program(new):
    new.migrate()

    assert differences(new) == []
    tables = set(inspect(new.writing).get_table_names())
    assert tables == {table.name for table in metadata.sorted_tables} | {"alembic_version"}


def test_indexes_and_constraints_are_those_of_the_program(new):
    new.migrate()
    found = inspect(new.writing)

    for table in metadata.sorted_tables:
        kept = {each["name"] for each in found.get_indexes(table.name)}
        kept |= {each["name"] for each in found.get_unique_constraints(table.name)}
        kept |= {each["name"] for each in found.get_check_constraints(table.name)}
        wanted = {each.name for each in (*table.indexes, *table.constraints) if each.name}
        assert kept >= {str(each) for each in wanted if not str(each).startswith("pk_")}


def test_migrating_again_changes_nothing(new):
    new.migrate()
    office = Office(new)
    office.take()
    before = office.everything()

    new.migrate()

    assert office.everything() == before
    office.close()


STARTS = """
import sys
from queue_server.storage.database import Database
database = Database(sys.argv[1])
database.migrate()
database.add_halls(["guangdong", "linkou"])
"""


@pytest.mark.postgresql
def test_two_servers_that_start_at_once_make_the_tables_once(empty_postgresql_url):
    command = [sys.executable, "-c", STARTS, empty_postgresql_url]
    servers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]

    errors = [server.communicate(timeout=60)[1] for server in servers]

    assert (errors, differences(Database(empty_postgresql_url))) == (["", ""], [])
