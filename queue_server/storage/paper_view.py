"""What the tables answer of those who were sent for papers."""

from datetime import date

import orjson
from sqlalchemy import Connection, bindparam, select

from queue_server.domain.hall import Hall
from queue_server.domain.names import HallId, TicketId
from queue_server.domain.papers import PaperCase
from queue_server.storage.instants import from_micros, to_day, to_micros
from queue_server.storage.paper_tables import paper_case
from queue_server.storage.prepared import Prepared, Row, upsert

_here = paper_case.c.hall == bindparam("hall")
CASE = Prepared(select(paper_case).where(_here, paper_case.c.ticket == bindparam("ticket")))
CASE_BY_CODE = Prepared(select(paper_case).where(_here, paper_case.c.code == bindparam("code")))
CASES_OF_DAY = Prepared(
    select(paper_case)
    .where(_here, paper_case.c.day == bindparam("day"))
    .order_by(paper_case.c.asked_at, paper_case.c.ticket)
)
PUT_PAPER_CASE = upsert(paper_case, ["hall", "ticket"])


class PaperView:
    """A part of ``SqlView``."""

    _connection: Connection
    hall: Hall
    day: date

    def paper_case_of(self, ticket: int) -> PaperCase | None:
        """What the holder of a ticket was sent for."""
        row = CASE.row(self._connection, {"hall": self.hall.id, "ticket": ticket})
        return None if row is None else case_from_row(row)

    def find_paper_case(self, code: str) -> PaperCase | None:
        """What the holder of a code was sent for, on whatever day."""
        row = CASE_BY_CODE.row(self._connection, {"hall": self.hall.id, "code": code})
        return None if row is None else case_from_row(row)

    def paper_cases(self) -> list[PaperCase]:
        """Everyone who was sent for papers today, the first first."""
        key = {"hall": self.hall.id, "day": to_day(self.day)}
        return [case_from_row(row) for row in CASES_OF_DAY.rows(self._connection, key)]


def case_from_row(row: Row) -> PaperCase:
    """What somebody was sent for."""
    used = row["used_by"]
    return PaperCase(
        hall=HallId(row["hall"]),
        ticket=TicketId(row["ticket"]),
        day=date.fromisoformat(row["day"]),
        code=row["code"],
        missing=tuple(orjson.loads(row["missing"])),
        counter=row["counter"],
        asked_at=from_micros(row["asked_at"]),
        used_by=None if used is None else TicketId(used),
    )


def paper_case_to_row(case: PaperCase) -> dict[str, object]:
    """Every column of what somebody was sent for."""
    return {
        "hall": case.hall,
        "ticket": case.ticket,
        "day": to_day(case.day),
        "code": case.code,
        "missing": orjson.dumps(list(case.missing)).decode(),
        "counter": case.counter,
        "asked_at": to_micros(case.asked_at),
        "used_by": case.used_by,
    }
