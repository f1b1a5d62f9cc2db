"""Being told on the phone, over HTTP and to the end: from a call to what a phone reads."""

import shutil

import pytest

from tests.domain.builders import HALL
from tests.messaging.phone import Phone
from tests.messaging.receiver import receiving
from tests.storage.databases import sqlite_template  # noqa: F401 -- found by its name here
from tests.web.a_server import AT, serving


@pytest.fixture
def receiver():
    with receiving() as made:
        yield made


@pytest.fixture
def hall(sqlite_template, tmp_path, receiver):  # noqa: F811 -- the fixture above
    """A hall that tells phones, by a push service and a webhook on this machine."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(sqlite_template, folder / "lunhou.db")
    with serving(
        folder,
        messages="web_push,webhook",
        push_hosts="127.0.0.1",
        webhook_url=receiver.url,
        webhook_secret="shared",
    ) as made:
        yield made


def subscribe(hall, ticket, address, channel="web_push", **how):
    body = {"channel": channel, "address": address}
    return hall.post(f"/tickets/{ticket['secret']}/subscriptions", body, **how)


def post_goes(hall):
    hall.server.postman.go(hall.server.halls.get(HALL))


def test_a_called_person_reads_it_on_the_locked_phone(hall, receiver):
    ticket = hall.take(language="ko")
    phone = Phone(receiver.url)
    assert subscribe(hall, ticket, phone.address).status_code == 201
    hall.sit()
    hall.call()

    post_goes(hall)

    said = [phone.read(body) for _, _, body in receiver.got]
    assert [(each["topic"], each["number"], each.get("counter")) for each in said] == [
        ("called", "A001", 3)
    ]
    assert said[0]["text"] == "A001번, 3번 창구로 오십시오."
    assert ticket["secret"] not in str(said)


def test_the_page_learns_the_ways_and_the_key(hall):
    ways = hall.get("/messengers").json["messengers"]

    assert sorted(ways) == ["web_push", "webhook"]
    assert len(ways["web_push"]["key"]) == 87


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        ("web_push", {"endpoint": "https://evil.example/", "p256dh": "x", "auth": "y"}),
        ("web_push", {"endpoint": "https://evil.example/"}),
        ("webhook", {"to": "a b"}),
        ("webhook", {}),
        ("pigeon", {"to": "roof"}),
    ],
)
def test_what_is_no_address_is_refused(hall, receiver, channel, address):
    answer = subscribe(hall, hall.take(), address, channel)

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")


def test_nobody_subscribes_to_another_s_ticket(hall, receiver):
    answer = subscribe(hall, {"secret": "guessed"}, Phone(receiver.url).address)

    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_who_wants_no_more_is_forgotten(hall, receiver):
    ticket, phone = hall.take(), Phone(receiver.url)
    made = subscribe(hall, ticket, phone.address).json
    path = f"/tickets/{ticket['secret']}/subscriptions/{made['id']}"
    hall.sit()

    assert [hall.delete(path).status_code for _ in range(2)] == [204, 404]
    hall.call()
    post_goes(hall)
    assert receiver.got == []


def test_addresses_are_in_no_log_and_no_answer(hall, receiver, caplog):
    caplog.set_level("DEBUG")
    receiver.answers = [500]
    ticket, phone = hall.take(), Phone(receiver.url)
    subscribe(hall, ticket, phone.address)
    subscribe(hall, ticket, {"to": "13800000000"}, "webhook")
    hall.sit()
    hall.call()
    post_goes(hall)

    mine = hall.get(f"/tickets/{ticket['secret']}").text
    record = hall.get(f"{AT}/events?after=0&limit=100", by="boss").text
    logged = "\n".join(
        each.getMessage() for each in caplog.records if each.name.startswith("queue_server")
    )
    assert len(receiver.got) == 2
    for secret in (phone.address["auth"], phone.address["endpoint"], "13800000000"):
        assert [secret in text for text in (mine, record, logged)] == [False] * 3
