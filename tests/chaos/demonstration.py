"""The demonstration as a process that may be killed, with a hall of sixteen windows for one service."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from tests.processes import free_port
from tests.settings.small_hall import SMALL

ROOT = Path(__file__).parents[2]
START_S = 180
OFFICERS = 16
WINDOW = """
[[counters]]
number = {number}
kind = "acceptance"
name = {{ zh-CN = "受理", en = "Application" }}
takes = ["A"]
"""


def a_hall_of_windows(folder):
    """A folder of hall files with one hall in it, ``small``."""
    (folder / "small").mkdir(parents=True)
    head = SMALL[: SMALL.index("[[counters]]")]
    windows = "".join(WINDOW.format(number=number) for number in range(1, OFFICERS + 1))
    other = WINDOW.format(number=OFFICERS + 1).replace('"A"', '"B"')
    (folder / "small" / "hall.toml").write_text(head + windows + other, "utf-8")
    return folder


class Demonstration:
    """Starts, is asked, is killed, starts again on the same folder."""

    def __init__(self, folder, *, mode="gevent", database=None, options=(), program="queue_server"):
        self.folder, self.port = folder / "data", free_port()
        halls = folder / "halls"
        self._command = [
            *(sys.executable, "-m", program, "demo", "--hall", "small"),
            *("--halls", str(halls if halls.exists() else a_hall_of_windows(halls))),
            *("--data", str(self.folder), "--port", str(self.port), "--async-mode", mode),
            *(("--database", database) if database else ()),
            *options,
        ]
        self._database = ("--database", database) if database else ()
        self.log = folder / "server.log"
        self._process = None

    def start(self):
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, stdout=log, stderr=log, env=os.environ
            )
        until = time.monotonic() + START_S
        while not self._is_ready():
            assert self._process.poll() is None, self.log.read_text()[-3000:]
            assert time.monotonic() < until, self.log.read_text()[-3000:]
            time.sleep(0.05)

    def stop(self, number=signal.SIGTERM):
        """Its exit code."""
        self._process.send_signal(number)
        return self._process.wait(30)

    def end(self):
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def verify(self):
        """What the command line says of the record, and its exit code."""
        command = [sys.executable, "-m", "queue_server", "verify", "--data", str(self.folder)]
        done = subprocess.run(
            [*command, *self._database],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        return done.returncode, done.stdout

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self):
        return self._process.pid

    @property
    def tokens(self):
        return json.loads((self.folder / "demo.json").read_text())["tokens"]

    def _is_ready(self):
        try:
            with Line(self, None) as line:
                return line.ask("GET", "/readyz")[0] == 200
        except OSError:
            return False


class Line:
    """One kept connection of one client."""

    def __init__(self, to, who):
        self._connection = http.client.HTTPConnection("127.0.0.1", to.port, timeout=90)
        self._headers = {"Content-Type": "application/json"}
        self.who, self.retry_after = who, None
        if who is not None:
            self._headers["Authorization"] = f"Bearer {to.tokens[who]}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._connection.close()

    def ask(self, method, path, body=None, key=None):
        """Status and JSON; an OSError when the server is gone."""
        headers = self._headers | ({"Idempotency-Key": key} if key else {})
        sent = None if body is None else json.dumps(body)
        try:
            self._connection.request(method, f"/api/v1{path}", sent, headers)
            answer = self._connection.getresponse()
            self.retry_after = answer.getheader("Retry-After")
            return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._connection.close()  # the next one opens another
            raise ConnectionError from error


@contextmanager
def demonstrating(folder, **options):
    made = Demonstration(folder, **options)
    made.start()
    try:
        yield made
    finally:
        made.end()
