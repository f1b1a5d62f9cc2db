"""What an officer does beside calling and serving, over HTTP: undo, sending, remarks, details."""

from datetime import timedelta

import pytest

from queue_server.domain.hall import NextDetails, Rules
from queue_server.use_cases.principal import Role
from tests.domain.builders import HALL, a_hall
from tests.web.a_server import AT, serving


@pytest.fixture
def desk(hall):
    """chen sits at counter 3, wang at counter 1; A001 is called to counter 3, A002 waits."""
    return begin(hall)


@pytest.fixture
def strict_desk(tmp_path):
    """The same, where officers may not pick and choose."""
    rules = Rules(
        next_details=NextDetails.COUNT, choose_reason=True, recall_guard=timedelta(seconds=3)
    )
    with serving(tmp_path, halls={HALL: a_hall(rules=rules)}) as hall:
        yield begin(hall)


def begin(hall):
    hall.take()
    hall.take()
    hall.post(f"{AT}/counters/3/sessions", {}, by="chen")
    hall.post(f"{AT}/counters/1/sessions", {}, by="wang")
    hall.post(f"{AT}/counters/3/calls", {}, by="chen")
    return hall


def do(hall, verb, number="A001", body=None, by="chen"):
    return hall.post(f"{AT}/tickets/{number}/{verb}", body or {}, by=by)


def counter(hall, by="chen"):
    return hall.get(f"{AT}/counters/3", by=by).json


def undo(hall, body=None, by="chen", key=None, number=3):
    return hall.post(f"{AT}/counters/{number}/undos", body or {}, by=by, key=key)


def test_the_counter_tells_what_may_be_taken_back_and_until_when(desk):
    told = counter(desk)["undo"]
    until = (desk.clock.now + timedelta(seconds=10)).isoformat(timespec="milliseconds")
    assert told == {
        "sequence": told["sequence"],
        "was": "ticket_called",
        "number": "A001",
        "until": until.replace("+00:00", "Z"),
    }

    undone = undo(desk, {"sequence": told["sequence"]}, key="once")
    again = undo(desk, {"sequence": told["sequence"]}, key="once")

    assert (undone.status_code, undone.json["undone"]) == (201, [told["sequence"]])
    assert [(each["number"], each["state"]) for each in undone.json["tickets"]] == [
        ("A001", "waiting")
    ]
    assert (undone.json["counter"]["ticket"], counter(desk)["undo"]) == (None, None)
    assert (again.json, again.headers["Idempotent-Replay"]) == (undone.json, "true")


def test_an_undo_too_late_or_of_nothing_says_so(desk):
    sequence = counter(desk)["undo"]["sequence"]
    desk.clock.pass_(seconds=11)
    late = undo(desk, {"sequence": sequence})
    of_nothing = undo(desk, {"sequence": 1})
    elsewhere = undo(desk, by="wang")

    assert [(each.status_code, each.json["code"]) for each in (late, of_nothing, elsewhere)] == [
        (409, "too_late_to_undo"),
        (409, "nothing_to_undo"),
        (403, "forbidden"),
    ]
    assert counter(desk)["undo"] is None


def test_back_to_the_sender_and_to_an_officer(desk):
    refused = do(desk, "transfers", body={"back": True})
    sent = do(desk, "transfers", body={"officer": "020332"})
    desk.post(f"{AT}/counters/1/calls", {}, by="wang")
    sent_by = desk.get(f"{AT}/counters/1", by="wang").json["current"]["sent_by"]
    back = do(desk, "transfers", body={"back": True}, by="wang")

    assert (refused.status_code, refused.json["code"]) == (409, "no_sender")
    assert (sent.status_code, sent_by, back.json["state"]) == (201, 3, "waiting")
    assert desk.post(f"{AT}/counters/3/calls", {}, by="chen").json["number"] == "A001"


def test_who_waits_is_put_off_by_the_staff_and_has_a_remark(desk):
    put_off = do(desk, "deferrals", "A002", {"by_s": 600}, by="desk")
    too_long = do(desk, "deferrals", "A002", {"by_s": 86_400})
    written = desk.put(f"{AT}/tickets/A002/remark", {"remark": "轮椅，请慢"}, by="desk")
    told = desk.get(f"{AT}/events?after=0&limit=100", by="boss").json["events"][-1]

    assert (put_off.status_code, put_off.json["state"], too_long.status_code) == (
        201,
        "waiting",
        422,
    )
    assert (written.status_code, written.json["remark"]) == (200, "轮椅，请慢")
    assert (told["kind"], told["number"], told["actor"]) == ("ticket_remarked", "A002", "desk")
    assert "轮椅" not in str(told)
    assert desk.put(f"{AT}/tickets/A002/remark", {"remark": None}, by="chen").json["remark"] is None


def test_where_details_are_kept_back_an_officer_is_told_how_many_and_the_manager_who(strict_desk):
    desk = strict_desk
    desk.clock.pass_(26)
    officer, manager = counter(desk), counter(desk, by="boss")

    figures = ("details", "waiting", "longest_since", "due_soon")
    assert [officer[each] for each in figures] == [False, 1, officer["current"]["issued_at"], 1]
    assert (officer["next"], [each["number"] for each in manager["next"]]) == ([], ["A002"])
    lists = [desk.get(f"{AT}/tickets", by=who).json["tickets"] for who in ("chen", "desk")]
    assert [[each["number"] for each in some] for some in lists] == [["A001"], ["A001", "A002"]]


def test_by_its_rules_a_hall_wants_reasons_and_no_hasty_recalls(strict_desk):
    desk = strict_desk
    rules = desk.get(f"/halls/{HALL}").json["rules"]
    recalled = do(desk, "recalls")
    chosen = desk.post(f"{AT}/counters/3/calls", {"number": "A002"}, by="chen")
    for_a_reason = {"number": "A002", "reason": "轮椅"}

    assert rules == {
        "undo_s": 10.0,
        "recall_guard_s": 3.0,
        "choose": True,
        "choose_reason": True,
        "deferral_at_most_s": 7200,
        "next_details": "count",
    }
    assert (recalled.status_code, recalled.json["attempt"]) == (201, 1)
    assert (chosen.status_code, chosen.json["code"]) == (422, "reason_required")
    assert desk.post(f"{AT}/counters/3/calls", for_a_reason, by="chen").status_code == 201


def test_whose_rights_ended_may_do_nothing_any_more(desk):
    desk.server.writer.run(_is_no_officer)
    desk.server.recogniser.forget()
    refused = do(desk, "starts")

    assert (refused.status_code, refused.json["code"]) == (403, "forbidden")
    assert counter(desk, by="boss")["current"]["state"] == "called"


def _is_no_officer(uow):
    account = uow.people.find_account("chen")
    account.roles = frozenset({Role.AUDITOR})
    uow.people.save_account(account)
