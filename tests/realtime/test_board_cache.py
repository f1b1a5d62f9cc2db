import threading
import time

import pytest

from queue_server.domain.errors import StorageUnavailable
from queue_server.realtime.async_mode import AsyncMode, threads
from queue_server.realtime.board_cache import BoardCache
from tests.realtime.processes import wait_until


class Storage:
    """Boards at a sequence, whose readings are counted and may be held up."""

    def __init__(self):
        self.sequence = 1
        self.asked = 0
        self.read = 0
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.began = threading.Event()
        self.now = 0.0
        self.cache = BoardCache(
            read=self.board,
            published=self.published,
            threads=threads(AsyncMode.THREADING, 4),
            clock=lambda: self.now,
            fresh_s=2.0,
        )

    def published(self, _hall):
        self.asked += 1
        return self.sequence

    def board(self, hall):
        self.read += 1
        sequence = self.sequence
        self.began.set()
        assert self.may_go_on.wait(5)
        if sequence < 0:
            raise StorageUnavailable
        return {"hall": hall, "sequence": sequence}

    def ask_in_background(self, answers, count):
        def ask():
            try:
                answers.append(self.cache.get("guangdong")["sequence"])
            except StorageUnavailable as refusal:
                answers.append(refusal.code)

        asking = [threading.Thread(target=ask) for _ in range(count)]
        for each in asking:
            each.start()
        return asking


def test_a_board_serves_until_something_is_published():
    storage = Storage()

    assert storage.cache.get("guangdong") == {"hall": "guangdong", "sequence": 1}
    assert (storage.cache.get("guangdong")["sequence"], storage.read) == (1, 1)
    storage.sequence = 2
    assert (storage.cache.get("guangdong")["sequence"], storage.read) == (2, 2)


def test_a_board_serves_for_two_seconds_at_the_most():
    storage = Storage()
    storage.cache.get("guangdong")
    storage.now = 1.9
    storage.cache.get("guangdong")
    assert storage.read == 1
    storage.now = 2.0
    storage.cache.get("guangdong")
    assert storage.read == 2


def test_halls_have_boards_of_their_own():
    storage = Storage()

    assert storage.cache.get("linkou")["hall"] == "linkou"
    assert storage.cache.get("guangdong")["hall"] == "guangdong"


def test_all_who_ask_at_once_share_one_reading():
    storage, answers = Storage(), []
    storage.may_go_on.clear()
    asking = storage.ask_in_background(answers, 50)
    wait_until(lambda: storage.asked == 50)
    time.sleep(0.1)  # from having asked to waiting is a step that nobody sees
    storage.now = 60.0
    storage.may_go_on.set()
    for each in asking:
        each.join()

    assert (answers, storage.read) == ([1] * 50, 1)


def test_one_for_whom_the_reading_began_too_early_gets_the_next():
    storage, early, late = Storage(), [], []
    storage.may_go_on.clear()
    asking = storage.ask_in_background(early, 1)
    storage.began.wait(5)
    storage.sequence = 2
    asking += storage.ask_in_background(late, 10)
    storage.may_go_on.set()
    for each in asking:
        each.join()

    assert (early, late, storage.read) == ([1], [2] * 10, 2)


def test_a_reading_that_failed_is_refused_to_all_who_wait_and_tried_again_by_the_next():
    storage, answers = Storage(), []
    storage.sequence = -1
    storage.may_go_on.clear()
    asking = storage.ask_in_background(answers, 10)
    storage.began.wait(5)
    storage.may_go_on.set()
    for each in asking:
        each.join()
    assert set(answers) == {"storage_unavailable"}

    with pytest.raises(StorageUnavailable):
        storage.cache.get("guangdong")
    storage.sequence = 3
    assert storage.cache.get("guangdong")["sequence"] == 3
