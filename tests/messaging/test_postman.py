"""From the record to the phone: nothing lost, nothing made twice, over failures and other processes."""

from secrets import token_hex

import pytest

from queue_server.domain import errors
from queue_server.domain.online import Online
from queue_server.messaging.postman import Postman
from queue_server.use_cases import citizen, online, outbox
from queue_server.use_cases.messages import Gone, NotNow
from queue_server.use_cases.outlook import usual_pace
from queue_server.use_cases.ticketing import Order
from tests.storage.office import Office, a_database

ADDRESS = {"to": "13800000000"}


class FakeMessenger:
    """Keeps what it was given; fails as it is told."""

    channel = "webhook"

    def __init__(self):
        self.got, self.fails = [], []

    def deliver(self, message, to, text):
        failure = self.fails.pop(0) if self.fails else None
        if failure is not None:
            raise failure
        self.got.append((message.topic.value, text, to.address["to"]))


class Post:
    """A hall's post: the messenger, and postmen who come and go."""

    def __init__(self, office):
        self.office, self.messenger, self.counted = office, FakeMessenger(), []
        self.now = 0.0

    def postman(self, holder="one"):
        return Postman(
            {"webhook": self.messenger},
            halls=self.office.halls,
            writer=self,
            holder=holder,
            pace=usual_pace,
            say=lambda _hall, message, language: f"{language} {message.facts['number']}",
            count=lambda channel, outcome: self.counted.append((channel, outcome)),
            clock=lambda: self.now,
        )

    def run(self, command):
        return self.office.run(command)

    def goes(self, holder="one"):
        self.postman(holder).go(self.office.hall)

    @property
    def topics(self):
        return [topic for topic, _, _ in self.messenger.got]

    def waiting(self):
        return [row for row in self.office.rows("message") if row["outcome"] is None]


@pytest.fixture
def post(office):
    office.has(online=Online(services=("A",), in_person_share=0.0))
    return Post(office)


def told(office, ticket, address=ADDRESS, channel="webhook"):
    return office.run(
        lambda uow: outbox.subscribe(
            uow, secret=ticket.secret, channel=channel, address=address, made_up=token_hex(16)
        )
    )


def test_a_call_is_told_in_the_holder_s_language(post):
    post.office.sit()
    ticket = post.office.take(language="en")
    told(post.office, ticket)
    post.office.call()

    post.goes()

    assert post.messenger.got == [("called", "en A001", "13800000000")]


def test_it_is_soon_one_s_turn_once(post):
    post.office.sit()
    for _ in range(4):
        post.office.take()
    mine = post.office.take()
    told(post.office, mine)
    post.goes()
    assert post.topics == []

    for _ in range(2):
        post.office.serve()
        post.goes()
        post.goes()

    assert post.topics == ["soon"]


def test_another_window_and_an_ended_number_are_told(post):
    secret = post.office.a_secret()
    order = Order(service="A", device="phone")
    post.office.do(online.take, order=order, secret=secret, is_here=True)
    away = post.office.do(
        online.take, order=order, secret=post.office.a_secret(), is_here=False
    ).ticket
    post.office.run(lambda uow: citizen.cancel(uow, secret=secret))
    told(post.office, away)
    post.goes()
    post.office.clock.pass_(41)
    post.office.do(online.tend)
    post.goes()

    assert post.topics == ["soon", "expired"]


def test_who_did_not_ask_is_told_nothing_and_asks_the_database_nothing(post):
    post.office.sit()
    post.office.take()
    post.office.call()

    post.goes()

    assert (post.messenger.got, post.office.rows("told"), post.office.rows("lease")) == ([], [], [])


def test_what_was_before_is_not_told(post):
    post.office.sit()
    ticket = post.office.take()
    post.office.call()
    told(post.office, ticket)

    post.goes()

    assert post.messenger.got == []


def test_a_failure_is_tried_again_later_and_told_once(post):
    post.office.sit()
    told(post.office, post.office.take())
    post.office.call()
    post.messenger.fails = [NotNow("away"), NotNow("away", after_s=40)]

    for seconds, tried in ((0, 1), (1, 1), (1, 2), (39, 2), (1, 2), (60, 2)):
        post.office.clock.pass_(seconds=seconds)
        post.goes()
        assert 2 - len(post.messenger.fails) >= min(tried, 2)

    assert post.topics == ["called"]
    assert post.counted == [("webhook", "again"), ("webhook", "again"), ("webhook", "sent")]
    assert post.waiting() == []


def test_what_would_be_wrong_by_then_is_given_up(post):
    post.office.sit()
    told(post.office, post.office.take())
    post.office.call()
    post.messenger.fails = [NotNow("away", after_s=400)]
    post.goes()

    assert (post.counted, post.waiting()) == ([("webhook", "late")], [])


def test_a_message_that_lay_too_long_is_not_told_any_more(post):
    post.office.sit()
    told(post.office, post.office.take())
    post.office.call()
    post.office.clock.pass_(6)

    post.goes()

    assert (post.messenger.got, post.waiting()) == ([], [])


def test_a_process_that_dies_after_reading_loses_nothing(post):
    """The message is in the outbox with the place in the record: the next one tells it."""
    post.office.sit()
    told(post.office, post.office.take())
    post.office.call()
    post.office.run(lambda uow: outbox.gather(uow, hall=post.office.hall.id))

    post.goes("another")

    assert post.topics == ["called"]


