import time
from contextlib import contextmanager

import pytest
import socketio
from websocket import WebSocketConnectionClosedException
from websocket import _core as websocket_core

from queue_server.protocol.live import LiveClient, LiveState
from tests.protocol.fake_live import FakeLive

DISPLAY = {"hall": "x", "audience": "display"}


class Screen:
    """What a display saw: boards, events and states, in order."""

    def __init__(self):
        self.boards = []
        self.events = []
        self.states = []

    def until(self, question, within_s=8):
        end = time.monotonic() + within_s
        while not question() and time.monotonic() < end:
            time.sleep(0.01)
        return question()

    def saw(self, *sequences):
        return self.until(lambda: self.events == list(sequences)) or self.events


@contextmanager
def a_screen(url, join=DISPLAY):
    screen = Screen()
    client = LiveClient(
        url,
        join,
        on_board=lambda board: screen.boards.append(board["sequence"]),
        on_event=lambda event: screen.events.append(event["sequence"]),
        on_state=screen.states.append,
    )
    client.start()
    try:
        yield screen
    finally:
        client.close()


def live(screen):
    return screen.until(lambda: screen.states[-1:] == [LiveState.LIVE])


def test_a_board_comes_first_and_then_events_in_order():
    with FakeLive() as server, a_screen(server.url) as screen:
        live(screen)
        server.happen(50)

        assert screen.saw(*range(11, 61)) is True
        assert (screen.boards, server.joins) == ([10], [DISPLAY])


def test_what_was_lost_on_the_way_is_asked_for():
    with FakeLive() as server, a_screen(server.url) as screen:
        live(screen)
        server.happen(2, telling=False)
        server.happen()

        assert screen.saw(11, 12, 13) is True
        assert (screen.boards, server.asked_since) == ([10], [10])


def test_what_the_server_no_longer_tells_is_on_a_new_board():
    with FakeLive() as server, a_screen(server.url) as screen:
        live(screen)
        server.too_old = True
        server.happen(2, telling=False)
        server.happen()

        assert screen.until(lambda: screen.boards == [10, 13])
        server.happen()
        assert screen.saw(14) is True


def test_a_dropped_connection_comes_back_with_a_board():
    with FakeLive() as server, a_screen(server.url) as screen:
        live(screen)
        server.drop()
        screen.until(lambda: LiveState.LOST in screen.states)
        server.happen(3, telling=False)
        screen.until(lambda: len(screen.boards) == 2)
        live(screen)
        server.happen()

        assert screen.saw(server.sequence) is True
    assert screen.states == [
        LiveState.CONNECTING,
        LiveState.LIVE,
        LiveState.LOST,
        LiveState.CONNECTING,
        LiveState.LIVE,
    ]


def test_a_server_that_is_not_there_yet_is_waited_for():
    with FakeLive() as server:
        port = server.port
    with a_screen(f"http://127.0.0.1:{port}") as screen:
        screen.until(lambda: LiveState.LOST in screen.states)
        with FakeLive(port=port) as server:
            assert live(screen)
            assert screen.boards == [server.sequence]


def test_one_who_may_not_join_sees_nothing_and_asks_again():
    with FakeLive() as server:
        server.refusal = "forbidden"
        with a_screen(server.url) as screen:
            screen.until(lambda: len(server.joins) >= 2)
            assert screen.boards == []
            server.refusal = None

            assert live(screen)


@pytest.mark.parametrize("join", [{"ticket": "secret"}, {"hall": "x", "audience": "counter"}])
def test_whatever_is_followed_is_asked_for_as_given(join):
    with FakeLive() as server, a_screen(server.url, join) as screen:
        live(screen)

        assert server.joins == [join]


def test_a_socket_that_was_reset_is_closed(monkeypatch):
    sockets = []
    disconnect, recv = socketio.Client.disconnect, websocket_core.recv

    def reset(sock, count):
        try:
            return recv(sock, count)
        except WebSocketConnectionClosedException as end:
            raise ConnectionResetError from end

    def after_the_reader(connection):
        sockets.append(connection.eio.ws)
        end = time.monotonic() + 8
        while connection.eio.state != "disconnected" and time.monotonic() < end:
            time.sleep(0.01)
        disconnect(connection)

    monkeypatch.setattr(websocket_core, "recv", reset)
    monkeypatch.setattr(socketio.Client, "disconnect", after_the_reader)
    with FakeLive() as server:
        server.refusal = "forbidden"
        with a_screen(server.url) as screen:
            screen.until(lambda: len(server.joins) >= 2)

    assert len(sockets) >= 2
    assert [each.sock for each in sockets] == [None] * len(sockets)
