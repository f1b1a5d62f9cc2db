"""The agent as its own process, killed as machines are: without a word."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
import zxingcpp

from tests.devices.builders import LINK, a_job, a_layout
from tests.devices.fake_server import TOKEN, FakeServer
from tests.devices.virtual_printer import Faults, VirtualPrinter


@pytest.fixture
def server():
    with FakeServer() as server:
        yield server


@contextmanager
def an_agent(server, device, folder, *more):
    """Run `ticket-printer run` in a process of its own."""
    command = [sys.executable, "-m", "ticket_printer", "run", "--server", server.url]
    command += ["--printer", device.url, "--spool", str(folder / "spool"), *more]
    with (folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            command, stderr=log, stdout=log, env={**os.environ, "LUNHOU_TOKEN": TOKEN}
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait(10)


def test_the_agent_prints_and_stops_when_it_is_asked_to(server, tmp_path):
    token_file = tmp_path / "token"
    token_file.write_text(f"{TOKEN}\n")
    job = server.add(a_job())
    with VirtualPrinter() as device:
        with an_agent(server, device, tmp_path, "--token-file", str(token_file)) as process:
            server.wait_for_state(job, "printed")
            process.send_signal(signal.SIGTERM)
            code = process.wait(10)

        assert (code, server.states_of(job), len(device.tickets)) == (0, ["sending", "printed"], 1)


def test_killed_before_the_first_byte_the_next_run_prints_once(server, tmp_path):
    job = server.add(a_job())
    with VirtualPrinter(faults=Faults(mute=True)) as device:
        with an_agent(server, device, tmp_path):
            server.wait_for_state(job, "held")
        device.faults.mute = False
        with an_agent(server, device, tmp_path):
            server.wait_for_state(job, "printed")

        assert (server.states_of(job)[-2:], len(device.tickets)) == (["sending", "printed"], 1)


def test_killed_after_the_first_byte_the_next_run_prints_nothing_and_says_unsure(server, tmp_path):
    job = server.add(a_job())
    with VirtualPrinter(paper_mm=20) as device:
        with an_agent(server, device, tmp_path) as process:
            server.wait_for_state(job, "held")
            process.send_signal(signal.SIGKILL)
            process.wait(10)
        device.load_paper()
        with an_agent(server, device, tmp_path):
            state = server.wait_for_state(job, "unsure")
            papers = device.wait_for_tickets(1)

        assert (state, len(papers), len(device.tickets)) == ("unsure", 1, 1)


@pytest.mark.slow
def test_killed_at_any_moment_there_are_never_two_papers_of_one_job(server, tmp_path):
    links = [f"{LINK}{number}" for number in range(12)]
    jobs = [server.add(a_job(layout=a_layout(link=link))) for link in links]
    with VirtualPrinter() as device:
        for received in (1, 60_000, 150_000, 250_000, 380_000):
            with an_agent(server, device, tmp_path) as process:
                server.wait_until(lambda limit=received: device.received >= limit)
                process.send_signal(signal.SIGKILL)
        with an_agent(server, device, tmp_path):
            states = [server.wait_until(lambda job=job: _ending(server, job)) for job in jobs]

        papers = [code.text for ticket in device.tickets for code in read_codes(ticket)]
        count = {link: papers.count(link) for link in links}
        printed = [link for link, state in zip(links, states, strict=True) if state == "printed"]
        assert set(states) <= {"printed", "unsure"}
        assert [count[link] for link in printed] == [1] * len(printed)
        assert max(count.values()) == 1


def read_codes(ticket):
    return zxingcpp.read_barcodes(ticket.convert("L"))


def _ending(server, job):
    state = server.jobs[job]["state"]
    return state if state in {"printed", "unsure"} else None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["run", "--server", "http://127.0.0.1:1", "--printer", "usb:1", "--spool", "s"],
            "a printer is",
        ),
        (
            ["run", "--server", "http://127.0.0.1:1", "--printer", "null:", "--spool", "s"],
            "no token",
        ),
        (["test-page", "--printer", "null:", "--cut", "sideways"], "a cut is one of"),
    ],
)
def test_a_wrong_command_line_says_what_is_wrong(tmp_path, arguments, message):
    environment = {name: value for name, value in os.environ.items() if name != "LUNHOU_TOKEN"}

    done = subprocess.run(
        [sys.executable, "-m", "ticket_printer", *arguments],
        capture_output=True,
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(Path.cwd())},
        text=True,
        timeout=120,
        check=False,
    )

    assert (done.returncode, message in done.stderr) == (2, True)


def test_the_test_page_comes_out_of_a_real_command(tmp_path):
    with VirtualPrinter(width=384) as device:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "ticket_printer",
                "test-page",
                "--printer",
                device.url,
                "--paper",
                "58",
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        (page,) = device.tickets

    assert (done.stdout, done.returncode, page.width) == ("printed\n", 0, 384)
