"""Screens and the voice in a hall file: read, or named with what is wrong."""

from datetime import time, timedelta

import pytest

from queue_server.domain.screen import Layout, Parts
from queue_server.settings.hall_file import read_hall
from tests.settings.small_hall import SMALL, faults

SCREEN = """\
[[screens]]
id = "zone"
name = { zh-CN = "西区", en = "West" }
"""


def test_a_screen_of_the_file_is_the_hall_s(hall_file):
    written = f"{SMALL}{SCREEN}counters = [1]\nservices = ['B']\ndepth_m = 12.5\nparts = {{ line = true }}\n"
    [screen] = read_hall(hall_file(written)).screens

    assert (screen.id, screen.layout, screen.counters, screen.services) == (
        "zone",
        Layout.HALL,
        (1,),
        ("B",),
    )
    assert (screen.depth_m, screen.digit_mm, screen.speaks) == (12.5, 31.2, False)
    assert screen.parts == Parts(line=True)


def test_the_code_to_check_in_with_is_a_part_like_every_other(hall_file):
    parts = [
        read_hall(hall_file(SMALL + SCREEN + more)).screens[0].parts
        for more in ("", "parts = { check_in = false }\n")
    ]

    assert parts == [Parts(check_in=True), Parts(check_in=False)]


def test_the_hall_s_own_screen_speaks_unless_it_is_written(hall_file):
    own = SCREEN.replace('"zone"', '"hall"')
    speaks = [
        read_hall(hall_file(SMALL + own + more)).screens[0].speaks
        for more in ("", "speaks = false\n")
    ]

    assert speaks == [True, False]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("counters = [2]", "there is no counter 2 in this hall"),
        ("services = ['A', 'C']", "C is no service of this hall"),
        ("layout = 'window'", "a window's screen needs its counter"),
        ("counter = 1", "only a window's screen has a counter"),
        ("counters = []", "a zone needs something in it; leave it out for the whole hall"),
        ("services = ['A', 'A']", "is named twice"),
        ("parts = { lines = true }", 'there is no key "lines" here; did you mean "line"?'),
        ("depth_m = 0", "depth_m should be greater than 0"),
    ],
)
def test_a_screen_that_cannot_be_is_named(hall_file, written, says):
    found = faults(hall_file(f"{SMALL}{SCREEN}{written}\n"))

    assert [message for _, message in found] == [says]


def test_a_voice_has_hours_and_volumes(hall_file):
    voice = """\
[voice]
stale_s = 60
volume = 80
volumes = [{ hours = "12:00-13:00", percent = 40 }]
quiet = ["20:00-24:00"]
pre_call = 2
languages = ["zh-CN", "yue"]
"""
    read = read_hall(hall_file(SMALL.replace("[hours]", f"{voice}[hours]", 1))).voice

    assert (read.stale, read.volume, read.pre_call) == (timedelta(seconds=60), 80, 2)
    assert read.volumes == (((time(12), time(13)), 40),)
    assert (read.quiet, read.languages) == (((time(20), time.max),), ("zh-CN", "yue"))


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("volume = 101", "volume should be less than or equal to 100"),
        ('languages = ["xx"]', "languages should be 'zh-CN', 'yue', 'en', 'ko' or 'ru'"),
        (
            'volumes = [{hours="9:00", percent=1}]',
            'hours should be written as "09:00-12:00"',
        ),
        (
            'volumes = [{hours="09:00-12:00", percent=1}, {hours="11:00-13:00", percent=2}]',
            "volumes have hours that overlap",
        ),
    ],
)
def test_a_voice_that_cannot_be_is_named(hall_file, written, says):
    found = faults(hall_file(SMALL.replace("[hours]", f"[voice]\n{written}\n[hours]", 1)))

    assert [message for _, message in found] == [says]
