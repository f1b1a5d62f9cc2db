"""Hours: the week, and single days that differ from it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.calendar import Hours, moment
from tests.domain.builders import MONDAY, NINE, OFFICE_DAY, OFFICE_HOURS

SHANGHAI = ZoneInfo("Asia/Shanghai")
SATURDAY, NATIONAL_DAY = date(2026, 10, 10), date(2026, 10, 1)
MOMENTS = st.timedeltas(timedelta(days=-80), timedelta(days=10)).map(lambda gone: NINE + gone)
HOURS = Hours(weekly=OFFICE_HOURS.weekly, dates={NATIONAL_DAY: (), SATURDAY: OFFICE_DAY})


def at(day, clock):
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize(
    ("clock", "is_open"),
    [
        ("08:59:59", False),
        ("09:00", True),
        ("11:59:59", True),
        ("12:00", False),
        ("13:00", True),
        ("16:59:59.999999", True),
        ("17:00", False),
    ],
)
def test_a_hall_is_open_from_the_first_moment_until_before_the_last(clock, is_open):
    assert HOURS.is_open(at(MONDAY, clock), SHANGHAI) is is_open


def test_lunch_service_is_hours_without_a_gap():
    hours = Hours(weekly=(((time(9), time(17)),),) * 5 + ((), ()))

    assert hours.is_open(at(MONDAY, "12:30"), SHANGHAI)
    assert hours.open_until(at(MONDAY, "12:30"), SHANGHAI) == at(MONDAY, "17:00")


def test_a_holiday_is_closed_and_a_make_up_day_open():
    assert (HOURS.on(NATIONAL_DAY), HOURS.on(SATURDAY)) == ((), OFFICE_DAY)
    assert HOURS.on(SATURDAY + timedelta(days=7)) == ()


def test_the_next_opening_passes_over_lunch_the_night_and_holidays():
    openings = {
        at(MONDAY, "08:00"): at(MONDAY, "09:00"),
        at(MONDAY, "09:00"): at(MONDAY, "13:00"),
        at(MONDAY, "17:00"): at(MONDAY + timedelta(days=1), "09:00"),
        at(date(2026, 9, 30), "18:00"): at(date(2026, 10, 2), "09:00"),
        at(date(2026, 10, 9), "18:00"): at(SATURDAY, "09:00"),
    }

    assert {now: HOURS.next_opening(now, SHANGHAI) for now in openings} == openings


def test_a_hall_that_never_opens_has_no_next_opening():
    assert Hours().next_opening(at(MONDAY, "09:00"), SHANGHAI) is None


def test_a_closed_hall_is_open_until_nothing():
    assert HOURS.open_until(at(MONDAY, "12:00"), SHANGHAI) is None


def test_hours_until_midnight_end_with_the_day():
    hours = Hours(weekly=(((time(18), time.max),),) * 7)

    assert hours.is_open(at(MONDAY, "23:59:59.999999"), SHANGHAI)
    assert not hours.is_open(at(MONDAY + timedelta(days=1), "00:00"), SHANGHAI)
    assert hours.open_until(at(MONDAY, "20:00"), SHANGHAI) == at(
        MONDAY + timedelta(days=1), "00:00"
    )


@given(MOMENTS)
def test_a_hall_that_is_always_open_is(now):
    hours = Hours(weekly=OFFICE_HOURS.weekly, dates={NATIONAL_DAY: ()}, always=True)

    assert hours.is_open(now, SHANGHAI)
    assert hours.open_until(now, SHANGHAI) is None


@given(MOMENTS)
def test_a_hall_is_open_just_before_it_closes_and_from_when_it_opens(now):
    closes, opens = HOURS.open_until(now, SHANGHAI), HOURS.next_opening(now, SHANGHAI)

    if closes is not None:
        assert now < closes
        assert HOURS.is_open(closes - timedelta(microseconds=1), SHANGHAI)
        assert not HOURS.is_open(closes, SHANGHAI)
    assert opens is not None
    assert opens > now
    assert HOURS.is_open(opens, SHANGHAI)
    assert not HOURS.is_open(opens - timedelta(microseconds=1), SHANGHAI)


def test_the_clock_of_the_hall_counts_where_summer_time_is_kept_too():
    berlin = ZoneInfo("Europe/Berlin")
    hours = Hours(weekly=(((time(9), time(17)),),) * 7)

    winter, summer = date(2026, 3, 28), date(2026, 3, 30)
    assert moment(winter, time(9), berlin) == datetime(2026, 3, 28, 8, tzinfo=UTC)
    assert moment(summer, time(9), berlin) == datetime(2026, 3, 30, 7, tzinfo=UTC)
    assert hours.is_open(datetime(2026, 3, 30, 7, tzinfo=UTC), berlin)


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, 3, date(2026, 11, 26)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 9, 30), 3, date(2026, 10, 6)),
        (date(2026, 10, 8), 2, SATURDAY),
    ],
)
def test_working_days_skip_weekends_and_holidays_and_count_make_up_days(day, count, found):
    assert HOURS.working_day_after(day, count) == found


def test_a_hall_without_working_days_counts_every_day():
    assert Hours().working_day_after(MONDAY, 3) == date(2026, 11, 26)
