"""Screens, notices and the duty leader: a manager's, and never undone by accident."""

import pytest

from queue_server.domain.screen import Parts, Screen
from queue_server.domain.screen_plan import for_this_hall
from queue_server.use_cases.screens import screen_from_json, screen_to_json
from queue_server.web.schemas.of_screens import PartsOrder
from tests.domain.builders import a_counter, a_hall
from tests.web.a_server import AT

DOOR = {"name": {"zh-CN": "门口", "en": "Door"}, "layout": "waiting"}
USUAL = {
    "waiting": True, "coming": True, "duty": True, "notices": True, "media": True,
    "check_in": True, "line": False, "clock": True, "officer": True, "photo": False,
}  # fmt: skip


def configure(hall, name="door", *, by="boss", **facts):
    return hall.put(f"{AT}/screens/{name}", {**DOOR, **facts}, by=by)


def names(hall):
    return [each["id"] for each in hall.get(f"{AT}/screens").json["screens"]]


def refusal(answer):
    return answer.status_code, answer.json["code"], answer.json["details"]


def last_event(hall):
    return hall.get(f"{AT}/events", by="boss").json["events"][-1]


def test_a_hall_has_its_own_screen_and_one_over_each_counter(hall):
    assert names(hall) == ["hall", "window-1", "window-2", "window-3"]
    own, window = (hall.get(f"{AT}/screens/{name}").json for name in ("hall", "window-3"))

    assert own == {
        "id": "hall", "name": own["name"], "layout": "hall", "counter": None, "counters": None,
        "services": None, "speaks": True, "depth_m": None, "height_mm": None, "parts": USUAL,
        "digit_mm": None, "origin": "default", "version": 0,
    }  # fmt: skip
    assert (window["layout"], window["counter"], window["speaks"]) == ("window", 3, False)


def test_a_screen_is_configured_and_says_how_high_its_numbers_must_be(hall):
    answer = configure(
        hall, counters=[1, 2], services=["A"], depth_m=20, height_mm=680, parts={"line": True}
    )

    assert answer.status_code == 200
    assert answer.json == hall.get(f"{AT}/screens/door").json
    assert answer.json == {
        "id": "door", **DOOR, "counter": None, "counters": [1, 2], "services": ["A"],
        "speaks": False, "depth_m": 20.0, "height_mm": 680.0, "parts": USUAL | {"line": True},
        "digit_mm": 50.0, "origin": "manager", "version": 1,
    }  # fmt: skip
    event = last_event(hall)
    assert (event["kind"], event["screen"], event["actor"]) == ("screen_changed", "door", "boss")


def test_the_code_to_check_in_with_is_taken_off_a_screen_and_put_back(hall):
    shown = [
        configure(hall, "hall", layout="hall", parts=parts).json["parts"]["check_in"]
        for parts in ({}, {"check_in": False}, {"check_in": True})
    ]

    assert shown == [True, False, True]


def test_a_screen_that_is_forgotten_is_as_it_was_before_anybody_configured_it(hall):
    configure(hall)
    configure(hall, "hall", layout="hall", services=["B"])

    gone = hall.delete(f"{AT}/screens/door", by="boss")
    own = hall.delete(f"{AT}/screens/hall?version=2", by="boss")

    assert (gone.status_code, gone.json) == (200, {"screen": None})
    screen = own.json["screen"]
    assert (screen["services"], screen["origin"], screen["version"]) == (None, "default", 4)
    assert names(hall) == ["hall", "window-1", "window-2", "window-3"]
    again = hall.delete(f"{AT}/screens/hall", by="boss")
    assert refusal(again) == (404, "not_found", {"what": "screen", "screen": "hall"})


