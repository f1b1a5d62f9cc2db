"""The measures measure what they say: what is filled is a true record, and each part runs."""

import subprocess
import sys

import pytest

from bench.fill import Filling, fill
from bench.results import Row, Spread, table
from bench.site import bench_halls, morning, settle
from queue_server.storage.database import Database
from queue_server.storage.verify import verify
from tests.house.tree import ROOT


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


@pytest.mark.slow
@pytest.mark.parametrize("measure", ["issue", "call", "history", "live", "room"])
def test_every_measure_runs(measure):
    command = [sys.executable, "-m", "bench", measure, "--seconds", "0.3", "--turns", "1"]
    command += ["--finished", "500"]

    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )

    assert (ran.returncode, f"python -m bench {measure}" in ran.stdout) == (0, True), ran.stderr
