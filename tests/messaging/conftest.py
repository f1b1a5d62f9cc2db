import pytest

from tests.messaging.receiver import receiving
from tests.storage.databases import (  # noqa: F401 -- fixtures are found by their names here
    database,
    office,
    postgresql_database,
    sqlite_database,
    sqlite_office,
    sqlite_template,
    sqlite_url,
)


@pytest.fixture
def receiver():
    """A real HTTP server on this machine."""
    with receiving() as made:
        yield made
