"""One command, one unit of work: read, decide, keep back, write at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete

from queue_server.domain.appointment import Appointment
from queue_server.domain.hall import Hall
from queue_server.domain.ticket import Ticket
from queue_server.storage import queries
from queue_server.storage.displays import SqlDisplays, SqlPairings
from queue_server.storage.instants import to_micros
from queue_server.storage.lease_rows import LEASE, PUT_LEASE, lease_from_row, lease_row
from queue_server.storage.locked_hall import SqlLockedHall
from queue_server.storage.other_rows import appointment_from_row, job_from_row
from queue_server.storage.outbox import SqlOutbox
from queue_server.storage.people import SqlDevices, SqlPeople
from queue_server.storage.prepared import Parameters, Prepared, Write, insert_into
from queue_server.storage.rows import ticket_from_row
from queue_server.storage.shared import Shared
from queue_server.storage.tables import answer
from queue_server.use_cases.lease import Lease
from queue_server.use_cases.ports import Answer, Halls, KeptAnswer
from queue_server.use_cases.print_job import PrintJob
from queue_server.use_cases.recorded import Recorded

KEEP_ANSWER = insert_into(answer)
FORGET_ANSWERS = Prepared(delete(answer).where(answer.c.at < bindparam("before")))


class SqlUnitOfWork:
    """Implements ``ports.UnitOfWork`` inside a transaction that somebody else commits."""

    def __init__(
        self, connection: Connection, halls: Halls, now: datetime, shared: Shared | None = None
    ) -> None:
        """``shared`` belongs to a batch, whose owner finishes it; without one the work does so itself."""
        self.connection = connection
        self._shared = shared or Shared()
        self._is_alone = shared is None
        self.now = now
        self._halls = halls
        self._locked: dict[str, SqlLockedHall] = {}
        self._writes: list[Write] = []
        self._kept_answer: tuple[tuple[str, str], KeptAnswer, Parameters] | None = None
        self.recorded: list[Recorded] = []

    @property
    def people(self) -> SqlPeople:
        """Accounts and their sessions."""
        return SqlPeople(self.connection, self._writes)

    @property
    def devices(self) -> SqlDevices:
        """What stands in the halls."""
        return SqlDevices(self.connection, self._writes)

    @property
    def displays(self) -> SqlDisplays:
        """Pages that show screens."""
        return SqlDisplays(self.connection, self._writes)

    @property
    def pairings(self) -> SqlPairings:
        """Codes on screens that belong to no hall yet."""
        return SqlPairings(self.connection, self._writes)

    @property
    def outbox(self) -> SqlOutbox:
        """Messages to phones."""
        return SqlOutbox(self.connection, self._writes, self.now)

    @contextmanager
    def locked(self, hall: str) -> Iterator[SqlLockedHall]:
        """Lock a hall until the transaction ends."""
        of = self._halls.get(hall)
        if hall not in self._locked:
            self._locked[hall] = SqlLockedHall(self.connection, of, self.now, self._shared)
        yield self._locked[hall]

    def hall(self, hall: str) -> Hall:
        """How a hall is set up; NotFound if there is none of that name."""
        return self._halls.get(hall)

    def sequences(self) -> dict[str, int]:
        """The sequence of each hall's last event."""
        rows = queries.SEQUENCES.rows(self.connection, {})
        return {row["id"]: int(row["sequence"]) for row in rows}

    def find_ticket_by_secret(self, secret: str) -> Ticket | None:
        """The ticket of a citizen's link."""
        row = queries.TICKET_BY_SECRET.row(self._settled(), {"secret": secret})
        return None if row is None else ticket_from_row(row)

    def find_appointment(self, code: str) -> Appointment | None:
        """A booked time by its code."""
        row = queries.APPOINTMENT.row(self._settled(), {"code": code})
        return None if row is None else appointment_from_row(row)

    def find_job(self, job: str) -> PrintJob | None:
        """A print job."""
        row = queries.JOB.row(self._settled(), {"id": job})
        return None if row is None else job_from_row(row)

    def _settled(self) -> Connection:
        self._shared.settle(self.connection)
        return self.connection

    def find_answer(self, scope: str, key: str) -> KeptAnswer | None:
        """What was answered to a key before."""
        told = self._shared.answers.get((scope, key))
        if told is not None:
            return told
        row = queries.ANSWER.row(self.connection, {"scope": scope, "key": key})
        if row is None:
            return None
        kept = Answer(status=row["status"], body=bytes(row["body"]))
        return KeptAnswer(answer=kept, fingerprint=bytes(row["fingerprint"]))

    def keep_answer(self, scope: str, key: str, kept: KeptAnswer) -> None:
        """Remember what is answered to a key, with the change itself."""
        row = {
            "scope": scope,
            "key": key,
            "fingerprint": kept.fingerprint,
            "status": kept.answer.status,
            "body": kept.answer.body,
            "at": to_micros(self.now),
        }
        self._kept_answer = (scope, key), kept, row

    def find_lease(self, hall: str, work: str) -> Lease | None:
        """Who does a work of a hall, and until when."""
        row = LEASE.row(self.connection, {"hall": hall, "work": work})
        return None if row is None else lease_from_row(row)

    def save_lease(self, lease: Lease) -> None:
        """Keep who does a work of a hall."""
        self._writes.append((PUT_LEASE, lease_row(lease)))

    def forget_answers(self, *, before: datetime) -> None:
        """Kept answers that nobody will ask for again."""
        self._writes.append((FORGET_ANSWERS, {"before": to_micros(before)}))

    def discard(self) -> None:
        """Forget everything kept back: the command was refused."""
        self._locked.clear()
        self._writes.clear()
        self._kept_answer = None

    def flush(self) -> None:
        """Write what was kept back; the events are then ready to be published."""
        for hall in self._locked.values():
            hall.flush()
            self.recorded += hall.recorded
        for statement, parameters in self._writes:
            statement.run(self.connection, parameters)
        if self._kept_answer is not None:
            key, kept, row = self._kept_answer
            self._shared.answers[key] = kept
            self._shared.write_late(KEEP_ANSWER, row)
        self.discard()
        if self._is_alone:
            self._shared.finish(self.connection)
