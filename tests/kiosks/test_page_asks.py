"""Whatever the kiosk's page asks is served by the kiosk or passed on; what needs the server is said to."""

import json
import re
from http import HTTPStatus

import pytest

from queue_server.protocol import PrinterState, Unreachable
from queue_server.protocol.identity import holder_hash
from tests.house.tree import ROOT
from tests.kiosks.sites import Answers, Keys, a_site, ask, said
from tests.kiosks.world import HEARD
from tests.processes import until
from ticket_printer.readers import open_driver

API = "/api/v1"
ADDRESS = re.compile(r"""["'`](/(?!static/)[a-z][^"'`\n]*)["'`]""")
NUMBER = "11010519491231002X"
ASKED = {
    "/halls/${this.hallCode}": f"GET {API}/halls/guangdong",
    "/halls/${this.hall}/tickets": f"POST {API}/halls/guangdong/tickets",
    "/halls/${this.hall}/check-ins": f"POST {API}/halls/guangdong/check-ins",
    "/halls/${this.hall}/tickets/${encodeURIComponent(number)}/reprints": (
        f"POST {API}/halls/guangdong/tickets/A001/reprints"
    ),
    "/halls/${this.hall}/comebacks": f"POST {API}/halls/guangdong/comebacks",
    "/appointments/${encodeURIComponent(code)}/check-ins": (
        f"POST {API}/appointments/K7M4Q2/check-ins"
    ),
    "/tickets/${secret}": f"GET {API}/tickets/secret",
    "/api/v1/tickets/${secret}/qr.svg": f"GET {API}/tickets/secret/qr.svg",
    "/devices/self": f"GET {API}/devices/self",
    "/devices/self/help-requests": f"POST {API}/devices/self/help-requests",
    "/devices/self/help-requests/current": f"DELETE {API}/devices/self/help-requests/current",
    "/local/reads?after=${this.seen}&wait_s=${this.isThere ? WAIT_S : 0}": (
        "GET /local/reads?after=0&wait_s=0"
    ),
    "/local/typed": "POST /local/typed",
    "/sounds/manifest.json": "GET /sounds/manifest.json",
    "/sounds/${clip}.mp3": "GET /sounds/zh-CN/phrase/kiosk_welcome.mp3",
}
"""Each address in the page's modules, and a request that it makes of it."""
SERVERS = ("check-ins", "comebacks", "reprints", "help-requests", "help-requests/current")
"""What only the server can do."""


@pytest.fixture
def kiosk(a_world):
    with a_world() as world:
        yield world.kiosks[0]


def a_reader(folder):
    return open_driver(f"simulated:{folder / 'documents'}")


def make(site, request, **headers):
    method, path = request.split(" ")
    return ask(site, method, path, {}, **headers)


def test_every_address_in_the_page_is_known_here():
    page = ROOT / "ticket_printer/page"
    found = {
        each for file in page.glob("*.js") for each in ADDRESS.findall(file.read_text("utf-8"))
    }

    assert found == set(ASKED)


@pytest.mark.parametrize("request_", ASKED.values())
def test_what_the_page_asks_is_served_or_passed_on(kiosk, tmp_path, request_):
    site = a_site(kiosk, server=Answers(HEARD), readers=[a_reader(tmp_path)])

    assert make(site, request_).status != HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("request_", [each for each in ASKED.values() if each.endswith(SERVERS)])
def test_what_only_the_server_can_do_is_said_to_need_it(kiosk, request_):
    answer = make(a_site(kiosk, server=Answers(is_away=True)), request_)

    assert said(answer)[1]["code"] == "needs_server"


# -- of itself ------------------------------------------------------------------------------------


def test_the_page_hears_how_the_printer_is_now_and_the_rest_from_the_server(kiosk):
    bell = {"asked_at": "2026-11-23T01:00:00Z", "answered_at": None, "helper": None}
    known = {"id": "k1", "name": "门口", "printer": "ready", "seen_at": None, "help": bell}
    site = a_site(kiosk, server=Answers(known), printer=PrinterState.PAPER_OUT)

    assert said(make(site, f"GET {API}/devices/self")) == (200, known | {"printer": "paper_out"})


def test_alone_it_knows_its_printer_and_that_no_bell_would_ring(kiosk):
    server = Answers({"id": "k1", "name": "门口", "printer": "ready", "help": {}})
    site = a_site(kiosk, server=server, printer=PrinterState.OFFLINE)
    make(site, f"GET {API}/devices/self")
    server.is_away = True

    status, told = said(make(site, f"GET {API}/devices/self"))

    assert (status, told["name"], told["printer"], told["alone"]) == (200, "门口", "offline", True)
    assert told["help"]["asked_at"] is None


