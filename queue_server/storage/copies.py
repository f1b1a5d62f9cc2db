"""What every copy of a database is held against: how many rows each table has."""

from sqlalchemy import Connection, func, inspect, select, table

Counts = dict[str, int]
"""Rows by table."""


class BackupRefused(Exception):
    """A backup cannot be made, read or put in place; its text says why, for the administrator."""


def count_rows(connection: Connection) -> Counts:
    """The rows of every table there is, also of tables that this program does not know."""
    names = sorted(inspect(connection).get_table_names())
    return {
        name: connection.scalars(select(func.count()).select_from(table(name))).one()
        for name in names
    }
