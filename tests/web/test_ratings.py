"""The rating pad by its interface: what it sees, what it may say, and what nobody else learns of it."""

import pytest

from tests.web.a_server import API, AT, HALL, a_token

PAD = f"{AT}/counters/3/rating"


@pytest.fixture
def served(hall):
    """My number was served by Chen at counter 3."""
    hall.mine = hall.take(language="en")
    hall.sit()
    hall.call()
    hall.do("starts")
    hall.do("completions")
    return hall


def press(hall, body, **how):
    return hall.post(PAD, body, by="pad", **how)


def refused(answer):
    return answer.status_code, answer.json["code"]


def test_the_pad_sees_whose_turn_it_is_to_rate_and_by_whom_they_were_served(served):
    seen = served.get(PAD, by="pad").json

    assert seen == {
        "hall": HALL,
        "counter": 3,
        "now": "2026-11-23T01:00:00.000Z",
        "reasons": ["attitude", "waiting", "slow", "unclear", "repeated", "facilities"],
        "to_rate": {
            "stage": 1,
            "service": "A",
            "service_name": seen["to_rate"]["service_name"],
            "counter": 3,
            "ended_at": "2026-11-23T01:00:00.000Z",
            "until": "2026-11-23T01:03:00.000Z",
            "number": "A001",
            "language": "en",
            "officer": {"badge": "020331", "name": "陈 警官", "photo": None},
        },
    }


def test_the_pad_sees_nothing_where_nobody_was_served_or_all_is_said(served):
    press(served, {"grade": 3})
    served.call()

    assert served.get(PAD, by="pad").json["to_rate"] is None


def test_a_grade_is_enough_and_a_repeated_press_is_one(served):
    body = {"grade": 1, "reasons": ["slow"], "number": "A001"}
    first, again = (press(served, body, key="one-press") for _ in range(2))

    assert (first.status_code, first.json) == (201, {"grade": 1, "stage": 1, "number": "A001"})
    assert (again.json, again.headers["Idempotent-Replay"]) == (first.json, "true")
    assert refused(press(served, {"grade": 5})) == (409, "already_rated")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid"),
        ({"grade": 0}, "invalid"),
        ({"grade": 6}, "invalid"),
        ({"grade": "5"}, "invalid"),
        ({"grade": 2, "reasons": ["王警官说了我的名字"]}, "invalid"),
        ({"grade": 2, "comment": "说了很多"}, "unknown_field"),
    ],
)
def test_what_the_pad_cannot_say(served, body, code):
    assert refused(press(served, body)) == (422, code)


def test_a_press_is_of_something_and_in_time(served):
    press_of_nobody = press(served, {"grade": 5, "number": "A009"})
    served.clock.pass_(3, seconds=1)

    assert refused(press_of_nobody) == (404, "not_found")
    assert refused(press(served, {"grade": 5})) == (409, "nothing_to_rate")
    assert refused(press(served, {"grade": 5, "number": "A001"})) == (409, "too_late_to_rate")


def test_nobody_of_the_staff_rates_not_even_with_the_link(served):
    path = f"/tickets/{served.mine['secret']}/ratings"
    staff = {by: refused(served.post(path, {"grade": 5}, by=by)) for by in ("chen", "desk", "boss")}

    assert staff == dict.fromkeys(("chen", "desk", "boss"), (403, "forbidden"))
    assert served.post(path, {"grade": 2}).status_code == 201


def test_the_link_tells_what_may_be_rated_until_when(served):
    path = f"/tickets/{served.mine['secret']}"
    (offer,) = served.get(path).json["to_rate"]
    served.post(f"{path}/ratings", {"grade": 2, "stage": 1})
    rated = served.get(path).json

    assert (offer["stage"], offer["counter"], offer["until"]) == (1, 3, "2026-11-24T01:00:00.000Z")
    assert (rated["rated"], rated["to_rate"]) == (True, [])


def test_officers_learn_nothing_of_a_single_rating(served):
    press(served, {"grade": 1})
    kinds = {
        by: [each["kind"] for each in served.get(f"{AT}/tickets/A001", by=by).json["events"]]
        for by in ("chen", "desk", "boss")
    }

    assert ["ticket_rated" in kinds[by] for by in ("chen", "desk", "boss")] == [False, False, True]


def test_a_pad_asks_for_its_counter_and_is_let_in_by_a_manager(hall):
    about = {"hall": HALL, "kind": "rating_pad", "name": "三号评价器"}
    nowhere = hall.post("/devices", about)
    asked = hall.post("/devices", {**about, "counter": 3}).json
    bearer = {"Authorization": f"Bearer {asked['token']}"}
    before = hall.get(PAD, headers=bearer)
    hall.put(f"{AT}/devices/{asked['id']}", {"state": "approved"}, by="boss")

    assert refused(nowhere) == (422, "invalid")
    assert (refused(before), hall.get(PAD, headers=bearer).status_code) == (
        (401, "unauthenticated"),
        200,
    )


def test_a_tablet_that_shows_a_code_becomes_the_pad_of_a_counter(hall):
    asked = hall.post("/devices", {"kind": "display", "pairing": True}).json
    order = {"code": asked["code"], "name": "三号评价器"}
    neither = hall.post(f"{AT}/pairings", order, by="boss")
    both = hall.post(f"{AT}/pairings", {**order, "counter": 3, "screen": "hall"}, by="boss")
    far = hall.post(f"{AT}/pairings", {**order, "counter": 99}, by="boss")
    paired = hall.post(f"{AT}/pairings", {**order, "counter": 3}, by="boss").json
    fate = hall.post("/devices/pairings", {"secret": asked["secret"]}).json

    assert [refused(each) for each in (neither, both, far)] == [
        (422, "invalid"),
        (422, "invalid"),
        (404, "not_found"),
    ]
    assert (paired["kind"], paired["counter"], paired["state"]) == ("rating_pad", 3, "approved")
    assert fate == {"state": "paired", "hall": HALL, "counter": 3, "token": asked["secret"]}
    bearer = {"Authorization": f"Bearer {asked['secret']}"}
    assert hall.get(PAD, headers=bearer).status_code == 200


def test_a_pad_of_another_hall_or_counter_is_refused(served):
    assert refused(served.get(f"{AT}/counters/4/rating", by="pad")) == (403, "forbidden")
    assert refused(served.get("/halls/linkou/counters/3/rating", by="pad")) == (403, "forbidden")


def test_the_pages_of_the_pad(hall):
    page = hall.client.get(f"/halls/{HALL}/rate?counter=3")

    assert (page.status_code, 'data-page="rate"' in page.text, 'data-counter="3"' in page.text) == (
        200,
        True,
        True,
    )
    assert "pairing.js" in hall.client.get("/rate").text
    assert (API in page.text, a_token("pad") in page.text) == (False, False)
