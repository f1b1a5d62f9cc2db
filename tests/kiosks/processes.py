"""A hall whose server and kiosk are real processes, each to be killed and started again."""

import http.client
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager

from tests.chaos.demonstration import ROOT, Demonstration, Line, a_hall_of_windows
from tests.kiosks.dying import MARK
from tests.processes import free_port, until

HALL = "small"
APPOINTMENTS = """
appointments = { slot_min = 30, capacity = 6, days_ahead = 7 }
[[classes]]
code = "appointment"
name = { zh-CN = "预约", en = "Appointment" }
promise_min = 10
who = "check_in"
"""


class KioskProcess:
    """``ticket-printer kiosk`` beside a demonstration; its papers are pictures in a folder."""

    def __init__(self, demo, folder, mark):
        self.port, self.papers = free_port(), folder / "papers"
        self.documents = folder / "documents"
        self.log, self._environment = folder / "kiosk.log", {MARK: str(mark)}
        self._folder, self._demo, self._process = folder, demo, None

    def start(self):
        command = [
            *(sys.executable, "-m", "tests.kiosks.dying_kiosk", "kiosk"),
            *("--server", self._demo.url, "--printer", f"file:{self.papers}"),
            *("--spool", str(self._folder / "spool"), "--listen", f"127.0.0.1:{self.port}"),
            *("--reader", f"simulated:{self.documents}"),
        ]
        token = {"LUNHOU_TOKEN": self._demo.tokens["kiosk"]}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                env=os.environ | self._environment | token,
            )
        assert until(lambda: self.health() is not None, 180), self.log.read_text()[-3000:]

    def end(self):
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def has_died(self):
        return self._process.wait(60) == -signal.SIGKILL

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def health(self):
        try:
            return self.ask("GET", "/healthz")[1]
        except OSError:
            return None

    def take(self, key, service="A"):
        """Status and ticket; an OSError where the kiosk dies."""
        wanted = {"service": service, "class": "normal", "language": "zh-CN", "channel": "kiosk"}
        return self.ask("POST", f"/api/v1/halls/{HALL}/tickets", wanted, key)

    def ask(self, method, path, body=None, key=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        headers = {"Content-Type": "application/json", **({"Idempotency-Key": key} if key else {})}
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except http.client.HTTPException as error:
            raise ConnectionError from error
        finally:
            connection.close()

    def is_settled(self):
        return (self.health() or {}).get("untold") == 0

    def has_leased(self):
        return bool((self.health() or {}).get("leased"))

    def lay(self, number):
        """A document is laid on the reader."""
        with self.documents.open("a") as file:
            file.write(number + "\n")

    def printed(self):
        return sorted(each.stem for each in self.papers.glob("*.png"))


class Hall:
    """Both, and what the staff can see."""

    def __init__(self, folder):
        _take_appointments(a_hall_of_windows(folder / "halls") / HALL / "hall.toml")
        self.mark = folder / "die"
        os.environ[MARK] = str(self.mark)
        self.server = Demonstration(folder, program="tests.kiosks.dying_server")
        self.kiosk = None
        self._folder = folder

    def open(self):
        self.server.start()
        self.kiosk = KioskProcess(self.server, self._folder, self.mark)
        self.kiosk.start()
        assert until(self.kiosk.has_leased, 180), self.kiosk.log.read_text()[-3000:]

    def arm(self, point):
        self.mark.write_text(point)

    def tickets(self):
        """Today's tickets as the staff see them."""
        with Line(self.server, "manager") as line:
            return line.ask("GET", f"/halls/{HALL}/tickets")[1]["tickets"]

    def call(self):
        """The number that the first window calls."""
        with Line(self.server, "officer:1") as line:
            line.ask("POST", f"/halls/{HALL}/counters/1/sessions", {})
            return line.ask("POST", f"/halls/{HALL}/counters/1/calls", {})[1]["number"]

    def settled_tickets(self):
        """Numbers of all tickets, after the kiosk has told everything."""
        assert until(self.kiosk.is_settled, 180), self.kiosk.log.read_text()[-3000:]
        return [each["number"] for each in self.tickets()]

    def end(self):
        if self.kiosk is not None:
            self.kiosk.end()
        self.server.end()
        os.environ.pop(MARK, None)


def _take_appointments(file):
    head, second, rest = file.read_text("utf-8").partition(
        'name = { zh-CN = "咨询", en = "Enquiries" }'
    )
    file.write_text(head + second + APPOINTMENTS + rest, "utf-8")


@contextmanager
def a_hall(folder):
    hall = Hall(folder)
    hall.open()
    try:
        yield hall
    finally:
        hall.end()
