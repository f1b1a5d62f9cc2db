"""From a number taken to a paper in the hand, with the real server and the real agent."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
import zxingcpp

from queue_server.protocol import Client
from tests.devices.virtual_printer import VirtualPrinter

pytestmark = pytest.mark.slow


@contextmanager
def a_process(log, *arguments, **environment):
    command = [sys.executable, "-m", *arguments]
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env=os.environ | environment
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def until(question, within_s=30):
    end = time.monotonic() + within_s
    while not (answer := question()) and time.monotonic() < end:
        time.sleep(0.05)
    return answer


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demonstration's `demo.json`, of a server that runs."""
    folder = tmp_path_factory.mktemp("demo")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["--hall", "guangdong", "--port", str(port), "--data", str(folder)]
    with a_process(folder / "server.log", "queue_server", "demo", *options):
        file = folder / "demo.json"
        assert until(file.exists), (folder / "server.log").read_text()[-2000:]
        assert until(lambda: _answers(port))
        yield json.loads(file.read_text())


def _answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def the_agent(demo, device, folder):
    options = ["--server", demo["url"], "--printer", device.url, "--spool", str(folder / "spool")]
    token = demo["tokens"]["kiosk"]
    with a_process(
        folder / "agent.log", "ticket_printer", "run", *options, LUNHOU_TOKEN=token
    ) as process:
        yield process


def take_a_number(client, **changes):
    wanted = {"service": "A", "class": "normal", "language": "zh-CN", "channel": "kiosk"}
    return client.post("/halls/guangdong/tickets", wanted | changes)


def state_of_paper(client, ticket, state):
    """The paper's state, which is `state` unless the time has passed."""
    path = f"/halls/guangdong/tickets/{ticket['number']}"
    until(lambda: client.get(path)["print"] == state, 90)
    return client.get(path)["print"]


def test_every_number_taken_comes_out_once_with_its_citizens_link(demo, tmp_path):
    kiosk, staff = (Client(demo["url"], demo["tokens"][who]) for who in ("kiosk", "manager"))
    with VirtualPrinter() as device, the_agent(demo, device, tmp_path):
        tickets = [
            take_a_number(kiosk, **{"class": each}) for each in ("normal", "elderly", "pregnant")
        ]
        papers = device.wait_for_tickets(3, within_s=20)
        states = [state_of_paper(staff, ticket, "printed") for ticket in tickets]

    links = [zxingcpp.read_barcode(paper.convert("L")).text for paper in papers]
    assert (links, states) == ([ticket["link"] for ticket in tickets], ["printed"] * 3)


def test_a_printer_without_paper_stops_no_number_and_goes_on_when_reloaded(demo, tmp_path):
    kiosk, staff = (Client(demo["url"], demo["tokens"][who]) for who in ("kiosk", "manager"))
    with VirtualPrinter(paper_mm=0) as device, the_agent(demo, device, tmp_path):
        ticket = take_a_number(kiosk, service="B")
        without = (ticket["state"], state_of_paper(staff, ticket, "held"), len(device.tickets))
        device.load_paper()

        assert without == ("waiting", "held", 0)
        assert (state_of_paper(staff, ticket, "printed"), len(device.tickets)) == ("printed", 1)
