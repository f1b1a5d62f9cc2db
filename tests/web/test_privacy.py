"""What nobody may read: in logs, in answers to anyone, in the record."""

import logging
from hashlib import sha256

import pytest
from sqlalchemy import text

from queue_server.domain.errors import StorageUnavailable
from queue_server.use_cases import ticketing
from queue_server.use_cases.ticketing import Order
from tests.storage.office import KIOSK
from tests.web.a_server import AT, HALL, PEOPLE, a_token

HOLDER = "440106199001011234"


@pytest.fixture
def lived(hall, caplog):
    """A morning with a holder, a comment and a refused guess, while everything is logged."""
    caplog.set_level(logging.DEBUG)
    hall.mine = hall.take(holder=HOLDER)
    hall.sit()
    hall.call()
    hall.do("starts")
    hall.do("completions")
    hall.post(f"/tickets/{hall.mine['secret']}/ratings", {"grade": 1, "comment": "说了很多"})
    hall.post("/sessions", {"username": "chen", "password": "a-wrong-password"})
    hall.post(f"{AT}/tickets", {"service": "A"}, headers={"Authorization": "Bearer a-wrong-token"})
    hall.post(f"{AT}/tickets", by="kiosk", raw=b'{"holder": "440106199001011234", "x": 1}')
    return hall


def test_nothing_personal_and_no_key_is_in_the_log(lived, caplog):
    forbidden = [
        HOLDER,
        lived.mine["secret"],
        "说了很多",
        "a-wrong-password",
        "a-wrong-token",
        *(a_token(name) for name in PEOPLE),
    ]

    assert [each for each in forbidden if each in caplog.text] == []


def test_a_failing_database_says_nothing_personal_in_the_log(lived, caplog):
    """The same secret twice: no database takes it, and what it says of it stays inside."""
    secret = lived.mine["secret"]

    with pytest.raises(StorageUnavailable):
        lived.server.writer.run(
            lambda uow: ticketing.issue(
                uow, hall=HALL, order=Order(service="A"), by=KIOSK, secret=secret
            )
        )

    assert ("UNIQUE" in caplog.text, secret in caplog.text) == (True, False)


@pytest.mark.parametrize("path", ["/halls", AT, f"{AT}/board"])
def test_anyone_learns_no_user_name_no_holder_and_no_secret(lived, path):
    lived.call()
    said = lived.get(path).text

    names = [f'"{name}"' for name in PEOPLE]
    assert [each for each in (*names, HOLDER, lived.mine["secret"]) if each in said] == []


def test_a_citizen_learns_who_serves_by_badge_alone(lived):
    mine = lived.get(f"/tickets/{lived.mine['secret']}").text
    explained = lived.get(f"/tickets/{lived.mine['secret']}/explanation").text

    assert [name for name in PEOPLE if f'"{name}"' in mine + explained] == []


@pytest.mark.parametrize(
    "path", [f"{AT}/tickets", f"{AT}/tickets/A001", f"{AT}/counters/3", f"{AT}/events"]
)
def test_staff_see_no_secret_no_holder_and_no_comment(lived, path):
    said = lived.get(path, by="boss").text

    assert [each for each in (lived.mine["secret"], HOLDER, "说了很多") if each in said] == []


def test_a_holder_is_kept_as_a_hash_that_needs_this_installation_s_key(lived):
    with lived.server.database.reading.connect() as connection:
        (kept,) = connection.scalars(text("SELECT holder FROM ticket")).all()

    assert (len(kept), kept == sha256(HOLDER.encode()).hexdigest()) == (64, False)
