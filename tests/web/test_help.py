"""Calls for a person over the wire: who sees which, who answers, and what the public learns of it."""

from tests.domain.builders import HALL
from tests.web.a_server import AT

CALLS = f"{AT}/counters/3/help-requests"


def told(response):
    return response.status_code, response.json.get("code"), response.json.get("details")


def seen_by(hall, *people):
    """The numbers of the counters whose calls each sees."""
    asked = {by: hall.get(f"{AT}/help-requests", by=by).json["calls"] for by in people}
    return {
        by: [(each["counter"], each["is_for_me"]) for each in calls] for by, calls in asked.items()
    }


def test_a_colleague_is_called_by_the_badge_and_the_caller_learns_who_comes(hall):
    hall.sit(3, "chen")
    hall.sit(1, "wang")
    called = hall.post(CALLS, {"whom": "colleague", "officer": "020332"}, by="chen", key="press-1")
    again = hall.post(CALLS, {"whom": "colleague", "officer": "020332"}, by="chen", key="press-1")
    rings = seen_by(hall, "chen", "wang", "boss", "desk")
    call = called.json["call"]

    coming = hall.post(f"{CALLS}/{call}/acknowledgements", {}, by="wang")
    (mine,) = hall.get(f"{AT}/help-requests", by="chen").json["calls"]

    assert (called.status_code, again.json) == (201, called.json)
    assert called.json == {
        "counter": 3,
        "call": call,
        "whom": "colleague",
        "officer": {"badge": "020332", "name": None},
        "caller": {"badge": "020331", "name": "陈 警官"},
        "asked_at": "2026-11-23T01:00:00.000Z",
        "answer_by": "2026-11-23T01:01:00.000Z",
        "comers": [],
        "is_for_me": False,
        "is_coming": False,
        "is_mine": True,
    }
    assert rings == {"chen": [(3, False)], "wang": [(3, True)], "boss": [(3, False)], "desk": []}
    assert (coming.status_code, mine["comers"]) == (
        201,
        [{"badge": "020332", "name": None, "at": "2026-11-23T01:00:00.000Z"}],
    )
    done = hall.post(f"{CALLS}/{call}/completions", {}, by="wang")
    assert (done.status_code, done.json) == (201, {"counter": 3, "call": None})
    assert seen_by(hall, "chen", "boss") == {"chen": [], "boss": []}


def test_an_emergency_rings_for_all_of_the_hall_s_staff_and_nobody_else_hears_of_it(hall):
    hall.sit(3, "chen")
    called = hall.post(CALLS, {"whom": "emergency", "say": True}, by="chen")
    everybody = seen_by(hall, "chen", "wang", "desk", "boss")
    comers = [
        hall.post(f"{CALLS}/{called.json['call']}/acknowledgements", {}, by=by).status_code
        for by in ("desk", "boss", "chen", "zhao", "kiosk")
    ]
    stilled = hall.delete(f"{CALLS}/current", by="chen")
    again = hall.delete(f"{CALLS}/current", by="chen")

    assert everybody == {
        "chen": [(3, False)],
        "wang": [(3, True)],
        "desk": [(3, True)],
        "boss": [(3, True)],
    }
    assert comers == [201, 201, 403, 403, 403]
    assert (stilled.status_code, stilled.json) == (200, {"counter": 3, "call": None})
    assert again.json == stilled.json
    assert "notice_spoken" not in hall.get(f"{AT}/events?limit=100", by="boss").text
    assert "emergency" not in hall.get(f"{AT}/board").text


def test_what_cannot_be_a_call_is_refused(hall):
    hall.sit(3, "chen")
    bodies = [
        {"whom": "police"},
        {},
        {"whom": "colleague", "officer": "020399"},
        {"whom": "emergency", "why": "a knife"},
    ]

    refused = [told(hall.post(CALLS, body, by="chen"))[:2] for body in bodies]
    elsewhere = hall.post(f"{AT}/counters/1/help-requests", {"whom": "emergency"}, by="chen")
    stale = hall.post(f"{CALLS}/7/acknowledgements", {}, by="wang")
    may = [
        hall.post(CALLS, {"whom": "emergency"}, by=by).status_code
        for by in ("desk", "auditor", "kiosk", "zhao", None)
    ]

    assert refused == [(422, "invalid")] * 3 + [(422, "unknown_field")]
    assert (told(elsewhere)[:2], told(stale)[:2]) == ((403, "forbidden"), (404, "not_found"))
    assert may == [403, 403, 403, 403, 401]


# -- grants and the day -------------------------------------------------------------------------


def test_every_grant_is_listed_for_managers_and_auditors_also_as_a_table(hall):
    hall.take("A")
    hall.clock.pass_(6)
    hall.do("grants", body={"class": "urgent", "reason": "=1+1"})
    path = f"{AT}/grants?from=2026-11-23&to=2026-11-23"

    (grant,) = hall.get(path, by="boss").json["grants"]
    table = hall.get(f"{path}&format=csv", by="auditor")
    refused = [hall.get(path, by=by).status_code for by in ("chen", "desk", "kiosk", None)]
    backwards = hall.get(f"{AT}/grants?from=2026-11-24&to=2026-11-23", by="boss")

    assert grant == {
        "number": "A001",
        "service": "A",
        "class": "urgent",
        "reason": "=1+1",
        "reason_text": None,
        "granted_by": {"badge": "020331", "name": "陈 警官"},
        "at": "2026-11-23T01:06:00.000Z",
        "waited_s": 360,
        "called_after_s": None,
    }
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert table.get_data(as_text=True).split("\r\n") == [
        "\ufeffnumber,service,class,reason,badge,name,at,waited_s,called_after_s",
        "A001,A,urgent,'=1+1,020331,陈 警官,2026-11-23T09:06:00+08:00,360,",
        "",
    ]
    assert refused == [403, 403, 403, 401]
    assert told(backwards)[:2] == (422, "invalid")


def test_the_report_of_a_day_is_for_those_who_answer_for_it(hall):
    hall.sit(3, "chen")
    hall.take("A")
    hall.do("grants", body={"class": "urgent", "reason": "突发疾病"})
    hall.put(f"{AT}/counters/3/status", {"state": "paused", "reason": "meal"}, by="chen")
    hall.post(CALLS, {"whom": "duty_leader"}, by="chen")
    path = f"{AT}/days/2026-11-23/report"

    report = hall.get(path, by="boss").json
    others = {by: hall.get(path, by=by).status_code for by in ("auditor", "chen", "desk", None)}
    wrong = [
        told(hall.get(f"{AT}/days/{day}/report", by="boss"))[:2] for day in ("today", "2026-11-24")
    ]

    assert (report["hall"], report["day"], report["closed_at"]) == (HALL, "2026-11-23", None)
    assert (report["total"]["issued"], report["classes"][0]["class"]) == (1, "urgent")
    assert [each["reason"] for each in report["grants"]] == ["突发疾病"]
    assert report["pauses"] == [
        {
            "counter": 3,
            "reason": "meal",
            "from": "2026-11-23T01:00:00.000Z",
            "until": None,
            "length_s": 0,
        }
    ]
    assert report["help_requests"] == [
        {
            "counter": 3,
            "whom": "duty_leader",
            "caller": {"badge": "020331", "name": "陈 警官"},
            "asked_at": "2026-11-23T01:00:00.000Z",
            "answered_s": None,
            "comers": [],
            "ended_at": None,
            "how": "open",
        }
    ]
    assert others == {"auditor": 200, "chen": 403, "desk": 403, None: 401}
    assert wrong == [(422, "invalid")] * 2
