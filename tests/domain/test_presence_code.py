"""The code that says "I am in the hall"."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.presence_code import STEP_S, code_at, is_right, seconds_left
from tests.domain.builders import NINE

KEY = b"a key of the installation"
seconds = st.integers(0, 10**6)


@given(seconds, st.integers(0, 2 * STEP_S - 1))
def test_a_code_is_right_in_its_minute_and_the_next(start, later):
    """Rounded to the minute: who reads it at its end still has a whole one."""
    shown = NINE + timedelta(seconds=start * STEP_S)

    assert is_right(
        KEY, "guangzhou", code_at(KEY, "guangzhou", shown), shown + timedelta(seconds=later)
    )


@given(seconds)
def test_an_old_code_is_wrong(start):
    shown = NINE + timedelta(seconds=start)
    later = shown + timedelta(seconds=2 * STEP_S)
    old = code_at(KEY, "guangzhou", shown)
    now = {code_at(KEY, "guangzhou", later - timedelta(seconds=each)) for each in (0, STEP_S)}

    assert is_right(KEY, "guangzhou", old, later) == (old in now)


def test_each_hall_and_each_installation_has_its_own():
    codes = {code_at(key, hall, NINE) for key in (KEY, b"another") for hall in ("a", "b", "c")}

    assert len(codes) == 6


def test_a_code_is_six_digits_and_nothing_else_is_right():
    assert code_at(KEY, "guangzhou", NINE) == code_at(
        KEY, "guangzhou", NINE + timedelta(seconds=59)
    )
    assert len(code_at(KEY, "guangzhou", NINE)) == 6
    wrong = ["", "0", "１２３４５６", code_at(KEY, "guangzhou", NINE) + "0"]
    assert [each for each in wrong if is_right(KEY, "guangzhou", each, NINE)] == []


def test_the_next_code_comes_at_the_full_minute():
    assert [seconds_left(NINE + timedelta(seconds=each)) for each in (0, 1, 59, 60)] == [
        60,
        59,
        1,
        60,
    ]
