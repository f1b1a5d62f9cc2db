"""What can go wrong between a press and a paper: for each row, how many papers and how many tickets.

The rows about numbers given while the server is away stand with the kiosk's own tests.
"""

from contextlib import ExitStack

import pytest
import zxingcpp

from tests.devices.builders import LINK, NINE, Story, a_job, a_layout, a_slip, an_old_job
from tests.devices.fake_server import FakeServer
from tests.devices.test_agent import DyingPrinter, a_running_agent
from tests.devices.test_printers import PATIENT, QUICK
from tests.devices.virtual_printer import Faults, VirtualPrinter
from tests.web.a_server import AT
from tests.web.conftest import hall, sqlite_template  # noqa: F401 -- fixtures
from ticket_printer.escpos import Commands, Confirmation
from ticket_printer.printers import Health
from ticket_printer.printers.address import link_of
from ticket_printer.printers.escpos_printer import EscPosPrinter
from ticket_printer.spool import Spool

LONG_S = 60
"""However busy the machine is."""


@pytest.fixture
def server():
    with FakeServer() as server:
        yield server


def the_printer(device, *, waits=PATIENT, **more):
    confirmation = more.pop("confirmation", Confirmation.PAPER_SENSOR)
    commands = Commands(confirmation=confirmation)
    return EscPosPrinter(link_of(device.url), commands, waits=waits, **more)


def an_agent(server, device, folder, **more):
    return a_running_agent(server, device, folder, printer=the_printer(device, **more))


def state_of(server, job, state):
    return server.wait_for_state(job, state, within_s=LONG_S)


def papers_of(device, count):
    """How many papers there are, once there are as many as expected."""
    return len(device.wait_for_tickets(count, within_s=LONG_S))


# -- between the press and the server -----------------------------------------------------------


ORDER = {"service": "A", "class": "normal", "language": "zh-CN", "channel": "kiosk"}


def papers_and_tickets(hall, folder):  # noqa: F811 -- the fixture's value
    """Print everything that the server has for the kiosk, delivered twice as after a lost answer."""
    jobs = hall.get("/devices/self/jobs", by="kiosk").json["jobs"]
    spool = Spool(folder, now=NINE)
    news = [spool.accept(job, now=NINE) for job in [*jobs, *jobs]]
    spool.close()
    with VirtualPrinter() as device:
        printer = the_printer(device)
        for is_new in news:
            if is_new:
                printer.print(a_slip(), Story().progress)
        papers = len(device.tickets)
    return papers, len(hall.get(f"{AT}/tickets", by="boss").json["tickets"])


@pytest.mark.parametrize("lost", ["request", "reply"])
def test_a_lost_request_or_reply_is_repeated_with_its_key(hall, tmp_path, lost):  # noqa: F811 -- a fixture
    tries = 1 if lost == "request" else 2  # of a lost request the server knows nothing

    numbers = {
        hall.post(f"{AT}/tickets", ORDER, by="kiosk", key="press-1").json["number"]
        for _ in range(tries)
    }

    assert (numbers, papers_and_tickets(hall, tmp_path)) == ({"A001"}, (1, 1))


# -- at the printer ------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["paper", "cover_open", "cutter", "hot"])
def test_a_printer_that_cannot_print_gets_nothing_until_it_can(server, tmp_path, fault):
    job = server.add(a_job(ttl_s=600))
    with VirtualPrinter() as device:
        if fault == "paper":
            device.load_paper(0)
        else:
            setattr(device.faults, fault, True)
        with an_agent(server, device, tmp_path):
            before = state_of(server, job, "held"), len(device.tickets)
            if fault == "paper":
                device.load_paper()
            else:
                setattr(device.faults, fault, False)
            after = state_of(server, job, "printed"), papers_of(device, 1)

    assert (before, after, len(server.jobs)) == (("held", 0), ("printed", 1), 1)


def test_paper_that_ends_in_the_middle_and_is_reloaded_makes_one(server, tmp_path):
    job = server.add(a_job())
    with VirtualPrinter(paper_mm=20) as device, an_agent(server, device, tmp_path):
        state_of(server, job, "held")
        device.load_paper()

        assert (state_of(server, job, "printed"), papers_of(device, 1)) == ("printed", 1)
    assert server.states_of(job) == ["sending", "held", "printed"]


def test_after_a_power_cut_a_person_asks_for_the_one_paper(server, tmp_path):
    job = server.add(a_job())
    with VirtualPrinter(paper_mm=20) as device, an_agent(server, device, tmp_path):
        state_of(server, job, "held")
        device.switch_off(losing_buffer=True)
        device.strip.cut()  # what hung out is torn off and thrown away
        device.strip.tickets.clear()
        before = state_of(server, job, "unsure"), len(device.tickets)
        device.load_paper()
        device.switch_on()
        server.jobs[job]["state"] = "void"
        copy = server.add(a_job(copy=2, layout=a_layout(reprint=True)))
        after = state_of(server, copy, "printed")
        codes = [code.text for each in device.tickets for code in _codes(each)]

    assert (before, after, codes) == (("unsure", 0), "printed", [LINK])


