"""The message queue on plain threads; tests/realtime/test_many_processes.py has it in every async mode."""

import pytest

from queue_server.realtime.message_queue import MessageQueue
from tests.chaos.own_services import own_redis
from tests.processes import until

pytestmark = pytest.mark.redis


class Ear:
    def __init__(self, url, channel="lunhou"):
        self.heard, self.openings = [], 0
        self.queue = MessageQueue(
            url, channel, on_message=self.heard.append, on_open=self.count_opening
        )
        self.queue.open()

    def count_opening(self):
        self.openings += 1


def test_a_queue_that_comes_back_is_open_again_and_says_so(tmp_path):
    with own_redis(tmp_path) as redis:
        one, other, stranger = Ear(redis.url), Ear(redis.url), Ear(redis.url, "another")
        ears = (one, other, stranger)
        assert until(lambda: all(ear.queue.is_open for ear in ears))
        one.queue.send(b"1")
        assert until(lambda: other.heard and one.heard)
        redis.kill()
        assert until(lambda: not any(ear.queue.is_open for ear in ears))
        for _ in range(20_000):  # more than are kept: nobody waits
            one.queue.send(b"2")
        redis.start()
        assert until(lambda: all(ear.queue.is_open for ear in ears))
        said = until(lambda: one.queue.send(b"3") or [m for m in other.heard if b"3" in m])
        for ear in ears:
            ear.queue.close()

    assert other.heard[0] == b"[1]"
    assert said
    assert [ear.openings for ear in ears] == [2, 2, 2]
    assert stranger.heard == []


def test_a_queue_that_is_not_there_hinders_nobody():
    queue = MessageQueue(
        "redis://127.0.0.1:1/0", "lunhou", on_message=lambda _: None, on_open=lambda: None
    )
    queue.open()
    queue.send(b"1")
    is_open = queue.is_open
    queue.close()

    assert not is_open
