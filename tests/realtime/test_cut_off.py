"""Sockets that are cut off are counted, whoever finds out that nobody reads."""

from types import SimpleNamespace

import gevent
import pytest

from queue_server.realtime import outlet
from queue_server.realtime.sockets import LiveNamespace, Visitor
from queue_server.use_cases.principal import ANYONE


class Deaf:
    """A connection whose other side takes nothing, until the kernel gives it up."""

    def setsockopt(self, *_):
        pass

    def send(self, *_):
        return 0

    def sendall(self, _):
        gevent.sleep(0.01)
        raise TimeoutError

    def shutdown(self, _):
        pass


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


def test_who_leaves_is_not_counted():
    assert cut_off("transport close", **{outlet.OUTLET: outlet.Outlet(Deaf())}) == 0


@pytest.mark.usefixtures("soon")
def test_who_takes_nothing_until_the_kernel_gives_up_is_counted():
    silent = outlet.Outlet(Deaf())
    silent.put(b"frame")
    before_the_end = cut_off("transport close", **{outlet.OUTLET: silent})
    gevent.sleep(0.05)

    with pytest.raises(BrokenPipeError):
        silent.send(b"frame")
    assert (before_the_end, cut_off("transport close", **{outlet.OUTLET: silent})) == (1, 1)


def test_who_takes_nothing_for_a_moment_is_not_counted():
    slow = outlet.Outlet(Deaf())
    slow.put(b"frame")

    assert cut_off("transport close", **{outlet.OUTLET: slow}) == 0
