"""Requests that no client of ours would send: refused in the contract's words, never a fault."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.interface import CALLERS, check_refusal, known_of
from tests.fuzz.often import often_and_seldom
from tests.storage.databases import sqlite_template  # noqa: F401 -- found by its name here
from tests.web.a_server import API, AT, a_token
from tests.web.conftest import hall  # noqa: F401 -- found by its name here

COMMANDS = {
    f"{AT}/tickets": {"service": "A", "class": "elderly", "party_size": 2, "remark": "轮椅"},
    f"{AT}/counters/3/sessions": {},
    f"{AT}/counters/3/calls": {"number": "A002", "reason": "asked", "current": None},
    f"{AT}/tickets/A002/holds": {"reason": "photo"},
    f"{AT}/tickets/A001/transfers": {"service": "B"},
    f"{AT}/tickets/A003/grants": {"class": "urgent", "reason": "unwell"},
    f"{AT}/appointments": {"service": "A", "starts_at": "2026-11-23T02:00:00Z"},
    "/devices": {"hall": "guangdong", "kind": "kiosk", "name": "厅"},
    "/devices/self/heartbeats": {"status": {"printer": "ready"}},
    "/jobs/guangdong-1-1/outcomes": {"state": "printed", "detail": "x"},
    "/tickets/{secret}/ratings": {"grade": 5, "reasons": ["friendly"], "comment": "好"},
    "/tickets/{secret}/deferrals": {"by_s": 600},
    "/sessions": {"username": "chen", "password": "wrong"},
}
QUESTIONS = (
    "/halls",
    f"{AT}/board",
    f"{AT}/tickets?state=waiting",
    f"{AT}/statistics?by=service",
    f"{AT}/events?after=0&limit=5",
    f"{AT}/slots?service=A&date=2026-11-23",
    "/devices/self/jobs?wait_s=0",
    "/tickets/{secret}",
    "/openapi.json",
)
NASTY = [
    b"null",
    b"NaN",
    b"-Infinity",
    b"1e400",
    b"-0",
    b"9" * 5000,
    b'"\\ud800"',
    b'"\\u0000"',
    b'"' + b"x" * 70_000 + b'"',
    b"[" * 5000,
    b'{"a":' * 5000,
    b"{}",
    b"[]",
    b"true",
    b'""',
    b"\xff\xfe",
    b"\xef\xbb\xbf{}",
    "　".encode(),
    b"\x00",
]
WORDS = st.sampled_from([each.decode("latin-1") for each in NASTY if len(each) < 100])
HEADERS = {
    "Content-Type": [
        "text/xml",
        "multipart/form-data",
        "application/json; charset=\xff",
        "a/b/c",
        "",
    ],
    "Content-Encoding": ["gzip", "br"],
    "Accept": ["text/html", "*/*;q=nan", ","],
    "Accept-Language": ["en;q=1e999", "en;q=nan, zh;q=-1", "-" * 3000, "\xff", ";;;,,,"],
    "Authorization": ["Bearer \xff", "Bearer", "Basic Og==", "bearer " + "x" * 9000, "Digest a=b"],
    "Cookie": ["lunhou_session=\xff; lunhou_session=", "=;=;", "lunhou_csrf=" + "x" * 4000],
    "Idempotency-Key": ["", "\xff", "x" * 65, "\t", "a b", "\x7f"],
    "X-CSRF-Token": ["\xff"],
    "X-HTTP-Method-Override": ["DELETE"],
    "X-Forwarded-For": ["::1, 127.0.0.1"],
    "Host": ["[::1", "\xff", "a b", "evil.example:99999"],
    "Range": ["bytes=-1", "bytes=5-2,a-b"],
    "If-None-Match": ['W/"', "*"],
    "If-Modified-Since": ["x", "Thu, 01 Jan 1970 00:00:99 GMT"],
    "Expect": ["200-maybe"],
}
SENT = st.dictionaries(
    st.sampled_from(sorted(HEADERS)), st.integers(0, 5) | st.text(st.characters(max_codepoint=255)),
    max_size=3,
).map(
    lambda chosen: {
        name: HEADERS[name][which % len(HEADERS[name])] if isinstance(which, int) else which
        for name, which in chosen.items()
        if isinstance(which, int) or not {"\r", "\n"} & set(which)
    }
)  # fmt: skip


@st.composite
def broken(draw, body):
    """A body as it should be, with something done to it."""
    values = dict(body)
    if values and draw(st.booleans()):
        values[draw(st.sampled_from(sorted(values)))] = "@@"
    written = json.dumps(values, ensure_ascii=False).encode()
    nasty = draw(st.sampled_from(NASTY) | st.binary(max_size=9))
    if b'"@@"' in written:
        return written.replace(b'"@@"', nasty)
    at, gone = draw(st.integers(0, len(written))), draw(st.integers(0, 9))
    return written[:at] + nasty + written[at + gone :]


@st.composite
def requests(draw):
    """Method, path, body, headers and who asks."""
    headers, by = draw(SENT), draw(st.sampled_from(CALLERS))
    if draw(st.booleans()):
        path = draw(st.sampled_from(sorted(COMMANDS)))
        return (
            draw(st.sampled_from(["POST", "PUT"])),
            path,
            draw(broken(COMMANDS[path])),
            headers,
            by,
        )
    path = draw(st.sampled_from(QUESTIONS))
    at = draw(st.integers(1, len(path)))
    nasty = draw(
        st.sampled_from(["%00", "%ff", "%", "?", "&", "=", "//", "..", "%2e%2e/", "9" * 400])
    )
    path = path[:at] + draw(st.sampled_from(["", nasty]) | WORDS) + path[at:]
    method = draw(st.sampled_from(["GET", "HEAD", "OPTIONS", "DELETE", "TRACE", "PATCH", "BREW"]))
    return method, path, None, headers, by


@often_and_seldom(often=15_000, seldom=400)
def test_rubbish_is_refused_in_the_words_of_the_contract(hall, how):  # noqa: F811 -- the fixture above
    secret = known_of(hall)["secret"][0]

    @settings(how)
    @given(requests())
    def ask(request):
        method, path, body, headers, by = request
        sent = {"Authorization": f"Bearer {a_token(by)}"} if by else {}
        answer = hall.client.open(
            API + path.replace("{secret}", secret), method=method, data=body, headers=sent | headers
        )
        assert answer.status_code < 500, (request, answer.text)
        if answer.status_code >= 400 and method != "HEAD":
            check_refusal(answer.status_code, answer.mimetype, answer.json)

    ask()
