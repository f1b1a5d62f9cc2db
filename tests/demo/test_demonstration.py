"""The demonstration's own: papers as pictures, its local pages, and that nothing is left when it dies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests
import zxingcpp
from PIL import Image

from queue_server.protocol import Client
from tests.processes import the_demonstration, until

pytestmark = pytest.mark.slow

SLEEPER = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).write_text('here'); time.sleep(60)"


def take_a_number(demo):
    order = {"service": "A", "class": "normal", "language": "zh-CN", "channel": "kiosk"}
    return Client(demo["url"], demo["tokens"]["kiosk"]).post("/halls/guangdong/tickets", order)


def test_with_papers_each_number_lies_there_as_a_picture(tmp_path: Path) -> None:
    with the_demonstration("guangdong", tmp_path, "--papers") as demo:
        ticket = take_a_number(demo)
        paper = until(lambda: next((tmp_path / "papers").glob("*.png"), None))
        shown = requests.get(demo["pages"]["papers"], timeout=60)
        picture = requests.get(f"{demo['pages']['papers']}/{paper.name}", timeout=60)

        assert f'src="/demo/papers/{paper.name}"' in shown.text
        assert picture.content == paper.read_bytes()
        assert zxingcpp.read_barcode(Image.open(paper).convert("L")).text == ticket["link"]


def test_with_papers_the_kiosk_serves_its_page_itself_and_has_numbers_for_its_way_alone(
    tmp_path: Path,
) -> None:
    with the_demonstration("guangdong", tmp_path, "--papers") as demo:
        kiosk = demo["pages"]["kiosk_itself"]
        health = until(lambda: _health(kiosk), 180)
        page = requests.get(kiosk, timeout=60)

        assert (health["alone"], health["leased"]) == (False, True)
        assert page.url == f"{kiosk}halls/guangdong/kiosk"
        assert kiosk in (tmp_path / "server.log").read_text("utf-8")


def _health(kiosk: str) -> dict[str, bool] | None:
    """How the kiosk is, once it has numbers for its way alone."""
    try:
        found: dict[str, bool] = requests.get(f"{kiosk}healthz", timeout=60).json()
    except requests.ConnectionError:
        return None
    return found if found["leased"] else None


def test_without_papers_nobody_takes_the_kiosks_jobs(tmp_path: Path) -> None:
    with the_demonstration("guangdong", tmp_path) as demo:
        ticket = take_a_number(demo)
        kiosk = Client(demo["url"], demo["tokens"]["kiosk"])

        jobs = kiosk.get("/devices/self/jobs", {"wait_s": 0})["jobs"]

        assert [job["layout"]["number"] for job in jobs] == [ticket["number"]]
        assert demo["pages"].keys().isdisjoint({"papers", "kiosk_itself"})


def test_a_program_beside_the_server_ends_however_its_parent_dies(tmp_path: Path) -> None:
    (tmp_path / "sleeper.py").write_text(SLEEPER)
    mark = tmp_path / "mark"
    path = os.pathsep.join([str(tmp_path), *sys.path])
    with subprocess.Popen(
        [sys.executable, "-c", _A_PARENT, str(mark)],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        child = int(parent.stdout.readline())
        assert until(mark.exists)

        parent.kill()

    assert until(lambda: not _runs(child), 60)


_A_PARENT = """
import sys, time
from queue_server.demo.children import Children
children = Children()
children.start("sleeper", sys.argv[1])
print(children._running[0].pid, flush=True)
time.sleep(60)
"""


def _runs(process: int) -> bool:
    """Whether it is there and not only waiting to be buried."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("utf-8")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    with the_demonstration("guangdong", tmp_path / "first") as demo:
        port = demo["url"].rpartition(":")[2]
        second = ["demo", "--port", port, "--data", str(tmp_path / "second")]
        answer = subprocess.run(
            [sys.executable, "-m", "queue_server", *second],
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )

    assert (answer.returncode, answer.stderr.count("\n")) == (2, 1)
    assert answer.stderr.endswith("choose another port with --port\n")
