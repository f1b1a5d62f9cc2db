"""Use cases run through the real unit of work on SQLite; the clock is set by hand."""

from tests.storage.databases import (  # noqa: F401 -- fixtures are found by their names here
    database,
    postgresql_database,
    sqlite_database,
    sqlite_template,
    sqlite_url,
)
from tests.storage.databases import office as database_office  # noqa: F401 -- as above
from tests.storage.databases import sqlite_office as office  # noqa: F401 -- as above
