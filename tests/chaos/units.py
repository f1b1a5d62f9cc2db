"""Two server processes on one PostgreSQL and one Redis, which may be killed; and their clients."""

import contextlib
import http.client
import json
import secrets
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import text

from bench.site import bench_halls, settle
from queue_server.storage.database import Database
from queue_server.storage.offline import run_offline
from queue_server.storage.verify import verify
from queue_server.use_cases.device import Device, DeviceKind, DeviceState
from queue_server.use_cases.people import Account, Session, SessionKind
from queue_server.use_cases.principal import Role
from tests.processes import until
from tests.realtime.processes import Watcher

HALL = "guangdong"
START_S = 180


class Unit:
    """One server process."""

    def __init__(self, house):
        self._command = [sys.executable, "-m", "tests.chaos.unit", *house.about]
        self._begin()

    def _begin(self):
        self.process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)

    def begin_again(self):
        """At another port, which those who knew it find by asking this object."""
        self._begin()
        self.wait_until_ready()

    def wait_until_ready(self):
        word, port = self.process.stdout.readline().split()
        assert word == "ready"
        self.port, self.url = int(port), f"http://127.0.0.1:{port}"
        return self

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        return self.end()

    def end(self):
        """Its exit code, at the latest now."""
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(30)
        self.process.stdout.close()
        return code


class House:
    """The database, the people of the hall, and what is asked of them."""

    def __init__(self, url, message_queue, data):
        self.database = Database(url)
        self.database.migrate()
        self.hall = bench_halls(1)[HALL]
        self.database.add_halls([HALL])
        self.tokens = settle(self.database, self.hall)
        self.about = [str(data), url, message_queue, str(time.monotonic())]

    def a_manager(self):
        """The token of a new one."""

        def command(uow):
            uow.people.save_account(
                Account(
                    name="boss",
                    password="",
                    roles=frozenset({Role.MANAGER}),
                    hall=HALL,
                    created_at=uow.now,
                )
            )
            uow.people.save_session(
                Session(
                    digest=sha256(b"the manager's").digest(),
                    account="boss",
                    csrf="",
                    kind=SessionKind.TOKEN,
                    created_at=uow.now,
                    seen_at=uow.now,
                    ends_at=uow.now + timedelta(days=2),
                )
            )

        run_offline(self.database, command)
        return "the manager's"

    def a_printer(self, name):
        """The token of a new one."""
        token = secrets.token_hex(8)

        def command(uow):
            uow.devices.save_device(
                Device(
                    id=name,
                    hall=HALL,
                    kind=DeviceKind.PRINTER,
                    name=name,
                    state=DeviceState.APPROVED,
                    token=sha256(token.encode()).digest(),
                    asked_at=uow.now,
                )
            )

        run_offline(self.database, command)
        return token

    def asked(self, question):
        with self.database.reading.connect() as connection:
            return connection.execute(text(question)).all()

    def verified(self):
        said = []
        return verify(self.database, said.append), said

    @contextmanager
    def units(self, count=2):
        """So many, begun at once."""
        running = [Unit(self) for _ in range(count)]
        try:
            yield [unit.wait_until_ready() for unit in running]
        finally:
            for unit in running:
                unit.end()


def issue(caller, service="A", **order):
    """A number from a kiosk."""
    status, ticket = caller.ask("POST", f"/halls/{HALL}/tickets", {"service": service, **order})
    assert status == 201, ticket
    return ticket


class Caller:
    """One client on a kept connection, which takes the other unit when its own is gone."""

    def __init__(self, units, token):
        self._units, self._token = list(units), token
        self._connection = None

    def ask(self, method, path, body=None, key=None):
        """Status and JSON, from whichever unit lives; the same key again after a broken connection."""
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            try:
                return self._try(method, path, body, key)
            except (OSError, http.client.HTTPException, ValueError):
                self.close()
                self._units.append(self._units.pop(0))
                time.sleep(0.05)
        raise TimeoutError(f"{method} {path} was not answered by any unit")

    def _try(self, method, path, body, key):
        if self._connection is None:
            self._connection = http.client.HTTPConnection(
                "127.0.0.1", self._units[0].port, timeout=30
            )
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        if key is not None:
            headers["Idempotency-Key"] = key
        sent = None if body is None else json.dumps(body)
        self._connection.request(method, f"/api/v1{path}", sent, headers)
        answer = self._connection.getresponse()
        return answer.status, json.loads(answer.read() or b"null")

    def close(self):
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Screen:
    """A client of the live side: comes back at the other unit and asks for what it missed."""

    def __init__(self, units, audience="display", token=None):
        self._units, self._audience, self._token = list(units), audience, token
        self.connections = []
        """What each connection brought, in the order of arrival; the first list is what was missed."""
        self.begins_at = None
        self._stop = threading.Event()
        self._connect()
        self._thread = threading.Thread(target=self._stay, daemon=True)
        self._thread.start()

    def sequences(self):
        """What was heard in all, each once."""
        heard = {each["sequence"] for each in self.events()}
        return sorted(heard)

    def events(self):
        return [each for missed, watcher in self.connections for each in (*missed, *watcher.events)]

    def close(self):
        self._stop.set()
        self._thread.join(30)
        for _, watcher in self.connections:
            watcher.close()

    def _connect(self):
        watcher = Watcher(self._units[0], self._token)
        board = watcher.join(self._audience)
        missed = []
        if self.begins_at is None:
            self.begins_at = board["sequence"]
        else:
            last = max(self.sequences(), default=self.begins_at)
            missed = watcher.ask("since", {"sequence": last})["events"]
        self.connections.append((missed, watcher))

    def _stay(self):
        while not self._stop.wait(0.05):
            if not self.connections[-1][1].client.connected:
                self._units.append(self._units.pop(0))
                with contextlib.suppress(Exception):  # not there yet; once more
                    self._connect()


def check_what_was_heard(house, screen):
    """Everything after its first board until now; on each connection one after the other."""
    ((last,),) = house.asked("SELECT sequence FROM hall")
    assert until(lambda: last in screen.sequences()), (screen.sequences()[-3:], last)
    after_the_board = [n for n in screen.sequences() if screen.begins_at < n <= last]
    assert after_the_board == list(range(screen.begins_at + 1, last + 1))
    for _, watcher in screen.connections:
        arrived = watcher.sequences()
        assert arrived == list(range(arrived[0], arrived[0] + len(arrived))) if arrived else True
