"""The pages' shell: its headers, its languages, nothing inline; and the files beside it."""

from html.parser import HTMLParser

import pytest

from queue_server.web.security import HEADERS, PHONE_PERMISSIONS, POLICY
from tests.web.a_server import HALL, PUBLIC

PAGES = {
    "start": "/",
    "kiosk": f"/halls/{HALL}/kiosk",
    "display": f"/halls/{HALL}/display",
    "window": f"/halls/{HALL}/counters/3/display",
    "voice test": f"/halls/{HALL}/voice-test",
    "counter": f"/halls/{HALL}/counter?counter=3",
    "manager": f"/halls/{HALL}/manager",
    "citizen": "/t/a-secret",
    "online": f"/halls/{HALL}/online",
    "presence": f"/halls/{HALL}/presence",
}


class Shell(HTMLParser):
    """What a page's HTML holds."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], {}
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        tag = self.tags[-1][0] if self.tags else ""
        self.text[tag] = self.text.get(tag, "") + data.strip()

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(params=PAGES)
def page(hall, request):
    answer = hall.client.get(PAGES[request.param])
    assert answer.status_code == 200
    return answer


def test_a_page_runs_only_what_comes_from_here_as_a_file(page):
    shell = Shell(page.text)

    assert page.headers["Content-Security-Policy"] == POLICY
    assert shell.text.get("script", "") == shell.text.get("style", "") == ""
    assert [each for each in shell.all("script") if not each.get("src")] == []
    inline = [name for _, attributes in shell.tags for name in attributes if name.startswith("on")]
    styled = [tag for tag, attributes in shell.tags if "style" in attributes]
    assert (inline, styled, shell.all("style")) == ([], [], [])
    links = [each["src"] for each in shell.all("script")]
    links += [each["href"] for each in shell.all("link")]
    assert [each for each in links if not each.startswith("/")] == []


def test_a_page_says_to_browsers_what_it_may_not(page):
    is_phone = 'data-page="citizen"' in page.text
    other = {"Permissions-Policy": PHONE_PERMISSIONS} if is_phone else {}

    assert {name: page.headers[name] for name in HEADERS} == HEADERS | other


def test_an_answer_is_kept_by_nobody(hall):
    answer = hall.get("/halls")

    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_ticket_s_page_is_kept_by_nobody(hall):
    assert hall.client.get("/t/a-secret").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("zh-CN", "zh-CN"),
        ("zh-Hans-HK,zh;q=0.9", "zh-CN"),
        ("zh-HK,zh;q=0.9,en;q=0.8", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("yue", "zh-Hant"),
        ("en", "en"),
        ("ko-KR,ko;q=0.9", "ko"),
        ("fr;q=0.9,ru-RU;q=0.5", "ru"),
        ("xx", "en"),
        ("*", "zh-CN"),
        ("", "zh-CN"),
    ],
)
def test_a_page_is_chinese_first_and_in_the_language_asked_for(hall, asked, given):
    answer = hall.client.get(f"/halls/{HALL}/kiosk", headers={"Accept-Language": asked})

    assert Shell(answer.text).all("html")[0]["lang"] == given


def test_the_language_of_the_address_goes_before_the_browser_s(hall):
    answer = hall.client.get(
        f"/halls/{HALL}/kiosk?language=zh-HK", headers={"Accept-Language": "ru"}
    )

    assert Shell(answer.text).all("html")[0]["lang"] == "zh-Hant"


def test_a_page_knows_its_hall_and_counter(hall):
    body = Shell(hall.client.get(PAGES["window"]).text).all("body")[0]

    assert (body["data-hall"], body["data-counter"]) == (HALL, "3")


def test_what_is_asked_for_is_never_part_of_a_page_unescaped(hall):
    strange = '"><script src=x onload=y>'
    for path in (f"/t/{strange}", f"/halls/{HALL}/counter?counter={strange}"):
        shell = Shell(hall.client.get(path).text)
        assert len(shell.all("script")) == 2


@pytest.mark.parametrize(
    "path", ["/halls/nowhere/kiosk", f"/halls/{HALL}/counters/99/display", "/static/x/y.js"]
)
def test_a_page_of_nothing_is_not_found(hall, path):
    assert hall.client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/static/shared/../../../app.py", "/static/shared/%2e%2e/%2e%2e/app.py", "/sounds/../x"],
)
def test_nobody_climbs_out_of_a_folder(hall, path):
    assert hall.client.get(path).status_code == 404


def test_a_page_s_files_are_found(hall):
    for name in ("kiosk", "display", "counter", "manager", "citizen", "start"):
        with hall.client.get(f"/static/{name}/main.js") as answer:
            assert (name, answer.status_code) == (name, 200)
            assert answer.mimetype in {"text/javascript", "application/javascript"}
    with hall.client.get("/static/shared/base.css") as answer:
        assert answer.mimetype == "text/css"


def test_links_begin_where_citizens_reach_the_hall(hall):
    ticket = hall.take()
    mine = hall.get(f"/tickets/{ticket['secret']}", headers={"Host": "evil.example"}).json

    assert ticket["link"] == mine["link"] == f"{PUBLIC}/t/{ticket['secret']}"