def test_a_process_that_dies_before_it_has_noted_it_tells_it_again_with_the_same_id(post):
    post.office.sit()
    told(post.office, post.office.take())
    post.office.call()
    post.office.run(lambda uow: outbox.gather(uow, hall=post.office.hall.id))
    before = {row["id"] for row in post.office.rows("message")}
    post.goes()
    post.goes("another")

    assert {row["id"] for row in post.office.rows("message")} == before
    assert post.topics == ["called"]


def test_what_a_restored_record_says_of_an_old_sequence_is_another_message(tmp_path):
    """The same record up to the call, which after the restore is made a minute later."""
    ids = []
    for late_min in (0, 1):
        office = Office(a_database(f"sqlite:///{tmp_path}/{late_min}.db"))
        office.has(online=Online(services=("A",), in_person_share=0.0))
        office.sit()
        secret = office.take().secret
        address = {"secret": secret, "channel": "webhook", "address": ADDRESS, "made_up": "f" * 32}
        office.run(lambda uow, address=address: outbox.subscribe(uow, **address))
        office.clock.pass_(late_min)
        office.call()
        office.run(lambda uow, hall=office.hall.id: outbox.gather(uow, hall=hall))
        ids += [row["id"] for row in office.rows("message")]
        office.close()

    assert len(set(ids)) == len(ids) == 2


def test_two_processes_tell_it_once(post):
    post.office.sit()
    told(post.office, post.office.take())
    post.office.call()

    post.goes("one")
    post.goes("another")

    assert post.topics == ["called"]


def test_the_record_read_again_makes_no_message_twice(post):
    """Even if the place in the record were lost, as by a restored backup."""
    post.office.sit()
    told(post.office, post.office.take())
    post.office.call()
    post.goes()
    post.office.execute("UPDATE told SET sequence = 0")

    post.goes()

    assert post.topics == ["called"]


def test_a_messenger_that_fails_again_and_again_rests(post):
    post.office.sit(1, "wang")
    post.office.sit(3)
    postman = post.postman()
    for counter, officer in ((1, "wang"), (3, "chen")):
        told(post.office, post.office.take())
        post.office.call(counter, officer)
    post.messenger.fails = [NotNow("away")] * 3
    postman.go(post.office.hall)
    post.office.clock.pass_(seconds=2)
    postman.go(post.office.hall)
    assert (post.messenger.fails, post.topics) == ([], [])

    post.office.clock.pass_(seconds=30)
    post.now = 59.0
    postman.go(post.office.hall)
    assert post.topics == []
    post.now = 61.0
    post.office.clock.pass_(seconds=61)
    postman.go(post.office.hall)

    assert post.topics == ["called", "called"]


def test_an_address_that_is_gone_is_forgotten_at_once(post):
    post.office.sit()
    told(post.office, post.office.take())
    post.office.call()
    post.messenger.fails = [Gone()]

    post.goes()

    assert (post.office.rows("subscription"), post.waiting()) == ([], [])


def test_addresses_are_forgotten_when_the_number_is_over(post):
    post.office.sit()
    told(post.office, post.office.take())
    post.office.call()
    post.goes()
    post.office.handle("start", "A001")
    post.office.handle("complete", "A001")
    post.goes()
    post.postman().go(post.office.hall, tidy=True)
    assert (post.office.rows("subscription"), len(post.office.rows("message"))) == ([], 1)

    post.office.clock.pass_(3 * 24 * 60)
    post.postman().go(post.office.hall, tidy=True)
    assert post.office.rows("message") == []


def test_one_who_wants_no_more_is_told_no_more(post):
    post.office.sit()
    ticket = post.office.take()
    made = told(post.office, ticket)
    post.office.call()
    post.office.run(lambda uow: outbox.gather(uow, hall=post.office.hall.id))
    with pytest.raises(errors.NotFound):
        post.office.run(
            lambda uow: outbox.unsubscribe(uow, secret=ticket.secret, subscription="other")
        )
    post.office.run(lambda uow: outbox.unsubscribe(uow, secret=ticket.secret, subscription=made.id))

    post.goes()

    assert (post.messenger.got, post.office.rows("subscription")) == ([], [])


def test_the_same_address_twice_is_told_once_and_there_are_only_so_many(post):
    ticket = post.office.take()
    for n in range(outbox.MOST_OF_A_TICKET):
        told(post.office, ticket, {"to": str(n)})
        told(post.office, ticket, {"to": str(n)})

    with pytest.raises(errors.LimitReached):
        told(post.office, ticket, {"to": "more"})
    assert len(post.office.rows("subscription")) == outbox.MOST_OF_A_TICKET


def test_an_ended_number_is_followed_by_nobody(post):
    ticket = post.office.take()
    post.office.run(lambda uow: citizen.cancel(uow, secret=ticket.secret))

    with pytest.raises(errors.IllegalTransition):
        told(post.office, ticket)


def test_messages_are_no_part_of_the_record(post):
    post.office.sit()
    told(post.office, post.office.take())
    post.office.call()
    before = post.office.record()
    post.goes()

    assert post.office.record() == before
    assert post.office.verified()[0] == 0
