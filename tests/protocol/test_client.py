import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from queue_server.protocol import Client, Refusal, Unreachable
from queue_server.protocol.client import Patience
from queue_server.protocol.retry import LONGEST_S, Backoff, retry_after_s

SHORT = Patience(connect_s=0.5, answer_s=0.5, total_s=1.5)
LOST = "lost"


class Scripted:
    """Answers requests by a script of (status, headers, body), or loses the reply."""

    def __init__(self, *script):
        self.script = list(script)
        self.seen = []
        self.connections = 0
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.http.server_address[1]}"

    def _handler(self):
        scripted = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self):
                super().setup()
                scripted.connections += 1

            def answer(self):
                length = int(self.headers["Content-Length"] or 0)
                scripted.seen.append(
                    (self.command, self.path, dict(self.headers), self.rfile.read(length))
                )
                step = scripted.script.pop(0) if scripted.script else (200, {}, {})
                if step == LOST:
                    self.close_connection = True
                    return
                status, headers, body = step
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(data))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        for method in ("GET", "POST", "PUT", "DELETE"):
            setattr(Handler, f"do_{method}", Handler.answer)
        return Handler


def a_client(server, *, waited=None, **more):
    sleep = time.sleep if waited is None else waited.append
    return Client(server.url, "token", patience=SHORT, sleep=sleep, **more)


def keys(server):
    return [headers.get("Idempotency-Key") for _, _, headers, _ in server.seen]


def test_a_command_carries_token_language_key_and_body():
    with Scripted((201, {}, {"number": "A001"})) as server:
        answer = a_client(server).post("/halls/x/tickets", {"class": "优先"}, key="k1")

        ((method, path, headers, body),) = server.seen
    assert (answer, method, path) == ({"number": "A001"}, "POST", "/api/v1/halls/x/tickets")
    assert json.loads(body) == {"class": "优先"}
    assert [headers[name] for name in ("Authorization", "Accept-Language", "Idempotency-Key")] == [
        "Bearer token",
        "zh-CN",
        "k1",
    ]


def test_each_command_has_a_key_of_its_own():
    with Scripted() as server:
        client = a_client(server)
        client.post("/a", {})
        client.post("/a", {})

    assert len(set(keys(server))) == 2


def test_a_lost_reply_is_asked_again_with_the_same_key():
    with Scripted(LOST, LOST, (201, {}, {"number": "A001"})) as server:
        answer = a_client(server).post("/halls/x/tickets", {})

    assert (answer, len(server.seen), len(set(keys(server)))) == ({"number": "A001"}, 3, 1)


def test_a_busy_server_is_asked_again_after_the_time_it_named():
    waited = []
    with Scripted((503, {"Retry-After": "1"}, {"code": "busy"}), (200, {}, {})) as server:
        a_client(server, waited=waited).post("/a", {})

    ((delay_s,), tries) = waited, len(server.seen)
    assert (1 < delay_s < 1.5, tries) == (True, 2)


def test_a_server_that_stays_busy_is_told_as_it_said():
    busy = (503, {}, {"code": "busy", "message": "忙"})
    with Scripted(*[busy] * 50) as server, pytest.raises(Refusal) as refusal:
        a_client(server).get("/a")

    assert (refusal.value.status, refusal.value.code, refusal.value.message) == (503, "busy", "忙")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 422, 429, 500])
def test_a_refusal_is_told_at_once_with_its_code(status):
    body = {"code": "nothing_to_call", "message": "没有等候的人", "details": {"waiting": 0}}
    with Scripted((status, {}, body)) as server, pytest.raises(Refusal) as refusal:
        a_client(server).post("/a", {})

    said = refusal.value
    assert (said.status, said.code, said.message, said.details, len(server.seen)) == (
        status,
        "nothing_to_call",
        "没有等候的人",
        {"waiting": 0},
        1,
    )


def test_an_answer_that_is_not_the_servers_own_is_a_refusal_with_its_status():
    with Scripted((404, {}, b"<html>nginx</html>")) as server, pytest.raises(Refusal) as refusal:
        a_client(server).get("/a")

    assert (refusal.value.code, refusal.value.details) == ("http_404", {})


def test_a_page_of_somebody_else_is_no_answer_of_the_server():
    login = b"<html>Welcome to the network</html>"
    with Scripted((200, {}, login)) as server, pytest.raises(Refusal) as refusal:
        Client(server.url, patience=SHORT).get("/devices/self/jobs")

    assert (refusal.value.status, refusal.value.code) == (200, "http_200")


def test_without_a_server_the_key_is_handed_back_for_another_try():
    with Scripted() as server:
        gone = server.url
    with pytest.raises(Unreachable) as unreachable:
        Client(gone, patience=SHORT).post("/a", {}, key="k1")

    assert unreachable.value.key == "k1"


def test_a_connection_is_kept():
    with Scripted() as server:
        client = a_client(server)
        for _ in range(5):
            client.get("/a")
        client.close()

        assert server.connections == 1


def test_a_redirect_is_not_followed_with_the_token():
    elsewhere = (302, {"Location": "http://127.0.0.1:1/"}, {})
    with Scripted(elsewhere) as server, pytest.raises(Refusal) as refusal:
        a_client(server).get("/a")

    assert refusal.value.status == 302


def test_questions_are_written_into_the_address():
    with Scripted() as server:
        a_client(server).get("/halls/x/slots", {"service": "A", "date": "2026-11-23"})

        assert server.seen[0][1] == "/api/v1/halls/x/slots?service=A&date=2026-11-23"


def test_delays_grow_with_jitter_to_a_ceiling():
    backoff = Backoff()

    delays = [backoff.next_delay_s(now=0) for _ in range(50)]

    assert (min(delays) >= 0.1, max(delays) <= LONGEST_S, len(set(delays))) == (True, True, 50)
    assert delays[0] <= 0.2


def test_no_delay_goes_past_the_patience():
    assert Backoff(until=10).next_delay_s(now=10) is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("0", 0),
        ("7", 7),
        (" 7 ", 7),
        ("-1", None),
        ("soon", None),
        ("7.5", None),
        ("٣", None),
    ],
)
def test_retry_after_is_understood_in_seconds(header, seconds):
    assert retry_after_s(header) == seconds
