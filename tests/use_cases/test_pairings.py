"""A screen shows six digits, a manager types them: who may try, how often, and what comes of it."""

from datetime import timedelta
from itertools import count, repeat

import pytest

from queue_server.domain import errors
from queue_server.use_cases import devices, pairings
from queue_server.use_cases.device import DeviceState
from queue_server.use_cases.principal import Principal, Role
from tests.domain.builders import HALL, NINE

SCREEN, OTHER = b"s" * 32, b"o" * 32
HERE, THERE = b"h" * 32, b"t" * 32
PAIR = {"screen": "hall", "name": "大厅主屏", "device": "d1", "by": "boss"}


def ask(office, digest=SCREEN, *, origin=HERE, codes=("482913",)):
    return office.run(lambda uow: pairings.ask(uow, digest=digest, origin=origin, codes=codes))


def pair(office, code="482913", **facts):
    return office.do(pairings.pair, code=code, **{**PAIR, **facts})


def fate(office, digest=SCREEN):
    return office.reader.ask_all(lambda all_: pairings.find(all_, digest=digest))


def test_a_screen_whose_code_was_typed_is_the_hall_s_and_is_known_by_its_secret(office):
    asked = ask(office)
    waiting = fate(office)
    pair(office)
    device = fate(office)

    assert (waiting, asked.ends_at) == (asked, NINE + timedelta(minutes=10))
    assert (device.state, device.screen, device.decided_by) == (
        DeviceState.APPROVED,
        "hall",
        "boss",
    )
    assert device.principal() == Principal(
        name="大厅主屏", roles=frozenset({Role.DISPLAY}), hall=HALL, device="d1"
    )
    assert [(e.kind, e.state, e.actor) for e in office.events()] == [
        ("device_changed", "approved", "boss")
    ]


def test_a_code_is_typed_once(office):
    ask(office)
    pair(office)

    with pytest.raises(errors.NotFound):
        pair(office, device="d2")
    assert office.rows("pairing") == []


def test_a_code_ends_after_ten_minutes(office):
    ask(office)
    office.clock.pass_(10)

    with pytest.raises(errors.NotFound):
        pair(office)
    assert fate(office) is None


def test_a_code_that_a_screen_shows_is_given_to_no_other(office):
    ask(office)

    other = ask(office, OTHER, codes=("482913", "482914"))

    assert other.code == "482914"


def test_a_code_that_ended_is_free_again(office):
    ask(office)
    office.clock.pass_(11)

    ask(office, OTHER)

    assert [row["digest"] for row in office.rows("pairing")] == [OTHER]


def test_where_every_code_is_taken_a_screen_asks_later(office):
    ask(office)

    with pytest.raises(errors.TooManyRequests):
        ask(office, OTHER, codes=repeat("482913", 5))


def test_one_place_cannot_use_up_everybody_s_codes(office):
    codes = (f"{number:06d}" for number in count())
    for number in range(pairings.MOST_OF_ONE):
        ask(office, bytes([number]) * 32, codes=codes)

    with pytest.raises(errors.TooManyRequests):
        ask(office, OTHER, codes=codes)
    assert ask(office, OTHER, origin=THERE, codes=codes).origin == THERE


def test_a_hall_tries_ten_codes_in_ten_minutes(office):
    for _ in range(pairings.GUESSES):
        office.clock.pass_(seconds=6)
        office.do(pairings.note_guess)

    with pytest.raises(errors.TooManyRequests) as refusal:
        office.do(pairings.note_guess)
    assert refusal.value.details == {"retry_after_s": 10 * 60 - 54 + 1}
    office.clock.pass_(10)
    office.do(pairings.note_guess)


def test_a_right_code_counts_anew(office):
    ask(office)
    for _ in range(pairings.GUESSES):
        office.do(pairings.note_guess)
    pair(office)

    office.do(pairings.note_guess)

    assert [row["count"] for row in office.rows("guess")] == [1]


def test_a_screen_that_was_revoked_has_nothing(office):
    ask(office)
    pair(office)
    office.do(devices.decide, device="d1", state=DeviceState.REVOKED, by="boss")

    assert fate(office) is None


def test_a_secret_and_a_code_do_not_show_in_what_is_printed_of_them(office):
    assert "482913" not in repr(ask(office))
    assert "ssss" not in repr(ask(office, OTHER, codes=("1",)))
