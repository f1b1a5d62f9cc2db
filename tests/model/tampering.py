"""Somebody changes one row behind the record's back, looks whether it is found, and puts it right again."""

from contextlib import contextmanager, suppress

from sqlalchemy.exc import IntegrityError

from queue_server.storage.metadata import metadata

WITHOUT_RECORD = {
    *("account", "answer", "device", "display", "guess", "job", "lease", "pairing", "press"),
    "session",
    *("message", "subscription", "told"),
}
"""Tables of which the record does not tell."""
ELSEWHERE = {"block", "assistance"}
"""Nobody in this hall has a kiosk of its own, or calls for help: tests/use_cases/test_leasing.py and
test_assistance.py change their rows."""
OF_CASES = {"case", "case_note", "case_contact"}
"""Nobody complains in these days: tests/storage/test_verify_cases.py changes their rows."""
NOT_RECORDED = {
    *(("ticket", name) for name in ("holder", "holder_last4", "holder_name", "remark", "paper")),
    *(("ticket", name) for name in ("device", "secret", "start_on_call")),
    *(("ticket", name) for name in ("p10_s", "p50_s", "p90_s")),
    *(("appointment", name) for name in ("holder", "booked_at")),
    ("paper_case", "code"),
    ("rating", "comment"),
    ("rating", "day"),
    ("slot", "capacity"),
}
"""Columns of the others: what is nobody's business, what was foretold, what the hall's file says."""
TABLES = {
    each.name: each
    for each in metadata.sorted_tables
    if each.name not in WITHOUT_RECORD | ELSEWHERE | OF_CASES
}
COLUMNS = {
    (table.name, column.name)
    for table in TABLES.values()
    for column in table.columns
    if (table.name, column.name) not in NOT_RECORDED
}


def telling(office, table):
    """The rows whose every recorded column says something: no empty line, no mere booking."""
    rows = [dict(row) for row in office.rows(table.name)]
    if table.name == "line":
        return [row for row in rows if row["waiting"]]
    if table.name == "slot":
        return [row for row in rows if row["booked"]]
    if table.name == "appointment":
        return [row for row in rows if row["ticket"] is not None]
    return rows


@contextmanager
def changed(office, table, row, column):
    """One column of one row says something else for a while."""
    for other in _others(row[column]):
        becomes = row | {column: other}
        with suppress(IntegrityError):  # such a number is there already, such a grade is none
            _write(office, table, row, becomes)
            break
    else:
        raise AssertionError(f"the tables themselves forbid any other {table.name}.{column}")
    yield
    _write(office, table, becomes, row)


@contextmanager
def missing(office, table, row):
    """A row is not there for a while."""
    _execute(office, table.delete().where(*_is(table, row)))
    yield
    _execute(office, table.insert().values(row))


def _others(value):
    match value:
        case None:
            return (1,)
        case int():
            return value + 1000, value - 1, value + 1
        case bytes():
            return (bytes(reversed(value)),)
    return (f"{value}x",)


def _write(office, table, was, becomes):
    new = {column: value for column, value in becomes.items() if value != was[column]}
    _execute(office, table.update().where(*_is(table, was)).values(new))


def _is(table, row):
    return [column == row[column.name] for column in table.primary_key]


def _execute(office, statement):
    connection = office.connections.get()
    with connection.begin():
        assert connection.execute(statement).rowcount == 1
