"""Whatever a hall file holds, it is read or refused with its faults; nothing else ever happens."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queue_server.settings.hall_file import HallFileError, read_hall
from tests.settings.small_hall import SMALL, faults

NUMBERS = ("0", "-1", "1e400", "inf", "nan", "9" * 5000, "true", "2026-10-01")
TEXTS = ('""', '"x"', '"Asia"', '"24:00-25:00"', '"\\u0000"')
PARTS = (
    "",
    "=",
    '"',
    "\n",
    "\x00",
    "[",
    "[[",
    "]",
    "[[name]]\n",
    "[" * 3000,
    "[]",
    "{}",
    "[1]",
    "{ a = 1 }",
)
PIECES = st.sampled_from([*NUMBERS, *TEXTS, *PARTS])


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(SMALL)), st.integers(0, 12), PIECES | st.text(max_size=9))
def test_a_text_broken_anywhere_is_read_or_refused_and_nothing_else(hall_file, at, gone, put):
    path = hall_file((SMALL[:at] + put + SMALL[at + gone :]).encode(errors="replace"))

    try:
        read_hall(path)
    except HallFileError as refusal:
        lines = [fault.line for fault in refusal.errors]
    else:
        lines = [1]

    assert 1 <= min(lines) <= max(lines) <= SMALL.count("\n") + 12


VALUES = [line.partition(" = ")[2] for line in SMALL.splitlines() if " = " in line]


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(VALUES), PIECES)
def test_any_value_in_any_place_is_read_or_refused_and_nothing_else(hall_file, value, put):
    path = hall_file(SMALL.replace(value, put, 1))

    try:
        read_hall(path)
    except HallFileError as refusal:
        assert str(refusal) != ""  # noqa: PT017 -- most texts are refused, some are not


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60))
def test_any_bytes_are_refused_and_nothing_else(hall_file, written):
    assert faults(hall_file(written))
