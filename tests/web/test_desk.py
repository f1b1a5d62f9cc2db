"""Documents, bells and pauses over the wire: what a kiosk says and is told, and what the staff do."""

import json

import pytest

from queue_server.domain.hall import Rules
from queue_server.domain.identity import Asks, Identity
from queue_server.domain.service import AppointmentPlan
from queue_server.protocol.identity import hall_key, holder_hash, last_four, masked
from tests.domain.builders import HALL, a_hall, a_service, minutes
from tests.web.a_server import AT, serving

NUMBER = "44010619900101123X"
PLAN = AppointmentPlan(slot=minutes(30), capacity=2)


@pytest.fixture
def asking(tmp_path):
    """A hall that asks for documents, prints names, and is not patient for ever."""
    rule = Identity(otherwise=Asks.REQUIRED, no_shows=1, names=True)
    services = (a_service("A", appointments=PLAN), a_service("B"))
    halls = {
        name: a_hall(id=name, services=services, identity=rule, rules=Rules(misses_allowed=1))
        for name in (HALL, "linkou")
    }
    with serving(tmp_path / "data", halls=halls) as made:
        yield made


def card_of(hall, number=NUMBER, by="kiosk", **more):
    """What the agent of a kiosk says of a document."""
    key = bytes.fromhex(hall.get("/devices/self/identity-key", by=by).json["key"])
    return {"hash": holder_hash(key, number), "last4": last_four(number), **more}


def told(response):
    return response.status_code, response.json.get("code"), response.json.get("details")


# -- documents ----------------------------------------------------------------------------------


def test_the_key_is_the_hall_s_own_and_for_its_kiosks_alone(asking):
    answer = asking.get("/devices/self/identity-key", by="kiosk")
    far = asking.get("/devices/self/identity-key", by="far-kiosk").json
    refused = [
        asking.get("/devices/self/identity-key", by=by).status_code
        for by in ("chen", "boss", "display", "revoked", None)
    ]

    assert (answer.json["hall"], answer.json["algorithm"], len(answer.json["key"])) == (
        HALL,
        "HMAC-SHA256",
        64,
    )
    assert (far["hall"], far["key"] == answer.json["key"]) == ("linkou", False)
    assert answer.headers["Cache-Control"] == "no-store"
    assert refused == [403, 403, 403, 401, 401]


def test_a_number_is_hashed_alike_however_it_is_written():
    key = hall_key(b"secret", HALL)
    written = [NUMBER, NUMBER.lower(), " 440106 19900101 123x "]

    assert len({holder_hash(key, each) for each in written}) == 1
    assert [last_four(each) for each in written] == ["123X"] * 3


def test_a_name_is_covered_but_for_one_character():
    names = ["张三", "欧阳修䶮", "䶮", "JANE DOE", " "]

    assert [masked(each) for each in names] == ["*三", "***䶮", "*䶮", "J***", ""]


def test_a_number_is_taken_with_a_document_once_and_the_kiosk_is_told_which(asking):
    order = {"service": "A", "card": card_of(asking)}

    taken = asking.post(f"{AT}/tickets", order, by="kiosk")
    again = asking.post(f"{AT}/tickets", order, by="kiosk")

    assert (taken.status_code, taken.json["number"]) == (201, "A001")
    assert told(again) == (409, "already_waiting", {"service": "A", "number": "A001"})


def test_who_types_a_number_is_not_told_the_living_one(asking):
    asking.take("A", card=card_of(asking))

    typed = asking.post(f"{AT}/tickets", {"service": "A", "holder": NUMBER}, by="desk")

    assert told(typed) == (409, "already_waiting", {"service": "A"})


def test_without_its_document_no_number_and_only_one_way_to_name_somebody(asking):
    none = asking.post(f"{AT}/tickets", {"service": "A"}, by="kiosk")
    both = {"service": "A", "holder": NUMBER, "card": card_of(asking)}

    assert told(none) == (422, "identity_required", {"service": "A"})
    assert told(asking.post(f"{AT}/tickets", both, by="kiosk"))[:2] == (422, "invalid")


@pytest.mark.parametrize(
    "wrong",
    [
        {"hash": NUMBER, "last4": "123X"},
        {"hash": "A" * 64, "last4": "123X"},
        {"hash": "a" * 64, "last4": NUMBER},
        {"hash": "a" * 64, "last4": "123X", "name": "张三"},
    ],
)
def test_what_might_be_a_number_or_an_open_name_is_refused(asking, wrong):
    answer = asking.post(f"{AT}/tickets", {"service": "A", "card": wrong}, by="kiosk")

    assert told(answer)[:2] == (422, "invalid")


def test_officers_see_the_end_and_the_paper_has_the_covered_name(asking):
    mine = asking.take("A", card=card_of(asking, name="*䶮"))
    seen = asking.get(f"{AT}/tickets/A001", by="chen").json
    (job,) = asking.get("/devices/self/jobs", by="kiosk").json["jobs"]
    own = asking.get(f"/tickets/{mine['secret']}").json

    assert (seen["last4"], job["layout"]["holder"]) == ("123X", "*䶮")
    assert ("last4" in own, "123X" in json.dumps(own)) == (False, False)


