"""An intention becomes its request by what the counter is like: nothing is asked for that cannot be meant."""

import pytest

from counter_client.keypad.asking import Hall, NotNow, read_typed, request_of
from counter_client.keypad.deeds import DEEDS, read_deed
from counter_client.keypad.pad import Intention
from counter_client.requests import Place
from queue_server.protocol import Client
from tests.fakes.officer_counters import a_morning
from tests.fakes.officer_hall import OfficerHall


@pytest.fixture(scope="module")
def fake():
    with_address = OfficerHall(a_morning())
    with with_address.running() as url:
        with_address.url = url
        yield with_address


@pytest.fixture
def hall(fake):
    fake.room = a_morning()
    client = Client(fake.url, fake.room.token)
    yield Hall(client, Place(hall="guangdong", counter=3))
    client.close()


def asked(hall, deed, typed=""):
    request = request_of(Intention(read_deed(deed), typed), hall)
    return request.method, request.path.removeprefix("/halls/guangdong"), request.body


A012 = "/tickets/A012"
REQUESTS = [
    ("go", "", "POST", "/counters/3/calls", {"current": "A012"}),
    ("recall", "", "POST", f"{A012}/recalls", {}),
    ("start", "", "POST", f"{A012}/starts", {}),
    ("miss", "", "POST", f"{A012}/misses", {}),
    ("put-back", "", "POST", f"{A012}/returns", {}),
    ("hold", "", "POST", f"{A012}/holds", {}),
    ("hold:photo", "", "POST", f"{A012}/holds", {"reason": "photo"}),
    ("papers", "", "POST", f"{A012}/paper-requests", {}),
    ("complete", "", "POST", f"{A012}/completions", {}),
    ("cancel", "", "POST", f"{A012}/cancellations", {}),
    ("pause:meal", "", "PUT", "/counters/3/status", {"state": "paused", "reason": "meal"}),
    ("open", "", "PUT", "/counters/3/status", {"state": "open"}),
    ("close", "", "PUT", "/counters/3/status", {"state": "closed"}),
    ("sit", "", "POST", "/counters/3/sessions", {}),
    ("leave", "", "DELETE", "/counters/3/sessions/current", None),
    ("undo", "", "POST", "/counters/3/undos", {"sequence": 807}),
    ("say:security", "", "POST", "/spoken-notices", {"code": "security", "counter": 3}),
    ("rate:5", "", "POST", "/counters/3/rating", {"grade": 5, "number": "A011"}),
    ("call", "14", "POST", "/counters/3/calls", {"number": "A014"}),
    ("call", "3.7", "POST", "/counters/3/calls", {"number": "C007"}),
    ("transfer", "5", "POST", f"{A012}/transfers", {"counter": 5}),
    ("transfer", "2.", "POST", f"{A012}/transfers", {"service": "B"}),
    ("restore", "41", "POST", "/tickets/B041/restorations", {}),
    ("comeback", "2", "POST", "/tickets/A002/comebacks", {}),
    ("grant:urgent:illness", "48", "POST", "/tickets/B048/grants", {"class": "urgent", "reason": "illness"}),
]  # fmt: skip


@pytest.mark.parametrize(("deed", "typed", "method", "path", "body"), REQUESTS)
def test_a_deed_is_its_request(hall, fake, deed, typed, method, path, body):
    fake.room.add("A002", 60, state="away")
    fake.room.to_rate = "A011"
    fake.room.counters[3]["undo"] = {"sequence": 807}

    assert asked(hall, deed, typed) == (method, path, body)


def test_every_deed_that_asks_has_its_row_above():
    asks = {name for name, rule in DEEDS.items() if rule.kind != "edit"}

    assert asks - {row[0].partition(":")[0] for row in REQUESTS} == {"absent"}


def test_a_called_person_has_come_or_has_not(hall, fake):
    fake.room.handle("A012", "completions", {})
    fake.room.call(3, {})

    assert asked(hall, "go") == ("POST", "/tickets/B046/starts", {})
    assert asked(hall, "absent") == ("POST", "/counters/3/calls", {"current": "B046"})


def test_a_paused_counter_is_opened_by_the_button_and_by_the_key_that_paused_it(hall, fake):
    fake.room.handle("A012", "completions", {})
    fake.room.set_status(3, "paused")

    opening = ("PUT", "/counters/3/status", {"state": "open"})
    assert [asked(hall, deed) for deed in ("go", "pause")] == [opening, opening]


@pytest.mark.parametrize(
    ("deed", "typed", "code"),
    [
        ("call", "99", "no_such_number"),
        ("call", "13", "several_numbers"),
        ("call", "27.1", "not_a_number"),
        ("call", "2.", "not_a_number"),
        ("transfer", "2.12", "not_a_number"),
        ("recall", "", "nobody_in_hand"),
        ("transfer", "5", "nobody_in_hand"),
        ("absent", "", "nobody_called"),
        ("go", "", "nothing_to_call"),
        ("rate:5", "", "nothing_to_rate"),
    ],
)
def test_what_cannot_be_meant_is_not_asked(hall, fake, deed, typed, code):
    fake.room.add("B013", 3)
    fake.room.to_rate = ""
    fake.room.handle("A012", "completions", {})
    if code == "nothing_to_call":
        fake.room.tickets.clear()

    with pytest.raises(NotNow) as reason:
        asked(hall, deed, typed)

    assert reason.value.code == code
    assert code != "several_numbers" or reason.value.details["numbers"] == "A013 B013"


def test_another_services_number_is_not_meant_by_its_digits_alone(hall, fake):
    fake.room.add("F014", 3)

    assert asked(hall, "call", "14") == ("POST", "/counters/3/calls", {"number": "A014"})


def test_letters_are_typed_by_their_place():
    assert [read_typed(each) for each in ("12", "2.12", "8.1000", "2.")] == [
        (None, 12), ("B", 12), ("H", 1000), ("B", None),
    ]  # fmt: skip
