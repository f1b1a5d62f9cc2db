"""Statements compiled once.

A statement is written in SQLAlchemy Core and compiled for the database at its first
use; from then on it goes to the driver as it is. That saves the hundreds of
microseconds that building and compiling it anew would take at every command, and keeps
one text for both databases. The parameters are plain values, so no type needs converting.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import (
    ClauseElement,
    Connection,
    CursorResult,
    Executable,
    RowMapping,
    Table,
    bindparam,
    insert,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.sql.compiler import SQLCompiler

Parameters = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Text:
    """A statement's text for one database, and the values it wants."""

    sql: str
    order: tuple[str, ...] | None
    """Names in the order of the text's question marks; None where the driver takes names."""
    constants: Mapping[str, object]
    """Values that the statement itself brought."""

    def values(self, given: Parameters) -> tuple[object, ...] | dict[str, object]:
        """What the driver is given."""
        if self.constants:
            given = {**self.constants, **given}
        if self.order is None:
            return dict(given)
        return tuple([given[name] for name in self.order])


class Prepared:
    """A Core statement whose text for each database is made only once."""

    def __init__(self, statement: Executable | Mapping[str, Executable]) -> None:
        """One statement for every database, or one for each by the dialect's name."""
        self._statement = statement
        self._texts: dict[str, _Text] = {}

    def run(self, connection: Connection, parameters: Parameters) -> CursorResult[Any]:
        """Execute with named parameters; every one that the statement left open must be given."""
        text = self._text(connection.dialect)
        return connection.exec_driver_sql(text.sql, text.values(parameters))

    def rows(self, connection: Connection, parameters: Parameters) -> Sequence[RowMapping]:
        """The rows by column name."""
        return self.run(connection, parameters).mappings().all()

    def row(self, connection: Connection, parameters: Parameters) -> RowMapping | None:
        """The first row by column name, if there is one."""
        return self.run(connection, parameters).mappings().first()

    def _text(self, dialect: Dialect) -> _Text:
        text = self._texts.get(dialect.name)
        if text is None:
            text = self._texts[dialect.name] = self._compile(dialect)
        return text

    def _compile(self, dialect: Dialect) -> _Text:
        statement = self._statement
        if isinstance(statement, Mapping):
            statement = statement[dialect.name]
        compiled = cast("SQLCompiler", cast("ClauseElement", statement).compile(dialect=dialect))
        order = compiled.positiontup
        constants = {name: value for name, value in compiled.params.items() if value is not None}
        return _Text(str(compiled), None if order is None else tuple(order), constants)


def upsert(table: Table, key: Sequence[str], *, add: str | None = None) -> Prepared:
    """Insert a row or, where its key stands already, replace its other columns.

    With ``add`` only that column changes: the new value is added to the kept one.
    """
    statements: dict[str, Executable] = {}
    for name, make in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert)):
        statement = make(table).values({c.name: bindparam(c.name) for c in table.columns})
        if add is not None:
            changes = {add: table.c[add] + statement.excluded[add]}
        else:
            changes = {
                c.name: statement.excluded[c.name] for c in table.columns if c.name not in key
            }
        statements[name] = statement.on_conflict_do_update(index_elements=list(key), set_=changes)
    return Prepared(statements)


def insert_into(table: Table) -> Prepared:
    """Insert a whole row."""
    return Prepared(insert(table).values({c.name: bindparam(c.name) for c in table.columns}))
