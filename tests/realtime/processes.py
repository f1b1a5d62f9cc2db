"""Servers and clients of the live tests: real processes, real sockets."""

import json
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import engineio
import socketio

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PATIENCE_S = 90


class Server:
    """A running ``live_server.py``."""

    def __init__(self, mode, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error::ResourceWarning", str(HERE / "live_server.py"), mode, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        )  # fmt: skip
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        self.port = json.loads(line)["port"]
        self.url = f"http://127.0.0.1:{self.port}"

    def get(self, path):
        with urllib.request.urlopen(f"{self.url}{path}", timeout=PATIENCE_S) as answer:
            return json.loads(answer.read())

    def post(self, path, body):
        asked = urllib.request.Request(
            f"{self.url}{path}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
            method="POST",
        )
        with urllib.request.urlopen(asked, timeout=PATIENCE_S) as answer:
            return json.loads(answer.read())

    def happen(self, *events, publish=True, kind="call"):
        body = {"kind": kind, "publish": publish, "events": list(events)}
        return self.post("/events", body)["sequence"]

    def call(self, count=1, *, publish=True):
        return self.happen(*[{"number": f"A{n % 1000:03d}"} for n in range(count)], publish=publish)

    def stop(self, number=signal.SIGTERM):
        """Its exit code, what it wrote after the first line, and its errors."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, out, err


@contextmanager
def running(mode, *arguments):
    server = Server(mode, *arguments)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
        server.process.communicate()


class InOrder(engineio.Client):
    """Engine.IO's client without its thread for each message, which lets them overtake each other."""

    def _trigger_event(self, event, *args, **_in_a_thread):
        return super()._trigger_event(event, *args, run_async=False)


class InOrderClient(socketio.Client):
    """Socket.IO's client that hears messages as they arrived."""

    def _engineio_client_class(self):
        return InOrder


class Watcher:
    """A client of ``/live`` that keeps what it hears."""

    def __init__(self, server, token=None, *, headers=None, refusals=None):
        self.events = []
        self.client = InOrderClient(reconnection=False, handle_sigint=False)
        self.client.on("event", self.events.append, namespace="/live")
        if refusals is not None:
            self.client.on("connect_error", refusals.append, namespace="/live")
        try:
            self._connect(server, token, headers or {})
        finally:
            # The library forgets it at the end without closing it.
            self.web_socket = self.client.eio.ws
            self.queue = self.client.eio.queue

    def _connect(self, server, token, headers):
        self.client.connect(
            server.url,
            auth={"token": token} if token else None,
            headers=headers,
            transports=["websocket"],
            namespaces=["/live"],
            wait_timeout=5,
        )

    def ask(self, name, *payload):
        return self.client.call(
            name, payload if len(payload) != 1 else payload[0], "/live", timeout=5
        )

    def join(self, audience="display", hall="guangdong"):
        return self.ask("join", {"hall": hall, "audience": audience})

    def sequences(self):
        return [event["sequence"] for event in self.events]

    def wait_for(self, count):
        wait_until(lambda: len(self.events) >= count)
        return self.events[:count]

    def close(self):
        self.client.disconnect()
        # Its writer sometimes misses the end, and would wait 30 s for one packet more.
        self.queue.put(None)
        self.client.eio.wait()
        self.web_socket.shutdown()


@contextmanager
def watching(server, token=None, **options):
    watcher = Watcher(server, token, **options)
    try:
        yield watcher
    finally:
        watcher.close()


def wait_until(happened, patience_s=PATIENCE_S):
    until = time.monotonic() + patience_s
    while not happened():
        assert time.monotonic() < until, "did not happen in time"
        time.sleep(0.005)
