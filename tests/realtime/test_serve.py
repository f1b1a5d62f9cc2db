import http.client
import signal
import socket
import statistics
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress

import pytest

from queue_server.realtime.serve import Requests
from tests.processes import until
from tests.realtime.processes import running, watching


def test_a_kept_connection_answers_without_the_40_ms_of_nagle(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    took = []
    for _ in range(30):
        began = time.perf_counter()
        connection.request("GET", "/ping")
        assert connection.getresponse().read() == b"pong"
        took.append(time.perf_counter() - began)
    connection.close()

    assert statistics.median(took) < 0.02


def test_requests_are_served_side_by_side(server):
    began, answers = time.monotonic(), []

    def ask():
        with urllib.request.urlopen(f"{server.url}/slow?s=0.4", timeout=5) as answer:
            answers.append(answer.read())

    asking = [threading.Thread(target=ask) for _ in range(8)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()

    assert answers == [b"done"] * 8
    assert time.monotonic() - began < 3  # one after the other they take 3.2 s


def test_answers_of_every_length_come_whole_over_one_connection(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    came = []
    for length in (0, 8, 65_528, 65_544, 8_000_000, 8):
        for how in ("", "&pieces"):
            connection.request("GET", f"/letters?n={length}{how}")
            came.append(connection.getresponse().read() == b"abcdefgh" * (length // 8))
    connection.request("HEAD", "/letters?n=8")
    came.append(connection.getresponse().read() == b"")
    connection.request("GET", "/ping")

    assert (came, connection.getresponse().read()) == ([True] * 13, b"pong")
    connection.close()


def test_polling_is_refused(server):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{server.url}/socket.io/?EIO=4&transport=polling", timeout=5)

    assert (refused.value.code, refused.value.read()) == (400, b'"Invalid transport"')


def test_a_page_of_another_site_cannot_connect(server):
    assert handshake(server, origin="http://evil.example")[0] == "HTTP/1.1 400 BAD REQUEST"
    assert handshake(server, origin=server.url)[0] == "HTTP/1.1 101 Switching Protocols"


@pytest.mark.parametrize(
    "left_out",
    [
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ],
)
def test_half_a_handshake_is_refused(server, left_out):
    head = handshake(server, origin=server.url, left_out=left_out)

    assert head[0] == "HTTP/1.1 400 BAD REQUEST"


def test_what_cannot_be_read_is_not_repeated_in_the_log(mode):
    line = b"GET /t/a-secret HTTP/%s\r\n"
    too_many = line % b"1.1" + b"Cookie: a-secret\r\n" * 200
    chunk = b"POST /t/a-secret HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    with running(mode) as server:
        for said in (
            line % b"9.9",
            line % b"9",
            b"a-secret\r\n",
            too_many,
            chunk,
            chunk + b"zz\r\n",
        ):
            with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
                connection.sendall(said + b"\r\n")
                connection.shutdown(socket.SHUT_WR)
                with suppress(ConnectionResetError):
                    while connection.recv(4096):
                        pass

        assert server.stop() == (0, "stopped\n", "")


def test_compression_is_offered_and_not_taken(server):
    head = handshake(server, origin=server.url)

    assert [line for line in head if line.lower().startswith("sec-websocket-extensions")] == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly_with_sockets_and_kept_connections_open(mode, number):
    with running(mode) as server, watching(server) as watcher:
        watcher.join()
        kept = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        kept.request("GET", "/ping")
        kept.getresponse().read()
        began = time.monotonic()

        assert server.stop(number) == (0, "stopped\n", "")

        assert time.monotonic() - began < 2
        kept.close()


def test_what_is_in_flight_is_answered_and_nothing_new_is_accepted(mode):
    with running(mode) as server:
        answers = []

        def ask():
            with urllib.request.urlopen(f"{server.url}/slow?s=1", timeout=5) as answer:
                answers.append(answer.read())

        asking = threading.Thread(target=ask)
        asking.start()
        time.sleep(0.3)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port), timeout=2)
        asking.join()

        assert (answers, server.process.wait(5)) == ([b"done"], 0)


def test_an_answer_that_the_server_forgets_to_close_is_not_waited_for():
    requests = Requests(lambda _environ, _start_response: [b"half of it"])
    answer = requests({}, None)
    assert requests.drain(0) == 1

    del answer

    assert requests.drain(0) == 0


def test_what_does_not_end_is_not_waited_for_beyond_the_grace(mode):
    with running(mode) as server:
        hanging = threading.Thread(target=get_in_vain, args=(server, "/slow?s=30"))
        hanging.start()
        assert until(lambda: server.get("/known")["slow"] == 1)
        began = time.monotonic()
        code, _, err = server.stop()

        assert (code, 3 <= time.monotonic() - began < 20) == (0, True)
        assert "stopped with 1 requests unanswered after 3 s" in err
        hanging.join()


def test_a_long_poll_ends_when_something_comes_and_when_the_server_stops(mode):
    with running(mode) as server:
        woken = in_background(lambda: server.get("/jobs?wait_s=20"))
        time.sleep(0.3)
        server.happen({"printer": "p2"}, {"printer": "p1"}, kind="issue")
        assert woken() == {"woken": True, "waited_s": pytest.approx(0.4, abs=0.4)}

        assert server.get("/jobs?wait_s=0.2")["woken"] is False

        stopped = in_background(lambda: server.get("/jobs?wait_s=20"))
        time.sleep(0.3)
        assert server.stop() == (0, "stopped\n", "")
        assert stopped()["waited_s"] < 3


def get_in_vain(server, path):
    with pytest.raises((OSError, http.client.HTTPException)):
        server.get(path)


def in_background(work):
    """Begin; the function that waits for the answer."""
    found = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()

    def answer():
        thread.join()
        return found[0]

    return answer


def handshake(server, *, origin, left_out=None):
    """The head of the answer to a WebSocket handshake, as lines."""
    gone = "" if left_out is None else f"{left_out}\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall(
            (
                "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
                f"Host: 127.0.0.1:{server.port}\r\nOrigin: {origin}\r\n"
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"
            )
            .replace(gone, "")
            .encode()
        )
        head = b""
        while b"\r\n\r\n" not in head and (more := connection.recv(4096)):
            head += more
    return head.split(b"\r\n\r\n")[0].decode().split("\r\n")
