"""A kiosk's way alone by the interface: numbers for it, and the papers that it comes back with."""

import pytest

from tests.web.a_server import AT, HALL, PUBLIC

LEASES, PAPERS = "/devices/self/leases", "/devices/self/reconciliations"


def lease(hall, **known):
    return hall.post(LEASES, known, by="kiosk").json


def a_paper(**facts):
    told = {"issue": "press-1", "day": "2026-11-23", "number": "A801", "service": "A"}
    told |= {"class": "elderly", "pressed_at": "2026-11-23T01:00:00Z", "print": "printed"}
    return told | {"secret": "q3vT9xWm2RbY7cPzL0sNdA"} | facts


def tell(hall, **facts):
    return hall.post(PAPERS, a_paper(**facts), by="kiosk")


@pytest.fixture
def leased(hall):
    lease(hall)
    return hall


def test_a_lease_says_everything_that_a_kiosk_needs(hall):
    answer = lease(hall)

    today, tomorrow = answer["days"]
    assert (answer["hall"], answer["epoch"], answer["link"]) == (HALL, 1, f"{PUBLIC}/t/")
    assert (today["day"], tomorrow["day"]) == ("2026-11-23", "2026-11-24")
    assert today["blocks"][0] == {"service": "A", "first": 801, "last": 840}
    assert today["given"] == {"A": 0, "B": 0}
    assert today["leased"] == {"A": 840, "B": 840}
    assert today["hours"][0] == ["2026-11-23T01:00:00.000Z", "2026-11-23T04:00:00.000Z"]
    assert answer["mark"]["sequence"] == 4


def test_what_it_answered_is_what_the_kiosk_says_next_time(hall):
    first = lease(hall)
    blocks = [{"day": day["day"], **block} for day in first["days"] for block in day["blocks"]]
    counts = [
        {"day": day["day"], "service": of, "given": day["given"][of], "leased": day["leased"][of]}
        for day in first["days"]
        for of in day["given"]
    ]

    again = lease(hall, epoch=1, mark=first["mark"], blocks=blocks, counts=counts)

    assert again == first


def test_a_paper_becomes_a_ticket_and_its_link_works(leased):
    answer = tell(leased)

    assert (answer.status_code, answer.json["outcome"], answer.json["number"]) == (
        200,
        "issued",
        "A801",
    )
    ticket = leased.get("/tickets/q3vT9xWm2RbY7cPzL0sNdA").json
    assert (ticket["number"], ticket["class"], ticket["print"]) == ("A801", "elderly", "printed")
    assert tell(leased).json == {**answer.json, "outcome": "known"}


def test_the_answer_that_was_lost_is_found_by_the_key_of_its_press(leased):
    order = {"service": "A", "class": "elderly"}
    online = leased.post(f"{AT}/tickets", order, by="kiosk", key="press-1").json
    (job,) = leased.get("/devices/self/jobs", by="kiosk").json["jobs"]

    renumbered = tell(leased).json

    assert (online["number"], job["issue"]) == ("A001", "press-1")
    assert renumbered == {"outcome": "renumbered", "id": online["id"], "number": "A801"}
    assert leased.get("/devices/self/jobs", by="kiosk").json == {"jobs": []}


def test_a_called_one_shows_the_officer_what_stands_on_the_paper(leased):
    leased.post(f"{AT}/tickets", {"service": "A"}, by="kiosk", key="press-1")
    leased.sit()
    leased.call()

    outcome = tell(leased, **{"class": "normal"}).json["outcome"]

    current = leased.get(f"{AT}/counters/3", by="chen").json["current"]
    assert (outcome, current["number"], current["alias"]) == ("aliased", "A001", "A801")


def test_a_conflict_is_409_and_the_manager_sees_it(leased):
    tell(leased)

    answer = tell(leased, issue="press-2", secret="another-link-012345678")

    assert (answer.status_code, answer.json["code"]) == (409, "number_conflict")
    assert answer.json["details"] == {"number": "A801", "why": "number_conflict"}
    conflicts = leased.get(f"{AT}/paper-conflicts", by="boss").json["conflicts"]
    assert [(each["number"], each["name"], each["why"]) for each in conflicts] == [
        ("A801", "kiosk", "number_conflict")
    ]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"number": "a801"}, "invalid"),
        ({"secret": "short"}, "invalid"),
        ({"pressed_at": "2026-11-23T01:00:00"}, "invalid"),
        ({"day": "2026-11-01"}, "invalid"),
        ({"holder": "44010119800101001X"}, "unknown_field"),
    ],
)
def test_what_is_no_paper_is_refused(leased, facts, code):
    assert tell(leased, **facts).json["code"] == code


@pytest.mark.parametrize("path", [LEASES, PAPERS])
@pytest.mark.parametrize("who", ["display", "boss", "pending", "revoked"])
def test_only_an_admitted_kiosk_has_a_way_of_its_own(hall, path, who):
    assert hall.post(path, {}, by=who).json["code"] in {"forbidden", "unauthenticated"}
