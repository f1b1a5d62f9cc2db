from tests.storage.databases import (  # noqa: F401 -- fixtures are found by their names here
    database,
    postgresql_database,
    sqlite_database,
    sqlite_template,
    sqlite_url,
)