def _codes(ticket):
    return zxingcpp.read_barcodes(ticket.convert("L"))


def test_a_mute_printer_is_sent_nothing_and_the_paper_is_given_up_in_time(server, tmp_path):
    job = server.add(a_job(ttl_s=2))
    with VirtualPrinter(faults=Faults(mute=True)) as device:
        with an_agent(server, device, tmp_path, waits=QUICK):
            ended = state_of(server, job, "expired")

        assert (ended, device.tickets) == ("expired", [])
    assert (job, "held", "no_answer") in server.outcomes


def test_a_printer_without_status_prints_and_claims_nothing(server, tmp_path):
    job = server.add(a_job())
    silent = {"has_status": False, "confirmation": Confirmation.NONE}
    device = VirtualPrinter(faults=Faults(mute=True), confirms=False)
    with device, an_agent(server, device, tmp_path, **silent):
        state = state_of(server, job, "printed_unconfirmed")
        papers = papers_of(device, 1)

    assert (state, papers) == ("printed_unconfirmed", 1)


def test_a_connection_that_drops_in_the_middle_is_a_doubt_and_sent_once(server, tmp_path):
    job = server.add(a_job())
    with (
        VirtualPrinter(faults=Faults(drop_after=2000)) as device,
        an_agent(server, device, tmp_path),
    ):
        state = state_of(server, job, "unsure")

    assert (state, server.states_of(job), device.tickets) == ("unsure", ["sending", "unsure"], [])


def test_two_kiosks_at_one_printer_get_a_paper_each(tmp_path):
    with ExitStack() as stack:
        device = stack.enter_context(VirtualPrinter())
        servers = [stack.enter_context(FakeServer()) for _ in range(2)]
        jobs = [server.add(a_job(ttl_s=600)) for server in servers]
        for place, server in enumerate(servers):
            stack.enter_context(an_agent(server, device, tmp_path / str(place)))
        states = [
            state_of(server, job, "printed") for server, job in zip(servers, jobs, strict=True)
        ]

        assert (states, papers_of(device, 2)) == (["printed", "printed"], 2)


def test_a_printer_that_was_off_overnight_prints_nothing_in_the_morning(server, tmp_path):
    job = server.add(an_old_job(ttl_s=90, age_s=36_000))
    with VirtualPrinter() as device, an_agent(server, device, tmp_path):
        assert (state_of(server, job, "expired"), device.tickets) == ("expired", [])


def test_a_ticket_that_nobody_takes_is_printed_and_never_given_up(server, tmp_path):
    with VirtualPrinter(faults=Faults(not_taken=True)) as device:
        printer = the_printer(device)
        with an_agent(server, device, tmp_path):
            jobs = [server.add(a_job()) for _ in range(2)]
            states = [state_of(server, job, "printed") for job in jobs]
        health = printer.health()

    assert (states, len(device.tickets)) == (["printed", "printed"], 2)
    assert health == Health(state="ready", detail="ticket_not_taken")


# -- at the agent, and between it and the server -------------------------------------------------


@pytest.mark.parametrize(
    ("after_begin", "state", "papers"), [(False, "printed", 1), (True, "unsure", 0)]
)
def test_an_agent_that_is_killed_leaves_one_paper_or_a_doubt(
    server, tmp_path, after_begin, state, papers
):
    job = server.add(a_job(ttl_s=600))
    dying = DyingPrinter(after_begin=after_begin)
    with VirtualPrinter() as device:
        with a_running_agent(server, device, tmp_path, printer=dying) as endings:
            server.wait_until(lambda: endings, LONG_S)
        with an_agent(server, device, tmp_path):
            ended = state_of(server, job, state)

        assert (ended, len(device.tickets), dying.asked) == (state, papers, 1)


def test_a_job_that_is_delivered_twice_is_printed_once(server, tmp_path):
    server.always_deliver = True
    job = server.add(a_job())
    with VirtualPrinter() as device, an_agent(server, device, tmp_path):
        state_of(server, job, "printed")
        asked = len(server.requests)
        server.wait_until(lambda: len(server.requests) > asked + 10, LONG_S)

        assert (len(device.tickets), len(server.jobs)) == (1, 1)


def test_a_lost_result_is_told_until_it_is_known(server, tmp_path):
    server.misbehaviour.lose_replies = 4
    job = server.add(a_job(ttl_s=600))
    with VirtualPrinter() as device, an_agent(server, device, tmp_path):
        assert (state_of(server, job, "printed"), papers_of(device, 1)) == ("printed", 1)

    assert server.states_of(job) == ["sending", "printed"]


def test_a_server_that_was_away_is_told_what_was_printed_meanwhile(server, tmp_path):
    job = server.add(a_job())
    with VirtualPrinter(paper_mm=20) as device, an_agent(server, device, tmp_path):
        state_of(server, job, "held")
        server.stop()
        device.load_paper()
        papers = papers_of(device, 1)
        server.start()

        assert (state_of(server, job, "printed"), papers, len(device.tickets)) == ("printed", 1, 1)
