"""The disk of a real server is full while everybody works, and has room again later."""

import os
import resource
import subprocess
from contextlib import contextmanager, suppress

import pytest

from tests.chaos.crowd import PATIENCE_S, Crowd
from tests.chaos.demonstration import Line, demonstrating
from tests.chaos.test_database_away import in_the_record
from tests.chaos.test_many_at_once import numbers_of
from tests.long_run import long_run
from tests.processes import until

pytestmark = pytest.mark.slow
SIZE = "24m"
BLOCK = bytes(4096)


class SmallDisk:
    """A file system of a few megabytes: really full."""

    def __init__(self, folder):
        self._ballast = folder / "ballast"

    def fill(self, _demo):
        with self._ballast.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(BLOCK)
        left = os.statvfs(self._ballast.parent).f_bavail
        assert left == 0

    def has_room_again(self, _demo):
        self._ballast.unlink()


class SmallFiles:
    """Where no file system may be made: the kernel lets no file of the process grow."""

    def fill(self, demo):
        resource.prlimit(demo.pid, resource.RLIMIT_FSIZE, (len(BLOCK), resource.RLIM_INFINITY))

    def has_room_again(self, demo):
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(demo.pid, resource.RLIMIT_FSIZE, unlimited)


@contextmanager
def a_small_disk(folder):
    """What can be had on this machine."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "lunhou-test", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        yield SmallFiles()
        return
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture(params=["as root", *long_run("as anybody")])
def disk(request, tmp_path, monkeypatch):
    if request.param == "as anybody":
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with a_small_disk(tmp_path / "data") as made:
        yield made


def test_a_full_disk_refuses_what_it_cannot_keep_and_loses_nothing(tmp_path, disk):
    with demonstrating(tmp_path) as demo:
        with Crowd(demo, pause_s=0.01) as crowd:
            crowd.go_on()
            disk.fill(demo)
            refused = until(lambda: sum(crowd.not_now.values()) > 20, PATIENCE_S)
            with Line(demo, "desk") as desk:
                looked = desk.ask("GET", "/halls/small/tickets")[0]
            disk.has_room_again(demo)
            crowd.go_on()
        url = f"sqlite:///{demo.folder / 'lunhou.db'}"
        issued, _ = in_the_record(url, "ticket_issued")
        called, _ = in_the_record(url, "ticket_called")
        exit_code = demo.stop()
        verified, said = demo.verify()

    assert (refused, looked) == (True, 200)
    assert set(crowd.not_now) == {(503, "storage_unavailable", "1")}
    assert issued == sorted(crowd.numbers()) == sorted(numbers_of(len(issued)))
    assert called == sorted(crowd.called())
    assert (crowd.lost, exit_code, verified) == (0, 0, 0), said
