"""Calls for a person from a window, to rows and back."""

import orjson
from sqlalchemy import bindparam, select

from queue_server.domain.assistance import Assistance, Comer, Whom
from queue_server.domain.names import CounterNumber
from queue_server.storage.assistance_tables import assistance
from queue_server.storage.instants import from_micros, to_micros
from queue_server.storage.prepared import Prepared, Row, upsert

OPEN = Prepared(
    select(assistance)
    .where(assistance.c.hall == bindparam("hall"), assistance.c.call.is_not(None))
    .order_by(assistance.c.counter)
)
PUT_ASSISTANCE = upsert(assistance, ["hall", "counter"])


def assistance_from_row(row: Row) -> Assistance:
    """A call that is open."""
    return Assistance(
        counter=CounterNumber(row["counter"]),
        call=row["call"],
        whom=Whom(row["whom"]),
        officer=row["officer"],
        caller=row["caller"],
        asked_at=from_micros(row["asked_at"]),
        comers=tuple(Comer(by=by, at=from_micros(at)) for by, at in orjson.loads(row["comers"])),
    )


def assistance_to_row(
    counter: CounterNumber, of: Assistance | None, hall: str
) -> dict[str, object]:
    """Every column of a counter's call; without one they are empty."""
    key: dict[str, object] = {"hall": hall, "counter": counter}
    if of is None:
        nothing = dict.fromkeys(("call", "whom", "officer", "caller", "asked_at"))
        return {**key, **nothing, "comers": "[]"}
    return {
        **key,
        "call": of.call,
        "whom": of.whom.value,
        "officer": of.officer,
        "caller": of.caller,
        "asked_at": to_micros(of.asked_at),
        "comers": orjson.dumps([[each.by, to_micros(each.at)] for each in of.comers]).decode(),
    }
