"""Who may ask what: every route has its rule, and no rule is forgotten."""

import pytest

from queue_server.web.access import Rule, rule_of
from tests.web.a_server import AT, DEVICES, HALL, PEOPLE, a_token

ROLES = {"chen": "officer", "desk": "desk", "boss": "manager", "auditor": "auditor", "root": "root"}


def test_every_route_has_its_rule(hall):
    app = hall.server.flask
    forgotten = [
        rule.endpoint for rule in app.url_map.iter_rules() if rule_of(app, rule.endpoint) is None
    ]

    assert forgotten == []


def test_a_forgotten_rule_answers_nobody(hall):
    hall.server.flask._got_first_request = False
    hall.server.flask.add_url_rule("/api/v1/forgotten", "forgotten", lambda: "secret")

    for by in (None, "kiosk", "boss", "root"):
        answer = hall.get("/forgotten", by=by)
        assert (answer.status_code, answer.json["code"]) == (403, "forbidden")


OPEN = {
    ("GET", "/api/v1/halls"),
    ("GET", "/api/v1/halls/<hall>"),
    ("GET", "/api/v1/halls/<hall>/board"),
    ("GET", "/api/v1/halls/<hall>/announcements"),
    ("GET", "/api/v1/halls/<hall>/screens"),
    ("GET", "/api/v1/halls/<hall>/screens/<screen>"),
    ("GET", "/api/v1/halls/<hall>/notices"),
    ("GET", "/api/v1/halls/<hall>/duty-leader"),
    ("GET", "/api/v1/halls/<hall>/slots"),
    ("GET", "/api/v1/halls/<hall>/online"),
    ("POST", "/api/v1/halls/<hall>/online-tickets"),
    ("POST", "/api/v1/halls/<hall>/appointments"),
    ("POST", "/api/v1/appointments/<code>/check-ins"),
    ("DELETE", "/api/v1/appointments/<code>"),
    ("POST", "/api/v1/devices"),
    ("POST", "/api/v1/devices/pairings"),
    ("GET", "/api/v1/messengers"),
    ("POST", "/api/v1/sessions"),
    ("GET", "/api/v1/sessions/current"),
    ("DELETE", "/api/v1/sessions/current"),
    ("GET", "/api/v1/openapi.json"),
}
"""What anyone may ask of the interface, beside what is guarded by a ticket's secret and by health."""


def test_what_anyone_may_ask_is_written_down(hall):
    app = hall.server.flask
    free = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/v1") and rule_of(app, rule.endpoint) == Rule()
    }
    health = {("GET", "/api/v1/healthz"), ("GET", "/api/v1/readyz")}

    assert {each for each in free if "<secret>" not in each[1]} - health == OPEN


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (None, "unauthenticated"),
        ("Bearer wrong", "unauthenticated"),
        ("Bearer ", "unauthenticated"),
        ("Bearer", "unauthenticated"),
        (f"Basic {a_token('kiosk')}", "unauthenticated"),
        (f"Bearer {a_token('pending')}", "unauthenticated"),
        (f"Bearer {a_token('revoked')}", "unauthenticated"),
    ],
)
def test_who_cannot_be_recognised_is_told_so(hall, header, code):
    headers = {} if header is None else {"Authorization": header}
    answer = hall.post(f"{AT}/tickets", {"service": "A"}, headers=headers)

    assert (answer.status_code, answer.json["code"]) == (401, code)


def test_the_scheme_of_a_token_may_be_written_small(hall):
    answer = hall.post(
        f"{AT}/tickets", {"service": "A"}, headers={"Authorization": f"bearer {a_token('kiosk')}"}
    )

    assert answer.status_code == 201


@pytest.mark.parametrize("by", ["zhao", "far-kiosk"])
def test_a_token_of_another_hall_may_do_nothing_here(hall, by):
    for method, path in (
        ("POST", f"{AT}/tickets"),
        ("POST", f"{AT}/counters/3/sessions"),
        ("GET", f"{AT}/tickets"),
        ("GET", f"{AT}/statistics"),
    ):
        answer = hall.ask(method, path, {"service": "A"} if method == "POST" else None, by=by)
        assert (answer.status_code, answer.json["code"]) == (403, "forbidden")


