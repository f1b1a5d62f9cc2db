"""The made-up day is like a real one: its shape, its unevenness, and how long things take."""

import random
from collections import Counter
from datetime import time, timedelta
from statistics import fmean, pstdev, pvariance

from queue_server.demo.visitors import SPREAD, Visitor, service_time, visitors

COUNT = 500
DAYS = 200
WORKDAY = ((time(9), time(12)), (time(13), time(17)))
THROUGHOUT = ((time(9), time(17)),)
HALF_HOUR = timedelta(minutes=30)


def a_day(seed: int, *, hours: tuple[tuple[time, time], ...] = THROUGHOUT) -> list[Visitor]:
    return visitors(
        COUNT,
        services=["A", "B", "C"],
        classes=["normal", "elderly", "urgent"],
        hours=hours,
        dice=random.Random(seed),
    )


def half_hours(day: list[Visitor]) -> Counter[int]:
    return Counter(visitor.comes_after // HALF_HOUR for visitor in day)


def mean_counts() -> list[float]:
    counts = [half_hours(a_day(seed)) for seed in range(DAYS)]
    return [fmean(count[place] for count in counts) for place in range(16)]


def test_all_come_in_their_order_within_the_hours():
    day = a_day(1)

    moments = [visitor.comes_after for visitor in day]
    assert (len(day), moments) == (COUNT, sorted(moments))
    assert timedelta() <= moments[0]
    assert moments[-1] < timedelta(hours=8)


def test_the_same_seed_is_the_same_day():
    assert a_day(7) == a_day(7)
    assert a_day(7) != a_day(8)


def test_nobody_comes_in_the_lunch_break():
    moments = [visitor.comes_after for visitor in a_day(3, hours=WORKDAY)]

    lunch = [m for m in moments if timedelta(hours=3) <= m < timedelta(hours=4)]
    assert (lunch, max(moments) > timedelta(hours=7)) == ([], True)


def test_counts_of_half_hours_vary_more_than_chance_alone():
    days = [half_hours(a_day(seed)) for seed in range(DAYS)]

    dispersions = [
        pvariance([day[place] for day in days]) / fmean(day[place] for day in days)
        for place in range(16)
    ]
    assert fmean(dispersions) > 1.5


def test_the_day_peaks_in_the_morning_and_dips_at_noon():
    mean = mean_counts()
    morning, noon, afternoon = max(mean[:6]), max(mean[6:8]), max(mean[8:14])

    assert noon < afternoon < morning
    assert noon < 0.6 * morning


def test_only_classes_and_services_of_the_hall_are_asked_for():
    day = a_day(5)

    assert {visitor.service for visitor in day} == {"A", "B", "C"}
    assert {visitor.priority_class for visitor in day} == {"normal", "elderly", "urgent"}


def test_service_times_have_their_usual_mean_and_their_spread():
    usual = timedelta(minutes=8)
    dice = random.Random(2)

    lasted = [service_time(usual, dice) / usual for _ in range(40_000)]

    assert abs(fmean(lasted) - 1) < 0.02
    assert abs(pstdev(lasted) - SPREAD) < 0.04
    assert min(lasted) > 0
