"""Whatever comes over the line to a running server: the others go on, nothing is left, the log is quiet."""

import json
import socket
import urllib.request
from contextlib import ExitStack, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings

from queue_server.web.errors import STATUS
from tests.fuzz.frames import PERSONAL, conversations, question, spoken
from tests.fuzz.http_rubbish import BODY, GET, HOST, POST, REQUESTS, faults, sent
from tests.fuzz.often import often_and_seldom
from tests.processes import the_demonstration
from tests.realtime.conftest import mode  # noqa: F401 -- found by its name here
from tests.realtime.processes import wait_until, watching

CODES = {*STATUS, "too_old"}
HANDSHAKE = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n" + HOST + b"Upgrade: websocket\r\n"
    b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
ENDING = question(424_242, "since", {})
"""A whole question, in case what was said before left the server listening."""
PATIENCE_S = 90
LONGEST = 300
HANGING = 30
SPARE = 2
"""Sockets that may come and go meanwhile; what leaks, leaks more."""


@pytest.fixture(scope="module")
def hall(mode, tmp_path_factory):  # noqa: F811 -- the fixture above
    """A demonstration in each mode; it ends in good order."""
    folder = tmp_path_factory.mktemp(mode)
    with the_demonstration("guangdong", folder, "--async-mode", mode) as demo:
        url = demo["url"].rstrip("/")
        yield SimpleNamespace(
            url=url,
            port=int(url.rsplit(":", 1)[1]),
            token=demo["tokens"]["kiosk"],
            pid=demo["pid"],
            log=folder / "server.log",
        )
    assert "unanswered" not in (folder / "server.log").read_text("utf-8")


@often_and_seldom(often=600, seldom=30)
def test_rude_clients_harm_nobody(hall, how):
    with watching(hall) as other:
        other.join()
        issue_and_hear(hall, other)  # what the server opens once for itself is open then
        before = open_sockets(hall)

        @settings(how)
        @given(conversations())
        def talk(conversation):
            for answer in texts(answers_to(hall, HANDSHAKE + spoken(conversation) + ENDING)):
                check_answer(answer)
            issue_and_hear(hall, other)

        @settings(how)
        @given(REQUESTS)
        def ask(requests):
            answers = answers_to(hall, sent(requests))
            assert faults(answers) == []
            issue_and_hear(hall, other)

        talk()
        ask()
        wait_until(lambda: open_sockets(hall) <= before + SPARE)
    assert strange_lines(hall.log) == []


def test_half_requests_hold_up_nobody(hall):
    halves = (GET[:-2], POST + b"Content-Length: 500\r\n\r\n" + BODY, HANDSHAKE + b"\x81\xfe\x10")
    issue(hall)
    with ExitStack() as open_lines:
        before = open_sockets(hall)
        for half in halves * (HANGING // len(halves)):
            line = socket.create_connection(("127.0.0.1", hall.port), timeout=PATIENCE_S)
            open_lines.enter_context(line)
            line.sendall(half)
        wait_until(lambda: open_sockets(hall) >= HANGING)
        issue(hall)

        assert answers_to(hall, GET).startswith(b"HTTP/1.1 200 OK")
        open_lines.close()
        wait_until(lambda: open_sockets(hall) <= before + SPARE)


def test_a_body_that_nobody_reads_is_no_request(hall):
    nowhere = b"POST /nothing HTTP/1.1\r\n" + HOST
    whole = nowhere + b"Content-Length: %d\r\n\r\n" % len(GET) + GET
    chunks = b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(GET) + GET + b"\r\n0\r\n\r\n"

    assert b"200 OK" not in answers_to(hall, whole)
    assert b"200 OK" not in answers_to(hall, nowhere + chunks)


def test_a_body_in_chunks_is_read_and_measured_like_another(hall):
    assert b'"hall":"nowhere"' in answers_to(hall, in_chunks(BODY))
    assert b'"too_large"' in answers_to(hall, in_chunks(BODY.ljust(70_000)))


def in_chunks(body):
    """A device that asks to be let in, without saying how long the request is."""
    return POST + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


def answers_to(hall, said):
    """Say it, end the line, and hear the server out.

    TimeoutError where the server neither answers nor ends the connection.
    """
    heard = b""
    with socket.create_connection(("127.0.0.1", hall.port), timeout=PATIENCE_S) as connection:
        with suppress(OSError):  # it may well have hung up before we are done
            connection.sendall(said)
            connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError):
            while more := connection.recv(65_536):
                heard += more
    return heard


def texts(answer):
    """The whole text frames that follow the answer to a handshake."""
    stream = answer.partition(b"\r\n\r\n")[2]
    while len(stream) > 4:
        size, start = stream[1] & 0x7F, 2
        if size > 125:
            start = 4 if size == 126 else 10
            size = int.from_bytes(stream[2:start], "big")
        if stream[0] == 0x81 and len(stream) >= start + size:
            yield stream[start : start + size]
        stream = stream[start + size :]


def check_answer(payload):
    """Acknowledgements and refused connections are the contract's; the rest is not ours."""
    kind, _, said = payload.decode().partition("/live,")
    if kind == "43":
        [answer] = json.loads(said[said.index("[") :])
        assert "code" not in answer or set(answer) == {"code", "message", "details"}, answer
        assert answer.get("code", "invalid") in CODES
    elif kind == "44":
        assert json.loads(said)["data"]["code"] in CODES


def issue(hall):
    """Take a number."""
    asked = urllib.request.Request(
        f"{hall.url}/api/v1/halls/guangdong/tickets",
        b'{"service": "A"}',
        {"Authorization": f"Bearer {hall.token}"},
        method="POST",
    )
    with urllib.request.urlopen(asked, timeout=PATIENCE_S) as answer:
        assert answer.status == 201


def issue_and_hear(hall, watcher):
    """Take a number, and see that it was told."""
    told = len(watcher.events)
    issue(hall)
    watcher.wait_for(told + 1)


def open_sockets(hall):
    """How many sockets the server has."""
    listed = Path(f"/proc/{hall.pid}/fd")
    if not listed.exists():
        pytest.skip("no /proc here")
    found = 0
    for each in listed.iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            found += str(each.readlink()).startswith("socket:")
    return found


def strange_lines(file):
    """What does not belong into a log: what is personal, what is long, tracebacks with their end."""
    lines = file.read_text("utf-8").splitlines()
    strange = [at for at, line in enumerate(lines) if PERSONAL in line or len(line) > LONGEST]
    traces = [at for at, line in enumerate(lines) if line.startswith("Traceback")]
    shown = [*strange, *(at + n for at in traces for n in range(40))]
    return [lines[at][:LONGEST] for at in shown[:100] if at < len(lines)]
