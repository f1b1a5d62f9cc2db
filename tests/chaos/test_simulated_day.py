"""A day of visitors and robot officers, through the public interface: nobody is lost, the record agrees."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.long_run import long_run
from tests.processes import the_demonstration, until

pytestmark = pytest.mark.slow

WITHIN_S = 400
"""On a machine that is busy with other things; alone a day of 500 takes some 50 s."""


def a_day_at(hall: str, folder: Path, *, visitors: int, speed: int) -> dict[str, Any]:
    """What the simulated day said at its end."""
    log = folder / "server.log"
    options = ["--speed", str(speed), "--visitors", str(visitors)]

    def told() -> list[dict[str, Any]]:
        lines = log.read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith('{"issued"')]

    with the_demonstration(hall, folder, *options):
        days = until(told, WITHIN_S)
    assert len(days) == 1, log.read_text("utf-8")[-3000:]
    return days[0]


def verified(folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "queue_server", "verify", "--data", str(folder)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return answer.returncode, answer.stdout + answer.stderr


@pytest.mark.parametrize(
    ("hall", "visitors", "speed"),
    [
        ("linkou", 60, 2400),
        *long_run(("guangdong", 120, 1200), ("chengdu", 60, 2400), ("guangdong", 500, 800)),
    ],
)
def test_every_number_of_a_day_has_an_ending_and_the_record_agrees(
    tmp_path: Path, hall: str, visitors: int, speed: int
) -> None:
    day = a_day_at(hall, tmp_path, visitors=visitors, speed=speed)

    endings = day["endings"]
    assert (day["issued"], sum(endings.values())) == (visitors, visitors)
    assert set(endings) <= {"completed", "cancelled", "abandoned"}
    assert endings["completed"] > visitors * 0.85
    code, said = verified(tmp_path)
    assert code == 0, said
