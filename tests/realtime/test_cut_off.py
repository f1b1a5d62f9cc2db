"""Sockets that are cut off are counted, whoever finds out that nobody reads."""

import socket
from types import SimpleNamespace

import gevent
import pytest

from queue_server.realtime import outlet
from queue_server.realtime.sockets import LiveNamespace, Visitor
from queue_server.use_cases.principal import ANYONE


class Deaf:
    """A connection whose other side takes nothing, until the kernel gives it up."""

    def __init__(self, end):
        self._end, self._is_given_up = end, False

    def fileno(self):
        return self._end.fileno()

    def setsockopt(self, *_):
        pass

    def send(self, _):
        if self._is_given_up:
            raise TimeoutError
        self._is_given_up = True
        return 0

    def shutdown(self, _):
        pass


@pytest.fixture
def deaf():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        way_out = outlet.Outlet(Deaf(ours))
        yield way_out
        way_out.end()


@pytest.fixture
def soon(monkeypatch):
    monkeypatch.setattr(outlet, "SILENT_S", 0.0)


def cut_off(reason, **environ):
    """How often somebody was told, when a socket ended for a reason."""
    cut = []
    namespace = LiveNamespace(
        joining=SimpleNamespace(leave=lambda _: None),
        surroundings=None,
        on_cut=lambda: cut.append("cut"),
    )
    server = SimpleNamespace(get_environ=lambda _sid, **_: environ)
    namespace._set_socketio(SimpleNamespace(server=server))
    namespace._visitors["sid"] = Visitor(ANYONE, "zh-CN")
    namespace.trigger_event("disconnect", "sid", reason)
    namespace.trigger_event("disconnect", "sid", reason)
    return len(cut)


def test_who_answers_no_ping_is_counted_once():
    assert cut_off("ping timeout") == 1


def test_who_leaves_is_not_counted(deaf):
    assert cut_off("transport close", **{outlet.OUTLET: deaf}) == 0


@pytest.mark.usefixtures("soon")
def test_who_takes_nothing_until_the_kernel_gives_up_is_counted(deaf):
    deaf.put(b"frame")
    before_the_end = cut_off("transport close", **{outlet.OUTLET: deaf})
    gevent.sleep(0.05)

    assert not deaf.is_open
    assert (before_the_end, cut_off("transport close", **{outlet.OUTLET: deaf})) == (1, 1)


def test_who_takes_nothing_for_a_moment_is_not_counted(deaf):
    deaf.put(b"frame")

    assert cut_off("transport close", **{outlet.OUTLET: deaf}) == 0
