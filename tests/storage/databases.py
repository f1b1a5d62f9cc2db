"""Fixtures of databases: the same test on SQLite and on PostgreSQL."""

import shutil

import pytest
from sqlalchemy import text

from tests.storage.office import Office, a_database, empty


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A SQLite file with empty tables, to be copied."""
    file = tmp_path_factory.mktemp("template") / "lunhou.db"
    a_database(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def sqlite_url(sqlite_template, tmp_path):
    file = tmp_path / "lunhou.db"
    shutil.copy(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def postgresql_database(postgresql_url):
    database = a_database(postgresql_url)
    with database.writing.begin() as connection:  # no test pulls the plug of the database's machine
        name = database.url.database
        connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
    yield database
    database.close()


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def database(request):
    """An empty one of each kind in turn."""
    if request.param == "sqlite":
        made = a_database(request.getfixturevalue("sqlite_url"))
        yield made
        made.close()
    else:
        made = request.getfixturevalue("postgresql_database")
        empty(made)
        yield made


@pytest.fixture
def sqlite_database(sqlite_url):
    made = a_database(sqlite_url)
    yield made
    made.close()


@pytest.fixture
def office(database):
    """A hall on each kind of database."""
    made = Office(database)
    yield made
    made.close()


@pytest.fixture
def sqlite_office(sqlite_database):
    made = Office(sqlite_database)
    yield made
    made.close()


@pytest.fixture
def postgresql_office(postgresql_database):
    empty(postgresql_database)
    made = Office(postgresql_database)
    yield made
    made.close()
