"""A repeated request is answered, not done again."""

import pytest

from tests.web.a_server import AT

TAKE = f"{AT}/tickets"


def parts(answer):
    return answer.status_code, answer.data, answer.headers.get("Idempotent-Replay")


@pytest.fixture
def sitting(hall):
    hall.sit()
    return hall


def test_the_same_key_and_body_get_the_same_answer_and_one_number(hall):
    first = hall.post(TAKE, {"service": "A"}, by="kiosk", key="press-1")
    again = hall.post(TAKE, {"service": "A"}, by="kiosk", key="press-1")

    assert parts(first) == (201, first.data, None)
    assert parts(again) == (201, first.data, "true")
    assert hall.take()["number"] == "A002"


def test_a_refusal_is_repeated_even_when_it_would_be_granted_by_now(sitting):
    refused = sitting.post(f"{AT}/counters/3/calls", {}, by="chen", key="press-1")
    sitting.take()
    again = sitting.post(f"{AT}/counters/3/calls", {}, by="chen", key="press-1")

    assert (refused.status_code, refused.json["code"]) == (409, "nothing_to_call")
    assert parts(again) == (409, refused.data, "true")


def test_a_refusal_is_repeated_in_the_words_it_was_first_said_in(sitting):
    def press(language):
        return sitting.post(
            f"{AT}/counters/3/calls",
            {},
            by="chen",
            key="press-1",
            headers={"Accept-Language": language},
        ).data

    assert press("en") == press("zh-CN")


@pytest.mark.parametrize(
    ("path", "body"),
    [(TAKE, {"service": "B"}), (f"{AT}/counters/3/sessions", {})],
)
def test_the_same_key_with_another_request_is_refused(hall, path, body):
    first = hall.post(TAKE, {"service": "A"}, by="desk", key="press-1")
    other = hall.post(path, body, by="desk" if path == TAKE else "chen", key="press-1")

    if path == TAKE:
        assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")
    else:
        assert other.status_code == 201  # chen's key, not the desk's
    assert hall.post(TAKE, {"service": "A"}, by="desk", key="press-1").data == first.data


def test_the_same_key_of_one_person_for_another_verb_is_refused(sitting):
    sitting.take()
    sitting.post(f"{AT}/counters/3/calls", {}, by="chen", key="press-1")
    other = sitting.post(f"{AT}/tickets/A001/recalls", {}, by="chen", key="press-1")

    assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")


@pytest.mark.parametrize(
    ("key", "status"), [("x", 201), ("x" * 64, 201), ("x" * 65, 422), ("", 422)]
)
def test_a_key_has_1_to_64_characters(hall, key, status):
    assert hall.post(TAKE, {"service": "A"}, by="kiosk", key=key).status_code == status


def test_a_key_of_strange_signs_is_refused(hall):
    answer = hall.post(TAKE, {"service": "A"}, by="kiosk", key="Schlüssel")

    assert (answer.status_code, answer.json["details"]) == (422, {"field": "Idempotency-Key"})


def test_a_wrong_key_is_refused_where_no_key_is_kept(hall):
    """A screen that asks for a code: nothing is repeated by its key."""
    wish = {"kind": "display", "name": "north", "hall": "", "pairing": True}
    answer = hall.post("/devices", wish, by=None, key="Schlüssel")

    assert (answer.status_code, answer.json["details"]) == (422, {"field": "Idempotency-Key"})


def test_without_a_key_every_press_counts(hall):
    assert [hall.take()["number"] for _ in range(2)] == ["A001", "A002"]


def test_citizens_keys_are_their_own(hall):
    secrets = [hall.take()["secret"] for _ in range(2)]
    answers = [
        hall.post(f"/tickets/{secret}/deferrals", {"by_s": 600}, key="1") for secret in secrets
    ]

    assert [each.status_code for each in answers] == [201, 201]


def test_codes_given_back_under_the_same_key_are_their_own(hall):
    order = {"service": "A", "starts_at": "2026-11-23T02:00:00Z"}
    codes = [hall.post(f"{AT}/appointments", order, key=f"book-{n}").json["code"] for n in range(2)]
    answers = [hall.delete(f"/appointments/{code}", key="1") for code in codes]

    assert [each.status_code for each in answers] == [200, 200]


@pytest.mark.parametrize(
    ("method", "path", "body", "by"),
    [
        ("POST", f"{AT}/counters/3/sessions", {}, "chen"),
        ("PUT", f"{AT}/counters/3/status", {"state": "paused"}, "chen"),
        ("DELETE", f"{AT}/counters/3/sessions/current", None, "chen"),
        ("POST", "/devices/self/heartbeats", {"status": {}}, "kiosk"),
        ("POST", "/devices", {"hall": "guangdong", "kind": "kiosk", "name": "x"}, None),
    ],
)
def test_every_command_may_carry_a_key(sitting, method, path, body, by):
    first = sitting.ask(method, path, body, by=by, key="press-1")
    again = sitting.ask(method, path, body, by=by, key="press-1")

    assert parts(again) == (first.status_code, first.data, "true")


def test_what_was_not_understood_uses_up_no_key(hall):
    hall.post(TAKE, {"service": "A", "colour": "red"}, by="kiosk", key="press-1")

    assert hall.post(TAKE, {"service": "A"}, by="kiosk", key="press-1").status_code == 201


def test_an_integer_may_be_written_as_json_schema_allows(hall):
    assert hall.take(party_size=2.0)["party_size"] == 2
