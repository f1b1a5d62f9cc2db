"""From the code on a screen to the screen on the wall, by the interface alone."""

import logging

import pytest

from queue_server.use_cases.display import Report
from tests.web.a_server import AT, HALL, serving

CODE = {"kind": "display", "pairing": True}


@pytest.fixture
def asked(hall):
    return hall.post("/devices", CODE).json


def pair(hall, code, **facts):
    body = {"code": code, "screen": "hall", "name": "主屏", **facts}
    return hall.post(f"{AT}/pairings", body, by="boss")


def fate(hall, asked):
    return hall.post("/devices/pairings", {"secret": asked["secret"]}).json


def displays(hall):
    return hall.get(f"{AT}/displays", by="boss").json["displays"]


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_a_screen_is_paired_and_its_secret_is_its_token(hall, asked):
    waiting = fate(hall, asked)
    device = pair(hall, asked["code"]).json
    paired = fate(hall, asked)
    bearer = {"Authorization": f"Bearer {paired['token']}"}
    beat = hall.post("/devices/self/heartbeats", {"status": {}}, headers=bearer)

    assert waiting == {
        "state": "waiting",
        "code": asked["code"],
        "expires_at": asked["expires_at"],
        "expires_in_s": 600,
    }
    assert paired == {"state": "paired", "hall": HALL, "screen": "hall", "token": asked["secret"]}
    assert (device["kind"], device["state"], device["screen"]) == ("display", "approved", "hall")
    assert (beat.status_code, beat.json["hall"]) == (200, HALL)


def test_a_screen_may_be_given_another_place(hall, asked):
    device = pair(hall, asked["code"]).json
    hall.put(
        f"{AT}/devices/{device['id']}",
        {"state": "approved", "screen": "window-3", "name": "三号窗口"},
        by="boss",
    )

    (listed,) = displays(hall)
    assert (fate(hall, asked)["screen"], listed["name"]) == ("window-3", "三号窗口")


def test_a_revoked_screen_begins_anew(hall, asked):
    device = pair(hall, asked["code"]).json
    hall.put(f"{AT}/devices/{device['id']}", {"state": "revoked"}, by="boss")

    assert (fate(hall, asked), displays(hall)) == ({"state": "expired"}, [])


def test_a_code_that_no_screen_shows_is_not_found(hall, asked):
    answer = pair(hall, wrong(asked["code"]))

    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_after_ten_wrong_codes_the_right_one_waits_too(hall, asked):
    statuses = [pair(hall, wrong(asked["code"])).status_code for _ in range(10)]
    refused = pair(hall, asked["code"])

    assert statuses == [404] * 10
    assert (refused.status_code, refused.json["code"]) == (429, "too_many_requests")
    assert refused.headers["Retry-After"] == "601"


def test_codes_and_secrets_are_in_no_log_and_in_no_table_but_as_digests(hall, asked, caplog):
    caplog.set_level(logging.DEBUG)
    pair(hall, wrong(asked["code"]))
    pair(hall, asked["code"])
    fate(hall, asked)
    record = hall.get(f"{AT}/events", by="boss").text

    forbidden = [asked["code"], wrong(asked["code"]), asked["secret"]]
    assert [each for each in forbidden if each in caplog.text + record] == []


@pytest.mark.parametrize("code", ["48291", "4829131", "48291a", "四八二九一三", ""])
def test_what_is_no_code_is_refused_before_it_counts(hall, code):
    assert pair(hall, code).status_code == 422


def test_only_a_display_shows_a_code(hall):
    answer = hall.post("/devices", {"kind": "kiosk", "pairing": True})

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")


def test_the_page_of_a_screen_without_a_hall_is_not_kept(hall):
    page = hall.client.get("/display")

    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert "/static/display/pairing.js" in page.text


def hear(hall, device, **facts):
    report = Report(**{"screen": "hall", "sequence": 0, "sound": "ready", **facts})
    hall.server.screens.hear(HALL, device, report, 0)
    hall.server.screens.tend(hall.server.halls.get(HALL))


def test_what_a_screen_says_is_on_the_manager_s_page(hall, asked):
    device = pair(hall, asked["code"]).json["id"]
    hear(
        hall,
        device,
        sound="blocked",
        spoke=(1, "bank"),
        missing=("chime",),
        clock_off_s=0.26,
        version="9",
    )

    assert displays(hall) == [
        {
            "screen": "hall",
            "device": device,
            "name": "主屏",
            "connected": True,
            "seen_at": "2026-11-23T01:00:00.000Z",
            "sequence": 0,
            "behind": 0,
            "sound": "blocked",
            "spoke": {"sequence": 1, "by": "bank"},
            "missing": ["chime"],
            "clock_off_s": 0.3,
            "version": "9",
            "alarm": "clips",
        }
    ]


def test_a_lost_screen_is_an_event_and_its_return_too(hall, asked):
    device = pair(hall, asked["code"]).json["id"]
    hear(hall, device)
    hall.clock.pass_(1)
    hall.server.screens.tend(hall.server.halls.get(HALL))
    hall.clock.pass_(1)
    hear(hall, device)

    events = hall.get(f"{AT}/events", by="boss").json["events"]
    assert [(each["kind"], each["state"]) for each in events] == [
        ("device_changed", "approved"),
        ("device_changed", "lost"),
        ("device_changed", "well"),
    ]


def test_a_screen_that_reports_to_another_process_is_not_lost(hall, asked, tmp_path):
    """Two servers over one database: one hears the screen, the other one looks."""
    device = pair(hall, asked["code"]).json["id"]
    with serving(tmp_path / "data") as other:
        for server in (hall, other):
            server.clock.pass_(1)
        hear(other, device)
        hall.server.screens.tend(hall.server.halls.get(HALL))

        (seen,) = displays(hall)
        assert (seen["connected"], seen["alarm"]) == (True, None)
        assert [each["kind"] for each in hall.get(f"{AT}/events", by="boss").json["events"]] == [
            "device_changed"
        ]
