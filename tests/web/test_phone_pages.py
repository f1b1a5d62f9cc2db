"""The phone page before and without its scripts, its manifest and worker; files compressed on the way."""

import gzip
import json
from datetime import timedelta

import pytest

from queue_server.web.security import WORKER_POLICY
from tests.domain.builders import HALL
from tests.web.a_server import AT
from tests.web.test_pages import Shell


def first_lines(hall, path, **headers):
    """What stands on the page before any script has run."""
    html = hall.client.get(path, headers=headers).text
    shown = html.partition('<div id="app">')[2].partition("</div>\n<noscript>")[0]
    return [part.partition(">")[2] for part in shown.split("<") if part.partition(">")[2].strip()]


def test_number_and_time_are_there_before_any_script(hall):
    hall.sit()
    ticket = hall.take(language="en")
    hall.call()
    waiting = hall.take(language="en")

    assert first_lines(hall, f"/t/{ticket['secret']}")[1:] == [
        "A001",
        "Ordinary passport",
        "Please go to counter 3",
    ]
    shown = first_lines(hall, f"/t/{waiting['secret']}")
    assert shown[1:4] == ["A002", "Ordinary passport", "Expected at"]
    assert shown[4].startswith("09:0")


def test_the_first_view_is_in_the_holder_s_language_or_the_one_asked_for(hall):
    ticket = hall.take(language="ko")

    page = Shell(hall.client.get(f"/t/{ticket['secret']}").text)
    asked = Shell(hall.client.get(f"/t/{ticket['secret']}?language=ru").text)

    assert [each.all("html")[0]["lang"] for each in (page, asked)] == ["ko", "ru"]


def test_a_link_that_is_nobody_s_gets_a_page_that_tells_nothing(hall):
    mine = hall.take()["secret"]
    wrong = "AAAAAAAAAAAAAAAAAAAAAA"

    pages = [hall.client.get(f"/t/{each}") for each in (wrong, "x", mine[:-1])]

    assert {each.status_code for each in pages} == {200}
    assert {first_lines(hall, f"/t/{each}") == [] for each in (wrong, "x", mine[:-1])} == {True}


def test_yesterday_s_paper_still_opens_and_says_how_it_ended(hall):
    ticket = hall.take()
    hall.clock.now += timedelta(days=1)
    hall.server.clockwork.tick(hall.server.halls.get(HALL))

    mine = hall.get(f"/tickets/{ticket['secret']}").json

    assert (mine["number"], mine["state"], mine["day"]) == ("A001", "abandoned", ticket["day"])


def test_the_kept_shell_is_nobody_s(hall):
    hall.take()
    page = hall.client.get("/t/shell")

    assert Shell(page.text).all("body")[0]["data-secret"] == ""
    assert page.headers["Cache-Control"] == "no-cache"
    assert "manifest" not in page.text


@pytest.mark.parametrize("secret", ["nobody's", None])
def test_the_manifest_installs_this_ticket_and_does_not_say_whether_it_exists(hall, secret):
    secret = secret or hall.take()["secret"]
    answer = hall.client.get(f"/t/{secret}/manifest.webmanifest")
    manifest = json.loads(answer.data)

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert manifest["start_url"].startswith("/t/")
    assert (manifest["scope"], manifest["display"]) == ("/t/", "standalone")
    for icon in manifest["icons"]:
        with hall.client.get(icon["src"]) as file:
            assert (file.status_code, file.mimetype) == (200, "image/png")


def test_the_worker_works_for_tickets_alone_and_may_only_fetch(hall):
    with hall.client.get("/t/worker.js") as answer:
        assert answer.headers["Content-Security-Policy"] == WORKER_POLICY
        assert answer.mimetype == "text/javascript"
        assert "Service-Worker-Allowed" not in answer.headers


def test_the_page_sets_no_cookie_and_names_no_other_host(hall):
    ticket = hall.take()
    for path in (f"/t/{ticket['secret']}", f"/t/{ticket['secret']}/manifest.webmanifest"):
        answer = hall.client.get(path)
        assert ("Set-Cookie" in answer.headers, "://" in answer.text) == (False, False)
    assert "Set-Cookie" not in hall.get(f"/tickets/{ticket['secret']}").headers


def test_a_file_is_compressed_for_who_reads_that(hall):
    path = "/static/shared/ui.js"
    with hall.client.get(path) as plain:
        text = plain.data
    with hall.client.get(path, headers={"Accept-Encoding": "br, gzip"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert gzip.decompress(answer.data) == text
        etag = answer.headers["ETag"]
    asked = {"Accept-Encoding": "gzip", "If-None-Match": etag}
    with hall.client.get(path, headers=asked) as again:
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["/static/shared/icon-192.png", f"/api/v1{AT}"])
def test_what_gains_nothing_is_sent_as_it_is(hall, path):
    with hall.client.get(path, headers={"Accept-Encoding": "gzip"}) as answer:
        assert "Content-Encoding" not in answer.headers
