"""Bad cases: each has its code and status, and changes nothing."""

import pytest

from tests.web.a_server import AT, HALL
from tests.web.shapes import shape

TAKE = f"{AT}/tickets"
CALL = f"{AT}/counters/3/calls"


@pytest.fixture
def busy(hall):
    """chen serves A001 at counter 3, wang sits at 1; A002 and B001 wait, A003 is given back."""
    hall.mine = hall.take()
    hall.take()
    hall.take("B")
    hall.gone = hall.take()
    hall.post(f"/tickets/{hall.gone['secret']}/cancellations", {})
    hall.sit(3, "chen")
    hall.sit(1, "wang")
    hall.call(3, "chen")
    hall.do("starts")
    return hall


def rows(hall):
    """Everything that a command may change."""
    from sqlalchemy import text

    tables = ("hall", "ticket", "line", "number", "seat", "event", "slot", "appointment", "job")
    with hall.server.database.reading.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
            for name in tables
        }


CASES = {
    # -- what is not there
    "an unknown hall": (
        "POST",
        "/halls/nowhere/tickets",
        {"service": "A"},
        "root",
        403,
        "forbidden",
    ),
    "an unknown hall to look at": ("GET", "/halls/nowhere", None, None, 404, "not_found"),
    "an unknown hall's board": ("GET", "/halls/nowhere/board", None, None, 404, "not_found"),
    "an unknown service": ("POST", TAKE, {"service": "Z"}, "kiosk", 422, "unknown_service"),
    "an unknown class": (
        "POST",
        TAKE,
        {"service": "A", "class": "king"},
        "kiosk",
        422,
        "unknown_class",
    ),
    "an unknown counter": ("POST", f"{AT}/counters/99/calls", {}, "chen", 404, "not_found"),
    "a counter of a large number": (
        "POST",
        f"{AT}/counters/{10**30}/calls",
        {},
        "chen",
        404,
        "not_found",
    ),
    "an unknown number": ("POST", f"{AT}/tickets/A099/recalls", {}, "chen", 404, "not_found"),
    "no number at all": ("POST", f"{AT}/tickets/x/recalls", {}, "chen", 404, "not_found"),
    "a chosen number that nobody has": ("POST", CALL, {"number": "A099"}, "chen", 404, "not_found"),
    "a secret of nobody": ("GET", "/tickets/nobody", None, None, 404, "not_found"),
    "a deferral of nobody": ("POST", "/tickets/x/deferrals", {"by_s": 600}, None, 404, "not_found"),
    "a code of nobody": ("POST", "/appointments/NOBODY22/check-ins", {}, None, 404, "not_found"),
    "a code of nobody, given back": ("DELETE", "/appointments/NO", None, None, 404, "not_found"),
    "an unknown job": ("POST", "/jobs/x/outcomes", {"state": "printed"}, "kiosk", 404, "not_found"),
    "an unknown device": (
        "PUT",
        f"{AT}/devices/x",
        {"state": "approved"},
        "boss",
        404,
        "not_found",
    ),
    "an address of nothing": ("GET", "/nothing", None, None, 404, "not_found"),
    "a method of nothing": ("PATCH", "/halls", None, None, 405, "method_not_allowed"),
    # -- what the hall does not do
    "a class that must be granted": (
        "POST",
        TAKE,
        {"service": "A", "class": "urgent", "reason": "unwell"},
        "kiosk",
        403,
        "forbidden",
    ),
    "a granted class without a reason": (
        "POST",
        TAKE,
        {"service": "A", "class": "urgent"},
        "desk",
        422,
        "invalid",
    ),
    "an appointment's class at the kiosk": (
        "POST",
        TAKE,
        {"service": "A", "class": "appointment"},
        "kiosk",
        403,
        "forbidden",
    ),
    "a counter that is taken": (
        "POST",
        f"{AT}/counters/1/sessions",
        {},
        "boss",
        409,
        "counter_taken",
    ),
    "who serves somebody elsewhere": (
        "POST",
        f"{AT}/counters/2/sessions",
        {},
        "chen",
        409,
        "ticket_in_hand",
    ),
    "getting up from somebody": (
        "DELETE",
        f"{AT}/counters/3/sessions/current",
        None,
        "chen",
        409,
        "ticket_in_hand",
    ),
    "a counter where nobody sits": (
        "POST",
        f"{AT}/counters/2/calls",
        {},
        "chen",
        409,
        "counter_closed",
    ),
    "another's counter": ("POST", CALL, {}, "wang", 403, "forbidden"),
    "another's pause": (
        "PUT",
        f"{AT}/counters/3/status",
        {"state": "paused"},
        "wang",
        403,
        "forbidden",
    ),
    "another's ticket": ("POST", f"{AT}/tickets/A001/completions", {}, "wang", 403, "forbidden"),
    "a notice for another's counter": (
        "POST",
        f"{AT}/spoken-notices",
        {"code": "duty_leader", "counter": 1},
        "chen",
        403,
        "forbidden",
    ),
    "a notice of who sits nowhere": (
        "POST",
        f"{AT}/spoken-notices",
        {"code": "quiet"},
        "zhao",
        403,
        "forbidden",
    ),
    "a notice that is not on the list": (
        "POST",
        f"{AT}/spoken-notices",
        {"code": "lottery"},
        "chen",
        422,
        "invalid",
    ),
    "a notice that lacks its counter": (
        "POST",
        f"{AT}/spoken-notices",
        {"code": "duty_leader"},
        "boss",
        422,
        "invalid",
    ),
    "a notice for a counter that is none": (
        "POST",
        f"{AT}/spoken-notices",
        {"code": "duty_leader", "counter": 99},
        "boss",
        404,
        "not_found",
    ),
    "a start of who was started": (
        "POST",
        f"{AT}/tickets/A001/starts",
        {},
        "chen",
        409,
        "illegal_transition",
    ),
    "a recall of who waits": (
        "POST",
        f"{AT}/tickets/A002/recalls",
        {},
        "chen",
        409,
        "illegal_transition",
    ),
    "a chosen one who is gone": (
        "POST",
        CALL,
        {"number": "A003"},
        "chen",
        409,
        "illegal_transition",
    ),
    "a second giving back": (
        "POST",
        f"{AT}/tickets/A003/cancellations",
        {},
        "chen",
        409,
        "illegal_transition",
    ),
    "a transfer to an unknown service": (
        "POST",
        f"{AT}/tickets/A001/transfers",
        {"service": "Z"},
        "chen",
        422,
        "unknown_service",
    ),
    "a transfer to nowhere": ("POST", f"{AT}/tickets/A001/transfers", {}, "chen", 422, "invalid"),
    "a transfer to both": (
        "POST",
        f"{AT}/tickets/A001/transfers",
        {"service": "B", "counter": 1},
        "chen",
        422,
        "invalid",
    ),
    "a rating before the end": (
        "POST",
        "/tickets/{mine}/ratings",
        {"grade": 5},
        None,
        409,
        "illegal_transition",
    ),
    "a second place": (
        "POST",
        f"{AT}/appointments",
        {"service": "B", "starts_at": "2026-11-23T02:00:00Z"},
        None,
        422,
        "invalid",
    ),
    "a paper of another device": (
        "POST",
        "/jobs/guangdong-1-1/outcomes",
        {"state": "printed"},
        "far-kiosk",
        403,
        "forbidden",
    ),
    "a printer that is none": (
        "POST",
        TAKE,
        {"service": "A", "printer": "guangdong-display"},
        "desk",
        422,
        "invalid",
    ),
    # -- what is not understood
    "an unknown field": (
        "POST",
        TAKE,
        {"service": "A", "colour": "red"},
        "kiosk",
        422,
        "unknown_field",
    ),
    "an unknown field of a press": ("POST", CALL, {"nummer": "A001"}, "chen", 422, "unknown_field"),
    "an unknown field of nothing": (
        "POST",
        f"{AT}/tickets/A001/recalls",
        {"x": 1},
        "chen",
        422,
        "unknown_field",
    ),
    "an unknown field of a question": (
        "GET",
        f"{AT}/events?befor=1",
        None,
        "boss",
        422,
        "unknown_field",
    ),
    "a body that is a list": ("POST", TAKE, [], "kiosk", 422, "invalid"),
    "a body that is a text": ("POST", TAKE, "A", "kiosk", 422, "invalid"),
    "no service": ("POST", TAKE, {}, "kiosk", 422, "invalid"),
    "a service of two letters": ("POST", TAKE, {"service": "AB"}, "kiosk", 422, "invalid"),
    "a party of nobody": ("POST", TAKE, {"service": "A", "party_size": 0}, "kiosk", 422, "invalid"),
    "half a person": ("POST", TAKE, {"service": "A", "party_size": 1.5}, "kiosk", 422, "invalid"),
    "a language that is none": (
        "POST",
        TAKE,
        {"service": "A", "language": "?"},
        "kiosk",
        422,
        "invalid",
    ),
    "a channel that is none": (
        "POST",
        TAKE,
        {"service": "A", "channel": "x"},
        "kiosk",
        422,
        "invalid",
    ),
    "a remark without end": (
        "POST",
        TAKE,
        {"service": "A", "remark": "x" * 501},
        "kiosk",
        422,
        "invalid",
    ),
    "a reason with a zero byte": (
        "POST",
        f"{AT}/tickets/A001/holds",
        {"reason": "a\0b"},
        "chen",
        422,
        "invalid",
    ),
    "a remark with a zero byte": (
        "POST",
        TAKE,
        {"service": "A", "remark": "\0"},
        "kiosk",
        422,
        "invalid",
    ),
    "a printer with a zero byte": (
        "POST",
        TAKE,
        {"service": "A", "printer": "\0"},
        "desk",
        422,
        "invalid",
    ),
    "a chosen number that is none": ("POST", CALL, {"number": "7"}, "chen", 422, "invalid"),
    "a state that is none": (
        "PUT",
        f"{AT}/counters/3/status",
        {"state": "gone"},
        "chen",
        422,
        "invalid",
    ),
    "a list of a state that is none": (
        "GET",
        f"{AT}/tickets?state=x",
        None,
        "chen",
        422,
        "invalid",
    ),
    "a deferral of a second": (
        "POST",
        "/tickets/{mine}/deferrals",
        {"by_s": 1},
        None,
        422,
        "invalid",
    ),
    "a deferral of a day": (
        "POST",
        "/tickets/{mine}/deferrals",
        {"by_s": 86400},
        None,
        422,
        "invalid",
    ),
    "a sixth grade": ("POST", "/tickets/{mine}/ratings", {"grade": 6}, None, 422, "invalid"),
    "a grouping by the moon": ("GET", f"{AT}/statistics?by=moon", None, "boss", 422, "invalid"),
    "a span that ends before it begins": (
        "GET",
        f"{AT}/statistics?from=2026-11-23&to=2026-11-22",
        None,
        "boss",
        422,
        "invalid",
    ),
    "a span without end": (
        "GET",
        f"{AT}/statistics?from=2020-01-01",
        None,
        "boss",
        422,
        "invalid",
    ),
    "a day that is none": (
        "GET",
        f"{AT}/slots?service=A&date=2026-13-01",
        None,
        None,
        422,
        "invalid",
    ),
    "a day before all days": (
        "GET",
        f"{AT}/slots?service=A&date=0001-01-01",
        None,
        None,
        422,
        "invalid",
    ),
    "a day after all days": (
        "GET",
        f"{AT}/slots?service=A&date=9999-12-31",
        None,
        None,
        422,
        "invalid",
    ),
    "slots of an unknown service": (
        "GET",
        f"{AT}/slots?service=Z&date=2026-11-23",
        None,
        None,
        422,
        "unknown_service",
    ),
    "a time without a zone": (
        "POST",
        f"{AT}/appointments",
        {"service": "A", "starts_at": "2026-11-23T02:00:00"},
        None,
        422,
        "invalid",
    ),
    "a time after all times": (
        "POST",
        f"{AT}/appointments",
        {"service": "A", "starts_at": "9999-12-31T23:59:59Z"},
        None,
        422,
        "invalid",
    ),
    "a record after all records": (
        "GET",
        f"{AT}/events?after={10**30}",
        None,
        "boss",
        422,
        "invalid",
    ),
    "a record before the first": ("GET", f"{AT}/events?after=-1", None, "boss", 422, "invalid"),
    "a device of no kind": (
        "POST",
        "/devices",
        {"hall": HALL, "kind": "toaster", "name": "x"},
        None,
        422,
        "invalid",
    ),
    "a device of no hall": (
        "POST",
        "/devices",
        {"hall": "x", "kind": "kiosk", "name": "x"},
        None,
        404,
        "not_found",
    ),
    "an outcome that is none": (
        "POST",
        "/jobs/guangdong-1-1/outcomes",
        {"state": "eaten"},
        "kiosk",
        422,
        "invalid",
    ),
    "a decision that is none": (
        "PUT",
        f"{AT}/devices/x",
        {"state": "pending"},
        "boss",
        422,
        "invalid",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_case_has_its_code_and_changes_nothing(busy, name):
    method, path, body, by, status, code = CASES[name]
    before = rows(busy)

    answer = busy.ask(method, path.format(mine=busy.mine["secret"]), body, by=by)

    assert (answer.status_code, answer.json["code"]) == (status, code), answer.json
    assert set(answer.json) == {"code", "message", "details"}
    assert answer.json["message"]
    assert rows(busy) == before


def test_nothing_to_call(hall):
    hall.sit()
    answer = hall.post(CALL, {}, by="chen")

    assert (answer.status_code, answer.json["code"], answer.json["details"]) == (
        409,
        "nothing_to_call",
        {"counter": 3},
    )


def test_a_number_outside_the_hours(hall):
    hall.clock.pass_(9 * 60)
    answer = hall.post(TAKE, {"service": "A"}, by="kiosk")

    assert (answer.status_code, answer.json["code"]) == (409, "hall_closed")


def test_a_paused_counter_calls_nobody(busy):
    busy.put(f"{AT}/counters/3/status", {"state": "paused"}, by="chen")
    answer = busy.post(CALL, {}, by="chen")

    assert (answer.status_code, answer.json["code"]) == (409, "counter_closed")


NO_JSON = {"half an object": b'{"service": "A"', "no text": b"\xff\xfe", "a form": b"service=A"}


@pytest.mark.parametrize("raw", NO_JSON.values(), ids=NO_JSON)
def test_what_is_not_json_is_invalid(hall, raw):
    answer = hall.post(TAKE, by="kiosk", raw=raw)

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")


def test_a_body_without_a_bottom_is_invalid(hall):
    answer = hall.post(TAKE, by="kiosk", raw=b'{"service":' * 5000)

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")


def test_a_body_over_64_kib_is_too_large_and_one_below_is_read(hall):
    large = hall.post(TAKE, by="kiosk", raw=b" " * (64 * 1024 + 1))
    below = hall.post(TAKE, by="kiosk", raw=b'{"service": "A"}'.ljust(64 * 1024))

    assert (large.status_code, large.json["code"]) == (413, "too_large")
    assert below.status_code == 201


def test_a_zero_byte_in_an_address_is_nobody_s(hall):
    answer = hall.get("/tickets/a%00b")

    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_a_code_without_end_is_nobody_s(hall):
    answer = hall.post(f"/appointments/{'A' * 500}/check-ins", {}, key="k")

    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_a_fault_of_ours_says_nothing_of_its_inside(hall, monkeypatch, caplog):
    def breaks(_question):
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(hall.server.questions, "ask", lambda *_: breaks(None))
    answer = hall.get(AT)

    assert (answer.status_code, answer.json["code"]) == (500, "unexpected")
    assert "inside" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_where_there_is_a_wait_it_is_said(hall, monkeypatch):
    from queue_server.domain.errors import Busy

    def busy(_command, **_about):
        raise Busy(retry_after_s=1)

    monkeypatch.setattr(hall.server.writer, "run", busy)
    answer = hall.post(TAKE, {"service": "A"}, by="kiosk")

    assert (answer.status_code, answer.json["code"], answer.headers["Retry-After"]) == (
        503,
        "busy",
        "1",
    )


def test_a_refusal_is_said_in_the_language_asked_for(hall):
    said = {
        asked: hall.get("/halls/nowhere", headers={"Accept-Language": asked}).json["message"]
        for asked in ("zh-CN", "zh", "", "en-GB,en;q=0.9", "xx", "zh-HK", "ko-KR", "ru")
    }

    assert said == {
        "zh-CN": "没有找到",
        "zh": "没有找到",
        "": "没有找到",
        "en-GB,en;q=0.9": "Not found",
        "xx": "Not found",
        "zh-HK": "沒有找到",
        "ko-KR": "찾을 수 없습니다",
        "ru": "Не найдено",
    }


def test_the_shape_of_a_refusal(hall):
    assert shape(hall.get("/halls/nowhere").json) == {
        "code": "text",
        "message": "text",
        "details": {"what": "text", "hall": "text"},
    }
