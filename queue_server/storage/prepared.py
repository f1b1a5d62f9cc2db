"""Statements compiled once.

A statement is written in SQLAlchemy Core and compiled for the database at its first use; from
then on its text goes to the driver's own cursor. That saves the hundreds of microseconds that
building, compiling and describing it anew would take at every command, and keeps one text for
both databases. The parameters are plain values, so no type needs converting.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import (
    ClauseElement,
    Connection,
    Executable,
    SelectBase,
    Table,
    bindparam,
    insert,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPICursor, Dialect
from sqlalchemy.sql.compiler import SQLCompiler

Parameters = Mapping[str, object]
Row = Mapping[Any, Any]
"""A row by column name."""


class StatementFailed(Exception):
    """The database did not carry out a statement; the driver's error is the cause.

    Its text is the driver's, without the statement's values.
    """


@dataclass(frozen=True, slots=True)
class _Text:
    """A statement's text for one database, and the values it wants."""

    sql: str
    pick: Callable[[Parameters], Sequence[object]] | None
    """Puts values in the order of the text's question marks; None where the driver takes names."""
    constants: Mapping[str, object]
    """Values that the statement itself brought."""
    error: type[Exception]
    """What the driver raises."""

    def values(self, given: Parameters) -> Any:
        """What the driver is given."""
        if self.constants:
            given = {**self.constants, **given}
        return given if self.pick is None else self.pick(given)


class Prepared:
    """A Core statement whose text for each database is made only once."""

    def __init__(self, statement: Executable | Mapping[str, Executable]) -> None:
        """One statement for every database, or one for each by the dialect's name."""
        self._statement = statement
        self._texts: dict[str, _Text] = {}
        self._columns: tuple[str, ...] = ()
        if isinstance(statement, SelectBase):
            self._columns = tuple(statement.selected_columns.keys())

    def run(self, connection: Connection, parameters: Parameters) -> DBAPICursor:
        """Execute with named parameters; every one that the statement left open must be given.

        StatementFailed if the database does not carry it out.
        """
        text = self._texts.get(connection.dialect.name) or self._compile(connection.dialect)
        try:
            cursor = connection.connection.cursor()
            cursor.execute(text.sql, text.values(parameters))
        except text.error as error:
            raise StatementFailed(f"{type(error).__name__}: {error}") from error
        return cursor

    def run_many(self, connection: Connection, rows: Sequence[Parameters]) -> None:
        """Execute for every row, with one call of the driver."""
        text = self._texts.get(connection.dialect.name) or self._compile(connection.dialect)
        try:
            cursor = connection.connection.cursor()
            cursor.executemany(text.sql, [text.values(row) for row in rows])
        except text.error as error:
            raise StatementFailed(f"{type(error).__name__}: {error}") from error

    def rows(self, connection: Connection, parameters: Parameters) -> list[Row]:
        """The rows by column name."""
        columns = self._columns
        return [dict(zip(columns, row, strict=True)) for row in self._fetch(connection, parameters)]

    def row(self, connection: Connection, parameters: Parameters) -> Row | None:
        """The first row by column name, if there is one."""
        found = self._fetch(connection, parameters)
        return dict(zip(self._columns, found[0], strict=True)) if found else None

    def scalar(self, connection: Connection, parameters: Parameters) -> Any:
        """The first column of the first row; None if there is none."""
        found = self._fetch(connection, parameters)
        return found[0][0] if found else None

    def _fetch(self, connection: Connection, parameters: Parameters) -> Sequence[Any]:
        cursor = self.run(connection, parameters)
        try:
            return cursor.fetchall()
        except self._texts[connection.dialect.name].error as error:
            raise StatementFailed(f"{type(error).__name__}: {error}") from error

    def _compile(self, dialect: Dialect) -> _Text:
        statement = self._statement
        if isinstance(statement, Mapping):
            statement = statement[dialect.name]
        compiled = cast("SQLCompiler", cast("ClauseElement", statement).compile(dialect=dialect))
        order = compiled.positiontup
        text = _Text(
            sql=str(compiled),
            pick=None if order is None else _picker(order),
            constants={k: value for k, value in compiled.params.items() if value is not None},
            error=dialect.loaded_dbapi.Error,
        )
        self._texts[dialect.name] = text
        return text


def _picker(names: Sequence[str]) -> Callable[[Parameters], Sequence[object]]:
    """Takes the values of these names out of a row, in C where there are two or more."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda row: [row[name] for name in names]


Write = tuple[Prepared, Parameters]
"""A statement that waits to be run, and its values."""


def upsert(table: Table, key: Sequence[str]) -> Prepared:
    """Insert a row or, where its key stands already, replace its other columns."""
    statements: dict[str, Executable] = {}
    for name, make in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert)):
        statement = make(table).values({c.name: bindparam(c.name) for c in table.columns})
        changes = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in key}
        statements[name] = statement.on_conflict_do_update(index_elements=list(key), set_=changes)
    return Prepared(statements)


def change(table: Table, key: Sequence[str], *, never: Collection[str]) -> Prepared:
    """Change the row of a key; ``never`` names what stays as it is, and whose indexes need no touch."""
    kept = {*key, *never}
    return Prepared(
        update(table)
        .where(*(table.c[name] == bindparam(name) for name in key))
        .values({c.name: bindparam(c.name) for c in table.columns if c.name not in kept})
    )


def insert_into(table: Table) -> Prepared:
    """Insert a whole row."""
    return Prepared(insert(table).values({c.name: bindparam(c.name) for c in table.columns}))
