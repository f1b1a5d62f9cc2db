"""A broken hall file is refused with all its faults, each with its line."""

import re
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from queue_server.domain.assistance import Help
from queue_server.domain.case import CaseRules
from queue_server.domain.counter import Take
from queue_server.domain.hall import Rules, Voice
from queue_server.settings.hall_file import HallFileError, check, read_hall, read_halls
from tests.domain.builders import minutes, texts
from tests.settings.small_hall import SMALL, faults

BROKEN = [
    ("2026-10-01 = []", "20261001 = []", 6, "20261001 should be a date such as 2026-10-01"),
    ('"09:00-12:00"', "9", 4, 'monday should be a text such as "09:00-12:00"'),
    ('"09:00-12:00"', '"09:00:30-12:00"', 4, 'monday should be written as "09:00-12:00"'),
    ('id = "small"', 'id = "small"\ntimezone = 8', 2, "timezone should be a valid string"),
    ('id = "small"', 'id = "small"\nlanguages = "en"', 2, "languages should be a valid list"),
    (
        'id = "small"',
        'id = "small"\nlanguages = ["zh-CN", "en", "Klingon"]',
        2,
        "languages should be a language such as zh-CN",
    ),
    (
        'id = "small"',
        'id = "small"\nlanguages = ["en"]',
        2,
        'languages need "zh-CN", which every text falls back to',
    ),
    ('id = "small"', 'id = "Small"', 1, "id should be a short name in a-z, 0-9 and -"),
    ('id = "small"\n', "", 1, '"id" is missing'),
    (
        'id = "small"',
        'idd = "x"\nid = "small"',
        1,
        'there is no key "idd" here; did you mean "id"?',
    ),
    ('id = "small"', "id = small", 1, "no TOML: Invalid value"),
    ('id = "small"', 'id = "small"\nid = "small"', 2, "no TOML: Cannot overwrite a value"),
    (
        'id = "small"',
        'id = "small"\ntimezone = "Mars/Base"',
        2,
        '"Mars/Base" is no time zone; write one such as "Asia/Shanghai"',
    ),
    (
        'id = "small"',
        'id = "small"\nlanguages = ["zh-CN", "en", "en"]',
        2,
        "a language is written twice",
    ),
    (
        'id = "small"',
        'id = "small"\nlanguages = ["zh-CN", "en", "yue", "zh-Hant"]',
        2,
        '"yue" and "zh-Hant" are one language: write one of them',
    ),
    ('zh-CN = "小厅", ', "", 2, "there is no text in zh-CN"),
    ('zh-CN = "小厅", en = "Small hall"', "", 2, "there is no text in zh-CN and en"),
    ('en = "Small hall"', 'en = " "', 2, "en should be a text, not empty"),
    (
        'en = "Small hall"',
        'en = "Small hall", fr = "Salle"',
        2,
        '"fr" is none of the hall\'s languages',
    ),
    ("09:00-12:00", "09:00-13:30", 4, "monday has hours that overlap or are not in order"),
    ("09:00-12:00", "12:00-09:00", 4, "monday should end after it begins"),
    ("09:00-12:00", "9-12", 4, 'monday should be written as "09:00-12:00"'),
    ('["09:00-12:00", "13:00-24:00"]', "[]", 3, "the hall is never open"),
    ("monday", "mondey", 4, 'there is no key "mondey" here; did you mean "monday"?'),
    ("2026-10-01 = []", "2026-13-01 = []", 6, "2026-13-01 should be a date such as 2026-10-01"),
    ("2026-10-01 = []", '2026-10-01 = "closed"', 6, "2026-10-01 should be a valid list"),
    (
        '[reasons]\nfuneral = { zh-CN = "奔丧", en = "Funeral" }\n',
        "",
        15,
        "a granted class needs [reasons] to choose from",
    ),
    ('code = "normal"', 'code = "usual"', 9, 'there is no class with code = "normal"'),
    ('code = "urgent"', 'code = "normal"', 14, "code normal is used twice"),
    (
        "promise_min = 30",
        "promise_min = 0",
        12,
        "promise_min should be greater than or equal to 0.1",
    ),
    ("promise_min = 30", 'promise_min = "30"', 12, "promise_min should be a valid number"),
    ("promise_min = 30", "promise_min = true", 12, "promise_min should be a valid number"),
    ("promise_min = 30", "promise_min = inf", 12, "promise_min should be a finite number"),
    ('who = "granted"\n', "", 17, 'a class before everyone needs who = "granted"'),
    ('"granted"', '"given"', 17, "who should be 'declared', 'granted' or 'check_in'"),
    ("tier = 1", "tier = 2", 18, "tier should be less than or equal to 1"),
    ('letter = "B"', 'letter = "A"', 24, "letter A is used twice"),
    (
        'letter = "A"',
        'letter = "I"',
        20,
        "letter should be one capital letter, and neither I nor O",
    ),
    ("{ normal = 20 }", "{ student = 20 }", 22, "student is no class of this hall"),
    (
        "{ normal = 20 }",
        "{ normal = 20 }\nappointments = {}",
        23,
        'appointments need a class with who = "check_in"',
    ),
    ("number = 1", "number = 0", 27, "number should be greater than or equal to 1"),
    ('kind = "acceptance"\n', "", 26, '"kind" is missing'),
    ('service = "B"', 'service = "C"', 23, "no counter takes service B"),
    (
        'service = "B"',
        'service = "B", classes = ["student"]',
        23,
        "no counter takes service B",
    ),
    (
        'service = "B"',
        'service = "B", classes = ["urgent"]',
        23,
        "no counter takes service B for normal",
    ),
    (', { service = "B", detour_min = 2.5 }', "", 23, "no counter takes service B"),
    (', { service = "B", detour_min = 2.5 }', ', "B", "A"', 30, "takes A twice"),
    ("2.5", "-1", 30, "detour_min should be greater than or equal to 0"),
]


