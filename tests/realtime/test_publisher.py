import logging

import pytest

from queue_server.domain.errors import NotFound
from queue_server.domain.events import TicketsPrecalled
from queue_server.realtime.audiences import Audience
from queue_server.realtime.publisher import LivePublisher
from queue_server.realtime.ring import Ring
from queue_server.realtime.rooms import Place, Rooms
from queue_server.use_cases.recorded import Recorded
from tests.realtime.builders import NINE, FakeHalls, a_call, an_issue

DISPLAY = Place("guangdong", Audience.DISPLAY)
TICKET = Place("guangdong", Audience.TICKET, 7)


class House:
    """A publisher whose messages are kept instead of sent."""

    def __init__(self, *, kept=1024):
        self.sent = []
        self.rooms = Rooms()
        self.ring = Ring(kept)
        self.publisher = LivePublisher(
            halls=FakeHalls(),
            rooms=self.rooms,
            ring=self.ring,
            send=lambda room, messages: self.sent.extend((room, each) for each in messages),
            find_officer=lambda _hall, _user: None,
        )

    def enter(self, sid, place):
        self.rooms.enter(sid, place, published=self.ring.last(place.hall))

    def heard(self):
        return [(room, each["previous"], each["sequence"]) for room, each in self.sent]


def test_nothing_is_made_for_rooms_without_a_reader():
    house = House()
    house.enter("s1", DISPLAY)
    house.publisher.publish([a_call(1), a_call(2)])
    house.rooms.leave("s1")
    house.publisher.publish([a_call(3)])

    assert house.heard() == [("guangdong:display", 0, 1), ("guangdong:display", 1, 2)]


def test_one_message_is_made_for_all_in_a_room():
    house = House()
    for sid in ("s1", "s2", "s3"):
        house.enter(sid, DISPLAY)
    house.publisher.publish([a_call(1)])

    assert house.heard() == [("guangdong:display", 0, 1)]


def test_a_tickets_room_begins_where_the_hall_stands_and_goes_on_by_its_own_events():
    house = House()
    house.publisher.publish([a_call(1, ticket=5), a_call(2, ticket=5)])
    house.enter("s1", TICKET)
    house.publisher.publish([a_call(3, ticket=5), a_call(4), a_call(5, ticket=5), a_call(6)])
    house.enter("s2", TICKET)
    house.publisher.publish([a_call(7)])

    room = "guangdong:ticket:7"
    assert house.heard() == [(room, 2, 4), (room, 4, 6), (room, 6, 7)]


def test_each_of_those_who_get_ready_is_told_in_the_own_room():
    house = House()
    other = Place("guangdong", Audience.TICKET, 9)
    house.enter("s1", TICKET)
    house.enter("s2", Place("guangdong", Audience.TICKET, 8))
    house.enter("s3", other)
    ready = TicketsPrecalled(
        at=NINE, counter=3, tickets=[7, 8], numbers=["A007", "A008"], languages=["zh-CN", "en"]
    )
    told = Recorded(hall="guangdong", sequence=1, event=ready)
    house.publisher.publish([told, a_call(2)])

    assert house.heard() == [
        ("guangdong:ticket:7", 0, 1),
        ("guangdong:ticket:7", 1, 2),
        ("guangdong:ticket:8", 0, 1),
    ]
    assert "numbers" not in house.sent[0][1]
    assert [len(house.publisher.messages(each, [told], after=0)) for each in (TICKET, other)] == [
        1,
        0,
    ]


def test_a_tickets_room_that_emptied_begins_anew():
    house = House()
    house.enter("s1", TICKET)
    house.publisher.publish([a_call(1)])
    house.rooms.leave("s1")
    house.publisher.publish([a_call(2)])
    house.enter("s2", TICKET)
    house.publisher.publish([a_call(3)])

    assert house.heard()[-1] == ("guangdong:ticket:7", 2, 3)


def test_a_socket_is_in_one_room_at_a_time():
    house = House()
    house.enter("s1", DISPLAY)
    house.enter("s1", TICKET)

    assert (house.rooms.find("s1"), house.rooms.is_watched(DISPLAY)) == (TICKET, False)


def test_publishing_never_raises_and_goes_on(caplog):
    house = House()
    house.enter("s1", DISPLAY)
    told = []

    def fail(_recorded):
        raise RuntimeError("a listener's fault")

    house.publisher.listen(fail)
    house.publisher.listen(told.append)
    with caplog.at_level(logging.CRITICAL):
        house.publisher.publish([an_issue(1, hall="atlantis"), a_call(2)])

    assert [each.sequence for each in told] == [1, 2]
    assert house.heard() == [("guangdong:display", 1, 2)]


def test_the_ring_answers_only_what_it_has_whole():
    ring = Ring(kept=3)
    assert ring.find_after("guangdong", 0) is None
    for sequence in (1, 2, 3, 4):
        ring.add(a_call(sequence))

    assert ring.find_after("guangdong", 0) is None
    assert ring.find_after("guangdong", 1) == [a_call(2), a_call(3), a_call(4)]
    assert ring.find_after("guangdong", 3) == [a_call(4)]
    assert ring.find_after("guangdong", 4) == []
    assert ring.find_after("guangdong", 9) == []
    ring.add(a_call(6))
    assert ring.find_after("guangdong", 3) is None
    assert ring.find_after("guangdong", 4) is None
    assert ring.find_after("guangdong", 5) == [a_call(6)]
    assert (ring.last("guangdong"), ring.last("linkou")) == (6, 0)


def test_what_a_place_missed_is_what_it_would_have_got():
    house = House()
    events = [a_call(4), a_call(5, ticket=5), a_call(6)]

    def chain(place):
        messages = house.publisher.messages(place, events, after=3)
        return [(each["previous"], each["sequence"]) for each in messages]

    assert chain(DISPLAY) == [(3, 4), (4, 5), (5, 6)]
    assert chain(TICKET) == [(3, 4), (4, 6)]


def test_a_hall_that_went_has_no_messages():
    with pytest.raises(NotFound):
        House().publisher.messages(Place("atlantis", Audience.DISPLAY), [], after=0)
