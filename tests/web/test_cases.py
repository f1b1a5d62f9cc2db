"""Cases over HTTP: the contract of the answers, who may what, and what a citizen sees."""

import pytest

from tests.web.a_server import AT, HALL

UNDONE = {"kind": "undone", "why": "system", "text": "系统不能受理外省材料", "contact": "555 0100"}
CHEN = {"name": "chen", "badge": "020331", "display_name": "陈 警官"}
NOW, DUE = "2026-11-23T01:00:00.000Z", "2026-11-26"


def at(case, what=""):
    return f"{AT}/cases/{case['number']}{what}"


@pytest.fixture
def undone(hall):
    """The case of A001, opened by the officer."""
    ticket = hall.take()
    case = hall.post(f"{AT}/tickets/A001/cases", UNDONE, by="chen")
    assert case.status_code == 201, case.json
    return {**case.json, "secret": ticket["secret"]}


@pytest.fixture
def complaint(hall):
    """What the holder of A001 complains about."""
    ticket = hall.take()
    said = {"kind": "complaint", "text": "等了两个小时", "contact": "555 0100"}
    case = hall.post(f"/tickets/{ticket['secret']}/cases", said)
    assert case.status_code == 201, case.json
    return {**case.json, "secret": ticket["secret"]}


def test_a_case_as_it_is_answered_and_nothing_that_was_said_in_it(hall, undone):
    undone.pop("secret")

    assert undone == {
        "number": "2026-0001", "hall": HALL, "kind": "undone", "state": "open", "why": "system",
        "ticket": "A001", "service": "A", "counter": None, "grade": None, "reasons": [],
        "opened_at": NOW, "opened_by": CHEN, "owner": CHEN, "due": DUE, "overdue": False,
        "answered_at": None, "closed_at": None, "outcome": None, "has_contact": True,
        "code": None, "version": 2,
    }  # fmt: skip


def test_a_case_is_worked_on_to_its_end(hall, undone):
    steps = [
        ("post", "/notes", {"text": "已联系技术"}, "chen"),
        ("post", "/handovers", {"owner": "wang", "text": "请跟进"}, "chen"),
        ("put", "/due", {"due": "2026-12-01", "text": "等外省回函"}, "wang"),
        ("post", "/answers", {"text": "可以来办", "way": "telephone"}, "wang"),
        ("post", "/closings", {"outcome": "solved"}, "wang"),
        ("post", "/reopenings", {"text": "群众来电，仍未办成"}, "boss"),
    ]
    version, states = undone["version"], []
    for method, what, body, by in steps:
        done = getattr(hall, method)(at(undone, what), {**body, "version": version}, by=by)
        assert done.status_code == (200 if method == "put" else 201), done.json
        version = done.json["version"]
        states.append((done.json["state"], done.json["owner"]["name"], done.json["due"]))
    case = hall.get(at(undone), by="boss").json

    assert states == [
        ("open", "chen", DUE), ("open", "wang", DUE), ("open", "wang", "2026-12-01"),
        ("answered", "wang", "2026-12-01"), ("closed", "wang", "2026-12-01"), ("open", "wang", DUE),
    ]  # fmt: skip
    assert case["acts"] == ["note", "hand_on", "change_due", "answer", "close"]
    assert case["contact"] == "555 0100"
    assert case["history"][2] == {
        "kind": "case_handed_on", "at": NOW, "actor": CHEN, "text": "请跟进", "due": None,
        "owner": {"name": "wang", "badge": "020332", "display_name": None},
        "way": None, "outcome": None,
    }  # fmt: skip
    assert [each["way"] or each["outcome"] for each in case["history"]] == [
        None, None, None, None, "telephone", "solved", None,
    ]  # fmt: skip


def test_who_saw_an_older_state_looks_again(hall, undone):
    hall.post(at(undone, "/notes"), {"text": "先"}, by="boss")

    late = hall.post(
        at(undone, "/answers"), {"text": "后", "version": undone["version"]}, by="chen"
    )

    assert (late.status_code, late.json["code"]) == (409, "changed_meanwhile")


