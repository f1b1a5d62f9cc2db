"""The measures measure what they say: what is filled is a true record, and each part runs."""

import socket
import subprocess
import sys

import pytest

from bench.fill import Filling, fill
from bench.load import Turn
from bench.results import Limit, Row, Spread, table
from bench.site import bench_halls, morning, settle
from bench.sockets import Screen
from bench.watched import COMMIT, PRESS, Busy, Watched
from queue_server.realtime.packets import text_frame
from queue_server.storage.database import Database
from queue_server.storage.verify import verify
from tests.house.tree import ROOT
from tests.long_run import long_run


def test_what_is_filled_is_a_record_that_verifies(tmp_path):
    hall = bench_halls(1)["guangdong"]
    database = Database(f"sqlite:///{tmp_path / 'filled.db'}")
    database.migrate()
    database.add_halls([hall.id])
    settle(database, hall)
    said = []

    fill(database, hall, Filling(waiting=40, finished=600), morning(hall))
    failed = verify(database, said.append)
    database.close()

    counters = len(hall.counters)
    assert (failed, said) == (
        0,
        [f"guangdong: verified, {counters + 40 + 4 * 600} events, 640 tickets"],
    )


def test_a_ratio_is_missed_by_its_median():
    row = Row(
        measure="calls", figure="1", ratio=Spread([0.1, 0.2, 0.9]), at_least=0.25, repeat="again"
    )

    assert (row.is_missed, row.cells()[3:5]) == (True, ("0.20 (0.10-0.90)", ">= 0.25 MISSED"))


def test_the_table_is_markdown_whose_columns_line_up():
    shown = table(
        [Row(measure="a", figure="1 ms", repeat="x"), Row(measure="bb", figure="2", repeat="y")]
    )

    assert len({len(line) for line in shown.splitlines()}) == 1


def test_a_figure_that_is_not_what_is_required_is_missed():
    row = Row(
        measure="calls",
        figure="1",
        limits=[
            Limit(name="p50", value=2.1, at_most=2),
            Limit(name="calls/s", value=600, at_least=600),
        ],
        repeat="again",
    )

    assert (row.is_missed, row.cells()[4]) == (True, "p50 <= 2 MISSED, calls/s >= 600 ok")


def test_delays_count_from_the_press_and_from_the_commit():
    watched = Watched(
        turn=Turn(),
        heard={"hall A001": [3.010, 3.020], "hall A002": [4.005], "hall A999": [9.0]},
        begun={
            PRESS: {"hall A001": 3.0, "hall A002": 4.0},
            COMMIT: {"hall A001": 3.008, "hall A002": 4.004},
        },
        busy=Busy(server=0.2, clients=0.1, screens=0.3),
        lost=0,
    )

    assert [round(each) for each in watched.delays(PRESS)] == [5, 10, 20]
    assert [round(each) for each in watched.delays(COMMIT)] == [1, 2, 12]
    assert [round(each) for each in watched.last(PRESS)] == [20, 5]
    assert str(watched.busy) == "server 20 %, clients 10 %, screens 30 %; most: screens"


def test_a_screen_takes_frames_as_they_come_and_answers_pings():
    call = b'42/live,["event",{"hall":"h","number":"A001","kind":"ticket_called","pad":"%s"}]'
    calls = [call % (b"x" * size) for size in (10, 200, 70_000)]
    stream = b"".join(map(text_frame, [*calls[:2], b"2", *calls[2:], calls[0]]))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        screen, frames = Screen(ours), {}
        for begin in range(0, len(stream), 997):
            theirs.sendall(stream[begin : begin + 997])
            screen.read(frames)

        assert {frame: len(at) for frame, at in frames.items()} == {
            calls[0]: 2,
            calls[1]: 1,
            calls[2]: 1,
        }
        assert theirs.recv(100) == b"\x81\x81\x00\x00\x00\x003"


OF_THE_LONG_RUN = ("paper", "issue --voice null", "call", "history", "room", "city", "window")
"""Made of the same parts as the others."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "measure",
    [
        *("issue", "live"),
        *long_run(*OF_THE_LONG_RUN),
    ],
)
def test_every_measure_runs(measure):
    command = [sys.executable, "-m", "bench", *measure.split(), "--seconds", "0.3", "--turns", "1"]
    command += ["--finished", "500", "--sockets", "60"]

    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )

    assert (ran.returncode, f"python -m bench {measure}" in ran.stdout) == (0, True), ran.stderr


@pytest.mark.chaos
def test_a_voice_that_rendered_nothing_is_no_measure():
    command = [sys.executable, "-m", "bench", "issue", "--voice", "none"]

    ran = subprocess.run(
        [*command, "--seconds", "0.3", "--turns", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert (ran.returncode, "nothing was rendered" in ran.stderr) == (1, True), ran.stderr
