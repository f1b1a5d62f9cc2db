from tests.storage.databases import (  # noqa: F401 -- fixtures are found by their names here
    database,
    office,
    postgresql_database,
    postgresql_office,
    sqlite_database,
    sqlite_office,
    sqlite_template,
    sqlite_url,
)
