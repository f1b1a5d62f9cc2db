"""Papers in doubt and what the staff say of them; how the hall's papers look."""

from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image

from tests.web.a_server import AT

PAPERS = f"{AT}/papers"


def a_paper(hall, *states, by="kiosk"):
    """The job of a new ticket whose printer said these states, one after another."""
    number = hall.take(by=by)["number"]
    jobs = hall.get("/devices/self/jobs", by=by).json["jobs"]
    (job,) = [each["id"] for each in jobs if each["layout"]["number"] == number]
    for state, detail in states:
        body = {"state": state} | ({"detail": detail} if detail else {})
        assert hall.post(f"/jobs/{job}/outcomes", body, by=by).status_code == 200
    return job


HELD = ("held", "paper_out")
UNSURE = [("sending", ""), ("unsure", "connection_lost")]


def decide(hall, job, decision, *, by="boss"):
    return hall.post(f"{PAPERS}/{job}/decisions", {"decision": decision}, by=by)


def papers(hall, by="desk"):
    return hall.get(PAPERS, by=by).json["papers"]


def kinds(hall):
    events = hall.get(f"{AT}/events", by="boss").json["events"]
    return [each["kind"] for each in events if "paper" in each["kind"] or "print" in each["kind"]]


def test_papers_that_are_held_or_unsure_are_listed_with_what_may_be_said(hall):
    a_paper(hall, ("sending", ""), ("printed", ""))
    unsure, held = a_paper(hall, *UNSURE), a_paper(hall, HELD)

    listed = [
        (each["id"], each["number"], each["state"], each["detail"], each["decisions"])
        for each in papers(hall)
    ]

    assert listed == [
        (unsure, "A002", "unsure", "connection_lost", ["printed", "reprint", "void"]),
        (held, "A003", "held", "paper_out", ["reprint", "void"]),
    ]
    assert papers(hall)[0]["device_name"] == "kiosk"


@pytest.mark.parametrize(("decision", "state"), [("printed", "printed"), ("void", "void")])
def test_a_doubt_ends_with_what_a_person_says_and_the_record_knows_who(hall, decision, state):
    job = a_paper(hall, *UNSURE)

    answer = decide(hall, job, decision, by="desk")

    assert (answer.status_code, answer.json["another"]) == (201, None)
    assert (answer.json["paper"]["state"], answer.json["paper"]["detail"]) == (state, "by_staff")
    assert (papers(hall), kinds(hall)) == ([], ["paper_decided"])
    event = hall.get(f"{AT}/events", by="boss").json["events"][-1]
    assert (event["actor"], event["number"], event["decision"]) == ("desk", "A001", decision)
    assert hall.get(f"{AT}/tickets/A001", by="boss").json["print"] == state


def test_a_reprint_is_a_copy_of_the_same_number_at_the_same_printer(hall):
    job = a_paper(hall, *UNSURE)

    another = decide(hall, job, "reprint").json["another"]

    (delivered,) = hall.get("/devices/self/jobs", by="kiosk").json["jobs"]
    assert (another["copy"], another["state"]) == (2, "queued")
    assert (delivered["id"], delivered["layout"]["number"]) == (another["id"], "A001")
    assert (delivered["layout"]["reprint"], kinds(hall)) == (
        True,
        ["paper_decided", "ticket_reprinted"],
    )


def test_a_held_paper_is_withdrawn_and_given_up_by_its_printer(hall):
    job = a_paper(hall, HELD)

    answer = decide(hall, job, "void").json["paper"]
    (delivered,) = hall.get("/devices/self/jobs", by="kiosk").json["jobs"]
    given_up = hall.post(
        f"/jobs/{job}/outcomes", {"state": "void", "detail": "withdrawn"}, by="kiosk"
    ).json

    assert (answer["state"], answer["detail"]) == ("held", "withdrawn")
    assert (delivered["id"], delivered["detail"]) == (job, "withdrawn")
    assert (given_up["state"], papers(hall)) == ("void", [])


def test_what_was_decided_once_is_not_decided_again(hall):
    unsure, held = a_paper(hall, *UNSURE), a_paper(hall, HELD)
    decide(hall, unsure, "void")
    decide(hall, held, "void")

    answers = [decide(hall, unsure, "printed"), decide(hall, held, "reprint")]

    assert [(each.status_code, each.json["code"]) for each in answers] == [
        (409, "illegal_transition")
    ] * 2


def test_a_paper_that_was_never_sent_is_not_called_printed(hall):
    job = a_paper(hall, HELD)

    assert decide(hall, job, "printed").json["code"] == "illegal_transition"


def test_a_paper_is_decided_about_in_its_own_hall_by_its_own_staff(hall):
    job = a_paper(hall, *UNSURE)

    assert decide(hall, "no-such-job", "void").json["code"] == "not_found"
    assert decide(hall, job, "void", by="zhao").json["code"] == "forbidden"
    assert decide(hall, job, "void", by="kiosk").json["code"] == "forbidden"
    assert decide(hall, job, "perhaps").json["code"] == "invalid"


def test_yesterdays_papers_trouble_nobody_today(hall):
    a_paper(hall, *UNSURE)
    hall.clock.pass_(24 * 60)

    assert papers(hall) == []


@pytest.mark.parametrize(("paper", "width"), [("80", 576), ("58", 384)])
def test_a_manager_sees_the_paper_as_it_will_be_printed(hall, paper, width):
    path = f"{PAPERS}/sample?paper={paper}&language="

    answers = [hall.get(path + language, by="boss") for language in ("zh-CN", "en")]

    pictures = [Image.open(BytesIO(b64decode(answer.json["png"]))) for answer in answers]
    assert [picture.width for picture in pictures] == [width, width]
    assert pictures[0].tobytes() != pictures[1].tobytes()


def test_only_a_manager_sees_the_sample_and_only_of_paper_that_there_is(hall):
    answers = [
        hall.get(f"{PAPERS}/sample", by="chen"),
        hall.get(f"{PAPERS}/sample?paper=76", by="boss"),
    ]

    assert [answer.json["code"] for answer in answers] == ["forbidden", "invalid"]
