"""Two processes on one PostgreSQL against one, in turns; what they wrote is checked at the end."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace

from sqlalchemy import text

from bench.fill import Filling
from bench.load import Clients, Request, Turn, in_own_process
from bench.results import Row, Spread
from bench.running import Options, Running, running
from bench.services import POSTGRESQL
from queue_server.storage.database import Database
from queue_server.storage.verify import verify

PROCESSES = 2
HALLS = 4
WARM_S = 1.0
WAITING = 6_000
"""In each hall when it begins: enough that no officer finds nobody."""
REPEAT = "python -m bench workers"
KINDS = {
    "issue": "tickets a second, one hall",
    "issues": f"tickets a second, {HALLS} halls",
    "call": "calls a second, one hall",
    "calls": f"calls a second, {HALLS} halls",
}
TWICE = {
    "a number without the one before it": """
        SELECT count(*) FROM (
            SELECT count(*) AS taken, max(substr(number, 2)::int) AS last
            FROM ticket GROUP BY hall, day, substr(number, 1, 1)
        ) AS line WHERE taken <> last - last / 1000 * 199""",
    "a person who was called twice": """
        SELECT count(*) FROM (
            SELECT 1 FROM event WHERE kind = 'ticket_called' GROUP BY hall, ticket HAVING count(*) > 1
        ) AS twice""",
}
"""What must not be, and how many of it there are.

Of every thousand, 801 to 999 belong to kiosks that work alone.
"""


class Side:
    """So many processes, and their clients."""

    def __init__(self, stack: ExitStack, options: Options, processes: int) -> None:
        self.server: Running = stack.enter_context(
            running(options, Filling(waiting=WAITING), HALLS, processes=processes)
        )
        kinds = self._kinds(options.clients)
        self._clients = stack.enter_context(in_own_process(Clients, list(self.server.ports), kinds))
        self.turns: dict[str, list[tuple[Turn, float]]] = {kind: [] for kind in KINDS}

    def turn(self, kind: str, seconds: float, *, counts: bool = True) -> None:
        """One turn of the clients."""
        before = self.server.cpu_s()
        turn = self._clients.turn(kind, seconds)
        if turn.refused:
            raise RuntimeError(f"{turn.refused} requests of {kind!r} were refused")
        if counts:
            self.turns[kind].append((turn, self.server.cpu_s() - before))

    def check(self) -> None:
        """RuntimeError where something happened twice, or the record does not verify."""
        database = Database(self.server.url)
        with database.reading.connect() as connection:
            found = [what for what, asked in TWICE.items() if connection.scalar(text(asked))]
        said: list[str] = []
        failed = verify(database, said.append)
        database.close()
        if found or failed:
            raise RuntimeError(f"after {len(self.server.ports)} processes: {found} {said}")

    def told(self, kind: str) -> str:
        """Its figures of a kind."""
        turns = self.turns[kind]
        rate = Spread([turn.rate for turn, _ in turns]).median
        p99 = Spread([turn.percentile(0.99) for turn, _ in turns]).median
        cpu = Spread([1e3 * used / max(1, turn.answered) for turn, used in turns]).median
        return f"{rate:,.0f}/s, p99 {p99:.0f} ms, {cpu:.2f} ms CPU each"

    def _kinds(self, clients: int) -> dict[str, Sequence[Request]]:
        server, (first, *_) = self.server, self.server.halls
        each = [server.orders(hall, clients // HALLS) for hall in server.halls]
        presses = [server.presses(hall) for hall in server.halls]
        return {
            "issue": server.orders(first, clients),
            "issues": [order for together in zip(*each, strict=True) for order in together],
            "call": server.presses(first),
            "calls": [press for together in zip(*presses, strict=True) for press in together],
        }


def workers(options: Options) -> list[Row]:
    """Both in turns, at one hall, whose commands wait for each other anyway, and at several."""
    options = replace(options, database=options.database or POSTGRESQL)
    with ExitStack() as stack:
        several, one = Side(stack, options, PROCESSES), Side(stack, options, 1)
        for kind in KINDS:
            for side in (several, one):
                side.turn(kind, WARM_S, counts=False)
            for _ in range(options.turns):
                for side in (several, one):
                    side.turn(kind, options.seconds)
        for side in (several, one):
            side.check()
        return [_row(kind, several, one) for kind in KINDS]


def _row(kind: str, several: Side, one: Side) -> Row:
    pairs = zip(several.turns[kind], one.turns[kind], strict=True)
    return Row(
        measure=f"{KINDS[kind]}, {PROCESSES} processes",
        figure=several.told(kind),
        against=f"one process {one.told(kind)}",
        ratio=Spread([a.rate / b.rate for (a, _), (b, _) in pairs]),
        repeat=REPEAT,
    )
