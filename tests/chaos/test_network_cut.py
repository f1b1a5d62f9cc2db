"""A hall's cable is pulled for a while: its screen and its officer catch up, and nobody else notices."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from tests.chaos.crowd import PATIENCE_S, Crowd
from tests.chaos.demonstration import ROOT, demonstrating
from tests.chaos.follower import following
from tests.chaos.namespaces import a_room, in_a_network_of_its_own
from tests.chaos.test_slow_clients import delays, is_not_delayed
from tests.long_run import long_run
from tests.processes import until

pytestmark = pytest.mark.slow


class FarClient:
    """What the program in the other room knows, by the file that it writes."""

    def __init__(self, file):
        self._file = file

    def knows(self, name):
        return json.loads(self._file.read_text())[name] if self._file.exists() else 0

    def catches_up(self, sequence):
        return until(lambda: self.knows("sequence") >= sequence, 2 * PATIENCE_S)


@contextmanager
def far_client(demo, room, folder):
    file, log = folder / "far.json", folder / "far.log"
    url = f"http://{room.server}:{demo.port}"
    command = room.command(sys.executable, "-m", "tests.chaos.far_client", url, str(file))
    token = {"LUNHOU_TOKEN": demo.tokens["officer:16"]}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | token, stdout=output, stderr=output
        )
    try:
        assert until(file.exists, PATIENCE_S), log.read_text()
        yield FarClient(file)
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("away_s", [3, *long_run(60)])
def test_a_hall_that_was_cut_off_catches_up_and_delays_nobody(tmp_path, away_s):
    in_a_network_of_its_own(lambda: cut_a_hall_off(tmp_path, away_s))


def cut_a_hall_off(folder, away_s):
    with (
        a_room() as room,
        demonstrating(folder, options=("--host", "0.0.0.0")) as demo,
        following(demo.url) as screen,
        far_client(demo, room, folder) as far,
        Crowd(demo, pause_s=0.02) as crowd,
    ):
        crowd.go_on()
        alone = delays(demo, screen, 30)
        assert far.catches_up(screen.sequence)
        room.pull_cable()
        time.sleep(0.5)  # what was under way has arrived
        known = far.knows("sequence")
        beside = delays(demo, screen, 30)
        crowd.go_on()
        time.sleep(away_s)
        stood_still = far.knows("sequence") == known < screen.sequence
        called_before = len(far.knows("called"))
        room.plug_in()
        caught_up = far.catches_up(screen.sequence)
        works_again = until(lambda: len(far.knows("called")) > called_before + 2, PATIENCE_S)
        called = far.knows("called")

    assert (stood_still, caught_up, bool(works_again)) == (True, True, True)
    assert is_not_delayed(alone, beside), (alone, beside)
    assert far.knows("gaps") == screen.gaps == 0
    assert len(set(called)) == len(called)
    assert not set(called) & set(crowd.called())
    assert (crowd.lost, dict(crowd.not_now)) == (0, {})
