import itertools
import json
import socket
import statistics
import struct
import threading
import time
from contextlib import suppress

import pytest

from queue_server.realtime.async_mode import AsyncMode
from queue_server.realtime.engine import READ, has_green_sockets
from queue_server.realtime.packets import text_frame
from tests.realtime.processes import running, wait_until, watching
from tests.realtime.raw import joined, payloads, send_frame, wait_for_frame

TEXT, CLOSE = 0x81, 0x88
JOIN = b'42/live,%d["join",{"hall":"guangdong","audience":"counter"}]'


@pytest.mark.parametrize(
    ("size", "head"),
    [
        (125, b"\x81\x7d"),
        (126, b"\x81\x7e\x00\x7e"),
        (65_535, b"\x81\x7e\xff\xff"),
        (65_536, b"\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00"),
    ],
)
def test_a_frame_says_its_length_as_short_as_can_be(size, head):
    assert text_frame(b"x" * size) == head + b"x" * size


def test_sockets_are_green_only_with_what_was_read():
    assert has_green_sockets(AsyncMode.GEVENT)
    assert not has_green_sockets(AsyncMode.EVENTLET)
    assert not has_green_sockets(AsyncMode.THREADING)
    for library in READ:
        assert not has_green_sockets(AsyncMode.GEVENT, {**READ, library: ((0, 0), (0, 1))})


def test_one_that_reads_in_drops_gets_every_message_whole_and_in_order(server):
    """Through small buffers, so that nearly every write is a part of a message."""
    with joined(server, buffer=4096) as slow:
        known = server.call(0)
        for _ in range(3):
            server.happen(*[{"pad": pad} for pad in range(0, 70_000, 1_750)])
        heard = [
            json.loads(payload[8:])[1]["sequence"]
            for payload in itertools.islice(payloads(slow, at_a_time=1_777), 120)
        ]

    assert heard == list(range(known + 1, known + 121))


def test_answers_and_events_keep_their_order(mode, server):
    """What is asked while events come is answered between them: after all that it knows of.

    With OS threads an answer may know of the three events that are just being told: who hears of them
    afterwards passes over what it knows already.
    """
    ahead = 3 if mode is AsyncMode.THREADING else 0
    with joined(server, buffer=4096) as slow:
        known = server.call(0)
        for number in range(1, 41):
            server.happen(*[{"pad": 9_000}] * 3)
            send_frame(slow, JOIN % number)
        answers, told = [], known
        for payload in payloads(slow, at_a_time=16_384):
            if payload.startswith(b"42/live,"):
                event = json.loads(payload[8:])[1]
                assert (event["previous"], event["sequence"]) == (told, told + 1)
                told += 1
            else:
                number, _, answer = payload.removeprefix(b"43/live,").partition(b"[")
                answers.append(int(number))
                assert json.loads(b"[" + answer)[0]["sequence"] <= told + ahead
            if len(answers) == 40 and told == known + 120:
                break

    assert answers == list(range(1, 41))


def test_what_the_library_sends_keeps_its_place_between_the_events(server):
    with joined(server, buffer=4096) as slow:
        known = server.call(0)
        publishing = threading.Thread(target=server.post, args=("/markers", {"count": 100}))
        publishing.start()
        heard = [
            json.loads(payload[8:])
            for payload in itertools.islice(payloads(slow, at_a_time=16_384), 200)
        ]
        publishing.join()

    assert [(name, fact["sequence"] if name == "event" else fact) for name, fact in heard] == [
        each
        for sequence in range(known, known + 100)
        for each in (("marker", sequence), ("event", sequence + 1))
    ]


def test_one_that_never_reads_is_cut_off_and_delays_nobody(mode):
    with running(mode) as server, watching(server, "officer") as other:
        other.join("counter")
        alone = delays(server, other, 30)
        with joined(server, buffer=4096) as never:
            for turn in range(10):
                server.happen(*[{"pad": 60_000}] * 20)
                other.wait_for(30 + 20 * (turn + 1))
            beside = delays(server, other, 30)

            if mode is AsyncMode.GEVENT:  # the others wait until it answers no ping
                wait_until(lambda: server.get("/known")["cut"] == 1)
                read_to_the_end(never)
            # A ratio, and wide: waiting for the one that never reads would be without end.
            assert statistics.median(beside) < 10 * statistics.median(alone) + 0.01
        assert other.sequences() == list(range(1, 261))


def test_a_burst_cuts_nobody_off_who_reads(server):
    with watching(server, "officer") as reader:
        reader.join("counter")
        known = server.happen(*[{"pad": 30_000}] * 100)
        reader.wait_for(100)

        assert reader.sequences() == list(range(known - 99, known + 1))


def test_those_who_leave_in_the_middle_of_a_message_harm_nobody(mode):
    with running(mode) as server:
        with watching(server, "officer") as other:
            other.join("counter")
            left = threading.Event()
            publishing = threading.Thread(target=publish_until, args=(left, server, other))
            publishing.start()
            for turn in range(20):
                with joined(server, buffer=4096) as leaving:
                    assert len(leaving.recv(100)) > 0
                    if turn % 2:
                        reset_at_the_end(leaving)
            left.set()
            publishing.join()

            assert other.sequences() == list(range(1, server.call(0) + 1))
        assert server.stop() == (0, "stopped\n", "")


def test_sockets_that_went_leave_nothing_behind():
    """Without help of the collector, which is told to look seldom."""
    with running(AsyncMode.GEVENT) as server:
        before = server.get("/kept")
        for turn in range(20):
            with joined(server, buffer=4096) as leaving:
                server.happen({"pad": 40_000})
                if turn % 2:
                    reset_at_the_end(leaving)

        assert before == {"Handler": 1}  # that of the question
        wait_until(lambda: server.get("/kept") == before)


def test_one_that_answers_no_ping_is_closed_and_one_that_does_stays():
    with (
        running(AsyncMode.GEVENT, "quick-pings") as server,
        joined(server, buffer=4096) as silent,
        joined(server, buffer=4096) as alive,
    ):
        began, said = time.monotonic(), set()
        while time.monotonic() < began + 6:
            said.add(wait_for_frame(alive, TEXT))
            send_frame(alive, b"3")

        assert said == {b"2"}
        assert wait_for_frame(silent, CLOSE)[:2] == struct.pack(">H", 1000)
        assert wait_for_frame(alive, TEXT) == b"2"


def publish_until(left, server, watcher):
    while not left.is_set():
        watcher.wait_for(server.happen(*[{"pad": 40_000}] * 5))


def reset_at_the_end(connection):
    """Let the connection end with a reset instead of a farewell."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def delays(server, watcher, count):
    """Seconds from asking for an event until a watcher has it."""
    took = []
    for _ in range(count):
        heard, began = len(watcher.events), time.perf_counter()
        server.call()
        watcher.wait_for(heard + 1)
        took.append(time.perf_counter() - began)
    return took


def read_to_the_end(connection):
    """TimeoutError unless the other side ends the connection."""
    with suppress(ConnectionResetError):
        while connection.recv(65_536):
            pass
