"""A server of the print contract in this process: jobs out, outcomes and heartbeats in.

It keeps the contract's promises (a key is carried out once, late outcomes are answered with the
stored state) and can misbehave as networks do.
"""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, urlsplit

from tests.devices import builders

OPEN = {"queued", "sending", "held", "unsure"}
"""The states that are delivered, and that a report may still change."""
TOKEN = "device-token"


@dataclass
class Misbehaviour:
    lose_replies: int = 0
    """Carry out so many requests without ever answering."""
    busy: int = 0
    """Answer 503 so many times."""


@dataclass
class FakeServer:
    misbehaviour: Misbehaviour = field(default_factory=Misbehaviour)
    jobs: dict[str, dict] = field(default_factory=dict)
    outcomes: list[tuple[str, str, str]] = field(default_factory=list)
    heartbeats: list[dict] = field(default_factory=list)
    requests: list[tuple[str, str, str | None]] = field(default_factory=list)
    always_deliver: bool = False
    port: int = 0

    def __post_init__(self) -> None:
        self._answers: dict[str, tuple[int, dict]] = {}
        self._lock = threading.Lock()
        self._http: ThreadingHTTPServer | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        handler = type("Handler", (_Handler,), {"fake": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self._http.daemon_threads = True
        self.port = self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self._http:
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    def add(self, job: dict) -> str:
        self.jobs[job["id"]] = job
        return job["id"]

    def states_of(self, job_id: str) -> list[str]:
        return [state for job, state, _ in list(self.outcomes) if job == job_id]

    def wait_for_state(self, job_id: str, state: str, within_s: float = 90) -> str:
        """Return the job's state, which is `state` unless the time has passed."""
        return (
            self.wait_until(
                lambda: self.jobs[job_id]["state"] if self.jobs[job_id]["state"] == state else None,
                within_s,
            )
            or self.jobs[job_id]["state"]
        )

    def wait_until(self, question, within_s: float = 90):
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            answer = question()
            if answer:
                return answer
            time.sleep(0.02)
        return question()

    def handle(self, method: str, path: str, body: dict, key: str | None) -> tuple[int, dict]:
        with self._lock:
            self.requests.append((method, path, key))
            if key and key in self._answers:
                return self._answers[key]
            answer = self._carry_out(method, path, body)
            if key:
                self._answers[key] = answer
            return answer

    def _carry_out(self, method: str, path: str, body: dict) -> tuple[int, dict]:
        parts = path.removeprefix("/api/v1/").split("/")
        if (method, parts) == ("POST", ["devices", "self", "heartbeats"]):
            if not _are_texts(body["status"].values()):
                return 422, {"code": "invalid", "message": str(body), "details": {}}
            self.heartbeats.append(body["status"])
            return 200, {"hall": "guangdong", "server_time": builders.iso_now()}
        if method == "POST" and parts[0] == "jobs" and parts[2:] == ["outcomes"]:
            return self._outcome(parts[1], body)
        return 404, {"code": "not_found", "message": path, "details": {}}

    def _outcome(self, job_id: str, body: dict) -> tuple[int, dict]:
        job = self.jobs.get(job_id)
        if job is None:
            return 404, {"code": "not_found", "message": job_id, "details": {}}
        if not _is_outcome(body):
            return 422, {"code": "invalid", "message": str(body), "details": {}}
        self.outcomes.append((job_id, body["state"], body.get("detail", "")))
        if job["state"] in OPEN:
            job["state"] = body["state"]
        return 200, job

    def waiting_jobs(self, wait_s: float) -> dict:
        until = time.monotonic() + wait_s
        while True:
            jobs = [
                job
                for job in list(self.jobs.values())
                if self.always_deliver or job["state"] in OPEN
            ]
            if jobs or time.monotonic() > until:
                return {"jobs": jobs}
            time.sleep(0.02)


def _is_outcome(body: dict) -> bool:
    return {"state"} <= set(body) <= {"state", "detail"} and _are_texts(body.values())


def _are_texts(values) -> bool:
    return all(isinstance(value, str) and 1 <= len(value) <= 64 for value in values)


class _Handler(BaseHTTPRequestHandler):
    fake: FakeServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if self._turned_away():
            return
        if url.path == "/api/v1/devices/self/jobs":
            wait_s = float(parse_qs(url.query)["wait_s"][0])
            self.fake.requests.append(("GET", url.path, None))
            self._send(200, self.fake.waiting_jobs(min(wait_s, 0.5)))
        else:
            self._send(404, {"code": "not_found", "message": url.path, "details": {}})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self._turned_away():
            return
        key = self.headers["Idempotency-Key"]
        answer = self.fake.handle("POST", self.path, body, key)
        if self.fake.misbehaviour.lose_replies > 0:
            self.fake.misbehaviour.lose_replies -= 1
            self.close_connection = True
            return
        self._send(*answer)

    def _turned_away(self) -> bool:
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            self._send(401, {"code": "unauthenticated", "message": "no", "details": {}})
            return True
        if self.fake.misbehaviour.busy > 0:
            self.fake.misbehaviour.busy -= 1
            self._send(
                503, {"code": "busy", "message": "busy", "details": {}}, {"Retry-After": "0"}
            )
            return True
        return False

    def _send(self, status: int, body: dict, headers: dict[str, str] | None = None) -> None:
        data = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