WRONG = {
    "a counter that is not there": ({"counters": [1, 99]}, (404, "not_found")),
    "a service that is not there": ({"services": ["Z"]}, (422, "unknown_service")),
    "a window without its counter": ({"layout": "window"}, (422, "invalid")),
    "a window over a counter that is not there": (
        {"layout": "window", "counter": 99},
        (404, "not_found"),
    ),
    "a counter over no window": ({"counter": 1}, (422, "invalid")),
    "an empty zone": ({"counters": []}, (422, "invalid")),
    "a counter twice": ({"counters": [1, 1]}, (422, "invalid")),
    "a layout nobody knows": ({"layout": "sofa"}, (422, "invalid")),
    "a hall without depth": ({"depth_m": 0}, (422, "invalid")),
    "a hall of endless depth": ({"depth_m": 1e9}, (422, "invalid")),
    "no name in Chinese": ({"name": {"en": "Door"}}, (422, "invalid")),
    "a part nobody knows": ({"parts": {"weather": True}}, (422, "unknown_field")),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_screen_that_cannot_be_is_refused_and_nothing_changes(hall, name):
    said, expected = WRONG[name]

    assert refusal(configure(hall, **said))[:2] == expected
    assert (names(hall), last_events(hall)) == (["hall", "window-1", "window-2", "window-3"], [])


def last_events(hall):
    return hall.get(f"{AT}/events", by="boss").json["events"]


@pytest.mark.parametrize("name", ["Door", "9", "a" * 33, "a_b"])
def test_a_screen_s_name_is_one_for_addresses(hall, name):
    assert refusal(configure(hall, name)) == (422, "invalid", {"field": "screen"})


def test_the_screen_over_one_counter_is_no_other_s(hall):
    answer = configure(hall, "window-2", layout="window", counter=3)

    assert refusal(answer)[:2] == (422, "invalid")
    assert configure(hall, "window-2", layout="window", counter=2).status_code == 200


def test_of_two_managers_at_once_the_second_is_told_so(hall):
    seen = hall.get(f"{AT}/screens/hall").json["version"]
    first = configure(hall, "hall", layout="hall", version=seen, depth_m=10)
    second = configure(hall, "hall", layout="hall", version=seen, depth_m=30)

    assert (first.status_code, refusal(second)) == (
        200,
        (409, "changed_meanwhile", {"what": "screen", "version": first.json["version"]}),
    )
    assert hall.get(f"{AT}/screens/hall").json["depth_m"] == 10.0


def test_a_screen_of_a_hall_that_was_set_up_anew_keeps_what_is_left_of_its_zone():
    zone = {"counters": (2, 9), "services": ("B", "Q")}
    screen = Screen(id="zone", name={"zh-CN": "西区"}, **zone)
    window = Screen(id="w", name={"zh-CN": "窗"}, layout="window", counter=9)
    hall = a_hall(counters=(a_counter(2),))

    kept = for_this_hall(screen, hall)

    assert (kept.counters, kept.services) == ((2,), ("B",))
    assert for_this_hall(window, hall) is None
    alone = for_this_hall(Screen(id="z", name=screen.name, counters=(9,)), hall)
    assert alone.counters is None


def test_a_part_that_is_not_named_is_as_everywhere_else():
    assert PartsOrder().model_dump() == {name: getattr(Parts(), name) for name in USUAL}


def test_a_screen_that_was_kept_before_a_part_was_known_has_it_as_usual():
    kept = screen_to_json(Screen(id="door", name={"zh-CN": "门口"}, parts=Parts(line=True)))
    del kept["parts"]["check_in"]

    assert screen_from_json(kept).parts == Parts(line=True, check_in=True)


# -- notices -----------------------------------------------------------------------------


def test_notices_are_the_file_s_until_a_manager_writes_others(hall):
    before = hall.get(f"{AT}/notices").json
    wanted = [{"zh-CN": "今日下午三点闭馆", "en": "Closing at three today"}]
    answer = hall.put(f"{AT}/notices", {"notices": wanted, "version": 0}, by="boss")

    assert (before["origin"], before["version"]) == ("file", 0)
    usual = before["notices"]
    assert answer.json == {"notices": wanted, "usual": usual, "origin": "manager", "version": 1}
    assert hall.get(f"{AT}/board").json["notices"] == wanted
    assert hall.get(AT).json["notices"] == wanted
    assert hall.put(f"{AT}/notices", {"notices": []}, by="boss").json["notices"] == []
    stale = hall.put(f"{AT}/notices", {"notices": wanted, "version": 1}, by="boss")
    assert refusal(stale)[:2] == (409, "changed_meanwhile")


def test_notices_that_are_taken_back_are_the_file_s_again(hall):
    usual = hall.get(f"{AT}/notices").json["notices"]
    hall.put(f"{AT}/notices", {"notices": [{"zh-CN": "今日下午三点闭馆"}]}, by="boss")
    answer = hall.put(f"{AT}/notices", {"notices": None, "version": 1}, by="boss")

    assert answer.json == {"notices": usual, "usual": usual, "origin": "file", "version": 2}
    assert [hall.get(path).json["notices"] for path in (AT, f"{AT}/board")] == [usual, usual]
    stale = hall.put(f"{AT}/notices", {"notices": None, "version": 1}, by="boss")
    assert refusal(stale)[:2] == (409, "changed_meanwhile")


@pytest.mark.parametrize(
    "notices", [[{"en": "no Chinese"}], [{"zh-CN": "  "}], [{"zh-CN": "长" * 501}], [{}], "text"]
)
def test_a_notice_is_a_text_in_chinese_at_least(hall, notices):
    answer = hall.put(f"{AT}/notices", {"notices": notices}, by="boss")

    assert refusal(answer)[:2] == (422, "invalid")


# -- the duty leader ---------------------------------------------------------------------


def test_the_duty_leader_is_named_for_today_alone(hall):
    named = hall.put(f"{AT}/duty-leader", {"badge": "020007", "name": "周倩"}, by="boss")
    leader = {"badge": "020007", "name": "周倩", "photo": None}

    assert named.json == {"duty_leader": leader, "photo": None, "origin": "manager", "version": 1}
    assert [hall.get(path).json["duty_leader"] for path in (AT, f"{AT}/board")] == [leader, leader]
    hall.clock.pass_(24 * 60)
    tomorrow = hall.get(f"{AT}/duty-leader").json
    assert (tomorrow["duty_leader"], tomorrow["origin"]) == (None, "default")


def test_a_duty_leader_is_taken_back(hall):
    hall.put(f"{AT}/duty-leader", {"badge": "020007", "name": "周倩"}, by="boss")
    answer = hall.put(f"{AT}/duty-leader", {"badge": None, "version": 1}, by="boss")

    assert (answer.json["duty_leader"], answer.json["version"]) == (None, 2)
    assert last_event(hall)["kind"] == "duty_changed"


def test_a_duty_leader_has_a_name_and_a_photo_that_is_there(hall):
    nameless = hall.put(f"{AT}/duty-leader", {"badge": "020007"}, by="boss")
    said = {"badge": "020007", "name": "周倩", "photo": "0" * 16}
    faceless = hall.put(f"{AT}/duty-leader", said, by="boss")

    assert refusal(nameless) == (422, "invalid", {"field": "name"})
    assert refusal(faceless) == (404, "not_found", {"what": "media", "id": "0" * 16})


# -- what comes, and the voice -------------------------------------------------------------


def test_the_board_says_who_comes_next_and_where(hall):
    hall.take()
    hall.take("A", **{"class": "elderly"})
    hall.take("B")
    hall.clock.pass_(2)
    hall.sit(3)

    assert hall.get(f"{AT}/board").json["coming"] == [
        {"number": "A002", "service": "A", "counters": [3]},
        {"number": "A001", "service": "A", "counters": [3]},
        {"number": "B001", "service": "B", "counters": [3]},
    ]


def test_a_hall_says_how_its_voice_speaks(hall):
    assert hall.get(AT).json["voice"] == {
        "repeats": 1, "yao": False, "stale_s": 90, "volume": 100, "volumes": [], "quiet": [],
        "pre_call": 0, "languages": ["zh-CN", "en"],
    }  # fmt: skip
