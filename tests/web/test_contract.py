"""Every row of the contract: who asks, what comes back, exactly."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from queue_server.domain.hall import Voice
from tests.web.a_server import AT, HALL, PUBLIC, serving, the_halls
from tests.web.shapes import CALLED, EVENT, FRESH, HOLDER, TEXTS, TICKET, WAIT, shape


def the_ticket(**changes):
    """The shape of a ticket for the staff; ``since`` says since when it is in its state."""
    return TICKET | {"since": "time"} | changes


@pytest.fixture
def called(hall):
    """A001 is called to counter 3, A002 waits."""
    hall.mine = hall.take()
    hall.take()
    hall.sit()
    hall.call()
    return hall


def answered(response, status=201):
    assert (response.status_code, response.mimetype) == (status, "application/json"), response.text
    return response.json


# -- anyone ------------------------------------------------------------------------------


def test_halls(hall):
    answer = answered(hall.get("/halls"), 200)

    assert [each["hall"] for each in answer["halls"]] == [HALL, "linkou"]
    assert answer["halls"][0] == answered(hall.get(AT), 200)


def test_a_hall(hall):
    hall.take()
    answer = answered(hall.get(AT), 200)

    assert {name: answer[name] for name in ("hall", "open", "open_until", "languages", "now")} == {
        "hall": HALL,
        "open": True,
        "open_until": "2026-11-23T04:00:00.000Z",
        "languages": ["zh-CN", "en"],
        "now": "2026-11-23T01:00:00.000Z",
    }
    service = answer["services"][0]
    assert (service["letter"], service["open"], service["waiting"]) == ("A", True, 1)
    assert (shape(service["name"]), shape(service["forecast"])) == (TEXTS, WAIT)
    contract = {"code": "elderly", "promise_s": 300, "who": "declared"}
    elderly = next(each for each in answer["classes"] if each["code"] == "elderly")
    assert {name: elderly[name] for name in contract} == contract
    assert {each["who"] for each in answer["classes"]} <= {"declared", "granted"}
    assert [(each["number"], each["kind"], each["state"]) for each in answer["counters"]] == [
        (number, "acceptance", "closed") for number in (1, 2, 3)
    ]


def test_a_hall_after_its_hours(hall):
    hall.clock.pass_(9 * 60)
    answer = hall.get(AT).json

    assert (answer["open"], answer["open_until"]) == (False, None)
    assert {each["open"] for each in answer["services"]} == {False}


# -- a number ----------------------------------------------------------------------------


def test_a_number_is_taken(hall):
    answer = answered(
        hall.post(
            f"{AT}/tickets",
            {"service": "A", "class": "elderly", "language": "en", "channel": "kiosk"},
            by="kiosk",
        )
    )

    assert shape(answer) == the_ticket(**FRESH, **HOLDER)
    said = ("id", "number", "service", "class", "state", "promise_s", "due_at", "ahead", "print")
    assert {name: answer[name] for name in said} == {
        "id": "guangdong-1",
        "number": "A001",
        "service": "A",
        "class": "elderly",
        "state": "waiting",
        "promise_s": 300,
        "due_at": "2026-11-23T01:05:00.000Z",
        "ahead": 0,
        "print": "queued",
    }
    assert answer["link"] == f"{PUBLIC}/t/{answer['secret']}"


@pytest.mark.parametrize(
    ("by", "channel"),
    [("kiosk", "kiosk"), ("desk", "desk"), ("chen", "officer"), ("boss", "officer")],
)
def test_who_may_take_a_number_and_how_it_came_is_kept(hall, by, channel):
    assert hall.take(by=by)["channel"] == channel


def test_a_holder_s_identity_is_never_kept(hall):
    hall.take(holder="440106199001011234")

    import sqlite3

    with sqlite3.connect(hall.server.database.url.database) as database:
        dump = "\n".join(database.iterdump())
    assert "440106199001011234" not in dump


# -- a citizen ---------------------------------------------------------------------------


def test_my_ticket_when_it_waits_and_when_it_is_called(hall):
    mine = hall.take()
    waiting = answered(hall.get(f"/tickets/{mine['secret']}"), 200)
    hall.sit()
    hall.call()
    called = answered(hall.get(f"/tickets/{mine['secret']}"), 200)

    page = {
        "hall_name": TEXTS,
        "service_name": TEXTS,
        "area": None,
        "languages": ["text", "text"],
        "check_in": [],
        "place": None,
        "kept_until": None,
        "on_the_way": "count",
        "precalled": "yes or no",
        "rated": "yes or no",
        "to_rate": [],
        "cases": "count",
        "now": "time",
        "timezone": "text",
        "complaint_line": None,
    }
    assert shape(waiting) == the_ticket(**FRESH, **HOLDER, **page)
    assert shape(called) == the_ticket(**HOLDER, **page, **CALLED)
    assert (waiting["ahead"], called["state"], called["counter"]) == (0, "called", 3)


def test_my_ticket_is_given_back(hall):
    secret = hall.take()["secret"]

    answer = answered(hall.post(f"/tickets/{secret}/cancellations", {}))

    assert (answer["state"], shape(answer)) == ("cancelled", the_ticket(ended_at="time"))


def test_my_ticket_is_deferred(hall):
    secret = hall.take()["secret"]

    answer = answered(hall.post(f"/tickets/{secret}/deferrals", {"by_s": 600}))

    assert (answer["clock"], answer["state"]) == ("2026-11-23T01:10:00.000Z", "waiting")


def test_who_went_before_me_and_why(hall):
    secret = hall.take()["secret"]
    hall.clock.pass_(2)
    hall.take("A", **{"class": "elderly"})
    hall.clock.pass_(2)
    hall.sit()
    hall.call()

    answer = answered(hall.get(f"/tickets/{secret}/explanation"), 200)

    assert shape(answer) == {
        "before": [
            {
                "number": "text",
                "why": "text",
                "class": "text",
                "class_name": TEXTS,
                "promise_s": "count",
                "share": "number",
                "called_at": "time",
            }
        ],
        "share": "number",
        "promise_s": "count",
    }
    assert (answer["before"][0]["number"], answer["before"][0]["why"]) == (
        "A002",
        "shorter_promise",
    )


def test_my_visit_is_rated_once(called):
    called.do("starts")
    called.do("completions")
    path = f"/tickets/{called.mine['secret']}/ratings"

    answer = answered(called.post(path, {"grade": 5, "reasons": ["friendly"], "comment": "好"}))

    assert answer == {"grade": 5, "stage": 1}
    again = called.post(path, {"grade": 1})
    assert (again.status_code, again.json["code"]) == (409, "already_rated")
    assert called.get(f"/tickets/{called.mine['secret']}").json["rated"] is True


def test_my_qr_is_a_picture(hall):
    secret = hall.take()["secret"]
    answer = hall.get(f"/tickets/{secret}/qr.svg")

    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.data.startswith(b"<?xml")


# -- an officer ----------------------------------------------------------------------------


COUNTER = {
    "number": "count",
    "kind": "text",
    "name": TEXTS,
    "state": "text",
    "reason": None,
    "since": "time",
    "expected_at": None,
    "officer": {"badge": "text", "name": "text", "photo": None},
    "ticket": None,
    "ticket_state": None,
}


def seat_of(answer):
    """What every answer about a counter has, whatever else it has."""
    return {name: answer[name] for name in COUNTER}


def test_an_officer_sits_down_pauses_and_gets_up(hall):
    sat = answered(hall.post(f"{AT}/counters/3/sessions", {}, by="chen"))
    paused = answered(
        hall.put(f"{AT}/counters/3/status", {"state": "paused", "reason": "meal"}, by="chen"), 200
    )
    left = answered(hall.delete(f"{AT}/counters/3/sessions/current", by="chen"), 200)

    assert shape(seat_of(sat)) == COUNTER
    assert shape(seat_of(paused)) == COUNTER | {"reason": "text"}
    assert shape(seat_of(left)) == COUNTER | {"officer": None}
    assert [(each["state"], each["reason"]) for each in (sat, paused, left)] == [
        ("open", None),
        ("paused", "meal"),
        ("closed", None),
    ]
    assert sat["officer"] == {"badge": "020331", "name": "陈 警官", "photo": None}


def test_a_pause_says_who_is_still_in_hand(called):
    paused = answered(called.put(f"{AT}/counters/3/status", {"state": "paused"}, by="chen"), 200)

    assert (paused["ticket"], paused["ticket_state"]) == ("A001", "called")


def test_the_next_and_a_chosen_one_are_called(called):
    chosen = answered(called.post(f"{AT}/counters/3/calls", {"number": "A002"}, by="chen"))

    assert shape(chosen) == the_ticket(**CALLED)
    assert (chosen["number"], chosen["state"], chosen["attempt"]) == ("A002", "called", 1)


VERBS = {
    "recalls": ("called", {}),
    "starts": ("serving", {}),
    "misses": ("missed", {}),
    "returns": ("waiting", {}),
    "cancellations": ("cancelled", {}),
}


@pytest.mark.parametrize("verb", VERBS)
def test_what_is_done_with_a_called_one(called, verb):
    answer = answered(called.do(verb, body=VERBS[verb][1]))

    assert (answer["number"], answer["state"]) == ("A001", VERBS[verb][0])
    assert set(answer) == set(the_ticket())


SERVED = {
    "holds": ({"reason": "photo"}, "held"),
    "transfers": ({"service": "B"}, "waiting"),
    "paper-requests": ({"reason": "copy"}, "away"),
    "completions": ({}, "completed"),
}


@pytest.mark.parametrize("verb", SERVED)
def test_what_is_done_with_one_who_is_served(called, verb):
    called.do("starts")
    body, state = SERVED[verb]

    assert answered(called.do(verb, body=body))["state"] == state


def test_one_who_was_away_comes_back_and_a_missed_one_is_restored(called):
    called.do("starts")
    called.do("paper-requests")
    back = answered(called.do("comebacks", by="desk"))
    called.call()
    called.do("misses")
    restored = answered(called.do("restorations", by="desk"))

    assert (back["state"], back["share"] >= 1, restored["state"]) == ("waiting", True, "waiting")


def test_a_transfer_to_a_counter(called):
    called.do("starts")
    called.post(f"{AT}/counters/1/sessions", {}, by="wang")

    assert answered(called.do("transfers", body={"counter": 1}))["service"] == "A"


def test_a_class_is_granted(called):
    body = {"class": "urgent", "reason": "unwell"}
    answer = answered(called.do("grants", "A002", body, by="desk"))

    assert (answer["class"], answer["reason"]) == ("urgent", "unwell")


def test_a_counter_with_everyone_around_it(called):
    called.take()
    called.do("starts")
    called.do("holds", body={"reason": "photo"})
    called.call()
    answer = answered(called.get(f"{AT}/counters/3", by="chen"), 200)

    current = {**the_ticket(**CALLED), "usual": {"from_s": "count", "to_s": "count"}}
    current["sent_by"] = None
    assert shape(answer["current"]) == current
    assert [each["number"] for each in answer["next"]] == ["A003"]
    assert [(each["number"], each["reason"]) for each in answer["held"]] == [("A001", "photo")]
    assert (answer["waiting"], answer["missed"], answer["today"]) == (
        1,
        [],
        {"completed": 0, "service_mean_s": None},
    )
    assert answer["services"] == [
        {"letter": "A", "detour_s": 0},
        {"letter": "B", "detour_s": 0},
    ]


def test_the_day_s_tickets_by_state(called):
    some = answered(called.get(f"{AT}/tickets?state=waiting,called", by="chen"), 200)
    none = answered(called.get(f"{AT}/tickets?state=held", by="chen"), 200)

    assert [each["number"] for each in some["tickets"]] == ["A001", "A002"]
    assert [shape(each) for each in some["tickets"]] == [
        the_ticket(last4=None, **CALLED),
        the_ticket(last4=None),
    ]
    assert none == {"tickets": []}
    assert len(called.get(f"{AT}/tickets", by="boss").json["tickets"]) == 2


def test_a_ticket_with_its_stages_and_events(called):
    called.do("starts")
    called.do("transfers", body={"service": "B"})
    answer = answered(called.get(f"{AT}/tickets/A001", by="chen"), 200)

    assert [(each["n"], each["service"], each["counter"]) for each in answer["stages"]] == [
        (1, "A", 3),
        (2, "B", None),
    ]
    assert [each["kind"] for each in answer["events"]] == [
        "ticket_issued",
        "ticket_called",
        "service_started",
        "ticket_transferred",
    ]
    assert "secret" not in answer


def test_a_tickets_history_says_when_it_was_told_to_get_ready_and_names_nobody_else(tmp_path):
    told = {name: replace(hall, voice=Voice(pre_call=2)) for name, hall in the_halls().items()}
    with serving(tmp_path, halls=told) as hall:
        for _ in range(3):
            hall.take()
        hall.sit()
        hall.clock.pass_(1)
        hall.call()
        events = answered(hall.get(f"{AT}/tickets/A003", by="boss"), 200)["events"]

    assert events[1:] == [
        {
            "hall": HALL,
            "sequence": 6,
            "kind": "tickets_precalled",
            "at": "2026-11-23T01:01:00.000Z",
            "number": "A003",
            "counter": 3,
            "actor": "hall",
        }
    ]


def test_a_notice_is_said_once_however_often_the_press_is_sent(hall):
    hall.sit()
    notices = answered(hall.get(f"{AT}/spoken-notices", by="chen"), 200)["notices"]
    words = {"duty_leader": "请值班领导到{counter}号窗口"}
    order = {"code": "duty_leader"}

    def say():
        return hall.post(f"{AT}/spoken-notices", order, by="chen", key="press-1")

    first, again = say(), say()

    assert {
        each["code"]: each["text"]["zh-CN"] for each in notices if each["code"] in words
    } == words
    assert set(notices[0]) == {"code", "text", "needs_counter"}
    assert answered(first) == answered(again) == {"code": "duty_leader", "counter": 3}
    kinds = [each["kind"] for each in hall.get(f"{AT}/events", by="boss").json["events"]]
    assert kinds.count("notice_spoken") == 1


def test_anyone_may_ask_what_the_voice_would_say(hall):
    about = {"number": "A012", "counter": "3A", "language": "en"}
    answer = answered(hall.get(f"{AT}/announcements?{urlencode(about)}"), 200)

    (said,) = answer["announcement"]
    assert said == {
        "language": "en",
        "text": "Ticket A012, please proceed to counter 3A",
        "clips": [
            *("chime", "en/ticket/A0", "en/pair/12"),
            *("en/phrase/to", "en/digit/3", "en/letter/A"),
        ],
        "times": 1,
    }
    for wrong in ({"number": "I012"}, {"counter": "0"}, {"language": "tlh"}):
        refused = hall.get(f"{AT}/announcements?{urlencode(about | wrong)}")
        assert (refused.status_code, refused.json["code"]) == (422, "invalid")


# -- screens, managers ----------------------------------------------------------------------


def test_the_board(called):
    called.do("recalls")
    answer = answered(called.get(f"{AT}/board"), 200)

    assert (answer["hall"], answer["sequence"], shape(answer["at"])) == (HALL, 5, "time")
    contract = ("sequence", "number", "counter", "attempt")
    assert [[each[name] for name in contract] for each in answer["calls"]] == [
        [5, "A001", 3, 2],
        [4, "A001", 3, 1],
    ]
    assert [(each["service"], each["count"]) for each in answer["waiting"]] == [("A", 1), ("B", 0)]
    third = answer["counters"][2]
    assert (third["number"], third["state"], third["ticket"], third["officer"]) == (
        3,
        "open",
        "A001",
        {"badge": "020331", "name": "陈 警官", "photo": None},
    )
    announcement = answer["calls"][0]["announcement"]
    assert [each["language"] for each in announcement] == ["zh-CN", "en"]


def test_statistics_by_what_is_asked(called):
    called.do("starts")
    called.clock.pass_(4)
    called.do("completions")
    path = f"{AT}/statistics?from=2026-11-23&to=2026-11-23&by=service,class"
    answer = answered(called.get(path, by="boss"), 200)

    assert {name: answer[name] for name in ("hall", "from", "to", "by")} == {
        "hall": HALL,
        "from": "2026-11-23",
        "to": "2026-11-23",
        "by": ["service", "class"],
    }
    group = answer["groups"][0]
    assert {
        name: group[name] for name in ("service", "class", "issued", "called", "completed")
    } == {
        "service": "A",
        "class": "normal",
        "issued": 2,
        "called": 1,
        "completed": 1,
    }
    served = {"count": 1, "mean_s": 240.0, "p50_s": 240.0, "p90_s": 240.0, "max_s": 240.0}
    assert (group["service_time"], group["within_promise"]) == (served, 1.0)
    assert answer["total"]["issued"] == 2


@pytest.mark.parametrize("by", ["service", "class", "counter", "officer", "hour", "day"])
def test_every_grouping_of_the_contract(called, by):
    answer = answered(called.get(f"{AT}/statistics?by={by}", by="boss"), 200)

    assert {each["issued"] for each in answer["groups"]} <= {0, 1, 2}
    assert all(by in each for each in answer["groups"])


def test_the_record_from_a_sequence_on(called):
    answer = answered(called.get(f"{AT}/events?after=1&limit=2", by="boss"), 200)

    assert [each["sequence"] for each in answer["events"]] == [2, 3]
    assert answer["sequence"] == 4
    first = called.get(f"{AT}/events?limit=1", by="auditor").json["events"][0]
    assert {name: shape(first[name]) for name in EVENT} == EVENT


def test_a_day_that_was_ended_gives_no_number_until_it_is_opened_again(hall):
    ended = hall.post(f"{AT}/closings", {}, by="boss")
    seen = answered(hall.get(AT), 200)
    refused = hall.post(f"{AT}/tickets", {"service": "A"}, by="kiosk")
    opened = hall.post(f"{AT}/openings", {}, by="boss")
    mine = hall.take()

    assert ended.json == {"hall": HALL, "closed": True}
    assert (seen["open"], seen["ended_early"]) == (False, True)
    assert (refused.status_code, refused.json["code"]) == (409, "hall_closed")
    assert (opened.status_code, opened.json) == (201, {"hall": HALL, "open": True})
    assert mine["number"] == "A001"


def test_a_day_is_not_ended_while_somebody_waits(hall):
    mine = hall.take()
    remaining = hall.post(f"{AT}/closings", {}, by="boss")

    assert (remaining.status_code, remaining.json["code"], remaining.json["details"]) == (
        409,
        "tickets_remaining",
        {"count": 1, "numbers": [mine["number"]]},
    )


# -- appointments ------------------------------------------------------------------------------


def test_a_slot_is_found_booked_kept_and_given_back(hall):
    slots = answered(hall.get(f"{AT}/slots?service=A&date=2026-11-23"), 200)["slots"]
    order = {"service": "A", "starts_at": slots[2]["starts_at"]}
    one, other = (answered(hall.post(f"{AT}/appointments", order)) for _ in range(2))
    full = hall.post(f"{AT}/appointments", order)
    kept = answered(hall.post(f"/appointments/{one['code']}/check-ins", {}, by="kiosk"))
    given_back = answered(hall.delete(f"/appointments/{other['code']}"), 200)

    assert slots[2] == {
        "starts_at": "2026-11-23T02:00:00.000Z",
        "ends_at": "2026-11-23T02:30:00.000Z",
        "capacity": 2,
        "booked": 0,
        "free": 2,
    }
    assert shape(one) == {
        "code": "text",
        "hall": "text",
        "service": "text",
        "starts_at": "time",
        "state": "text",
        "party_size": "count",
    }
    assert (full.status_code, full.json["code"]) == (409, "no_capacity")
    assert (kept["class"], kept["clock"], kept["channel"]) == (
        "appointment",
        slots[2]["starts_at"],
        "appointment",
    )
    assert (one["state"], given_back["state"]) == ("booked", "cancelled")


def test_a_code_may_be_typed_in_small_letters(hall):
    order = {"service": "A", "starts_at": "2026-11-23T09:30:00+08:00"}
    code = hall.post(f"{AT}/appointments", order).json["code"]

    assert hall.post(f"/appointments/{code.lower()}/check-ins", {}).status_code == 201


# -- devices -------------------------------------------------------------------------------------


def test_a_device_asks_is_approved_works_and_is_revoked(hall):
    asked = answered(hall.post("/devices", {"hall": HALL, "kind": "kiosk", "name": "二号"}))
    bearer = {"Authorization": f"Bearer {asked['token']}"}
    path = f"{AT}/devices/{asked['id']}"
    before = hall.post(f"{AT}/tickets", {"service": "A"}, headers=bearer)
    approved = answered(hall.put(path, {"state": "approved"}, by="boss"), 200)
    working = hall.post(f"{AT}/tickets", {"service": "A"}, headers=bearer)
    hall.put(path, {"state": "revoked"}, by="boss")
    after = hall.post(f"{AT}/tickets", {"service": "A"}, headers=bearer)

    assert (asked["state"], approved["state"]) == ("pending", "approved")
    assert [each.status_code for each in (before, working, after)] == [401, 201, 401]
    assert "token" not in approved
    listed = answered(hall.get(f"{AT}/devices", by="boss"), 200)["devices"]
    assert [each["state"] for each in listed if each["id"] == asked["id"]] == ["revoked"]
    assert not any("token" in each for each in listed)


def test_a_paper_goes_from_the_kiosk_to_the_ticket(hall):
    ticket = hall.take()
    beat = answered(
        hall.post("/devices/self/heartbeats", {"status": {"printer": "ready"}}, by="kiosk"), 200
    )
    (job,) = answered(hall.get("/devices/self/jobs", by="kiosk"), 200)["jobs"]
    told = answered(hall.post(f"/jobs/{job['id']}/outcomes", {"state": "printed"}, by="kiosk"), 200)
    late = answered(hall.post(f"/jobs/{job['id']}/outcomes", {"state": "sending"}, by="kiosk"), 200)

    assert beat == {"hall": HALL, "server_time": "2026-11-23T01:00:00.000Z"}
    assert (job["state"], job["copy"], job["ttl_s"]) == ("queued", 1, 90)
    layout = job["layout"]
    assert {name: layout[name] for name in ("number", "class", "ahead", "link", "reprint")} == {
        "number": "A001",
        "class": None,
        "ahead": 0,
        "link": ticket["link"],
        "reprint": False,
    }
    assert layout["issued_at_local"] == "2026-11-23 09:00"
    assert (told["state"], late["state"]) == ("printed", "printed")
    assert hall.get(f"{AT}/tickets/A001", by="desk").json["print"] == "printed"
    assert hall.get("/devices/self/jobs", by="kiosk").json == {"jobs": []}


def test_a_paper_is_in_its_holders_language_first(hall):
    hall.take(language="en")
    hall.take(language="en-GB")
    hall.take(language="ru")

    jobs = hall.get("/devices/self/jobs", by="kiosk").json["jobs"]

    assert [job["layout"]["languages"] for job in jobs] == [
        ["en", "zh-CN"],
        ["en", "zh-CN"],
        ["zh-CN", "en"],
    ]


def test_a_paper_shows_the_first_notice_as_it_hangs_in_the_hall_now(tmp_path):
    of_the_file = {"zh-CN": "请看屏幕"}
    files = {name: replace(each, notices=(of_the_file,)) for name, each in the_halls().items()}
    written = [{"zh-CN": "今日照相服务在二楼。"}, {"zh-CN": "请保管好随身物品。"}]
    with serving(tmp_path, halls=files) as hall:

        def printed():
            (job,) = hall.get("/devices/self/jobs", by="kiosk").json["jobs"]
            return job["layout"]["notice"]

        hall.take()
        at_first = printed()
        hall.put(f"{AT}/notices", {"notices": written}, by="boss")
        as_written = printed()
        hall.put(f"{AT}/notices", {"notices": []}, by="boss")

        assert [at_first, as_written, printed()] == [of_the_file, written[0], None]


def test_another_copy_is_marked_as_one(hall):
    hall.take()
    (first,) = hall.get("/devices/self/jobs", by="kiosk").json["jobs"]
    hall.post(f"/jobs/{first['id']}/outcomes", {"state": "printed"}, by="kiosk")

    copy = answered(hall.do("reprints", by="desk"))
    (job,) = hall.get("/devices/self/jobs", by="kiosk").json["jobs"]

    assert (copy["copy"], copy["state"], job["layout"]["reprint"]) == (2, "queued", True)


def test_a_printer_that_is_away_takes_no_number_from_anybody(hall):
    ticket = hall.take()
    hall.post("/devices/self/heartbeats", {"status": {"printer": "offline"}}, by="kiosk")

    mine = hall.get(f"/tickets/{ticket['secret']}").json
    assert (mine["state"], mine["print"], mine["number"]) == ("waiting", "queued", "A001")
    devices = hall.get(f"{AT}/devices", by="boss").json["devices"]
    kiosk = next(each for each in devices if each["name"] == "kiosk")
    assert kiosk["status"] == {"printer": "offline"}


# -- health ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "/api/v1"])
def test_the_server_lives_is_ready_and_counts(hall, prefix):
    hall.take()
    ask = hall.client.get

    assert (ask(f"{prefix}/healthz").status_code, ask(f"{prefix}/readyz").status_code) == (200, 200)
    metrics = ask(f"{prefix}/metrics")
    assert metrics.mimetype == "text/plain"
    assert 'lunhou_events_total{hall="guangdong",kind="ticket_issued"} 1.0' in metrics.text


def test_metrics_are_for_this_machine_or_by_token(hall):
    far = {"REMOTE_ADDR": "203.0.113.9"}
    bearer = {"Authorization": "Bearer token-of-root"}
    officer = {"Authorization": "Bearer token-of-chen"}

    def ask(headers):
        return hall.client.get("/metrics", environ_base=far, headers=headers).status_code

    assert [ask(headers) for headers in ({}, officer, bearer)] == [401, 403, 200]


def test_a_server_whose_database_is_gone_is_not_ready(hall):
    from queue_server.domain.errors import StorageUnavailable

    def gone(_question):
        raise StorageUnavailable(retry_after_s=1)

    hall.server.questions.ask_all = gone

    assert hall.client.get("/readyz").status_code == 503
    assert hall.client.get("/healthz").status_code == 200
