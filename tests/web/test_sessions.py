"""Signing in to a page: cookies, the token against forgery, sign-out, lock-out."""

import pytest

from tests.web.a_server import AT, HALL

PASSWORD = "correct horse 电池"
ENDS = ("lunhou_session", "lunhou_csrf")


@pytest.fixture
def door(hall):
    """chen has a password."""
    kept = hall.server.passwords.hash(PASSWORD)

    def set_password(uow):
        account = uow.people.find_account("chen")
        account.password = kept
        uow.people.save_account(account)

    hall.server.writer.run(set_password)
    hall.client = hall.server.flask.test_client(use_cookies=True)
    return hall


def sign_in(door, password=PASSWORD, username="chen", **how):
    return door.post("/sessions", {"username": username, "password": password}, **how)


def csrf(door):
    return {"X-CSRF-Token": door.client.get_cookie("lunhou_csrf").value}


def test_who_signs_in_is_known_by_cookie(door):
    answer = sign_in(door)
    me = door.get("/sessions/current")

    assert (answer.status_code, me.status_code) == (201, 200)
    assert answer.json == me.json
    assert {name: me.json[name] for name in ("name", "badge", "roles", "hall")} == {
        "name": "chen",
        "badge": "020331",
        "roles": ["officer"],
        "hall": HALL,
    }
    assert me.json["csrf"] == door.client.get_cookie("lunhou_csrf").value


def test_the_cookies_are_for_this_site_alone_and_the_session_s_for_no_script(door):
    cookies = sign_in(door).headers.getlist("Set-Cookie")

    session, token = (next(each for each in cookies if each.startswith(name)) for name in ENDS)
    assert ("HttpOnly" in session, "HttpOnly" in token) == (True, False)
    assert all("SameSite=Strict" in each and "Path=/" in each for each in cookies)


def test_over_https_the_cookies_stay_there(door):
    cookies = door.client.post(
        "/api/v1/sessions",
        json={"username": "chen", "password": PASSWORD},
        base_url="https://localhost",
    ).headers.getlist("Set-Cookie")

    assert all("Secure" in each for each in cookies)


def test_a_change_needs_the_session_s_token(door):
    sign_in(door)
    path = f"{AT}/counters/3/sessions"
    without = door.post(path, {})
    wrong = door.post(path, {}, headers={"X-CSRF-Token": "wrong"})
    right = door.post(path, {}, headers=csrf(door))

    assert [each.status_code for each in (without, wrong, right)] == [403, 403, 201]
    assert without.json["code"] == wrong.json["code"] == "csrf_token_wrong"
    assert door.get(f"{AT}/tickets").status_code == 200


def test_who_signs_out_is_nobody_at_once(door):
    sign_in(door)
    kept = door.client.get_cookie("lunhou_session").value
    left = door.delete("/sessions/current", headers=csrf(door))
    door.client.set_cookie("lunhou_session", kept)

    assert (left.status_code, left.data) == (204, b"")
    assert door.get("/sessions/current").status_code == 401


def test_nobody_signs_somebody_else_out(door):
    sign_in(door)

    assert door.delete("/sessions/current").status_code == 403
    assert door.get("/sessions/current").status_code == 200


@pytest.mark.parametrize("username", ["chen", "nobody"])
def test_a_wrong_password_and_a_wrong_name_are_the_same_refusal(door, username):
    answer = sign_in(door, "wrong", username)

    assert (answer.status_code, answer.json["code"]) == (401, "unauthenticated")
    assert answer.json["details"] == {"reason": "wrong"}
    assert "Set-Cookie" not in answer.headers


def test_five_wrong_passwords_close_the_door_for_a_while(door):
    wrong = [sign_in(door, "wrong").status_code for _ in range(5)]
    closed = sign_in(door)
    door.clock.pass_(15)

    assert (wrong, closed.status_code, closed.json["code"]) == ([401] * 5, 429, "too_many_requests")
    assert closed.headers["Retry-After"] == str(15 * 60 + 1)
    assert sign_in(door).status_code == 201


def test_a_session_that_nobody_used_for_long_has_ended(door):
    sign_in(door)
    door.clock.pass_(31)
    door.server.recogniser.forget()

    assert door.get("/sessions/current").status_code == 401


def test_the_session_s_secret_is_kept_only_as_a_digest(door):
    import sqlite3

    sign_in(door)
    secret = door.client.get_cookie("lunhou_session").value
    with sqlite3.connect(door.server.database.url.database) as database:
        dump = "\n".join(database.iterdump())

    assert (secret in dump, PASSWORD in dump) == (False, False)


def test_a_token_needs_no_token_against_forgery(hall):
    assert hall.post(f"{AT}/counters/3/sessions", {}, by="chen").status_code == 201


def test_who_has_not_signed_in_is_told_so(hall):
    answer = hall.get("/sessions/current")

    assert (answer.status_code, answer.json["code"]) == (401, "unauthenticated")


def test_behind_a_web_server_with_tls_the_cookies_are_for_tls_alone(door):
    inside = sign_in(door).headers.getlist("Set-Cookie")
    door.client = door.server.flask.test_client(use_cookies=True)
    outside = sign_in(door, headers={"X-Forwarded-Proto": "https"}).headers.getlist("Set-Cookie")

    assert ["Secure" in cookie for cookie in inside + outside] == [False, False, True, True]
