"""The configuration of docs/deploy, in a real nginx before two units."""

import shutil
import subprocess
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.chaos.units import Caller, House, Screen, check_what_was_heard, issue
from tests.processes import free_port, until
from tests.services import missing

CONFIGURATION = Path(__file__).parents[2] / "docs" / "deploy" / "nginx.conf"
AROUND = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
{user}
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/lunhou.conf;
}}
"""


@dataclass
class Nginx:
    """What clients know of it."""

    port: int

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"


def program():
    return shutil.which(
        "nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin"
    ) or missing("nginx", "no nginx in /usr/sbin or /usr/bin")


def a_command(folder, *, port, ports):
    """How nginx is called with our configuration, at other ports."""
    ours = CONFIGURATION.read_text("utf-8").replace("listen 80;", f"listen 127.0.0.1:{port};")
    for named, real in zip((8081, 8082), ports, strict=True):
        assert f"server 127.0.0.1:{named} " in ours
        ours = ours.replace(f"server 127.0.0.1:{named} ", f"server 127.0.0.1:{real} ")
    (folder / "lunhou.conf").write_text(ours, "utf-8")
    around = folder / "nginx.conf"
    # As root its workers would be nobody, who may not enter a test's folder.
    user = "user root;" if folder.owner() == "root" else ""
    around.write_text(AROUND.format(folder=folder, user=user), "utf-8")
    return [program(), "-e", str(folder / "error.log"), "-c", str(around)]


@contextmanager
def nginx_before(units, folder):
    made = Nginx(free_port())
    ports = [unit.port for unit in units]
    process = subprocess.Popen(a_command(folder, port=made.port, ports=ports))
    try:
        yield made
    finally:
        process.terminate()
        process.wait(20)


def status(url):
    try:
        with urllib.request.urlopen(url, timeout=90) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code
    except OSError:
        return None


def test_nginx_takes_the_configuration(tmp_path):
    command = a_command(tmp_path, port=free_port(), ports=(8081, 8082))
    ran = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False, timeout=90)

    assert (ran.returncode, "warn" in ran.stderr) == (0, False), ran.stderr


@pytest.mark.slow
@pytest.mark.postgresql
@pytest.mark.redis
def test_clients_of_a_unit_that_died_come_back_through_nginx_at_the_other(
    tmp_path, empty_postgresql_url, redis_url
):
    program()
    house = House(empty_postgresql_url, redis_url, tmp_path / "data")
    with house.units() as units, nginx_before(units, tmp_path) as nginx:
        assert until(lambda: status(f"{nginx.url}/readyz") == 200)
        screens = [Screen([nginx]) for _ in range(6)]
        with Caller([nginx], house.tokens.kiosk) as kiosk:
            for _ in range(10):
                issue(kiosk)
            units[0].kill()
            for _ in range(10):
                issue(kiosk)
        for screen in screens:
            check_what_was_heard(house, screen)
            screen.close()
        metrics = [status(f"{nginx.url}{path}") for path in ("/metrics", "/api/v1/metrics")]
        verified = house.verified()[0]
    house.database.close()

    assert {len(screen.connections) for screen in screens} == {1, 2}, "all were at one unit"
    assert (metrics, verified) == ([404, 404], 0)
