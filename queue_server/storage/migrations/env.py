"""Runs migrations over the connection that ``Database.migrate`` gives."""

from alembic import context

from queue_server.storage import (  # noqa: F401 -- fill the metadata
    alone_tables,
    assistance_tables,
    display_tables,
    other_tables,
    paper_tables,
    people_tables,
    tables,
)
from queue_server.storage.metadata import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
