"""Visits of several steps and comebacks, as programs ask for them."""

import pytest

from tests.domain.builders import HALL, a_counter, a_hall, a_service, texts
from tests.web.a_server import AT

WORKED = 201


@pytest.fixture
def visit(hall):
    """H001 is served at counter 3 by chen: a visit of H, then A, then B."""
    steps = a_service("H", route=(("A",), ("B",)), area=texts("咨询区", "Enquiries"))
    here = a_hall(
        services=(steps, a_service("A"), a_service("B")),
        counters=(a_counter(3, "HA"), a_counter(1, "B")),
    )
    hall.server.halls._halls[HALL] = here
    hall.mine = hall.take("H")
    hall.sit()
    hall.call()
    hall.do("starts", "H001")
    return hall


def steps(ticket):
    return [(each["service"], each["state"]) for each in ticket["route"]]


def test_a_visit_moves_on_and_says_where_one_is_and_where_to_go_next(visit):
    taken = [("H", "here"), ("A", "next"), ("B", "todo")]
    moved = visit.do("completions", "H001")
    mine = visit.get(f"/tickets/{visit.mine['secret']}").json

    assert steps(visit.mine) == taken
    assert visit.mine["route"][0]["name"] == {"zh-CN": "业务H", "en": "Service H"}
    assert visit.mine["route"][0]["area"] == {"zh-CN": "咨询区", "en": "Enquiries"}
    assert (moved.status_code, moved.json["state"], moved.json["service"]) == (
        WORKED,
        "waiting",
        "A",
    )
    assert steps(moved.json) == steps(mine) == [("H", "done"), ("A", "here"), ("B", "next")]


def test_a_step_is_skipped_and_added(visit):
    skipped = visit.do("skips", "H001", {"service": "A"}).json
    added = visit.do("steps", "H001", {"service": "A", "after": "B"}, by="desk").json

    assert steps(skipped) == [("H", "here"), ("A", "skipped"), ("B", "next")]
    assert steps(added) == [("H", "here"), ("B", "next"), ("A", "todo")]


REFUSED = {
    "a step that is here": ("skips", {"service": "H"}, 409, "wrong_step"),
    "an unknown service": ("steps", {"service": "X"}, 422, "unknown_service"),
    "a step after none": ("steps", {"service": "X", "after": "Y"}, 422, "unknown_service"),
    "nothing": ("skips", {}, 422, "invalid"),
    "something more": ("steps", {"service": "B", "when": "now"}, 422, "unknown_field"),
    "what is on no list": ("paper-requests", {"missing": ["his passport"]}, 422, "invalid"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_is(visit, case):
    verb, body, status, code = REFUSED[case]
    answer = visit.do(verb, "H001", body)

    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_who_is_away_has_a_code_and_is_on_the_lists(visit):
    sent = visit.do("paper-requests", "H001", {"missing": ["photo", "copy", "photo"]}).json
    listed = visit.get(f"{AT}/tickets?state=away", by="desk").json["tickets"]
    around = visit.get(f"{AT}/counters/3", by="chen").json
    mine = visit.get(f"/tickets/{visit.mine['secret']}").json

    papers = sent["papers"]
    assert (sent["state"], papers["missing"], papers["counter"]) == ("away", ["photo", "copy"], 3)
    assert (len(papers["code"]), papers["until"]) == (8, "2026-12-23")
    assert [each["papers"] for each in (*listed, *around["away"], mine)] == [papers] * 3


def test_by_the_code_one_comes_back_once(visit):
    code = visit.do("paper-requests", "H001").json["papers"]["code"]
    back = visit.post(f"{AT}/comebacks", {"code": code.lower()}, by="kiosk")
    again = visit.post(f"{AT}/comebacks", {"code": code}, by="kiosk")
    nobody = visit.post(f"{AT}/comebacks", {"code": "AAAAAAAA"}, by="kiosk")
    strange = visit.post(f"{AT}/comebacks", {"code": "0OI1"}, by="kiosk")

    assert (back.status_code, back.json["number"], back.json["reserved_for"]) == (WORKED, "H001", 3)
    assert (back.json["papers"], back.json["ahead"], back.json["secret"]) == (
        None,
        0,
        visit.mine["secret"],
    )
    assert [(each.status_code, each.json["code"]) for each in (again, nobody, strange)] == [
        (409, "code_used"),
        (404, "not_found"),
        (422, "invalid"),
    ]


def test_the_code_is_in_no_event(visit):
    code = visit.do("paper-requests", "H001").json["papers"]["code"]
    visit.post(f"{AT}/comebacks", {"code": code}, by="desk")

    assert code not in visit.get(f"{AT}/events?limit=1000", by="boss").text
