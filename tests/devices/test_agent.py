import logging
import threading
from contextlib import contextmanager

import pytest
import zxingcpp

from queue_server.protocol import Client, PrinterState
from queue_server.protocol.client import Patience
from tests.devices.builders import LINK, a_job, a_layout, an_old_job
from tests.devices.fake_server import TOKEN, FakeServer
from tests.devices.test_printers import QUICK
from tests.devices.virtual_printer import Faults, VirtualPrinter
from ticket_printer.agent import Agent, Pace
from ticket_printer.clock import utc_now
from ticket_printer.escpos import Commands
from ticket_printer.formats import PAPER_80
from ticket_printer.printers import Health
from ticket_printer.printers.address import link_of
from ticket_printer.printers.escpos_printer import EscPosPrinter
from ticket_printer.spool import Spool

BRISK = Pace(poll_s=0.3, beat_s=0.1, look_s=0.05, calm_s=0.05, refused_s=0.1, stop_s=5)
SECRET = LINK.rsplit("/", 1)[1]


@contextmanager
def a_running_agent(server, device, folder, *, printer=None, token=TOKEN):
    spool = Spool(folder, now=utc_now())
    client = Client(server.url, token, patience=Patience(connect_s=0.5, answer_s=2, total_s=0.5))
    printer = printer or EscPosPrinter(link_of(device.url), Commands(), waits=QUICK)
    agent = Agent(client, spool, printer, PAPER_80, pace=BRISK)
    stop = threading.Event()
    endings = []
    thread = threading.Thread(target=lambda: endings.append(agent.run(stop)))
    thread.start()
    try:
        yield endings
    finally:
        stop.set()
        thread.join(10)
        spool.close()
        client.close()
    assert not thread.is_alive()


@pytest.fixture
def server():
    with FakeServer() as server:
        yield server


def test_a_job_is_printed_and_its_states_are_told(server, tmp_path):
    job = server.add(a_job())
    with VirtualPrinter() as device, a_running_agent(server, device, tmp_path):
        assert server.wait_for_state(job, "printed") == "printed"
        (ticket,) = device.wait_for_tickets(1)

    assert server.states_of(job) == ["sending", "printed"]
    assert zxingcpp.read_barcode(ticket.convert("L")).text == LINK


def test_jobs_are_printed_in_order(server, tmp_path):
    jobs = [server.add(a_job(layout=a_layout(link=f"{LINK}{n}"))) for n in range(5)]
    with VirtualPrinter() as device, a_running_agent(server, device, tmp_path):
        server.wait_for_state(jobs[-1], "printed")
        tickets = device.wait_for_tickets(5)

    read = [zxingcpp.read_barcode(ticket.convert("L")).text for ticket in tickets]
    assert read == [f"{LINK}{n}" for n in range(5)]


def test_a_job_delivered_again_is_printed_once(server, tmp_path):
    server.always_deliver = True
    job = server.add(a_job())
    with VirtualPrinter() as device, a_running_agent(server, device, tmp_path):
        server.wait_for_state(job, "printed")
        polls = len(server.requests)
        server.wait_until(lambda: len(server.requests) > polls + 10)

        assert len(device.tickets) == 1


def test_a_job_waits_for_the_printer_and_is_printed_when_it_is_back(server, tmp_path):
    job = server.add(a_job())
    with VirtualPrinter(paper_mm=0) as device, a_running_agent(server, device, tmp_path):
        server.wait_for_state(job, "held")
        server.wait_until(lambda: server.heartbeats[-1]["printer"] == "paper_out")
        device.load_paper()

        assert server.wait_for_state(job, "printed") == "printed"
        assert len(device.tickets) == 1

    assert server.outcomes == [
        (job, "held", "paper_out"),
        (job, "sending", ""),
        (job, "printed", ""),
    ]


def test_a_job_that_staff_withdrew_is_given_up_and_never_printed(server, tmp_path):
    job = server.add(a_job())
    with VirtualPrinter(paper_mm=0) as device, a_running_agent(server, device, tmp_path):
        server.wait_for_state(job, "held")
        server.jobs[job]["detail"] = "withdrawn"
        ended = server.wait_for_state(job, "void")
        device.load_paper()
        server.wait_until(lambda: server.heartbeats[-1]["printer"] == "ready")

        assert (ended, device.tickets) == ("void", [])
    assert server.outcomes[-1] == (job, "void", "withdrawn")


def test_a_job_whose_printer_stays_away_expires_and_is_never_printed(server, tmp_path):
    job = server.add(a_job(ttl_s=0.8))
    with VirtualPrinter() as device:
        device.switch_off()
        with a_running_agent(server, device, tmp_path):
            assert server.wait_for_state(job, "expired") == "expired"
            device.switch_on()
            server.wait_until(lambda: server.heartbeats[-1]["printer"] == "ready")

        assert (server.states_of(job), device.tickets) == (["held", "expired"], [])


