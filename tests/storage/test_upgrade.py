"""Tables of every version, with a day in them, become the tables of this program without a loss."""

import pytest

from queue_server.storage.database import Database, revisions
from tests.storage.morning import the_office_of_the_morning
from tests.storage.old_rows import FOLDER, everything, old_rows, put

SQLITE, POSTGRESQL = "sqlite", "postgresql"

FIRST, *BETWEEN, BEFORE, _ = revisions()
ON_POSTGRESQL = [(POSTGRESQL, FIRST), (POSTGRESQL, BEFORE)]
LATER = [(POSTGRESQL, revision) for revision in (*BETWEEN, revisions()[-1])]


@pytest.fixture(
    params=[
        *((SQLITE, revision) for revision in revisions()),
        *(pytest.param(each, marks=pytest.mark.postgresql) for each in ON_POSTGRESQL),
        *(pytest.param(each, marks=[pytest.mark.postgresql, pytest.mark.chaos]) for each in LATER),
    ],
    ids=" ".join,
)
def old(request, tmp_path):
    """Tables of a version, as a program of that time left them; the rows they had."""
    on, revision = request.param
    if on == SQLITE:
        made = Database(f"sqlite:///{tmp_path / 'lunhou.db'}")
    else:
        made = Database(request.getfixturevalue("empty_postgresql_url"))
    made.migrate(revision)
    rows = old_rows(revision)
    put(made, rows)
    yield made, rows
    made.close()


def with_columns_of(rows, found):
    """The rows that were found, with no more than the columns that the old ones have."""
    return {
        table: sorted(repr({name: _plain(row[name]) for name in kept[0]}) for row in found[table])
        for table, kept in rows.items()
    }


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def test_every_version_has_its_day_on_file():
    assert sorted(file.stem for file in FOLDER.glob("*.json")) == revisions()


def test_the_day_on_file_has_something_in_every_table(old):
    database, rows = old

    assert {table for table, kept in rows.items() if not kept} == set()
    assert set(everything(database)) == set(rows)


def test_every_row_is_kept_and_the_record_is_whole(old):
    database, rows = old

    database.migrate()

    assert with_columns_of(rows, everything(database)) == with_columns_of(rows, rows)
    assert database.is_current()
    office = the_office_of_the_morning(database)
    code, said = office.verified()
    office.close()
    assert (code, said[0].startswith("guangdong: verified, ")) == (0, True), said


def test_the_hall_goes_on(old):
    database, rows = old
    database.migrate()
    office = the_office_of_the_morning(database)
    office.clock.pass_(minutes=60)
    for _ in rows["ticket"]:
        office.a_secret()  # given out in the morning

    taken = [office.take("A").number for _ in range(2)]
    served = office.serve(5, "wang").number

    assert (taken, served) == (["A003", "A004"], "A003")
    assert office.verified()[0] == 0
    office.close()