def test_the_holder_reads_the_answer_and_nothing_of_the_work(hall, undone):
    hall.post(at(undone, "/notes"), {"text": "内部"}, by="chen")
    hall.post(at(undone, "/answers"), {"text": "可以来办"}, by="chen")

    mine = hall.get(f"/tickets/{undone['secret']}/cases").json
    ticket = hall.get(f"/tickets/{undone['secret']}").json

    assert mine == {
        "cases": [
            {
                "number": "2026-0001", "kind": "undone", "state": "answered", "why": "system",
                "opened_at": NOW, "due": DUE, "text": None, "answer": "可以来办",
                "answered_at": NOW, "outcome": None,
            }
        ],
        "left": 3,
    }  # fmt: skip
    assert ticket["cases"] == 1


def test_a_citizen_complains_and_reads_the_answer(hall, complaint):
    early = hall.post(at(complaint, "/closings"), {"outcome": "solved"}, by="boss")
    hall.post(at(complaint, "/answers"), {"text": "我们加开了窗口"}, by="desk")
    hall.post(at(complaint, "/closings"), {"outcome": "solved"}, by="desk")
    mine = hall.get(f"/tickets/{complaint['secret']}/cases").json

    assert (early.status_code, early.json["code"]) == (409, "answer_needed")
    assert complaint["text"] is None
    assert mine["cases"][0]["text"] == "等了两个小时"
    assert (mine["cases"][0]["answer"], mine["left"]) == ("我们加开了窗口", 2)


def test_a_few_complaints_with_one_number_and_no_more(hall, complaint):
    said = {"kind": "suggestion", "text": "多放几把椅子"}
    address = f"/tickets/{complaint['secret']}/cases"
    codes = [hall.post(address, said).status_code for _ in range(2)]

    late = hall.post(address, said)

    assert codes == [201, 201]
    assert (late.status_code, late.json["code"]) == (409, "cases_enough")


def test_a_press_that_is_sent_again_opens_one_case(hall):
    hall.take()
    twice = [hall.post(f"{AT}/tickets/A001/cases", UNDONE, by="chen", key="k") for _ in range(2)]

    assert [each.json["number"] for each in twice] == ["2026-0001", "2026-0001"]
    assert len(hall.get(f"{AT}/cases", by="boss").json["cases"]) == 1


def test_who_has_no_number_reads_the_answer_by_the_code(hall):
    case = hall.post(f"{AT}/cases", UNDONE, by="desk").json
    hall.post(at(case, "/answers"), {"text": "可以来办"}, by="desk")

    read = hall.get(f"{AT}/case-answers/{case['code'].lower()}")
    wrong = hall.get(f"{AT}/case-answers/AAAAAAAAAA")
    elsewhere = hall.get(f"/halls/linkou/case-answers/{case['code']}")

    assert (read.json["answer"], read.json["text"]) == ("可以来办", None)
    assert [wrong.status_code, elsewhere.status_code] == [404, 404]


def test_guessing_codes_does_not_go_on_for_ever(hall):
    answers = [hall.get(f"{AT}/case-answers/WRONG{n:05d}").status_code for n in range(70)]

    assert set(answers) == {404, 429}


@pytest.mark.parametrize(
    ("by", "code"),
    [
        (None, "unauthenticated"),
        ("kiosk", "forbidden"),
        ("auditor", "forbidden"),
        ("zhao", "forbidden"),
    ],
)
def test_cases_are_for_the_staff_of_the_hall(hall, undone, by, code):
    asked = [
        hall.get(f"{AT}/cases", by=by),
        hall.get(at(undone), by=by),
        hall.get(f"{AT}/cases/owners", by=by),
        hall.get(f"{AT}/cases/tallies", by=by),
        hall.post(f"{AT}/cases", UNDONE, by=by),
        hall.post(at(undone, "/notes"), {"text": "x"}, by=by),
        hall.post(at(undone, "/answers"), {"text": "x"}, by=by),
    ]

    assert [each.json["code"] for each in asked] == [code] * len(asked)


def test_an_officer_sees_what_could_not_be_done_and_no_complaint(hall, complaint):
    undone = hall.post(f"{AT}/cases", UNDONE, by="wang").json
    seen = {
        by: [each["number"] for each in hall.get(f"{AT}/cases", by=by).json["cases"]]
        for by in ("chen", "wang", "desk", "boss")
    }
    hidden = hall.get(at(complaint), by="chen")
    other = hall.get(at(undone), by="chen").json
    refused = hall.post(at(undone, "/answers"), {"text": "x"}, by="chen")

    both = [undone["number"], complaint["number"]]
    assert seen == {"chen": both[:1], "wang": both[:1], "desk": both, "boss": both}
    assert (hidden.status_code, hidden.json["code"]) == (404, "not_found")
    assert (other["contact"], other["code"], other["acts"]) == (None, None, ["note"])
    assert (refused.status_code, refused.json["code"]) == (403, "forbidden")