def test_a_job_of_last_night_is_not_printed_in_the_morning(server, tmp_path):
    job = server.add(an_old_job(ttl_s=90, age_s=36_000))
    with VirtualPrinter() as device, a_running_agent(server, device, tmp_path):
        assert server.wait_for_state(job, "expired") == "expired"

        assert device.tickets == []


def test_lost_replies_and_a_busy_server_cost_neither_paper_nor_outcome(server, tmp_path):
    server.misbehaviour.lose_replies = 3
    server.misbehaviour.busy = 3
    job = server.add(a_job())
    with VirtualPrinter() as device, a_running_agent(server, device, tmp_path):
        assert server.wait_for_state(job, "printed") == "printed"

        assert len(device.tickets) == 1
    assert server.states_of(job) == ["sending", "printed"]


def test_an_outcome_waits_for_a_server_that_restarts(server, tmp_path):
    job = server.add(a_job())
    with VirtualPrinter(paper_mm=20) as device, a_running_agent(server, device, tmp_path):
        server.wait_for_state(job, "held")
        server.stop()
        device.load_paper()
        device.wait_for_tickets(1)
        server.start()

        assert server.wait_for_state(job, "printed") == "printed"
        assert len(device.tickets) == 1


def test_what_a_stopped_agent_could_not_tell_is_told_at_the_next_start(server, tmp_path):
    job = server.add(a_job())
    with VirtualPrinter(paper_mm=20) as device:
        with a_running_agent(server, device, tmp_path):
            server.wait_for_state(job, "held")
            server.stop()
            device.load_paper()
            device.wait_for_tickets(1)
        server.start()
        with a_running_agent(server, device, tmp_path):
            assert server.wait_for_state(job, "printed") == "printed"

        assert len(device.tickets) == 1


class DyingPrinter:
    """Dies where it is told to: the thread ends as a killed process does, with nothing tidied."""

    def __init__(self, *, after_begin):
        self.after_begin = after_begin
        self.asked = 0

    def health(self):
        return Health(state=PrinterState.READY)

    def print(self, slip, progress):  # noqa: ARG002 -- it dies before it looks
        self.asked += 1
        if self.after_begin:
            progress.begin()
        raise SystemError("killed")


@pytest.mark.parametrize(
    ("after_begin", "state", "papers"), [(False, "printed", 1), (True, "unsure", 0)]
)
def test_an_agent_that_died_around_the_first_byte(server, tmp_path, after_begin, state, papers):
    job = server.add(a_job())
    dying = DyingPrinter(after_begin=after_begin)
    with VirtualPrinter() as device:
        with a_running_agent(server, device, tmp_path, printer=dying) as endings:
            server.wait_until(lambda: endings)
        with a_running_agent(server, device, tmp_path):
            assert server.wait_for_state(job, state) == state

        assert (endings, dying.asked, len(device.tickets)) == ([False], 1, papers)


def test_a_layout_that_cannot_be_drawn_stops_no_other_ticket(server, tmp_path):
    broken = server.add(a_job(layout={"number": "A001"}))
    good = server.add(a_job())
    with VirtualPrinter() as device, a_running_agent(server, device, tmp_path):
        server.wait_for_state(good, "printed")

        assert len(device.tickets) == 1
    assert (broken, "void", "layout") in server.outcomes


def test_heartbeats_say_how_the_printer_is(server, tmp_path):
    device = VirtualPrinter(faults=Faults(near_end=True))
    with device, a_running_agent(server, device, tmp_path):
        server.wait_until(
            lambda: server.heartbeats[-1:] and server.heartbeats[-1]["printer"] != "unknown"
        )

    assert sorted(server.heartbeats[-1]) == ["printer", "protocol", "version"]
    assert server.heartbeats[-1]["printer"] == "paper_low"


def test_an_agent_with_a_wrong_token_keeps_asking_and_prints_nothing(server, tmp_path, caplog):
    server.add(a_job())
    with VirtualPrinter() as device, a_running_agent(server, device, tmp_path, token="wrong"):
        server.wait_until(lambda: "unauthenticated" in caplog.text)

        assert (device.tickets, server.outcomes) == ([], [])


def test_an_outcome_of_a_job_that_the_server_does_not_know_blocks_no_other(server, tmp_path):
    first = server.add(a_job())
    with VirtualPrinter(paper_mm=20) as device, a_running_agent(server, device, tmp_path):
        server.wait_for_state(first, "held")
        del server.jobs[first]
        second = server.add(a_job())
        device.load_paper()

        assert server.wait_for_state(second, "printed") == "printed"


def test_the_log_holds_no_link(server, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    job = server.add(a_job())
    broken = server.add(a_job(layout={**a_layout(), "languages": []}))
    with VirtualPrinter() as device, a_running_agent(server, device, tmp_path):
        server.wait_for_state(job, "printed")
        server.wait_for_state(broken, "void")

    assert job in caplog.text
    assert [secret for secret in (SECRET, TOKEN) if secret in caplog.text] == []
