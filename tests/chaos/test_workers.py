"""``queue-server run --workers``: one address, several processes, and the parent that looks after them."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from queue_server import cli
from tests.chaos.units import Screen
from tests.processes import free_port, until
from tests.services import POSTGRESQL

HALL = "guangdong"
QUEUE = "redis://127.0.0.1:6379/15"


class Parent:
    """A running ``queue-server run --workers``."""

    def __init__(self, folder, database, message_queue, workers=2):
        self.port, self.log = free_port(), folder / "parent.log"
        self.url = f"http://127.0.0.1:{self.port}"
        command = [
            *(sys.executable, "-m", "queue_server", "run", "--workers", str(workers)),
            *("--data", str(folder / "data"), "--port", str(self.port)),
            *("--database", database, "--message-queue", message_queue),
        ]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ)

    def workers(self):
        """The process of each worker that is ready, by its number."""
        said = re.findall(r"worker (\d+) is ready \(process (\d+)\)", self.log.read_text())
        return {int(number): int(process) for number, process in said if is_alive(int(process))}

    def ask(self, method, path, body=None):
        """Status and body, over a new connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        try:
            sent = None if body is None else json.dumps(body)
            connection.request(method, path, sent, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def answering(self):
        """The number of the worker that answers a new connection."""
        return int(re.search(r'worker="(\d+)"', self.ask("GET", "/metrics")[1])[1])

    def ask_for_a_device(self):
        """Something that happens in the hall at any hour."""
        device = {"hall": HALL, "kind": "display", "name": "screen"}
        status, answer = self.ask("POST", "/api/v1/devices", device)
        assert status == 201, answer

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(180)


def is_alive(process):
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def devices_of(screen):
    return {each["sequence"] for each in screen.events() if each["kind"] == "device_changed"}


@contextmanager
def a_parent(folder, database, message_queue, workers=2):
    made = Parent(folder, database, message_queue, workers)
    try:
        assert until(lambda: len(made.workers()) == workers, 180), made.log.read_text()
        yield made
    finally:
        if made.process.poll() is None:
            made.stop()


@pytest.mark.slow
@pytest.mark.postgresql
@pytest.mark.redis
def test_a_worker_that_dies_is_followed_by_another_and_its_sockets_come_back(
    tmp_path, empty_postgresql_url, redis_url
):
    with a_parent(tmp_path, empty_postgresql_url, redis_url) as parent:
        assert until(lambda: parent.answering() == 1)
        assert until(lambda: parent.answering() == 2)
        screens = [Screen([parent]) for _ in range(8)]
        parent.ask_for_a_device()
        before = parent.workers()
        os.kill(before[1], signal.SIGKILL)
        for _ in range(10):
            parent.ask_for_a_device()
        assert until(lambda: len(parent.workers()) == 2, 180)
        assert until(lambda: parent.answering() == 1, 180)
        parent.ask_for_a_device()
        heard = [until(lambda s=screen: len(devices_of(s)) == 12) for screen in screens]
        came_back = [len(screen.connections) for screen in screens]
        for screen in screens:
            screen.close()
        after = parent.workers()
        exit_code = parent.stop()

    assert heard == [True] * 8
    assert set(came_back) <= {1, 2}
    assert (after[1] != before[1], after[2] == before[2]) == (True, True)
    assert exit_code == 0, parent.log.read_text()
    assert until(lambda: not any(is_alive(each) for each in after.values()))


@pytest.mark.chaos
@pytest.mark.postgresql
@pytest.mark.redis
def test_workers_do_not_outlive_their_parent(tmp_path, empty_postgresql_url, redis_url):
    with a_parent(tmp_path, empty_postgresql_url, redis_url) as parent:
        workers = parent.workers().values()
        parent.stop(signal.SIGKILL)

        assert until(lambda: not any(is_alive(each) for each in workers))


@pytest.mark.slow
def test_workers_of_which_none_starts_are_given_up(tmp_path):
    nowhere = "postgresql+psycopg://postgres@127.0.0.1:1/lunhou"
    parent = Parent(tmp_path, nowhere, QUEUE)

    assert parent.process.wait(180) == 1
    assert "no worker starts" in parent.log.read_text()


def refusal(capsys, *options):
    """The exit code of ``run --workers 2`` and the settings that it speaks of."""
    code = cli.main(["run", "--workers", "2", *options])
    return code, [line.partition("(")[2][:15] for line in capsys.readouterr().err.splitlines()]


def test_several_processes_need_postgresql_and_a_message_queue(tmp_path, capsys, monkeypatch):
    data = ("--data", str(tmp_path))

    assert refusal(capsys, *data) == (2, ["--database post", "--message-queue"])
    assert refusal(capsys, *data, "--message-queue", QUEUE) == (2, ["--database post"])
    assert refusal(capsys, *data, "--database", POSTGRESQL) == (2, ["--message-queue"])


@pytest.mark.parametrize("workers", ["0", "65", "-1"])
def test_a_number_of_workers_that_cannot_be_meant_is_refused(workers, tmp_path, capsys):
    code = cli.main(["run", "--workers", workers, "--data", str(tmp_path)])

    assert (code, capsys.readouterr().err) == (2, f"workers: {workers} is not from 1 to 64\n")
