"""The five sample halls read clean, and say what the halls say of themselves."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from queue_server.domain.counter import CounterKind
from queue_server.domain.priority_class import Who
from queue_server.settings.hall_file import read_halls
from tests.domain.builders import minutes

HALLS = read_halls(Path(__file__).parents[2] / "halls")
each_hall = pytest.mark.parametrize("hall", HALLS.values(), ids=HALLS)
CLASSES = ["normal", "elderly", "disabled", "pregnant", "soldier", "appointment", "urgent"]
DEDICATED = ["student", "talent", "company"]


def kinds(hall):
    return [counter.kind.value for counter in hall.counters]


def test_the_five_halls_are_here():
    assert list(HALLS) == ["chengdu", "guangdong", "guangzhou", "linkou", "wuxue"]


@pytest.mark.parametrize(
    ("hall", "languages"),
    [
        ("chengdu", {"zh-CN", "en"}),
        ("guangdong", {"zh-CN", "zh-Hant", "en"}),
        ("guangzhou", {"zh-CN", "zh-Hant", "en"}),
        ("linkou", {"zh-CN", "en", "ko", "ru"}),
        ("wuxue", {"zh-CN", "en"}),
    ],
)
def test_a_hall_says_everything_in_each_of_its_languages(hall, languages):
    found = HALLS[hall]
    texts = [
        found.name,
        found.area,
        *found.notices,
        *found.reasons.values(),
        *(each.name for each in (*found.services, *found.classes, *found.counters)),
        *(each.area for each in found.services if each.area),
        *(each.bring for each in found.services if each.bring),
    ]

    assert set(found.languages) == languages
    assert [text for text in texts if set(text) != languages] == []


@each_hall
def test_a_hall_has_the_classes_of_the_contract(hall):
    expected = CLASSES[:-1] + (DEDICATED if hall.id == "guangzhou" else []) + CLASSES[-1:]

    assert [each.code for each in hall.classes] == expected
    assert {each.code: each.who for each in hall.classes if each.who is not Who.DECLARED} == {
        "appointment": Who.CHECK_IN,
        "urgent": Who.GRANTED,
    }
    assert [each.code for each in hall.classes if each.tier] == ["urgent"]


@each_hall
def test_a_hall_promises_by_law_first(hall):
    promises = {each.code: each.promise for each in hall.classes}

    assert {promises[code] for code in ("elderly", "disabled", "pregnant", "soldier")} == {
        minutes(5)
    }
    assert (promises["appointment"], promises["normal"]) == (minutes(10), minutes(30))
    assert [promises[code] for code in DEDICATED if code in promises] in ([], [minutes(20)] * 3)


@each_hall
def test_counters_1_to_3_take_services_a_and_b_of_everyone_at_once(hall):
    assert (hall.get_service("A").kiosk, hall.get_service("B").kiosk) == (True, True)
    for number in (1, 2, 3):
        takes = [hall.get_counter(number).find_take(letter, "normal") for letter in "AB"]
        assert [(take.classes, take.detour) for take in takes] == [(None, minutes(0))] * 2


@each_hall
def test_counters_are_numbered_from_one(hall):
    assert [each.number for each in hall.counters] == list(range(1, len(hall.counters) + 1))


@each_hall
def test_a_hall_keeps_the_holidays_and_make_up_days_of_2026(hall):
    holidays = sum(not intervals for intervals in hall.hours.dates.values())
    make_up = sorted(day for day, intervals in hall.hours.dates.items() if intervals)

    assert holidays == 3 + 9 + 3 + 5 + 3 + 3 + 7
    assert [f"{day:%m-%d %a}" for day in make_up] == [
        "01-04 Sun",
        "02-14 Sat",
        "02-28 Sat",
        "05-09 Sat",
        "09-20 Sun",
        "10-10 Sat",
    ]
    assert hall.hours.on(date(2026, 10, 1)) == ()
    assert hall.hours.on(date(2026, 10, 10)) == hall.hours.on(date(2026, 10, 9))


@each_hall
def test_a_hall_has_reasons_notices_a_leader_and_a_line_for_complaints(hall):
    assert list(hall.reasons) == [
        "funeral",
        "treatment",
        "critical_patient",
        "meeting",
        "study",
        "lost_document",
        "visa_expiring",
        "emergency_abroad",
    ]
    assert all((hall.notices, hall.area, hall.duty_leader))
    assert hall.complaint_line.endswith("0000000")


@each_hall
def test_appointments_can_be_made_for_the_first_services(hall):
    assert hall.get_service("A").appointments.slot == minutes(30)
    assert hall.get_service("A").appointments.capacity >= 2


def test_guangdong_has_thirteen_windows_of_five_kinds():
    hall = HALLS["guangdong"]

    assert kinds(hall) == ["acceptance"] * 7 + ["issue"] * 3 + [
        "fingerprint",
        "urgent",
        "duty_leader",
    ]
    assert {each.letter: each.name["zh-CN"] for each in hall.services} == {
        "A": "普通护照",
        "B": "往来港澳通行证",
        "C": "往来台湾通行证",
        "D": "前往港澳通行证",
        "E": "业务咨询",
        "F": "证件领取",
        "G": "采集指纹",
        "H": "业务接访",
    }
    assert hall.is_open(datetime(2026, 11, 23, 5, 0, tzinfo=UTC))
    assert hall.area["zh-CN"] == "一楼等候区"
    assert not hall.rules.start_on_call


def test_the_urgent_window_of_guangdong_helps_others_when_it_is_free():
    urgent_window = HALLS["guangdong"].get_counter(12)

    assert urgent_window.find_take("A", "urgent").detour == minutes(0)
    assert urgent_window.find_take("A", "normal").detour == minutes(15)


def test_wuxue_does_a_whole_visit_in_one_line():
    hall = HALLS["wuxue"]
    steps = [hall.get_service(letter) for letter in "CDEFG"]

    assert [step.name["zh-CN"] for step in steps] == [
        "业务咨询",
        "照相",
        "填表",
        "缴费",
        "证件领取",
    ]
    assert [step.kiosk for step in steps] == [True, False, False, False, True]
    assert kinds(hall)[-2:] == ["appointment", "green_channel"]


def test_chengdu_is_open_at_noon_and_on_saturday():
    hours = HALLS["chengdu"].hours

    assert hours.on(date(2026, 11, 23)) == ((time(8, 30), time(18)),)
    assert hours.on(date(2026, 11, 28)) == ((time(9), time(16)),)
    assert hours.on(date(2026, 11, 29)) == ()


def test_guangzhou_speaks_cantonese_and_has_windows_for_its_groups():
    hall = HALLS["guangzhou"]

    assert hall.languages[:2] == ("zh-CN", "zh-Hant")
    assert [each.name["zh-CN"] for each in hall.counters if each.kind == "dedicated"] == [
        "师生窗口",
        "老年人窗口",
        "湾区人才窗口",
        "企业窗口",
    ]
    assert hall.get_counter(20).kind == CounterKind.UNRESOLVED


def test_linkou_starts_on_the_call_and_signs_in_four_languages():
    hall = HALLS["linkou"]

    assert hall.rules.start_on_call
    assert hall.languages == ("zh-CN", "en", "ko", "ru")
    assert kinds(hall)[3:] == ["issue", "express", "payment", "green_channel", "appointment"]


@each_hall
def test_every_service_has_a_pictogram(hall):
    icons = (Path(__file__).parents[2] / "queue_server/web/static/shared/icons.js").read_text(
        "utf-8"
    )

    assert [each.icon for each in hall.services if f"\n  {each.icon}: " not in icons] == []
