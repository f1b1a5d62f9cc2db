"""Fills a hall's tables: people who wait, and a history of people who were served.

The domain makes every event and ticket, and the record is chained as the server chains it, so that
``queue-server verify`` finds nothing wrong with what was filled.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

from sqlalchemy import Connection, Table, insert, update

from bench.site import kiosk_id, officer_name
from queue_server.domain.counter import Seat
from queue_server.domain.events import Event, TicketIssued
from queue_server.domain.hall import Hall
from queue_server.domain.names import HallId, TicketId
from queue_server.domain.ticket import Ticket
from queue_server.domain.ticket_number import ticket_number
from queue_server.storage import other_tables, tables
from queue_server.storage.database import FIRST_DIGEST, Database
from queue_server.storage.other_rows import job_to_row
from queue_server.storage.rows import event_to_row, seat_to_row, ticket_to_row
from queue_server.use_cases.print_job import PrintJob, PrintState
from queue_server.use_cases.recorded import Recorded

A_DAY = 500
"""People of a day of the history, as at the reference hall."""
CLASSES = ("normal", "normal", "normal", "elderly", "normal", "normal", "soldier")
CHUNK = 5_000
"""Tickets that are written together."""
OPENS = time(8, 30)
FIRST_DAY = date(2015, 1, 5)
"""Before the longest history begins."""

CALLED_AFTER, STARTED_AFTER = timedelta(minutes=10), timedelta(minutes=11)
COMPLETED_AFTER = timedelta(minutes=16)

_Row = dict[str, object]
_Act = Callable[[datetime], Event]


@dataclass(frozen=True, kw_only=True, slots=True)
class Filling:
    """How much there is in a hall before anything is measured."""

    waiting: int = 0
    finished: int = 0


def fill(database: Database, hall: Hall, filling: Filling, now: datetime) -> None:
    """Add the history, oldest day first, then today's people."""
    with database.writing.begin() as connection:
        filler = _Filler(connection, hall)
        filler.sit_down(datetime.combine(FIRST_DAY, OPENS, tzinfo=hall.zone))
        today = hall.day(now)
        days = -(-filling.finished // A_DAY)
        for back in range(days, 0, -1):
            people = min(A_DAY, filling.finished - (back - 1) * A_DAY)
            opening = datetime.combine(today - timedelta(days=back), OPENS, tzinfo=hall.zone)
            filler.finished_day(people, opening)
        filler.waiting_day(filling.waiting, now)
        filler.end()
        if not database.is_sqlite:
            connection.exec_driver_sql("ANALYZE")  # as autovacuum does while a hall works


class _Filler:
    """Writes rows in large portions."""

    def __init__(self, connection: Connection, hall: Hall) -> None:
        self._connection, self._hall = connection, hall
        self._sequence, self._digest = 0, FIRST_DIGEST
        self._events: list[_Row] = []
        self._tickets: list[_Row] = []
        self._numbers: list[_Row] = []
        self._jobs: list[_Row] = []
        self._secrets = count(1)

    def sit_down(self, at: datetime) -> None:
        """An officer at every counter, from then on."""
        for counter in self._hall.counters:
            seat = Seat(number=counter.number)
            self._record(seat.sit_down(officer_name(self._hall, counter.number), at))
            self._insert(tables.seat, [seat_to_row(seat, self._hall.id)])

    def finished_day(self, people: int, opening: datetime) -> None:
        """A day on which everyone was called after ten minutes and served in five."""
        numbers: Counter[str] = Counter()
        came = [
            self._arrive(place, numbers, opening + place * timedelta(minutes=1))
            for place in range(people)
        ]
        happened = sorted(
            ((at, place, act) for place, each in enumerate(came) for at, act in self._life(each)),
            key=lambda each: each[:2],
        )
        for at, place, act in happened:
            self._record(act(at), came[place])
        self._jobs += map(_paper, came)
        self._keep(came, numbers)

    def waiting_day(self, people: int, now: datetime) -> None:
        """People who came one after the other until now, and all wait."""
        numbers: Counter[str] = Counter()
        step = timedelta(hours=1) / max(1, people)
        came = [
            self._arrive(place, numbers, now - (people - place) * step) for place in range(people)
        ]
        for ticket in came:
            self._record(self._issue(ticket), ticket)
        self._keep(came, numbers)
        key = self._key(self._hall.day(now))
        lines = Counter((ticket.service, ticket.priority_class) for ticket in came)
        self._insert(
            tables.line,
            [{**key, "service": s, "class": c, "waiting": n} for (s, c), n in lines.items()],
        )

    def end(self) -> None:
        """Write what is left, and where the record now ends."""
        self._write()
        self._connection.execute(
            update(tables.hall)
            .where(tables.hall.c.id == self._hall.id)
            .values(sequence=self._sequence, digest=self._digest)
        )

    def _arrive(self, place: int, numbers: Counter[str], at: datetime) -> Ticket:
        hall, letter = self._hall, self._hall.services[place % len(self._hall.services)].letter
        code = CLASSES[place % len(CLASSES)]
        numbers[letter] += 1
        return Ticket(
            id=TicketId(0),  # the place of its first event in the record, given when it is issued
            hall=HallId(hall.id),
            day=hall.day(at),
            number=ticket_number(letter, numbers[letter]),
            service=letter,
            priority_class=code,
            tier=hall.get_class(code).tier,
            promise=hall.promise(letter, code),
            issued_at=at,
            clock=at,
            queued_at=at,
            secret=f"{hall.id}-{next(self._secrets)}",
            start_on_call=hall.rules.start_on_call,
            paper=PrintState.PRINTED.value,
        )

    def _life(self, ticket: Ticket) -> list[tuple[datetime, _Act]]:
        """What will happen to a ticket, and when."""
        counter = self._hall.counters_for(ticket.service, ticket.priority_class)[0].number
        officer, came = officer_name(self._hall, counter), ticket.issued_at
        return [
            (came, lambda _: self._issue(ticket)),
            (came + CALLED_AFTER, lambda at: ticket.call(counter, officer, at)),
            (came + STARTED_AFTER, lambda at: ticket.start(officer, at)),
            (came + COMPLETED_AFTER, lambda at: ticket.complete(officer, at)),
        ]

    def _issue(self, ticket: Ticket) -> TicketIssued:
        ticket.id = TicketId(self._sequence + 1)
        return TicketIssued(
            at=ticket.issued_at,
            ticket=ticket.id,
            number=ticket.number,
            actor="kiosk",
            service=ticket.service,
            priority_class=ticket.priority_class,
            tier=ticket.tier,
            promise_s=ticket.promise.total_seconds(),
            clock=ticket.clock,
            day=ticket.day,
            language=ticket.language,
            channel=ticket.channel,
        )

    def _record(self, event: Event, ticket: Ticket | None = None) -> None:
        self._sequence += 1
        if ticket is not None:
            ticket.sequence, ticket.changed_at = self._sequence, event.at
        recorded = Recorded(hall=self._hall.id, sequence=self._sequence, event=event)
        row = event_to_row(recorded, self._digest)
        self._digest = row["digest"]  # type: ignore[assignment] # bytes, as event_to_row made it
        self._events.append(row)

    def _keep(self, tickets: list[Ticket], numbers: Counter[str]) -> None:
        """A day's tickets as they are now, and the last number of each letter."""
        self._tickets += map(ticket_to_row, tickets)
        for letter, last in numbers.items():
            self._numbers.append({**self._key(tickets[0].day), "letter": letter, "last": last})
        if len(self._tickets) >= CHUNK:
            self._write()

    def _write(self) -> None:
        self._insert(tables.event, self._events)
        self._insert(tables.ticket, self._tickets)
        self._insert(tables.number, self._numbers)
        self._insert(other_tables.job, self._jobs)
        self._events, self._tickets, self._numbers, self._jobs = [], [], [], []

    def _key(self, day: date) -> _Row:
        return {"hall": self._hall.id, "day": day.isoformat()}

    def _insert(self, table: Table, rows: list[_Row]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)


def _paper(ticket: Ticket) -> _Row:
    """The ticket on paper, as the kiosk printed it."""
    job = PrintJob(
        id=f"{ticket.hall}-{ticket.id}-1",
        hall=ticket.hall,
        ticket=ticket.id,
        device=kiosk_id(ticket.hall),
        state=PrintState.PRINTED,
        created_at=ticket.issued_at,
        reported_at=ticket.issued_at,
    )
    return job_to_row(job)