def test_tallies_are_ones_own_and_the_halls_for_who_sees_it(hall, complaint):
    hall.post(f"{AT}/cases", UNDONE, by="chen")
    hall.clock.pass_(8 * 24 * 60)

    tallies = {by: hall.get(f"{AT}/cases/tallies", by=by).json for by in ("chen", "boss")}

    late = {"open": 1, "overdue": 1}
    assert tallies["chen"] == {"mine": late, "hall": None, "nobodys": None}
    assert tallies["boss"] == {
        "mine": {"open": 0, "overdue": 0},
        "hall": {"open": 2, "overdue": 1},
        "nobodys": {"open": 1, "overdue": 0},
    }


def test_a_list_is_searched_filtered_and_paged(hall, undone):
    for text in ("打印机坏了", "打印机没纸"):
        hall.post(f"{AT}/cases", {**UNDONE, "text": text}, by="chen")

    def numbers(query):
        answer = hall.get(f"{AT}/cases?{query}", by="chen").json
        return [each["number"] for each in answer["cases"]], answer["next"]

    assert numbers("q=打印机&limit=1") == (["2026-0003"], "2026-0003")
    assert numbers("q=打印机&limit=1&after=2026-0003") == (["2026-0002"], "2026-0002")
    assert numbers("state=open&owner=me") == (["2026-0001", "2026-0002", "2026-0003"], None)
    assert numbers("state=unsettled")[0] == ["2026-0001", "2026-0002", "2026-0003"]
    assert numbers("owner=nobody") == ([], None)
    assert numbers("overdue=true") == ([], None)
    assert numbers("kind=complaint") == ([], None)


def test_the_report_is_the_managers(hall, complaint):
    hall.post(at(complaint, "/answers"), {"text": "好"}, by="boss")
    hall.post(at(complaint, "/closings"), {"outcome": "partly"}, by="boss")

    report = hall.get(f"{AT}/cases/report?from=2026-11-01&to=2026-11-23", by="boss").json
    others = [hall.get(f"{AT}/cases/report", by=by).status_code for by in ("chen", "desk")]
    wrong = hall.get(f"{AT}/cases/report?from=2026-11-02&to=2026-11-01", by="boss")

    none = dict.fromkeys(("solved", "partly", "not_possible", "withdrawn", "referred"), 0)
    assert report["total"] == {
        "kind": None, "opened": 1, "answered_in_time": 1, "answered_late": 0, "overdue": 0,
        "outcomes": {**none, "partly": 1}, "days_to_answer": 0.0,
    }  # fmt: skip
    assert [each["kind"] for each in report["kinds"]] == [
        "undone", "complaint", "suggestion", "rating",
    ]  # fmt: skip
    assert (others, wrong.status_code) == ([403, 403], 422)


def test_owners_are_the_people_of_the_hall_who_work_with_citizens(hall):
    owners = hall.get(f"{AT}/cases/owners", by="chen").json["owners"]

    assert [each["name"] for each in owners] == ["boss", "chen", "desk", "wang"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "undone", "text": "x"}, "why"),
        ({"kind": "complaint", "text": "x", "why": "system"}, "why"),
        ({"kind": "rating", "text": "x"}, "kind"),
        ({"kind": "undone", "why": "system", "text": "   "}, "text"),
        ({"kind": "undone", "why": "system"}, "text"),
    ],
)
def test_what_a_case_needs_is_asked_for(hall, body, field):
    answer = hall.post(f"{AT}/cases", body, by="chen")

    assert (answer.status_code, answer.json["details"]["field"]) == (422, field)


def test_the_record_and_the_officers_screens_learn_nothing_of_what_was_said(hall, complaint):
    hall.post(at(complaint, "/answers"), {"text": "我们加开了窗口"}, by="boss")
    record = hall.get(f"{AT}/events?limit=1000", by="boss").text
    history = hall.get(f"{AT}/tickets/A001", by="chen").text

    for text in ("两个小时", "加开", "0100"):
        assert text not in record
    assert "case_" not in history