def test_a_hall_file_becomes_the_hall_it_describes(hall_file):
    hall = read_hall(hall_file(SMALL))

    assert (hall.id, hall.name, hall.timezone) == (
        "small",
        texts("小厅", "Small hall"),
        "Asia/Shanghai",
    )
    assert hall.hours.weekly[0] == ((time(9), time(12)), (time(13), time.max))
    assert hall.hours.dates == {date(2026, 10, 1): ()}
    assert hall.promise("A", "normal") == minutes(20)
    assert hall.promise("B", "normal") == minutes(30)
    assert hall.get_counter(1).takes == (
        Take(service="A"),
        Take(service="B", detour=minutes(2.5)),
    )
    assert hall.get_class("urgent").tier == 1


def test_a_hall_says_how_soon_it_answers_and_how_long_it_keeps_what_was_said(hall_file):
    said = "[cases]\nundone_days = 5\nkept_days = 60\n[reasons]"
    cases = read_hall(hall_file(SMALL.replace("[reasons]", said))).cases
    usual = read_hall(hall_file(SMALL)).cases

    assert list(cases.days.values()) == [5, 7, 15, 3]
    assert (cases.kept, cases.contact_kept) == (timedelta(days=60), timedelta(days=60))
    assert usual == CaseRules()


def test_cantonese_is_read_as_traditional_chinese(hall_file):
    written = SMALL.replace(
        'id = "small"', 'id = "small"\nlanguages = ["zh-CN", "yue", "en"]'
    ).replace('en = "Small hall"', 'en = "Small hall", yue = "小廳"')

    hall = read_hall(hall_file(written))

    assert hall.languages == ("zh-CN", "zh-Hant", "en")
    assert hall.name == {"zh-CN": "小厅", "en": "Small hall", "zh-Hant": "小廳"}


@pytest.mark.parametrize(
    ("right", "wrong", "line", "message"), BROKEN, ids=[f"{case[1]!r:.40}" for case in BROKEN]
)
def test_a_fault_is_named_on_its_line_before_what_follows_from_it(
    hall_file, right, wrong, line, message
):
    assert right in SMALL

    assert faults(hall_file(SMALL.replace(right, wrong, 1)))[0] == (line, message)


def test_all_faults_are_named_at_once(hall_file):
    text = SMALL.replace("promise_min = 30", "promise_min = -1").replace('"A", {', '"Z", "A", {')
    text = text.replace('en = "Passport"', 'fr = "Passeport"').replace(
        "[hours.dates]", "[hours.days]"
    )

    assert faults(hall_file(text)) == [
        (5, 'there is no key "days" here; did you mean "dates"?'),
        (12, "promise_min should be greater than or equal to 0.1"),
        (21, '"fr" is none of the hall\'s languages'),
        (21, "there is no text in en"),
        (30, "Z is no service of this hall"),
    ]


def test_an_empty_file_says_what_it_needs(hall_file):
    assert faults(hall_file("")) == [
        (1, '"classes" is missing'),
        (1, '"counters" is missing'),
        (1, '"hours" is missing'),
        (1, '"id" is missing'),
        (1, '"name" is missing'),
        (1, '"services" is missing'),
        (1, 'there is no class with code = "normal"'),
    ]


def test_a_file_that_is_not_there_or_no_text_is_refused(hall_file, tmp_path):
    assert faults(tmp_path / "none.toml") == [(1, "cannot be read: No such file or directory")]
    assert faults(tmp_path) == [(1, "cannot be read: Is a directory")]
    assert faults(hall_file(b'id = "a"\nname = "\xb9\xe3"')) == [(2, "is not written in UTF-8")]


def test_a_folder_of_halls_is_read_by_id(hall_file, tmp_path):
    hall_file(SMALL)
    hall_file(SMALL.replace('"small"', '"large"'), hall="large")

    assert list(read_halls(tmp_path)) == ["large", "small"]


def test_faults_of_all_files_of_a_folder_are_named(hall_file, tmp_path):
    first, second = hall_file(SMALL + "x = 1"), hall_file("x", hall="x")
    hall_file(SMALL, hall="twin")
    copy = hall_file(SMALL, hall="twin2")

    with pytest.raises(HallFileError) as refusal:
        read_halls(tmp_path)

    assert str(refusal.value).splitlines() == [
        f'{first}:31: there is no key "x" here',
        f'{copy}:1: another hall has the id "small" too',
        f"{second}:1: no TOML: Expected '=' after a key in a key/value pair",
    ]


def test_check_prints_faults_and_says_so_by_its_code(hall_file, capsys):
    path = hall_file(SMALL)
    assert (check(path), check(path.parent), check(path.parent.parent)) == (0, 0, 0)
    assert capsys.readouterr().out == "small: 2 services, 1 counters, no faults\n" * 3

    path.write_text(SMALL.replace("number = 1", "number = 0"), encoding="utf-8")
    assert check(path) == 1
    assert capsys.readouterr().out == f"{path}:27: number should be greater than or equal to 1\n"

    assert check(path.parent / "nothing") == 1


def test_an_empty_folder_has_no_halls(tmp_path, capsys):
    assert check(tmp_path) == 1
    assert capsys.readouterr().out == f"{tmp_path}:1: there is no folder with a hall.toml in it\n"


def test_the_example_of_the_manual_is_a_hall(hall_file):
    manual = (Path(__file__).parents[2] / "docs/halls.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)

    hall = read_hall(hall_file(example))

    assert [each.letter for each in hall.services] == ["A", "B"]
    assert hall.rules == Rules()
    assert hall.help == Help()
    assert hall.voice == Voice()