def test_a_wrong_token_is_refused_even_where_none_is_needed(hall):
    answer = hall.get("/halls", headers={"Authorization": "Bearer wrong"})

    assert (answer.status_code, answer.json["code"]) == (401, "unauthenticated")


WHO = {
    ("POST", f"{AT}/tickets"): {"kiosk", "desk", "chen", "boss"},
    ("GET", f"{AT}/tickets"): {"desk", "chen", "boss"},
    ("POST", f"{AT}/counters/3/sessions"): {"chen", "boss"},
    ("POST", f"{AT}/counters/3/calls"): {"chen", "boss"},
    ("POST", f"{AT}/tickets/A001/recalls"): {"chen", "boss"},
    ("POST", f"{AT}/tickets/A001/restorations"): {"desk", "chen", "boss"},
    ("POST", f"{AT}/tickets/A001/grants"): {"desk", "chen", "boss"},
    ("GET", f"{AT}/counters/3"): {"desk", "chen", "boss"},
    ("GET", f"{AT}/spoken-notices"): {"chen", "boss"},
    ("GET", f"{AT}/statistics"): {"boss"},
    ("GET", f"{AT}/events"): {"boss", "auditor"},
    ("PUT", f"{AT}/screens/door"): {"boss"},
    ("DELETE", f"{AT}/screens/door"): {"boss"},
    ("PUT", f"{AT}/notices"): {"boss"},
    ("PUT", f"{AT}/duty-leader"): {"boss"},
    ("GET", f"{AT}/media"): {"boss"},
    ("POST", f"{AT}/media"): {"boss"},
    ("PUT", f"{AT}/media"): {"boss"},
    ("DELETE", f"{AT}/media/{'0' * 16}"): {"boss"},
    ("GET", f"{AT}/devices"): {"boss", "root"},
    ("GET", f"{AT}/displays"): {"boss"},
    ("POST", f"{AT}/pairings"): {"boss"},
    ("POST", f"{AT}/closings"): {"boss"},
    ("POST", f"{AT}/openings"): {"boss"},
    ("GET", "/devices/self/jobs"): {"kiosk"},
    ("GET", f"{AT}/counters/3/rating"): {"pad"},
    ("POST", f"{AT}/counters/3/rating"): {"pad"},
    ("POST", "/devices/self/heartbeats"): {"kiosk", "display", "pad"},
    ("POST", "/devices/self/leases"): {"kiosk"},
    ("POST", "/devices/self/reconciliations"): {"kiosk"},
    ("GET", f"{AT}/paper-conflicts"): {"chen", "desk", "boss"},
    ("POST", "/jobs/x/outcomes"): {"kiosk"},
}


@pytest.mark.parametrize("asked", WHO, ids=[f"{method} {path}" for method, path in WHO])
def test_only_who_may_is_heard(hall, asked):
    method, path = asked
    everyone = [*ROLES, "kiosk", "display", "pad"]
    heard = {
        by
        for by in everyone
        if hall.ask(method, path, {} if method == "POST" else None, by=by).status_code != 403
    }

    assert heard == WHO[asked]
    nobody = hall.ask(method, path, {} if method == "POST" else None)
    assert (nobody.status_code, nobody.json["code"]) == (401, "unauthenticated")


def test_nobody_learns_whether_a_hall_exists_by_asking_for_what_is_not_theirs(hall):
    codes = {
        name: hall.get(f"/halls/{name}/statistics", by="zhao").json["code"]
        for name in (HALL, "nowhere")
    }

    assert set(codes.values()) == {"forbidden"}


def test_there_are_people_of_every_role_in_these_tests():
    from queue_server.use_cases.principal import Role

    told = {role for role, _ in PEOPLE.values()} | {Role(kind) for kind, _, _ in DEVICES.values()}
    assert set(Role) - told == {Role.SECURITY_ADMINISTRATOR, Role.PRINTER}


@pytest.mark.parametrize("path", ["/metrics", "/api/v1/metrics"])
def test_what_is_for_this_machine_is_not_passed_on_by_its_web_server(hall, path):
    def status(**headers):
        passed = {name.replace("_", "-"): value for name, value in headers.items()}
        return hall.client.get(path, headers=passed).status_code

    assert (status(), status(X_Forwarded_For="203.0.113.7"), status(Forwarded="for=x")) == (
        200,
        401,
        401,
    )