def test_a_kiosk_that_was_revoked_is_told_so(kiosk):
    server = Answers({"code": "device_revoked", "message": "", "details": {}}, status=401)

    answer = make(a_site(kiosk, server=server), f"GET {API}/devices/self")

    assert (answer.status, said(answer)[1]["code"]) == (401, "device_revoked")


def test_a_number_that_was_given_alone_has_a_code_for_phones(kiosk):
    kiosk.world.network.faults.is_down = True
    site = a_site(kiosk)
    kiosk.desk._print = lambda _job: None
    order = {"service": "A", "class": "normal", "language": "ko", "channel": "kiosk"}
    taken = ask(site, "POST", f"{API}/halls/guangdong/tickets", order, **{"Idempotency-Key": "p"})
    secret = said(taken)[1]["secret"]

    code = make(site, f"GET {API}/tickets/{secret}/qr.svg")

    assert (code.status, code.kind) == (200, "image/svg+xml")
    assert make(site, f"GET {API}/tickets/{secret}/more").status == HTTPStatus.NOT_FOUND


def test_a_number_of_a_server_that_has_gone_since_is_told_with_its_paper(kiosk):
    server = Answers(HEARD)
    site = a_site(kiosk, server=server)
    kiosk.desk._server = server
    kiosk.desk._paper_of = {"guangdong-7-1": "printed"}.get
    server.said = {"id": "guangdong-7", "number": "A001", "secret": "s7", "print": "queued"}
    order = {"service": "A", "class": "normal", "language": "ko", "channel": "kiosk"}
    ask(site, "POST", f"{API}/halls/guangdong/tickets", order, **{"Idempotency-Key": "p"})
    server.is_away = True

    known, unknown = make(site, f"GET {API}/tickets/s7"), make(site, f"GET {API}/tickets/s8")

    assert said(known) == (200, server.said | {"print": "printed", "area": None})
    assert (unknown.status, said(unknown)[1]["code"]) == (503, "network")


# -- documents ------------------------------------------------------------------------------------


def test_without_a_reader_the_page_is_told_to_ask_no_more(kiosk):
    site = a_site(kiosk, server=Answers())

    answers = [make(site, each) for each in ("GET /local/reads?after=0", "POST /local/typed")]
    assert [each.status for each in answers] == [404, 404]


@pytest.mark.parametrize("query", ["after=x", "wait_s=soon", "after=1&after=2"])
def test_what_is_no_question_is_refused(kiosk, tmp_path, query):
    site = a_site(kiosk, readers=[a_reader(tmp_path)])

    assert said(make(site, f"GET /local/reads?{query}"))[1]["code"] == "invalid"


def test_a_document_that_is_laid_down_reaches_the_page_as_a_hash(kiosk, tmp_path):
    site = a_site(kiosk, readers=[a_reader(tmp_path)])
    with site._reading.watched():
        assert until((tmp_path / "documents").exists, 60)
        with (tmp_path / "documents").open("a") as file:
            file.write(NUMBER + "\n")
        status, read = said(make(site, "GET /local/reads?after=0&wait_s=5"))

    card = {"hash": holder_hash(b"k" * 32, NUMBER), "last4": "002X"}
    assert (status, read) == (200, {"seen": 1, "card": card})


def test_a_scanner_that_types_needs_the_page_and_its_number_stays_in_the_kiosk(kiosk, caplog):
    site = a_site(kiosk, readers=[open_driver("typed:")])

    typed = ask(site, "POST", "/local/typed", NUMBER.encode())
    read = said(make(site, "GET /local/reads?after=0&wait_s=0"))[1]

    assert (typed.status, typed.body, read["card"]["last4"]) == (200, b"{}", "002X")
    assert NUMBER not in json.dumps(read) + caplog.text


def test_a_document_without_the_hall_s_key_is_told_as_a_fault(kiosk):
    away = Keys(Unreachable("away", None))
    site = a_site(kiosk, readers=[open_driver("typed:")], keys=away)

    ask(site, "POST", "/local/typed", NUMBER.encode())

    assert said(make(site, "GET /local/reads?after=0"))[1] == {"seen": 1, "fault": "no_key"}


def test_the_key_that_was_known_outlives_the_server_s_absence(kiosk):
    keys = Keys()
    site = a_site(kiosk, readers=[open_driver("typed:")], keys=keys)
    site._reading.renew_key()
    keys.answer = Unreachable("away", None)

    ask(site, "POST", "/local/typed", NUMBER.encode())

    assert "card" in said(make(site, "GET /local/reads?after=0"))[1]