def test_a_kiosk_prints_again_for_the_same_document_alone(asking):
    asking.take("A", card=card_of(asking))
    at, other = f"{AT}/tickets/A001/reprints", card_of(asking, "other")

    again = asking.post(at, {"card": card_of(asking)}, by="kiosk")

    assert (again.status_code, again.json["copy"]) == (201, 2)
    assert [told(asking.post(at, body, by="kiosk"))[:2] for body in ({}, {"card": other})] == [
        (403, "forbidden")
    ] * 2


def test_who_booked_with_a_number_checks_in_with_the_document(asking):
    booking = {"service": "A", "starts_at": "2026-11-23T02:00:00Z", "holder": NUMBER}
    asking.post(f"{AT}/appointments", booking)

    arrived = asking.post(f"{AT}/check-ins", {"card": card_of(asking)}, by="kiosk")
    stranger = asking.post(f"{AT}/check-ins", {"card": card_of(asking, "other")}, by="kiosk")

    assert (arrived.status_code, arrived.json["class"]) == (201, "appointment")
    assert told(stranger)[:2] == (404, "not_found")


def test_who_does_not_come_waits_until_an_officer_forgives(asking):
    order = {"service": "A", "card": card_of(asking)}
    asking.take(**order)
    asking.sit()
    asking.call()
    asking.do("misses")
    refused = asking.post(f"{AT}/tickets", order, by="kiosk")
    (known,) = asking.get(f"{AT}/cool-downs", by="desk").json["cool_downs"]

    lifted = asking.post(f"{AT}/cool-downs/{known['id']}/liftings", {"reason": "住院"}, by="desk")

    assert told(refused) == (
        409,
        "cooling_down",
        {"until": "2026-11-24T01:00:00+00:00", "seconds": 86_400},
    )
    assert (known["last4"], [each["number"] for each in known["lost"]]) == ("123X", ["A001"])
    assert (lifted.status_code, lifted.json["id"]) == (201, known["id"])
    assert asking.post(f"{AT}/tickets", order, by="kiosk").json["number"] == "A002"
    assert NUMBER not in asking.get(f"{AT}/events?after=0&limit=1000", by="boss").text


# -- the bell -----------------------------------------------------------------------------------


def test_the_bell_is_heard_at_the_desk_and_answered_to_the_kiosk(hall):
    rung = hall.post("/devices/self/help-requests", {}, by="kiosk")
    (seen,) = hall.get(f"{AT}/help-requests", by="desk").json["help_requests"]

    answered = hall.post(f"{AT}/help-requests/{seen['device']}/acknowledgements", {}, by="chen")
    late = hall.post(f"{AT}/help-requests/{seen['device']}/acknowledgements", {}, by="wang")
    kiosk = hall.get("/devices/self", by="kiosk").json

    assert (rung.status_code, seen["place"], seen["helper"]) == (201, "kiosk", None)
    assert (answered.status_code, told(late)[:2]) == (201, (409, "illegal_transition"))
    assert kiosk["help"]["helper"] == {"badge": "020331", "name": "陈 警官"}
    assert (kiosk["printer"], kiosk["id"]) == ("unknown", f"{HALL}-kiosk")


def test_the_desk_knows_what_prints_and_moves_who_waits(hall):
    hall.take("A")
    printers = hall.get(f"{AT}/printers", by="desk").json["printers"]
    moved = hall.post(f"{AT}/tickets/A001/moves", {"service": "B"}, by="desk")
    hall.sit()
    hall.call()
    late = hall.post(f"{AT}/tickets/A001/moves", {"service": "A"}, by="desk")

    assert printers == [
        {"id": f"{HALL}-kiosk", "name": "kiosk", "kind": "kiosk", "printer": "unknown"}
    ]
    assert (moved.status_code, moved.json["number"], moved.json["service"]) == (201, "A001", "B")
    assert told(late)[:2] == (409, "illegal_transition")
    assert hall.post(f"{AT}/tickets/A001/moves", {"service": "A"}, by="kiosk").status_code == 403


def test_a_bell_is_stilled(hall):
    hall.post("/devices/self/help-requests", {}, by="kiosk")

    stilled = hall.delete("/devices/self/help-requests/current", by="kiosk")

    assert (stilled.status_code, stilled.json["asked_at"]) == (200, None)
    assert hall.get(f"{AT}/help-requests", by="chen").json == {"help_requests": [], "calls": []}


# -- pauses -------------------------------------------------------------------------------------


def test_a_paused_service_is_told_to_everyone_and_numbers_are_given_again(hall):
    path = f"{AT}/services/B/status"
    paused = hall.put(path, {"state": "paused", "reason": "停电"}, by="desk")
    refused = hall.post(f"{AT}/tickets", {"service": "B"}, by="kiosk")
    seen = {each["letter"]: each["paused"] for each in hall.get(AT).json["services"]}

    hall.put(path, {"state": "open"}, by="boss")

    assert paused.json == {"service": "B", "state": "paused", "reason": "停电"}
    assert (told(refused), seen) == (
        (409, "service_paused", {"service": "B"}),
        {"A": False, "B": True},
    )
    assert hall.take("B")["number"] == "B001"
    assert hall.put(path, {"state": "paused"}, by="chen").status_code == 403
