"""Rows of a small day, as each version of the tables kept them: ``upgrades/<revision>.json``.

Whoever adds a migration runs ``python -m tests.storage.old_rows`` once with the new tables, looks at
the file and commits it with the migration. A file is never made again for tables that were released:
it is what is found out there.
"""

import json
import tempfile
from pathlib import Path

from sqlalchemy import MetaData, select

from queue_server.domain.assistance import Whom
from queue_server.domain.case_lifecycle import CaseKind, Why
from queue_server.storage.database import revisions
from queue_server.use_cases import (
    accounts,
    answers,
    assistance,
    cases,
    devices,
    displays,
    leases,
    leasing,
    pairings,
    visits,
)
from queue_server.use_cases.answers import Key
from queue_server.use_cases.cases import Opening
from queue_server.use_cases.device import DeviceKind, DeviceState
from queue_server.use_cases.display import Report
from queue_server.use_cases.displays import Heard
from queue_server.use_cases.leasing import Known
from queue_server.use_cases.messages import Message, Subscription, Topic
from queue_server.use_cases.people import Account, SessionKind
from queue_server.use_cases.ports import Answer
from queue_server.use_cases.principal import Role
from tests.domain.builders import HALL, NINE
from tests.storage.morning import a_morning
from tests.storage.office import KIOSK, a_database, an_officer

FOLDER = Path(__file__).parent / "upgrades"
VERSION_TABLE = "alembic_version"


def old_rows(revision):
    """Rows by table."""
    kept = json.loads((FOLDER / f"{revision}.json").read_text("utf-8"))
    return {
        table: [{column: _from_json(value) for column, value in row.items()} for row in rows]
        for table, rows in kept.items()
    }


def put(database, rows):
    """Write rows into the tables as they are, whatever the program thinks of them."""
    with database.writing.begin() as connection:
        for table in _found(connection):
            if rows.get(table.name):
                connection.execute(table.insert(), rows[table.name])


def everything(database):
    """Every row of every table that there is."""
    with database.reading.begin() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in _found(connection)
        }


def _found(connection):
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != VERSION_TABLE]


def a_small_day(database):
    """Something in every table."""
    office = next(a_morning(database))
    _somebody_fetches_papers(office)
    account = Account(
        name="li", password="$argon2id$…", roles=frozenset({Role.MANAGER}), hall=HALL,
        badge="020001", display_name="李主任", created_at=NINE,
    )  # fmt: skip
    session = {"name": "li", "digest": b"d" * 32, "csrf": "c" * 43, "kind": SessionKind.PAGE}
    kiosk = {"kind": DeviceKind.KIOSK, "name": "门口", "device": "k1", "token": b"t" * 32}
    press = Key(scope="device:k1", key="press-1", fingerprint=bytes(32))
    said = Answer(status=201, body=b'{"number": "A001"}')
    office.run(lambda uow: uow.people.save_account(account))
    office.run(lambda uow: accounts.begin_session(uow, **session))
    office.do(devices.enrol, **kiosk)
    office.do(devices.decide, device="k1", state=DeviceState.APPROVED, by="li")
    office.run(lambda uow: answers.answer_once(uow, press, lambda _: said, lambda _: said))
    office.do(leases.take, work="clockwork", holder="one")
    screen = {"digest": b"s" * 32, "origin": b"o" * 32, "codes": ["482913"]}
    report = Report(
        screen="hall", page="tab", sequence=9, sound="ready", spoke=(8, "bank"), missing=("chime",)
    )
    said = Heard(device=None, report=report, published=9, at=NINE)
    office.run(lambda uow: pairings.ask(uow, **screen))
    office.do(pairings.note_guess)
    office.do(displays.note, reports=[said])
    office.do(leasing.lease, known=Known(), by=KIOSK)
    office.run(_somebody_is_told)
    called = office.do(assistance.ask, counter=3, whom=Whom.EMERGENCY, by=an_officer())
    office.do(assistance.answer, counter=3, call=called.call, by=an_officer("wang"))
    undone = Opening(kind=CaseKind.UNDONE, why=Why.SYSTEM, text="系统故障", contact="555 0100")
    office.do(cases.open_case, opening=undone, number=None, by=an_officer())
    office.close()


def _somebody_fetches_papers(office):
    """In the middle of a visit of two steps."""
    wang = an_officer("wang")
    number = office.ask(lambda view: view.in_hand()[-1].number)
    office.handle("start", number, officer=wang.name)
    office.do(visits.add, number=number, by=wang, service="A", after=None)
    facts = {"missing": ["photo"], "code": "K7MX3P2A", "officer": wang.name}
    office.handle("send_for_papers", number, None, **facts)


def _somebody_is_told(uow):
    told = Subscription(
        id="5" * 32, hall=HALL, ticket=1, channel="webhook", address={"to": "1"}, language="en"
    )
    message = Message(
        id="7-5", hall=HALL, ticket=1, subscription=told.id, topic=Topic.CALLED,
        facts={"number": "A001", "counter": 3}, created_at=NINE, good_until=NINE, next_at=NINE,
    )  # fmt: skip
    uow.outbox.save_subscription(told)
    uow.outbox.add(message)
    uow.outbox.save_cursor(HALL, 7)


def record():
    """Live the day on the newest tables, and keep its rows."""
    with tempfile.TemporaryDirectory() as folder:
        database = a_database(f"sqlite:///{folder}/lunhou.db")
        a_small_day(database)
        rows = everything(database)
        database.close()
    file = FOLDER / f"{revisions()[-1]}.json"
    text = json.dumps(rows, default=_to_json, ensure_ascii=False, indent=1)
    file.write_text(f"{text}\n", "utf-8")
    return file


def _to_json(value):
    return {"hex": bytes(value).hex()}


def _from_json(value):
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value


if __name__ == "__main__":
    print(record())  # noqa: T201 -- where to look, for who ran it
