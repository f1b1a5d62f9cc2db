"""The kiosk's own address: the page, its files, and of the interface what that page needs and no more."""

import re

import pytest

from queue_server.protocol.page import HEADERS, POLICY
from tests.house.tree import ROOT
from tests.kiosks.sites import a_site, ask, said
from tests.kiosks.world import HEARD
from ticket_printer.kiosk.listener import Listener
from ticket_printer.kiosk.shell import find_file, shell
from ticket_printer.kiosk.texts import sentence


@pytest.fixture
def kiosk(a_world):
    with a_world() as world:
        world.network.faults.is_down = True
        yield world.kiosks[0]


@pytest.fixture
def site(kiosk):
    return a_site(kiosk)


def take(site, key="press", **order):
    wanted = {"service": "A", "class": "normal", "language": "ko", "channel": "kiosk", **order}
    site._desk._print = lambda _job: None
    path = "/api/v1/halls/guangdong/tickets"
    return said(ask(site, "POST", path, wanted, **{"Idempotency-Key": key}))


def test_the_page_is_the_one_that_the_server_serves():
    template = (ROOT / "queue_server/web/templates/page.html").read_text("utf-8")
    ours = shell("guangdong", {"zh-CN": "大厅 <1>"}, "zh-CN").decode()
    parts = re.compile(r'(?:href|src)="(/static/[^"{]+)"')
    of_server = set(parts.findall(template)) - {
        "/static/vendor/fonts/barlow-semi-condensed.css",
        "/static/shared/icon-192.png",
    }

    assert set(parts.findall(ours)) == of_server | {
        "/static/kiosk/main.css",
        "/static/kiosk/main.js",
    }
    assert "<title>大厅 &lt;1&gt;</title>" in ours
    assert 'data-hall="guangdong"' in ours


def test_every_file_that_the_page_loads_is_there():
    loaded, seen = {("kiosk", "main.js"), ("shared", "base.css"), ("shared", "fonts.css")}, set()
    while loaded:
        folder, name = loaded.pop()
        found = find_file(folder, name)
        assert found is not None, (folder, name)
        seen.add((folder, name))
        if name.endswith(".js") and folder != "vendor":
            imports = re.findall(r'from "(/static/[^"]+|\./[^"]+)"', found[0].decode())
            for each in imports:
                of = each.removeprefix("./") if each.startswith("./") else None
                place = (folder, of) if of else tuple(each.removeprefix("/static/").split("/", 1))
                loaded |= {place} - seen


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("kiosk", "../cli.py"),
        ("kiosk", "locales/../../cli.py"),
        ("nowhere", "main.js"),
        ("kiosk", "/etc/passwd"),
        ("kiosk", "gone.js"),
        ("kiosk", ""),
    ],
)
def test_nothing_else_of_the_machine_is_served(folder, name):
    assert find_file(folder, name) is None


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/devices/self/jobs"),
        ("POST", "/api/v1/devices/self/heartbeats"),
        ("GET", "/api/v1/halls/other"),
        ("POST", "/api/v1/halls/other/tickets"),
        ("GET", "/api/v1/halls/guangdong/tickets"),
        ("DELETE", "/api/v1/halls/guangdong"),
        ("POST", "/halls/guangdong/kiosk"),
    ],
)
def test_the_kiosks_rights_are_lent_for_nothing_but_its_page(site, method, path):
    assert said(ask(site, method, path))[1]["code"] == "not_found"


def test_the_hall_is_told_as_it_was_without_what_has_grown_old(site):
    status, hall = said(ask(site, "GET", "/api/v1/halls/guangdong"))

    assert (status, hall["alone"]) == (200, {"why_not": None, "waiting": 0})
    assert (hall["open"], hall["counters"]) == (True, [])
    assert [(s["letter"], s["ahead"], s["forecast"]) for s in hall["services"]] == [
        ("A", None, None),
        ("B", None, None),
    ]


def test_what_needs_a_document_is_said_to_need_the_server(site, kiosk):
    asking = [{**HEARD["services"][0], "identity": "required"}, HEARD["services"][1]]
    site._hall.hear({**HEARD, "services": asking})

    services = said(ask(site, "GET", "/api/v1/halls/guangdong"))[1]["services"]
    assert [each["needs_server"] for each in services] == [True, False]


def test_a_number_that_was_given_alone_says_so_and_can_be_looked_at(site):
    status, ticket = take(site)
    again = said(ask(site, "GET", f"/api/v1/tickets/{ticket['secret']}"))

    assert (status, ticket["number"], ticket["alone"], ticket["ahead"]) == (201, "A801", True, None)
    assert again == (200, ticket)


def test_nothing_left_to_give_is_said_before_anybody_presses(site, kiosk):
    for n in range(40):
        take(site, f"a {n}")
        take(site, f"b {n}", service="B")
    refused = take(site, "one more")

    hall = said(ask(site, "GET", "/api/v1/halls/guangdong"))[1]
    assert (hall["alone"]["why_not"], refused[1]["code"]) == ("numbers_used_up", "numbers_used_up")


def test_an_appointment_needs_the_server(site):
    status, refusal = said(ask(site, "POST", "/api/v1/appointments/K7M4Q2/check-ins", {}))

    assert (status, refusal["code"]) == (409, "needs_server")


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({"service": "A"}, ""),
        ({"service": 7}, "k"),
        ({}, "k"),
        ([], "k"),
        ({"service": "A" * 99}, "k"),
    ],
)
def test_what_is_no_press_is_refused(site, body, key):
    path = "/api/v1/halls/guangdong/tickets"

    assert said(ask(site, "POST", path, body, **{"Idempotency-Key": key}))[1]["code"] == "invalid"


def test_a_refusal_is_said_in_the_language_that_was_asked_for():
    assert sentence("numbers_used_up", "en-GB,en") == sentence("numbers_used_up", "en")
    assert sentence("numbers_used_up", "fr") == sentence("numbers_used_up", "zh-CN")
    assert sentence("nonsense", "en") == sentence("unexpected", "en")


# -- over HTTP -----------------------------------------------------------------------------------


@pytest.fixture
def over_http(site):
    import requests

    listener = Listener(site, "127.0.0.1", 0)
    listener.open()
    base = f"http://127.0.0.1:{listener.port}"
    yield lambda method, path, **facts: requests.request(
        method, base + path, timeout=10, allow_redirects=False, **facts
    )
    listener.close()


def test_the_page_comes_with_its_policy_and_every_answer_with_its_headers(over_http):
    root, page = over_http("GET", "/"), over_http("GET", "/halls/guangdong/kiosk")

    assert (root.status_code, root.headers["Location"]) == (302, "/halls/guangdong/kiosk")
    assert page.headers["Content-Security-Policy"] == POLICY
    assert {name: page.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://elsewhere.example"},
        {"Host": "elsewhere.example", "Origin": "http://elsewhere.example"},
    ],
)
def test_another_page_in_the_same_browser_takes_no_numbers(over_http, headers):
    answer = over_http(
        "POST",
        "/api/v1/halls/guangdong/tickets",
        json={"service": "A"},
        headers={"Idempotency-Key": "theirs", **headers},
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_a_body_that_is_too_large_is_not_read(over_http):
    answer = over_http("POST", "/api/v1/halls/guangdong/tickets", data=b"x" * 70_000)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
