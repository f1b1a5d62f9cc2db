"""Sockets that are cut off are counted, whoever finds out that nobody reads."""

from types import SimpleNamespace

import gevent
import pytest

from queue_server.realtime.outlet import Outlet
from queue_server.realtime.sockets import LiveNamespace, Visitor
from queue_server.use_cases.principal import ANYONE


class Deaf:
    """A connection whose other side takes nothing, until the kernel gives it up."""

    def setsockopt(self, *_):
        pass

    def send(self, *_):
        return 0

    def sendall(self, _):
        raise TimeoutError

    def shutdown(self, _):
        pass


def test_a_reader_that_the_kernel_gives_up_is_counted():
    cut = []
    outlet = Outlet(Deaf(), lambda: cut.append("cut"))
    outlet.put(b"frame")
    gevent.sleep(0.01)

    with pytest.raises(BrokenPipeError):
        outlet.send(b"frame")
    assert cut == ["cut"]


@pytest.mark.parametrize(("reason", "counted"), [("ping timeout", 1), ("transport close", 0)])
def test_a_socket_that_answers_no_ping_is_counted_and_one_that_leaves_is_not(reason, counted):
    cut = []
    namespace = LiveNamespace(
        joining=SimpleNamespace(leave=lambda _: None),
        surroundings=None,
        on_cut=lambda: cut.append("cut"),
    )
    namespace._visitors["sid"] = Visitor(ANYONE, "zh-CN")

    namespace.trigger_event("disconnect", "sid", reason)
    namespace.trigger_event("disconnect", "sid", reason)

    assert cut == ["cut"] * counted
