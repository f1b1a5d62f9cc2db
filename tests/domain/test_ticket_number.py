"""Numbers: a letter and at least three digits, never confusable, never twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.errors import Invalid
from queue_server.domain.names import Letter
from queue_server.domain.ticket_number import LETTERS, is_ticket_number, ticket_number

counts = st.integers(1, 10**6)


def test_a_number_is_the_letter_and_three_digits_and_grows_past_999():
    numbers = [ticket_number(Letter("A"), count) for count in (1, 12, 999, 1000, 12345)]

    assert numbers == ["A001", "A012", "A999", "A1000", "A12345"]


def test_i_and_o_are_no_letters():
    assert LETTERS == "ABCDEFGHJKLMNPQRSTUVWXYZ"


@pytest.mark.parametrize("letter", ["I", "O", "a", "", "AB", "甲", "Ä", "1"])
def test_other_letters_are_refused(letter):
    with pytest.raises(Invalid) as refusal:
        ticket_number(Letter(letter), 1)

    assert refusal.value.details == {"field": "letter", "value": letter}


@pytest.mark.parametrize("count", [0, -1])
def test_counting_begins_with_one(count):
    with pytest.raises(Invalid):
        ticket_number(Letter("A"), count)


@given(st.sampled_from(LETTERS), counts, st.sampled_from(LETTERS), counts)
def test_no_two_tickets_of_a_day_have_the_same_number(letter, count, other_letter, other_count):
    same = ticket_number(Letter(letter), count) == ticket_number(Letter(other_letter), other_count)

    assert same == ((letter, count) == (other_letter, other_count))


@given(st.sampled_from(LETTERS), counts)
def test_every_number_is_written_as_a_number_is(letter, count):
    assert is_ticket_number(ticket_number(Letter(letter), count))


@pytest.mark.parametrize(
    "text",
    ["", "A", "A01", "A000", "A0001", "I001", "O001", "a001", "A001 ", "A١٢٣", "A１２３", "AA01"],
)
def test_anything_else_is_no_number(text):
    assert not is_ticket_number(text)
