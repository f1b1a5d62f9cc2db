import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.realtime.follower import Follower
from tests.processes import until
from tests.realtime.builders import a_call


class Record:
    """What stands in the database, and what was told."""

    def __init__(self, known=0):
        self.events = [a_call(n) for n in range(1, known + 1)]
        self.told, self.questions = [], 0
        self.is_away = False
        self.follower = Follower(
            tell=lambda ready: self.told.extend(each.sequence for each in ready),
            read=self.read,
            sequences=lambda: {"guangdong": len(self.events)},
            look_s=0.05,
        )

    def read(self, _hall, after, limit):
        self.questions += 1
        if self.is_away:
            raise OSError("the database is away")
        return self.events[after : after + limit]

    def happen(self, count):
        new = [a_call(len(self.events) + n) for n in range(1, count + 1)]
        self.events += new
        return new

    def __enter__(self):
        self._thread = threading.Thread(target=self.follower.run)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.follower.close()
        self._thread.join(10)


def test_it_begins_where_the_record_ends():
    record = Record(known=7)
    record.follower.accept(record.happen(2))

    assert (record.told, record.follower.known("guangdong")) == ([8, 9], 9)


@given(st.data())
def test_in_whatever_order_and_however_often_they_come_each_is_told_once_in_its_turn(data):
    record = Record()
    events = record.happen(12)
    arriving = data.draw(st.permutations([*events, *data.draw(st.lists(st.sampled_from(events)))]))
    for each in arriving:
        record.follower.accept([each])

    assert record.told == list(range(1, 13))


def test_an_early_event_is_known_and_not_yet_told():
    record = Record()
    _, second = record.happen(2)
    record.follower.accept([second])

    assert (record.told, record.follower.known("guangdong")) == ([], 2)


def test_what_does_not_come_is_read_from_the_record():
    with Record() as record:
        record.follower.accept(record.happen(3)[2:])

        assert until(lambda: record.told) == [1, 2, 3]


def test_a_record_that_goes_on_unheard_is_read_on():
    with Record(known=2) as record:
        record.happen(1500)

        assert until(lambda: len(record.told) == 1500)
        assert record.told == list(range(3, 1503))


def test_nothing_is_read_while_everything_is_heard():
    with Record() as record:
        for each in record.happen(5):
            record.follower.accept([each])
        record.follower.look()

        assert not until(lambda: record.questions, 0.3)


def test_a_database_that_was_away_is_asked_again():
    with Record() as record:
        record.is_away = True
        record.happen(2)
        assert until(lambda: record.questions)
        record.is_away = False

        assert until(lambda: record.told) == [1, 2]


@pytest.mark.parametrize("hall", ["linkou", "none"])
def test_a_hall_that_is_not_served_here_is_nobodys(hall):
    record = Record()
    record.follower.accept([a_call(1, hall=hall)])

    assert (record.told, record.follower.known(hall)) == ([], 0)
