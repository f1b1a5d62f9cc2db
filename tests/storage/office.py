"""A hall on real tables: a clock that is set by hand, and short words for what people do there."""

from datetime import timedelta
from threading import Thread

from sqlalchemy import text

from queue_server.storage.connections import ConnectionPerThread
from queue_server.storage.database import Database
from queue_server.storage.metadata import metadata
from queue_server.storage.reader import SqlReader
from queue_server.storage.transactions import Transactions
from queue_server.storage.unit_of_work import SqlUnitOfWork
from queue_server.storage.verify import verify
from queue_server.storage.writer import GroupCommitWriter, PooledWriter
from queue_server.use_cases import attending, calling, counters, handling, ticketing, undoing
from queue_server.use_cases.handling import Subject
from queue_server.use_cases.principal import Principal, Role
from queue_server.use_cases.ticketing import Order
from tests.domain.builders import HALL, NINE, OFFICER, a_hall

KIOSK = Principal(name="kiosk-1", roles=frozenset({Role.KIOSK}), hall=HALL, device="k1")


def an_officer(name=OFFICER, role=Role.OFFICER):
    return Principal(name=name, roles=frozenset({role}), hall=HALL, badge="020331")


class Clock:
    """Nine o'clock until it is told otherwise."""

    def __init__(self, now=NINE):
        self.now = now

    def __call__(self):
        return self.now

    def pass_(self, minutes=0, *, seconds=0):
        self.now += timedelta(minutes=minutes, seconds=seconds)
        return self.now


class FewHalls:
    """The halls of one test."""

    def __init__(self, *halls):
        self._halls = {hall.id: hall for hall in halls}

    def get(self, hall):
        from queue_server.domain.errors import NotFound

        if hall not in self._halls:
            raise NotFound(what="hall", hall=hall)
        return self._halls[hall]

    def all(self):
        return tuple(self._halls.values())

    def set(self, hall):
        self._halls[hall.id] = hall


class OwnThread:
    """Blocking work is done where it is asked for."""

    def run(self, function, *args):
        return function(*args)


class Heard:
    """A publisher that keeps what it was told."""

    def __init__(self):
        self.recorded = []

    def publish(self, recorded):
        self.recorded.extend(recorded)


class Office:
    """One hall, its tables, and people who do something."""

    def __init__(self, database, *halls):
        self.database = database
        self.halls = FewHalls(*(halls or (a_hall(),)))
        self.clock = Clock()
        self.heard = Heard()
        self.connections = ConnectionPerThread(database.writing)
        self.transactions = Transactions(self.connections, self.halls, self.clock)
        self.reader = SqlReader(
            ConnectionPerThread(database.reading), self.halls, self.clock, threads=OwnThread()
        )
        self.writers = []
        self._secrets = 0
        database.add_halls([hall.id for hall in self.halls.all()])

    @property
    def hall(self):
        return self.halls.get(HALL)

    def has(self, **changes):
        """The hall is set up otherwise."""
        self.halls.set(a_hall(**changes))

    # -- running ---------------------------------------------------------------------

    def run(self, command):
        """One command in one transaction on this thread, published like any other."""
        connection = self.connections.get()
        with connection.begin():
            work = SqlUnitOfWork(connection, self.halls, self.clock())
            answer = command(work)
            work.flush()
        self.heard.publish(work.recorded)
        return answer

    def do(self, use_case, *args, **facts):
        """A use case in this hall."""
        return self.run(lambda uow: use_case(uow, *args, hall=HALL, **facts))

    def ask(self, question):
        return self.reader.ask(HALL, question)

    def a_writer(self, threads=None):
        """The writer that a server with this database has, on OS threads."""
        from queue_server.realtime.os_threads import PlainThreads

        kind, count = (GroupCommitWriter, 1) if self.database.is_sqlite else (PooledWriter, 8)
        threads = {"thread" if count == 1 else "threads": threads or PlainThreads(count)}
        writer = kind(
            self.transactions,
            spawn=lambda pump: Thread(target=pump, daemon=True).start(),
            publisher=self.heard,
            **threads,
        )
        self.writers.append(writer)
        return writer

    def close(self):
        self.reader._connections.close()
        self.connections.close()

    # -- what people do ----------------------------------------------------------------

    def a_secret(self):
        self._secrets += 1
        return f"secret-{self._secrets:04d}"

    def issue(self, service="A", priority_class="normal", *, by=KIOSK, **facts):
        order = Order(service=service, priority_class=priority_class, **facts)
        return self.do(ticketing.issue, order=order, by=by, secret=self.a_secret())

    def take(self, service="A", priority_class="normal", **facts):
        return self.issue(service, priority_class, **facts).ticket

    def sit(self, counter=3, officer=OFFICER):
        return self.do(counters.sit_down, counter=counter, officer=officer)

    def call(self, counter=3, officer=OFFICER, **facts):
        return self.do(calling.call_next, counter=counter, officer=officer, **facts)

    def choose(self, number, counter=3, officer=OFFICER, **facts):
        return self.do(
            calling.call_ticket, counter=counter, officer=officer, number=number, **facts
        )

    def handle(self, verb, number, *args, officer=OFFICER, role=Role.OFFICER, **facts):
        """One of ``handling``'s verbs, by its name."""
        of = Subject(hall=HALL, number=number, by=an_officer(officer, role))
        return self.run(lambda uow: getattr(handling, verb)(uow, of, *args, **facts))

    def undo(self, counter=3, officer=OFFICER, **facts):
        """Take back what was done last at a counter."""
        return self.do(undoing.undo, counter=counter, officer=officer, **facts)

    def attend(self, verb, number, *, officer=OFFICER, role=Role.OFFICER, **facts):
        """One of ``attending``'s verbs, by its name."""
        of = Subject(hall=HALL, number=number, by=an_officer(officer, role))
        return self.run(lambda uow: getattr(attending, verb)(uow, of, **facts))

    def serve(self, counter=3, officer=OFFICER, minutes=5):
        """Call, start and complete after some minutes."""
        ticket = self.call(counter, officer)
        self.handle("start", ticket.number, officer=officer)
        self.clock.pass_(minutes)
        return self.handle("complete", ticket.number, officer=officer)

    # -- what can be seen ----------------------------------------------------------------

    def ticket(self, number):
        return self.ask(lambda view: view.get_ticket(number))

    def seat(self, counter=3):
        return self.ask(lambda view: view.seat(counter))

    def record(self):
        """The whole record of the hall."""
        return self.ask(lambda view: view.events_after(0, 100_000))

    def events(self):
        return [each.event for each in self.record()]

    def kinds(self):
        return [each.event.kind for each in self.record()]

    def rows(self, table="ticket"):
        connection = self.connections.get()
        with connection.begin():
            return connection.execute(text(f'SELECT * FROM "{table}"')).mappings().all()

    def everything(self):
        """Every row of every table, for 'nothing has changed'."""
        return {
            table.name: sorted(map(repr, self.rows(table.name))) for table in metadata.sorted_tables
        }

    def execute(self, sql, **values):
        """Somebody writes into the tables behind our back."""
        connection = self.connections.get()
        with connection.begin():
            return connection.execute(text(sql), values).rowcount

    def verified(self):
        """What ``verify`` says, and its exit code."""
        said = []
        code = verify(self.database, said.append)
        return code, said


def a_database(url):
    database = Database(url)
    database.migrate()
    return database


def empty(database):
    """No rows in any table."""
    with database.writing.begin() as connection:
        for table in metadata.sorted_tables:
            connection.execute(table.delete())
