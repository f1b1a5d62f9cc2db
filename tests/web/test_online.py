"""Waiting online over HTTP: what phones see and may, the hall's code, and what stays private."""

import shutil

import pytest

from queue_server.domain import presence_code
from queue_server.domain.online import CheckIn, Online, Place
from queue_server.web.flood import CODES
from queue_server.web.security import PHONE_PERMISSIONS
from tests.domain.builders import HALL, a_hall, minutes
from tests.storage.databases import sqlite_template  # noqa: F401 -- found by its name here
from tests.web.a_server import AT, PUBLIC, serving

PHONE = "0123456789abcdef" * 2
PLACE = Place(latitude=23.1, longitude=113.3, within_m=200)
RULES = Online(services=("A",), check_in=(CheckIn.CODE, CheckIn.LOCATION), place=PLACE)


@pytest.fixture
def hall(sqlite_template, tmp_path):  # noqa: F811 -- the fixture above
    """A hall that gives numbers to phones."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(sqlite_template, folder / "lunhou.db")
    with serving(folder, halls={HALL: a_hall(online=RULES)}) as made:
        yield made


def take(hall, **facts):
    return hall.post(f"{AT}/online-tickets", {"service": "A", "device": PHONE, **facts})


def the_code(hall):
    return hall.get(f"{AT}/presence-code", by="display").json["code"]


def check_in(hall, ticket, **said):
    return hall.post(f"/tickets/{ticket['secret']}/check-ins", said)


def test_a_phone_sees_what_it_may_take_and_when_to_come(hall):
    offered = hall.get(f"{AT}/online").json

    (service,) = offered["services"]
    assert (offered["open"], offered["in_person_percent"], offered["kept_s"]) == (True, 50, 1800)
    assert (service["letter"], service["ahead"]) == ("A", 0)
    assert service["left"] > 0
    told = hall.get(AT).json
    assert [told["online"], told["check_in"]] == [True, ["code", "location"]]


def test_a_phone_takes_a_number_and_arrives(hall):
    hall.sit()
    ticket = take(hall).json
    assert (ticket["number"], ticket["channel"], ticket["here"]) == ("A001", "online", False)
    assert hall.post(f"{AT}/counters/3/calls", {}, by="chen").json["code"] == "nothing_to_call"

    arrived = check_in(hall, ticket, code=the_code(hall))

    assert (arrived.status_code, arrived.json["here"]) == (201, True)
    assert hall.call()["number"] == "A001"


def test_the_holder_is_told_how_to_check_in_until_it_is_of_no_use(hall):
    ticket = take(hall).json
    mine = hall.get(f"/tickets/{ticket['secret']}").json
    assert mine["check_in"] == ["code", "location"]
    assert mine["place"] == {"latitude": 23.1, "longitude": 113.3, "within_m": 200}
    assert mine["kept_until"] == "2026-11-23T01:40:00.000Z"

    hall.sit()
    hall.post(f"{AT}/counters/3/calls", {"number": "A001"}, by="chen")

    assert hall.get(f"/tickets/{ticket['secret']}").json["check_in"] == []


def test_a_wrong_code_is_refused_and_only_so_often(hall):
    ticket = take(hall).json
    right = the_code(hall)
    wrong = f"{(int(right) + 1) % 10**6:06d}"

    answers = [check_in(hall, ticket, code=wrong) for _ in range(CODES.at_once + 1)]

    assert [each.json["code"] for each in answers] == [
        *["wrong_code"] * CODES.at_once,
        "too_many_requests",
    ]
    assert answers[-1].headers["Retry-After"] == "120"
    assert check_in(hall, ticket, code=right).status_code == 201


def test_an_old_code_is_of_no_use(hall):
    ticket, code = take(hall).json, the_code(hall)
    hall.clock.now += minutes(2)

    assert check_in(hall, ticket, code=code).json["code"] == "wrong_code"


def test_being_near_is_a_yes_without_a_place(hall):
    """The position stays in the phone: there is no field for it."""
    ticket = take(hall).json

    with_place = check_in(hall, ticket, near=True, latitude=23.1)
    near = check_in(hall, ticket, near=True)

    assert with_place.json["code"] == "unknown_field"
    assert (near.status_code, near.json["here"]) == (201, True)


@pytest.mark.parametrize(
    "said", [{}, {"near": False}, {"code": "123456", "near": True}, {"code": "12"}]
)
def test_one_checks_in_one_way(hall, said):
    ticket = take(hall).json

    assert check_in(hall, ticket, **said).json["code"] == "invalid"


def test_who_scanned_the_hall_s_code_is_there_at_once(hall):
    ticket = take(hall, code=the_code(hall)).json

    assert (ticket["here"], ticket["arrive_by"]) == (True, None)
    assert take(hall, code="000000" if the_code(hall) != "000000" else "000001").json["code"] == (
        "wrong_code"
    )


@pytest.mark.parametrize("by", [None, "far-kiosk", "pending"])
def test_the_code_is_told_only_to_what_stands_in_the_hall(hall, by):
    assert hall.get(f"{AT}/presence-code", by=by).status_code in {401, 403}


def test_a_screen_of_the_hall_is_told_the_code(hall):
    shown = hall.get(f"{AT}/presence-code", by="display")

    assert (shown.status_code, sorted(shown.json)) == (200, ["code", "link", "qr", "valid_s"])


def test_the_code_s_link_carries_it_where_no_log_sees_it(hall):
    shown = hall.get(f"{AT}/presence-code", by="kiosk").json

    code = presence_code.code_at(
        hall.server.flask.extensions["lunhou"].presence_key, HALL, hall.clock.now
    )
    assert (shown["code"], shown["valid_s"]) == (code, 60)
    assert shown["link"] == f"{PUBLIC}/halls/{HALL}/online#code={code}"
    assert shown["qr"].startswith("<?xml")


def test_a_phone_is_not_known_again_the_next_day(hall):
    take(hall)
    hall.clock.now += minutes(24 * 60)
    take(hall)

    with hall.server.database.reading.connect() as connection:
        kept = connection.exec_driver_sql("SELECT device FROM ticket").scalars().all()
    assert len(set(kept)) == 2
    assert PHONE not in "".join(kept)


def test_the_same_press_is_one_number(hall):
    first, again = (
        hall.post(f"{AT}/online-tickets", {"service": "A", "device": PHONE}, key="k")
        for _ in range(2)
    )

    assert (first.json, again.headers["Idempotent-Replay"]) == (again.json, "true")


@pytest.mark.parametrize("device", [None, "", "x" * 32, PHONE.upper()])
def test_a_phone_says_which_it_is(hall, device):
    answer = hall.post(f"{AT}/online-tickets", {"service": "A", "device": device})

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")


def test_a_third_number_of_one_phone_is_refused(hall):
    take(hall), take(hall)

    assert (take(hall).status_code, take(hall).json["code"]) == (409, "limit_reached")


def test_boards_count_who_is_there_and_who_is_on_the_way(hall):
    take(hall)
    hall.take()

    waiting = hall.get(f"{AT}/board").json["waiting"][0]
    service = hall.get(AT).json["services"][0]

    assert (waiting["count"], waiting["on_the_way"]) == (1, 1)
    assert (service["waiting"], service["on_the_way"], service["ahead"]) == (1, 1, 2)


def test_the_phone_s_pages_may_ask_where_the_phone_is_and_no_other_may(hall):
    pages = {
        path: hall.client.get(path).headers["Permissions-Policy"]
        for path in (f"/halls/{HALL}/online", f"/halls/{HALL}/kiosk")
    }

    assert pages[f"/halls/{HALL}/online"] == PHONE_PERMISSIONS
    assert "geolocation=()" in pages[f"/halls/{HALL}/kiosk"]


def test_a_hall_without_it_says_so(sqlite_template, tmp_path):  # noqa: F811 -- the fixture above
    folder = tmp_path / "other"
    folder.mkdir()
    shutil.copy(sqlite_template, folder / "lunhou.db")
    with serving(folder) as plain:
        assert plain.get(f"{AT}/online").json["code"] == "online_closed"
        told = plain.get(AT).json
        assert [told["online"], told["check_in"]] == [False, []]
