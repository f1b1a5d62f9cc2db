"""A hall answers by letter, code and number, or says that it has none of these."""

import pytest

from queue_server.domain.errors import NotFound, UnknownClass, UnknownService
from tests.domain.builders import (
    MONDAY,
    NINE,
    a_counter,
    a_hall,
    a_service,
    a_take,
    after,
    minutes,
    texts,
)


def test_a_hall_knows_its_services_classes_and_counters():
    hall = a_hall()

    assert hall.get_service("B").letter == "B"
    assert hall.get_class("elderly").promise == minutes(5)
    assert hall.get_counter(3).number == 3


@pytest.mark.parametrize(
    ("ask", "refusal", "details"),
    [
        (lambda hall: hall.get_service("Z"), UnknownService, {"service": "Z"}),
        (lambda hall: hall.get_class("vip"), UnknownClass, {"class": "vip"}),
        (lambda hall: hall.promise("A", "vip"), UnknownClass, {"class": "vip"}),
        (lambda hall: hall.promise("Z", "normal"), UnknownService, {"service": "Z"}),
        (lambda hall: hall.get_counter(99), NotFound, {"what": "counter", "counter": 99}),
    ],
)
def test_what_a_hall_does_not_have_is_refused(ask, refusal, details):
    with pytest.raises(refusal) as refused:
        ask(a_hall())

    assert refused.value.details == details


def test_a_service_s_own_promise_goes_before_the_class_s():
    hall = a_hall(services=(a_service("A", promises={"normal": minutes(10)}), a_service("B")))

    assert [hall.promise(letter, "normal") for letter in "AB"] == [minutes(10), minutes(30)]


def test_the_day_of_a_hall_is_its_own():
    assert (a_hall().day(NINE), a_hall(timezone="America/New_York").day(NINE)) == (
        MONDAY,
        MONDAY.replace(day=22),
    )


def test_a_hall_is_open_in_its_hours():
    assert [a_hall().is_open(after(m)) for m in (-1, 0, 179, 180)] == [False, True, True, False]


def test_counters_for_a_person_are_those_that_may_serve_service_and_class():
    hall = a_hall(
        counters=(
            a_counter(1, "A"),
            a_counter(2, [a_take("A", classes=["elderly"])]),
            a_counter(3, "B"),
        )
    )

    assert [each.number for each in hall.counters_for("A", "elderly")] == [1, 2]
    assert [each.number for each in hall.counters_for("A", "normal")] == [1]


@pytest.mark.parametrize("said", ["funeral", "奔丧", " Funeral of a relative ", "FUNERAL"])
def test_a_listed_reason_is_known_by_its_code_or_its_words_in_any_language(said):
    hall = a_hall(reasons={"funeral": texts("奔丧", "Funeral of a relative")})

    assert hall.reason_code(said) == "funeral"


def test_a_reason_outside_the_list_stays_in_the_words_of_who_gave_it():
    hall = a_hall(reasons={"funeral": texts("奔丧", "Funeral of a relative")})

    assert hall.reason_code(" flight tonight ") == "flight tonight"
